"""Filters of measures, of definitions and of printed figures, for pages and files alike."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from deliverables.filters import ProgrammeFilter, organisations_called, scoped
from ipqt.filters import NhsFilterSet, OptionFilter, WordsFilter
from ipqt.moments import as_at
from metrics.filter_options import OF_MEASURES
from metrics.models import Frequency, Measure, Polarity, Readiness, Series
from metrics.selectors.figures import KINDS, OBSERVATION
from metrics.selectors.measures import SIGNALS, measure_rows


class MeasureFilter(ProgrammeFilter):
    """Indicators that programmes have taken up. Whose values a row shows depends on `organisation`.

    `signal` is judged from the values, so it comes last and judges only what the others leave.
    """

    builders = OF_MEASURES

    objective = scoped("objective", "Objective", "by_objective")
    workstream = scoped("workstream", "Workstream", "by_workstream")
    organisation = scoped("organisation", "Values of", "by_organisation")
    readiness = OptionFilter(label="Readiness", choices=Readiness.choices)
    q = WordsFilter(fields=("indicator__code", "indicator__name"))
    signal = OptionFilter(
        label="Signals", choices=[(code, words) for code, (words, _) in SIGNALS.items()], method="by_signal"
    )

    @property
    def whose(self) -> str:
        """Whose values to show; empty for those of the programme."""
        return "" if self.refused else self.form.cleaned_data["organisation"]

    def by_objective(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Indicators that answer a measure under the objective."""
        answered = Measure.objects.filter(
            programme=OuterRef("programme"), objective__ref=value, indicators=OuterRef("indicator")
        )
        return queryset.filter(Exists(answered))

    def by_workstream(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(workstreams__slug=value)

    def by_organisation(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Indicators that the organisation has values of."""
        measured = Series.objects.filter(
            programme=OuterRef("programme"),
            indicator=OuterRef("indicator"),
            organisation__in=organisations_called(value),
        )
        return queryset.filter(Exists(measured))

    def by_signal(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        rows = measure_rows(
            queryset,
            user=self.request.user,
            as_at=as_at(self.request),
            organisation=self.whose,
        )
        _words, holds = SIGNALS[value]
        return queryset.filter(pk__in=[row.pk for row in rows if holds(row)])


class IndicatorFilter(NhsFilterSet):
    """Definitions of the catalogue."""

    polarity = OptionFilter(label="Direction", choices=Polarity.choices)
    frequency = OptionFilter(label="Frequency", choices=Frequency.choices)
    q = WordsFilter(
        fields=("code", "name", "why", "numerator", "denominator", "national_id", "definition_notes")
    )


class FigureFilter(ProgrammeFilter):
    """Figures that stand in no series."""

    builders = OF_MEASURES

    kind = OptionFilter(label="Kind", choices=list(KINDS.items()))
    source = scoped("source", "Document", "by_source")
    q = WordsFilter(fields=("ref", "title", "words", "period_words", "look_alikes"))

    def by_source(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(source__slug=value)


class PrintedObservationFilter(FigureFilter):
    """Printed values of series: the same names and choices, so that one form serves both.

    Words are not searched for in the values, which may be hidden.
    """

    programme_path = "series__programme"

    kind = OptionFilter(label="Kind", choices=list(KINDS.items()), method="by_kind")
    q = WordsFilter(fields=("series__indicator__name", "series__label", "note"))

    def by_kind(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset if value == OBSERVATION else queryset.none()
