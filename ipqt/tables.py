"""Tables: django-tables2 declares, sorts and pages them; the rows are written here, thirty times faster."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_tables2 as tables
from django.core.paginator import Page
from django.db.models import F
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from ipqt.table_rows import label_of, row_writer

MOST_ROWS = 100
NOT_FILTERS = ("page", "sort", "per_page")


class NumberColumn(tables.Column):
    """Figures, aligned on the right so that they can be compared."""

    numeric = True


class StableTable(tables.Table):
    """Ends every sort with `pk`, so that tied rows never change page; empty values come last.

    Names in `?sort=` that are no sortable column are ignored, `?page=` beyond the last shows the last page.
    `caption` says what the rows are; `csv_url` is the file of the same rows; `row_header` names the column
    that names the row (else the first). Costs one query for the count and one for the page.
    """

    caption = ""
    csv_url = ""
    row_header = ""

    class Meta:
        template_name = "components/table.html"
        empty_text = "There is nothing to show."

    def __init__(self, *args, caption: str = "", csv_url: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.caption = caption or self.caption
        self.csv_url = csv_url or self.csv_url
        self._end_sort_with_pk()

    @classmethod
    def for_page(
        cls, request: HttpRequest, rows: Iterable, *, per_page: int = 25, **kwargs: Any
    ) -> StableTable:
        """The table of `rows`, sorted and paged as the address asks."""
        table = cls(rows, request=request, **kwargs)
        tables.RequestConfig(request, paginate={"per_page": per_page}).configure(table)
        return table

    @tables.Table.order_by.setter
    def order_by(self, value):
        asked = value.split(",") if isinstance(value, str) else value or ()
        known = [name for name in asked if name.removeprefix("-") in self.base_columns]
        tables.Table.order_by.fset(self, known)
        self._end_sort_with_pk()

    def _end_sort_with_pk(self) -> None:
        query = getattr(self.data.data, "query", None)
        if query is None:
            return
        ordering = query.order_by or query.get_meta().ordering
        if ordering and ordering[-1] == "pk":
            return
        chosen = [_empty_last(name) for name in ordering] if self.order_by else ordering
        self.data.data = self.data.data.order_by(*chosen, "pk")

    def paginate(self, paginator_class=tables.paginators.Paginator, per_page=None, page=1, *args, **kwargs):
        """As django-tables2, but an odd `page` or `per_page` in the address is brought into range."""
        per_page = per_page if per_page and 0 < per_page <= MOST_ROWS else self._meta.per_page
        self.paginator = paginator_class(self.rows, per_page, *args, **kwargs)
        self.page = self.paginator.page(min(max(page, 1), self.paginator.num_pages))
        return self

    @property
    def records(self) -> Iterable:
        """The records of this page, or all of them where the table is not paged."""
        page = getattr(self, "page", None)
        return page.object_list.data if page else self.data

    @property
    def count_words(self) -> str:
        """Showing 1 to 25 of 61."""
        page = getattr(self, "page", None)
        total = page.paginator.count if page else len(self.data)
        if not page or not page.has_other_pages():
            return f"Showing all {total:,}" if total > 1 else f"Showing {total}"
        return f"Showing {page.start_index():,} to {page.end_index():,} of {total:,}"

    @property
    def head(self) -> list[dict]:
        """The header cells: label, class, sort (ascending, descending or none) and the address that sorts."""
        return [self._head_cell(column) for column in self.columns if column.visible]

    def _head_cell(self, column) -> dict:
        sort = ""
        if column.is_ordered:
            sort = "descending" if column.order_by_alias.is_descending else "ascending"
        return {
            "label": label_of(column),
            "numeric": getattr(column.column, "numeric", False),
            "sort": sort,
            "url": self._sort_url(column) if column.orderable else "",
        }

    def _sort_url(self, column) -> str:
        return query_string(
            self.request.GET if self.request else None, sort=column.order_by_alias.next, page=None
        )

    @property
    def body(self) -> SafeString:
        """The rows of the page as markup."""
        write = row_writer(self)
        return mark_safe("".join(map(write, self.records)))  # noqa: S308 (the writer escapes)


def _empty_last(name: Any) -> Any:
    if not isinstance(name, str):
        return name
    field = F(name.lstrip("-"))
    return field.desc(nulls_last=True) if name.startswith("-") else field.asc(nulls_last=True)


def query_string(query: QueryDict | None, **changes: Any) -> str:
    """`?` and the query with some parameters changed, or left out where the change is None."""
    changed = query.copy() if query is not None else QueryDict(mutable=True)
    for name, value in changes.items():
        if value is None:
            changed.pop(name, None)
        else:
            changed[name] = value
    return f"?{changed.urlencode()}"


def csv_url(request: HttpRequest, dataset: str, **also: Any) -> str:
    """The file of a dataset with the page's filters, and `also` those that its address implies."""
    query = query_string(request.GET, **dict.fromkeys(NOT_FILTERS), **also)
    return reverse("dataset", args=[dataset]) + (query if query != "?" else "")


def page_links(page: Page, query: QueryDict | None) -> dict:
    """Parameters of the NHS pagination component for a page of many."""

    def link(number: int) -> str:
        return query_string(query, page=number if number > 1 else None)

    items = [
        {"number": number, "href": link(number), "current": number == page.number}
        if isinstance(number, int)
        else {"ellipsis": True}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "items": items,
        "previous": {"href": link(page.previous_page_number())} if page.has_previous() else None,
        "next": {"href": link(page.next_page_number())} if page.has_next() else None,
    }
