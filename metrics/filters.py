"""Filters of measures, of definitions and of printed figures, for pages and files alike."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from deliverables.filters import ProgrammeFilter, organisations_called, scoped
from ipqt.filters import NhsFilterSet, OptionFilter, WordsFilter
from ipqt.moments import as_at
from metrics.filter_options import OF_MEASURES
from metrics.models import (
    Frequency,
    Measure,
    PeriodType,
    Polarity,
    Readiness,
    Series,
    Standing,
    TargetKind,
)
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
        label="Signal", choices=[(code, words) for code, (words, _) in SIGNALS.items()], method="by_signal"
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
    """Printed values of series: the same names and choices, so that one form serves both."""

    programme_path = "series__programme"

    kind = OptionFilter(label="Kind", choices=list(KINDS.items()), method="by_kind")
    q = WordsFilter(fields=("series__indicator__name", "series__label", "words", "note"))

    def by_kind(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset if value == OBSERVATION else queryset.none()


class ObservationFilter(ProgrammeFilter):
    """Values by what their series is, never by what stands in them: that may be hidden.

    `series` leads from a row to its series and is empty where the row is one.
    """

    series = "series__"
    programme_path = "series__programme"
    builders = OF_MEASURES

    indicator = scoped("indicator", "Indicator", "by_indicator")
    organisation = scoped("organisation", "Organisation", "by_organisation")
    period_type = OptionFilter(label="Period", choices=PeriodType.choices, method="by_field")
    standing = OptionFilter(label="Standing", choices=Standing.choices, method="by_field")

    def by_indicator(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(**{f"{self.series}indicator__code": value})

    def by_organisation(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(**{f"{self.series}organisation__in": organisations_called(value)})

    def by_field(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(**{f"{self.series}{name}": value})


class SeriesFilter(ObservationFilter):
    series = ""
    programme_path = "programme"


class TargetFilter(SeriesFilter):
    """Targets, which are of an indicator rather than of a series."""

    kind = OptionFilter(label="Kind", choices=TargetKind.choices)
    period_type = None
    standing = None
