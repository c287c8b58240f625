"""One measure of a programme: its chart in words and numbers, and all that explains it."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from deliverables.views.base import ProgrammeView
from deliverables.views.moments import year_ends
from ipqt.dates import today
from ipqt.links import with_moment, with_query
from ipqt.tables import query_string
from metrics import measure_words
from metrics.models import ProgrammeIndicator, Series
from metrics.selectors.families import disclosure_words
from metrics.selectors.measure_page import measure_page, ranked_series, taken_up_or_none
from metrics.selectors.measure_series import series_words
from metrics.selectors.readings import SeriesReading
from metrics.spc_chart import spc_figure, spc_table


class OfMeasureView(ProgrammeView):
    """A page about one measure; `?series=` names one of its series, else the one that speaks first."""

    section = "measures"

    @cached_property
    def taken_up(self) -> ProgrammeIndicator:
        """What the programme has taken up under this code, or Http404."""
        found = taken_up_or_none(self.programme.slug, self.kwargs["code"], user=self.request.user)
        if found is None:
            raise Http404("The programme has taken up no measure under this code.")
        return found

    @cached_property
    def ranked(self) -> list[Series]:
        return ranked_series(self.taken_up, user=self.request.user, as_at=self.as_at)

    def shown(self) -> Series | None:
        """The series of the page; none where the measure has none. Http404 for an unknown one."""
        ref = self.request.GET.get("series", "")
        if not ref:
            return self.ranked[0] if self.ranked else None
        found = next((one for one in self.ranked if one.ref == ref), None)
        if found is None:
            raise Http404("The measure has no series at this address.")
        return found

    def link(self, name: str, series: Series | None = None) -> str:
        """An address below the measure's own, of one series, at the moment of the page."""
        url = reverse(f"metrics:{name}", args=[self.programme.slug, self.taken_up.indicator.code])
        query = query_string(None, series=series.ref).removeprefix("?") if series else ""
        return with_moment(self.request, with_query(url, query))


class MeasureView(OfMeasureView):
    """The chart of one series, its words and table, what lies beside it and behind it. 18 queries."""

    template_name = "metrics/measure.html"

    def get_context_data(self, **kwargs):
        page = measure_page(
            self.taken_up, ranked=self.ranked, shown=self.shown(), user=self.request.user, as_at=self.as_at
        )
        if page.reading:
            kwargs |= self.chart_of(page.reading, page)
        return super().get_context_data(
            **kwargs,
            page=page,
            taken_up=self.taken_up,
            indicator=self.taken_up.indicator,
            others=self.choices(page.series),
            may_write=self.as_at == today(),
            moments=year_ends(self.programme),
        )

    def chart_of(self, reading: SeriesReading, page) -> dict:
        return {
            "figure": spc_figure(reading, events=page.events, notes=page.notes),
            "table": spc_table(reading, notes=page.notes),
            "chart_title": measure_words.chart_title(reading),
            "finding": measure_words.finding(reading),
            "caveats": [
                *measure_words.caveats(reading),
                disclosure_words(reading.series, page.rules.disclosure),
            ],
            "data_to": measure_words.data_to(reading),
            "csv_url": self.file("observations"),
            "spc_url": self.file("spc"),
            "limits_url": self.link("measure_limits", reading.series),
            "notes_url": self.link("measure_notes", reading.series),
        }

    def file(self, dataset: str) -> str:
        programme, code = self.programme.slug, self.taken_up.indicator.code
        url = reverse("dataset", args=[dataset]) + query_string(None, programme=programme, indicator=code)
        return with_moment(self.request, url)

    def choices(self, shown: Series | None) -> list[dict]:
        """Links to every other series with values, best first."""
        others = [one for one in self.ranked if one.has_values and one != shown]
        return [
            {"series": one, "label": series_words(one), "url": self.link("measure", one)} for one in others
        ]
