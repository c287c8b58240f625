"""Columns of the tables of measures, of definitions and of printed figures."""

from __future__ import annotations

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from deliverables.tables import AsAtTable
from ipqt.templatetags.ui import basis_tag
from metrics import icons
from metrics.models import Indicator
from metrics.selectors.figures import PrintedFigure
from metrics.selectors.measures import RUNGS, MeasureRow
from metrics.sparkline import sparkline
from metrics.values import number_words, period_words, value_words

QUIET = '<span class="app-quiet">{}</span>'


class MeasureTable(AsAtTable):
    """Rows of `measure_rows`."""

    row_header = "name"
    caption = "Measures"

    name = tables.Column(verbose_name="Measure", order_by="name", attrs={"td": {"class": "app-measure-name"}})
    latest = tables.Column(verbose_name="Latest value", empty_values=(), order_by="lag_rank")
    variation = tables.Column(empty_values=(), order_by="variation_rank")
    trend = tables.Column(verbose_name="Over time", empty_values=(), orderable=False)
    target = tables.Column(empty_values=(), orderable=False)
    assurance = tables.Column(empty_values=(), order_by="assurance_rank")
    whose = tables.Column(
        verbose_name="Values of",
        empty_values=(),
        orderable=False,
        attrs={"td": {"class": "app-measure-whose"}},
    )
    readiness = tables.Column(empty_values=(), order_by="rung")

    class Meta:
        fields = ("name", "latest", "variation", "trend", "target", "assurance", "whose", "readiness")
        empty_text = "No measures match these filters."

    def render_name(self, record: MeasureRow) -> SafeString:
        link = self.link(record.url, record.name)
        return format_html('{} <span class="app-quiet app-nowrap">{}</span>', link, record.indicator.code)

    def render_latest(self, record: MeasureRow) -> SafeString:
        return render_to_string("metrics/components/latest.html", latest_of(record))

    def render_variation(self, record: MeasureRow) -> SafeString:
        if record.last_known is None:
            return format_html(QUIET, "Nothing to judge")
        spc = record.reading.spc
        return _icon(icons.variation_icon(spc), caveat=icons.caveat(spc))

    def render_trend(self, record: MeasureRow) -> SafeString:
        drawing = sparkline(record.reading) if record.reading else ""
        return drawing or format_html(QUIET, "Nothing to draw")

    def render_target(self, record: MeasureRow) -> SafeString:
        return target_words(record)

    def render_assurance(self, record: MeasureRow) -> SafeString:
        if record.last_known is None:
            return format_html(QUIET, "Nothing to judge")
        return _icon(icons.assurance_icon(record.reading.spc))

    def render_whose(self, record: MeasureRow) -> SafeString:
        if record.reading is None:
            return format_html(QUIET, "Nobody yet")
        context = {"series": record.reading.series, "others": record.others, "brief": True}
        return render_to_string("metrics/components/whose.html", context)

    def render_readiness(self, record: MeasureRow) -> SafeString:
        return format_html(
            '{} <span class="app-quiet app-nowrap">{} of {}</span>',
            record.taken_up.get_readiness_display(),
            record.rung,
            len(RUNGS),
        )


def latest_of(row: MeasureRow) -> dict:
    """What components/latest.html shows: the newest known value, and the newest period where it has none."""
    known = row.last_known
    if known is None:
        return {"missing": _missing(row)}
    return {
        "value": value_words(known, row.indicator),
        "point": known,
        "missing": _missing(row),
        "of": "" if known.denominator is None else f"{known.denominator:,.0f}",
        "period": period_words(known.starts_on, known.ends_on),
        "as_at": row.reading.as_at,
        "lag": max(row.reading.lag_days, 0),
    }


def _missing(row: MeasureRow) -> str:
    """June 2025: Suppressed; empty where the newest period has a value."""
    newest = row.reading.latest if row.reading else None
    if newest is None:
        return "No values yet"
    if newest.is_known:
        return ""
    return f"{period_words(newest.starts_on, newest.ends_on)}: {newest.status_words}"


def target_words(row: MeasureRow) -> SafeString:
    """The target with its kind, and the day from which it holds where that lies ahead."""
    target = row.target or row.coming
    if target is None:
        return format_html(QUIET, "None set")
    value = number_words(target.value, unit=row.indicator.unit, decimals=row.indicator.decimals)
    kind = target.get_kind_display()
    if row.target is None:
        kind = f"{kind}, from {target.starts_on.day} {target.starts_on:%B %Y}"
    words = '{} <span class="app-quiet">{}</span> {}'
    return format_html(words, value, kind, basis_tag(_unusual(target.basis)))


def _unusual(basis: str) -> str:
    return basis if basis in ("judged", "illustrative") else ""


def _icon(icon: icons.Icon, *, caveat: str = "") -> SafeString:
    return render_to_string("metrics/components/icon.html", {"icon": icon, "caveat": caveat})


class IndicatorTable(AsAtTable):
    """Definitions as `catalogue` gives them."""

    row_header = "name"
    caption = "Definitions"

    code = tables.Column(
        verbose_name="Code", order_by=("position", "code"), attrs={"td": {"class": "app-nowrap"}}
    )
    name = tables.Column(verbose_name="Indicator", linkify=lambda record: record.get_absolute_url())
    unit = tables.Column(orderable=False)
    polarity = tables.Column(verbose_name="Direction")
    frequency = tables.Column(orderable=False)
    levels = tables.Column(verbose_name="Level", orderable=False)
    national_id = tables.Column(verbose_name="National measure", default="None")
    taken_up = tables.Column(verbose_name="Taken up by", empty_values=(), orderable=False)

    class Meta:
        model = Indicator
        fields = ("code", "name", "unit", "polarity", "frequency", "levels", "national_id", "taken_up")
        empty_text = "No definitions match these filters."

    def render_taken_up(self, record: Indicator) -> SafeString:
        taken_up = record.seen_in_programmes
        if not taken_up:
            return format_html(QUIET, "No programme yet")
        links = ((self.link(one.get_absolute_url(), one.programme.short_name),) for one in taken_up)
        return format_html_join(", ", "{}", links)


class FigureTable(AsAtTable):
    """Rows of `printed_figures`."""

    row_header = "title"
    caption = "Printed figures"

    title = tables.Column(verbose_name="Figure")
    words = tables.Column(verbose_name="As printed", orderable=False)
    period = tables.Column(order_by="ends_on_rank", default="None printed")
    whose = tables.Column(
        accessor="organisation", verbose_name="About", orderable=False, default="Not one organisation"
    )
    kind = tables.Column(accessor="kind_words", verbose_name="Kind", order_by="kind")
    look_alikes = tables.Column(
        verbose_name="Not to be confused with", orderable=False, default="Nothing noted"
    )
    source = tables.Column(order_by="source_name", default="None")

    class Meta:
        fields = ("title", "words", "period", "whose", "kind", "look_alikes", "source")
        empty_text = "No printed figures match these filters."

    def render_title(self, record: PrintedFigure) -> SafeString:
        url = ""
        if record.measure:
            url = record.measure.get_absolute_url()
        elif record.indicator:
            url = record.indicator.get_absolute_url()
        return self.link(url, record.title) if url else record.title

    def render_source(self, record: PrintedFigure) -> SafeString:
        link = self.link(reverse("deliverables:source", args=[record.source.slug]), record.source_name)
        where = format_html(QUIET, f"section “{record.citation}”") if record.citation else ""
        return format_html("{} {} {}", link, where, basis_tag(record.basis))
