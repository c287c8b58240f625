"""Tables of discrepancies and of sources."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from deliverables.models import Discrepancy, Source
from deliverables.selectors.records import words_age
from ipqt.dates import day_words
from ipqt.tables import NumberColumn, StableTable
from ipqt.templatetags.ui import basis_tag


class DiscrepancyTable(StableTable):
    """Both sides of each contradiction, and what is shown on this site."""

    caption = "Where the sources contradict themselves or each other"

    ref = tables.Column(verbose_name="Ref", attrs={"td": {"class": "app-nowrap"}})
    title = tables.Column(verbose_name="About", orderable=True)
    says = tables.Column(verbose_name="The source says", orderable=False)
    but = tables.Column(verbose_name="But", orderable=False)
    shown_as = tables.Column(verbose_name="Shown here as", orderable=False)
    item = tables.Column(verbose_name="Plan item", order_by="item__ref", linkify=True, default="None")
    source = tables.Column(
        verbose_name="Source",
        order_by="source__short_name",
        linkify=("deliverables:source", {"slug": tables.A("source__slug")}),
        default="None",
    )

    class Meta(StableTable.Meta):
        model = Discrepancy
        fields = ("ref", "title", "says", "but", "shown_as", "item", "source")
        order_by = ("ref",)
        empty_text = "No contradiction is recorded for these filters."

    row_header = "title"

    def render_item(self, value: Any) -> str:
        return value.ref

    def render_title(self, value: str, record: Discrepancy) -> SafeString:
        return format_html('<span id="{}">{}</span> {}', record.ref, value, basis_tag(record.basis))


class SourceTable(StableTable):
    """Documents; `records` counts what the reader may see of what rests on each, by the source's id."""

    caption = "The documents behind this site"
    row_header = "short_name"

    short_name = tables.Column(
        verbose_name="Document", linkify=("deliverables:source", {"slug": tables.A("slug")})
    )
    publisher = tables.Column(verbose_name="Publisher")
    kind = tables.Column(verbose_name="Kind")
    published_words = tables.Column(
        verbose_name="Date as printed", orderable=False, default="No date is printed"
    )
    newest_words_on = tables.Column(verbose_name="Newest words", default="It tells of no day")
    records = NumberColumn(verbose_name="Records that cite it", orderable=False, accessor="pk")

    class Meta(StableTable.Meta):
        model = Source
        fields = ("short_name", "publisher", "kind", "published_words", "newest_words_on", "records")
        order_by = ("short_name",)
        empty_text = "No source matches these filters."

    def __init__(self, *args, records: dict[int, int], as_at: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.records_by_source, self.as_at = records, as_at

    def render_newest_words_on(self, value: date) -> str:
        return f"{day_words(value)}, {words_age(value, as_at=self.as_at)}"

    def render_records(self, value: int) -> str:
        return f"{self.records_by_source.get(value, 0):,}"
