"""Columns of the list of who has reported in a period."""

from __future__ import annotations

from collections.abc import Collection

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from deliverables.models import Duty
from deliverables.selectors.periods import STAGES
from deliverables.tables import AsAtTable
from ipqt.dates import day_words
from ipqt.templatetags.ui import nhs

COLOURS = {
    "none": "grey",
    "draft": "white",
    "returned": "orange",
    "submitted": "blue",
    "accepted": "green",
}


class ReportingTable(AsAtTable):
    """Duties that carry the columns of `reporting_of`. `own` are those that the reader may write."""

    row_header = "item"
    caption = "What is due in this period"

    item = tables.Column(
        order_by=("item__year__number", "item__kind", "item__position"),
        linkify=lambda record: record.item.get_absolute_url(),
    )
    organisation = tables.Column(order_by="organisation__name")
    stage = tables.Column(verbose_name="Report", order_by="place")
    handed_in_at = tables.Column(verbose_name="Handed in", empty_values=())
    next = tables.Column(verbose_name="What to do", empty_values=(), orderable=False)

    class Meta:
        model = Duty
        fields = ("item", "organisation", "stage", "handed_in_at", "next")
        empty_text = "Nothing is due in this period, or nothing matches these filters."

    def __init__(self, *args, own: Collection[int], is_office: bool, **kwargs):
        self.own, self.is_office = own, is_office
        super().__init__(*args, **kwargs)
        self.columns["next"].column.visible = bool(own) or is_office

    def render_stage(self, value):
        return nhs("tag", text=STAGES[value], colour=COLOURS[value])

    def render_handed_in_at(self, value, record):
        handed_in = value and record.stage in ("submitted", "accepted")
        return day_words(localdate(value)) if handed_in else "Not yet"

    def render_next(self, record):
        named = format_html('<span class="nhsuk-u-visually-hidden"> {}</span>', record.item.ref)
        if self.is_office and record.stage == "accepted":
            return self._act(reverse("deliverables:correct", args=[record.update_id]), "Correct", named)
        if self.is_office and record.stage == "submitted" and record.period.is_open:
            return self._act(f"{reverse('deliverables:review')}#update-{record.update_id}", "Review", named)
        if record.pk in self.own and record.period.is_open and record.stage not in ("submitted", "accepted"):
            return self._act(reverse("deliverables:my_update", args=[record.pk]), "Write", named)
        return "Nothing"

    def _act(self, url: str, verb: str, named):
        return format_html('<a href="{}">{}{}</a>', url, verb, named)
