"""Columns of the plan's lists: what stands in a cell, how it sorts, what an empty list says."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from deliverables.models import NextStep, PlanItem
from deliverables.next_step_check import next_step_hints
from deliverables.status import STATES, Status, status_of
from ipqt.dates import age_words, day_words
from ipqt.links import with_moment
from ipqt.tables import NumberColumn, StableTable
from ipqt.templatetags.ui import basis_tag, confidence_tag, state_tag

PLAN_ORDER = ("year__number", "kind", "position")


def words_and_age(day: date | None, *, as_at: date, none: str = "No words yet"):
    """31 May 2025, and under it how old that is."""
    if day is None:
        return format_html('<span class="app-quiet">{}</span>', none)
    age = age_words(max((as_at - day).days, 0))
    words = '<span class="app-nowrap">{}</span> <span class="app-nowrap app-quiet">{} old</span>'
    return format_html(words, day_words(day), age)


class AsAtTable(StableTable):
    """A table of how things stood at `as_at`."""

    def __init__(self, *args, as_at: date, **kwargs):
        self.as_at = as_at
        super().__init__(*args, **kwargs)

    def link(self, url: str, text: object):
        """A link that keeps the moment."""
        return format_html('<a href="{}">{}</a>', with_moment(getattr(self, "request", None), url), text)


class PlanItemTable(AsAtTable):
    """Plan items that carry the columns of `PlanItemQuerySet.as_at`."""

    row_header = "title"
    caption = "Plan items"

    ref = tables.Column(verbose_name="Ref", order_by=PLAN_ORDER, attrs={"td": {"class": "app-nowrap"}})
    title = tables.Column(linkify=lambda record: record.get_absolute_url())
    kind = tables.Column(order_by=("kind", "position"))
    year = tables.Column(
        accessor="year__number", verbose_name="Year", default="None stated", order_by=PLAN_ORDER
    )
    workstream = tables.Column(accessor="workstream__name", verbose_name="Workstream", default="None")
    planned = tables.Column(
        verbose_name="Planned", empty_values=(), order_by=("planned_end", "planned_start")
    )
    state = tables.Column(empty_values=())
    timing = tables.Column(empty_values=())
    reported_on = tables.Column(verbose_name="Newest words", empty_values=())

    class Meta:
        model = PlanItem
        fields = ("ref", "title", "kind", "year", "workstream", "planned", "state", "timing", "reported_on")
        empty_text = "No plan items match these filters."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.status = lru_cache(maxsize=1)(self._status)

    def _status(self, record: PlanItem) -> Status:
        return status_of(record, as_at=self.as_at)

    def render_kind(self, record):
        return record.get_kind_display()

    def render_planned(self, record):
        status = self.status(record)
        if record.planned_end is None:
            return format_html('<span class="app-quiet">{}</span>', "None stated")
        if status.planned_own:
            return status.planned
        return format_html('{} <span class="app-quiet">{}</span>', status.planned, "from its activity")

    def render_state(self, record):
        status = self.status(record)
        return format_html("{} {}", state_tag(status), confidence_tag(status))

    def render_timing(self, record):
        status = self.status(record)
        if status.timing == "delivered":
            return "On time" if record.actual_end and record.planned_end else "No date reported"
        return f"{status.timing_label}, by {status.late}" if status.late else status.timing_label

    def render_reported_on(self, record):
        return words_and_age(record.reported_on, as_at=self.as_at)


class NextStepTable(AsAtTable):
    """Next steps as `next_steps_said` gives them."""

    row_header = "ref"
    caption = "Next steps"

    ref = tables.Column(verbose_name="Ref", attrs={"td": {"class": "app-nowrap"}})
    text = tables.Column(verbose_name="Next step")
    item = tables.Column(
        accessor="item__title",
        verbose_name="Said of",
        order_by=("item__year__number", "item__kind", "item__position"),
    )
    said_by = tables.Column(verbose_name="Said by")
    owner = tables.Column(default="None named")
    due = tables.Column(
        accessor="due_words", verbose_name="Due", default="None stated", order_by=("due_on", "due_words")
    )
    becomes = tables.Column(empty_values=(), order_by=("becomes__year__number", "becomes__position"))
    missing = tables.Column(empty_values=(), orderable=False)

    class Meta:
        model = NextStep
        fields = ("ref", "text", "item", "said_by", "owner", "due", "becomes", "missing")
        empty_text = "No next steps match these filters."

    def render_item(self, record):
        return self.link(record.item.get_absolute_url(), f"{record.item.ref} {record.item.title}")

    def render_said_by(self, record):
        url = reverse("deliverables:trust", args=[record.said_by_key])
        return self.link(url, record.said_by_short or record.said_by)

    def render_becomes(self, record):
        if not record.becomes_seen:
            return format_html('<span class="app-quiet">{}</span>', "Nobody has picked it up yet")
        item = self.link(record.becomes.get_absolute_url(), f"{record.becomes.ref} {record.becomes.title}")
        return format_html("{} {}", item, basis_tag(record.becomes_basis))

    def render_missing(self, record):
        hints = next_step_hints(text=record.text, owner=record.owner, due=record.due_words)
        return ", ".join(hints).capitalize() if hints else "Nothing"


class StateCountsColumn(tables.Column):
    """How many items are in each state: pairs of code and count."""

    def render(self, value):
        counts = ((count, state_tag(STATES[code])) for code, count in value)
        return format_html_join(" ", '<span class="app-nowrap">{} {}</span>', counts) or "No items"


class WorkstreamTable(AsAtTable):
    """Rows of `workstream_rows`."""

    row_header = "name"
    caption = "Workstreams"

    name = tables.Column(verbose_name="Workstream", linkify=lambda record: record.url)
    total = NumberColumn(verbose_name="Items")
    states = StateCountsColumn(verbose_name="How they stand", orderable=False)
    attention = NumberColumn(verbose_name="Need attention")
    said_by = tables.Column(verbose_name="Heard from", orderable=False, default="Nobody yet")
    newest_words = tables.Column(empty_values=())
    basis = tables.Column(orderable=False)

    class Meta:
        fields = ("name", "total", "states", "attention", "said_by", "newest_words", "basis")
        empty_text = "This programme has no workstreams yet."

    def render_newest_words(self, record):
        return words_and_age(record.newest_words, as_at=self.as_at)

    def render_basis(self, value):
        return basis_tag(value)


class TrustTable(AsAtTable):
    """Rows of `trust_rows`."""

    row_header = "name"
    caption = "Trusts in the programmes"

    name = tables.Column(verbose_name="Trust", linkify=lambda record: record.url)
    code = tables.Column(verbose_name="ODS code", default="None verified")
    programmes = tables.Column(verbose_name="Takes part in", orderable=False)
    named = NumberColumn(verbose_name="Items it is named for")
    reported = NumberColumn(verbose_name="Items it has reported on")
    newest_words = tables.Column(empty_values=())

    class Meta:
        fields = ("name", "code", "programmes", "named", "reported", "newest_words")
        empty_text = "No trust takes part in a programme that you may see."

    def render_programmes(self, value):
        links = ((self.link(programme.get_absolute_url(), programme.short_name),) for programme in value)
        return format_html_join(", ", "{}", links) if value else "None that you may see"

    def render_newest_words(self, record):
        return words_and_age(record.newest_words, as_at=self.as_at)
