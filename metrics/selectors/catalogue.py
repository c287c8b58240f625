"""The definitions of indicators, and in which of the reader's programmes each is taken up."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from metrics.models import Figure, Indicator, Measure, ProgrammeIndicator
from metrics.selectors.figures import readable_figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """`measures` are those of strategies, in printed words, that it answers."""

    indicator: Indicator
    taken_up: list[ProgrammeIndicator]
    measures: list[Measure]
    figures: list[Figure]

    @property
    def facts(self) -> list[dict]:
        """Rows of components/facts.html, in the order in which an analyst asks."""
        one = self.indicator
        rows = (
            ("What is counted", one.numerator),
            ("Out of", one.denominator or "Nothing: it is a count"),
            ("Calculation", one.get_calculation_display() + _factor(one.factor)),
            ("Unit", one.unit),
            ("Direction", one.get_polarity_display()),
            ("Frequency", one.get_frequency_display()),
            ("Level", one.levels),
            ("Breakdowns", one.breakdowns or "None"),
            ("Values come from", one.data_source),
            ("National measure", one.national_id or "None"),
            ("Small numbers", _small_numbers(one)),
        )
        return [{"key": key, "value": value} for key, value in rows]


def catalogue(*, user) -> QuerySet[Indicator]:
    """Every definition in the order of the catalogue, with seen_in_programmes. Two queries."""
    return Indicator.objects.prefetch_related(
        Prefetch("in_programmes", queryset=_taken_up(user=user), to_attr="seen_in_programmes")
    )


def definition(code: str, *, user) -> Definition | None:
    """None where no indicator has this code. Four queries."""
    indicator = Indicator.objects.select_related("source").filter(code=code).first()
    if indicator is None:
        return None
    measures = Measure.objects.visible_to(user).filter(indicators=indicator)
    figures = readable_figures(user=user).filter(indicator=indicator)
    return Definition(
        indicator=indicator,
        taken_up=list(_taken_up(user=user).filter(indicator=indicator)),
        measures=list(measures.select_related("programme", "objective", "source")),
        figures=list(figures.select_related("programme", "source")),
    )


def _taken_up(*, user) -> QuerySet[ProgrammeIndicator]:
    rows = ProgrammeIndicator.objects.visible_to(user).select_related("programme", "indicator")
    return rows.order_by("programme__short_name", "pk")


def _factor(factor: float) -> str:
    return "" if factor == 1 else f", times {factor:,.0f}"


def _small_numbers(indicator: Indicator) -> str:
    if indicator.counts_people:
        return "It counts people: small values are hidden"
    return "It counts no people: nothing is hidden"
