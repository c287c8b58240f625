"""Measures as the pages of the plan show them: of a programme at a glance, and of one item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from deliverables.attention import Signal
from deliverables.models import PlanItem, Programme
from metrics.models import Indicator, ItemIndicator, ProgrammeIndicator, Readiness, Standing
from metrics.selectors.measures import MeasureRow, finding, measure_rows
from metrics.selectors.readings import SeriesReading
from metrics.spc.words import describe
from metrics.values import wording_of
from metrics.watermelon import is_made_up, measured, page_of, signal_of, speaking_for

SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresAtAGlance:
    """What the overview says of a programme's measures."""

    programme: Programme
    rows: Sequence[MeasureRow]

    @property
    def finding(self) -> str:
        return finding(self.rows)

    @property
    def reporting(self) -> int:
        return sum(row.taken_up.readiness == Readiness.REPORTING for row in self.rows)

    @property
    def troubled(self) -> list[MeasureRow]:
        """Signals of concern before missed targets, made-up values last; nothing that is somebody else's."""
        rows = [row for row in self.rows if row.reading and row.reading.series.standing == Standing.OWN]
        rows = [row for row in rows if row.is_concern or row.is_missing_target]
        return sorted(rows, key=lambda row: (row.is_illustrative, not row.is_concern))

    @property
    def shown(self) -> list[MeasureRow]:
        return self.troubled[:SHOWN]


def measures_at_a_glance(programme: Programme, *, user, as_at: date) -> MeasuresAtAGlance:
    """One query, and six more where the programme has taken up any indicator."""
    taken_up = ProgrammeIndicator.objects.visible_to(user).filter(programme=programme)
    many = list(taken_up.select_related("programme", "indicator"))
    rows = measure_rows(many, user=user, as_at=as_at) if many else []
    return MeasuresAtAGlance(programme=programme, rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedMeasure:
    """A measure that an item is to move; `reading` is None where the programme has no values of its own."""

    item: PlanItem
    link: ItemIndicator
    reading: SeriesReading | None

    @property
    def indicator(self) -> Indicator:
        return self.link.indicator

    @property
    def url(self) -> str:
        if self.reading:
            return page_of(self.reading.series)
        return ProgrammeIndicator(programme=self.item.programme, indicator=self.indicator).get_absolute_url()

    @property
    def sentence(self) -> str:
        """What the SPC result says of the newest period and of the target."""
        if self.reading is None:
            return "The programme has no values of its own for it yet."
        said = describe(self.reading.spc, wording_of(self.reading))
        return f"{said.headline} {said.assurance}"

    @property
    def signal(self) -> Signal | None:
        """What speaks against green words."""
        return signal_of(self.reading) if self.reading else None

    @property
    def illustrative(self) -> bool:
        return self.reading is not None and is_made_up(self.reading)


def measures_moved_by(item: PlanItem, *, user, as_at: date) -> list[MovedMeasure]:
    """In the order of the catalogue. One query, and five more where the item is to move any."""
    rows = ItemIndicator.objects.visible_to(user).filter(item=item)
    links = list(rows.select_related("item", "indicator").order_by("indicator__position", "pk"))
    by_measure = measured(links, user=user, as_at=as_at) if links else {}
    return [
        MovedMeasure(
            item=item,
            link=link,
            reading=speaking_for(item, by_measure.get((item.programme_id, link.indicator_id), ())),
        )
        for link in links
    ]
