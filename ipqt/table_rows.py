"""Writes the rows of a table: what each column needs is worked out once, then every record is only joined."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import django_tables2 as tables
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.html import conditional_escape
from django_tables2.columns import BoundColumn
from django_tables2.utils import Accessor

from ipqt.dates import day_words
from ipqt.links import with_moment

if TYPE_CHECKING:
    from ipqt.tables import StableTable

Writer = Callable[[Any], str]


def row_writer(table: StableTable) -> Writer:
    """A function from a record to its `<tr>`."""
    visible = [column for column in table.columns if column.visible]
    header = table.row_header or (visible[0].name if visible else "")
    cells = [_cell(table, column, is_header=column.name == header) for column in visible]

    def write(record: Any) -> str:
        return f'<tr class="nhsuk-table__row" role="row">{"".join(cell(record) for cell in cells)}</tr>'

    return write


def _cell(table: StableTable, column: BoundColumn, *, is_header: bool) -> Writer:
    content = _content(table, column)
    label = conditional_escape(label_of(column))
    kind, numeric = ("header" if is_header else "cell"), getattr(column.column, "numeric", False)
    classes = f"nhsuk-table__{kind}" + (f" nhsuk-table__{kind}--numeric" if numeric else "")
    extra = column.column.attrs.get("td", {}).get("class")
    classes += f" {extra}" if extra else ""
    opening = f'<td class="{classes}" role="cell" data-label="{label}">'
    closing = "</td>"
    if is_header:
        opening, closing = (
            f'<th class="{classes}" scope="row" role="rowheader" data-label="{label}">',
            "</th>",
        )

    def write(record: Any) -> str:
        return f"{opening}{content(record)}{closing}"

    return write


def label_of(column: BoundColumn) -> str:
    """The header that the table gives, else the column's name in words, never that of a field it reaches."""
    return str(column.column.verbose_name or column.name.replace("_", " ").capitalize())


def _content(table: StableTable, column: BoundColumn) -> Writer:
    value_of, render = _value(table, column), _render(table, column)
    empty, link = column.column.empty_values, column.link
    request, default = getattr(table, "request", None), column.default

    def write(record: Any) -> str:
        value = value_of(record)
        if value in empty:
            return conditional_escape(default)
        text = conditional_escape(render(value, record))
        if not link:
            return text
        url = link.compose_url(record=record, value=value, table=table, bound_column=column)
        return f'<a href="{conditional_escape(with_moment(request, url))}">{text}</a>' if url else text

    return write


def _value(table: StableTable, column: BoundColumn) -> Writer:
    """Reads a column's value: the label of a choice, an attribute, or whatever the accessor reaches."""
    accessor = Accessor(column.accessor)
    name = str(accessor)
    if _has_choices(table.data.model, name):
        return lambda record: getattr(record, f"get_{name}_display")()
    if "." in name or accessor.SEPARATOR in name:
        return lambda record: accessor.resolve(record, safe=True, quiet=True)
    return lambda record: record.get(name) if isinstance(record, dict) else getattr(record, name, None)


def _has_choices(model: type[Model] | None, name: str) -> bool:
    try:
        return bool(model and model._meta.get_field(name).choices)
    except (FieldDoesNotExist, AttributeError):
        return False


def _render(table: StableTable, column: BoundColumn) -> Callable[[Any, Any], Any]:
    """`render_<column>` of the table, or the column's own `render`, with the arguments that it names."""
    function = getattr(table, f"render_{column.name}", None)
    if function is None and type(column.column).render is tables.Column.render:
        return lambda value, _record: in_words(value)
    function = function or column.column.render
    fixed = {"column": column.column, "bound_column": column, "bound_row": None, "table": table}
    names = inspect.signature(function).parameters
    constant = {name: fixed[name] for name in names if name in fixed}
    wants_value, wants_record = "value" in names, "record" in names

    def render(value: Any, record: Any) -> Any:
        given = {"value": value} if wants_value else {}
        if wants_record:
            given["record"] = record
        return function(**given, **constant)

    return render


def in_words(value: Any) -> Any:
    """A plain value as people write it: 6 August 2018, 1,000, Yes."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, date):
        return day_words(value)
    return value
