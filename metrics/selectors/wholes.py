"""What trusts add up to where nobody reports the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliverables.models import OrganisationKind
from ipqt.charts import ChartTable
from ipqt.dates import listed
from metrics.models import Indicator, Standing
from metrics.models.indicators import Calculation
from metrics.rollup import rolled_up
from metrics.selectors.points import Point
from metrics.selectors.readings import SeriesReading
from metrics.values import number_words, period_words, value_words

PARTS = {OrganisationKind.TRUST, OrganisationKind.INDEPENDENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """`points` are those of all trusts together, oldest first; `names` are the trusts in words."""

    indicator: Indicator
    names: str
    points: Sequence[Point]

    @property
    def latest(self) -> Point:
        return self.points[-1]

    @property
    def is_ratio(self) -> bool:
        return self.indicator.calculation == Calculation.RATIO

    @property
    def table(self) -> ChartTable:
        header = ["Period", "Together"]
        if self.is_ratio:
            header += ["Numerator", "Denominator"]
        rows = [self._row(point) for point in reversed(self.points)]
        return ChartTable(caption=f"{self.names} together", header=header, rows=rows)

    def _row(self, point: Point) -> list[str]:
        amounts = [_amount(point.numerator), _amount(point.denominator)] if self.is_ratio else []
        said = value_words(point, self.indicator) if point.is_known else point.note
        return [period_words(point.starts_on, point.ends_on), said, *amounts]


def _amount(amount: float | None) -> str:
    return "" if amount is None else number_words(amount, unit="", decimals=0)


def whole_of(readings: Sequence[SeriesReading]) -> Whole | None:
    """None unless all of at least two series of one kind are of trusts: an ICB's own series is the whole.

    Open data of other bodies is left alone: their sum is nobody's.
    """
    series = [reading.series for reading in readings]
    if len(series) < 2 or any(one.organisation.kind not in PARTS for one in series):
        return None
    if any(one.standing == Standing.DEMONSTRATION for one in series):
        return None
    parts = {str(reading.series.organisation): reading.points for reading in readings}
    points = rolled_up(parts, indicator=series[0].indicator)
    return Whole(indicator=series[0].indicator, names=listed(list(parts)), points=points) if points else None
