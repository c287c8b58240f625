"""Everything that stands on the page of a measure, at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from deliverables.access import ALLOWED, Action, roles
from metrics.models import Figure, Measure, Note, ProgrammeIndicator, Readiness, Series, Target
from metrics.selectors.catalogue import Definition
from metrics.selectors.figures import readable_figures
from metrics.selectors.house_rules import HouseRules, house_rules
from metrics.selectors.leading import in_rank, series_to_rank
from metrics.selectors.measure_history import (
    Mover,
    Revision,
    events_of,
    movers_of,
    revisions_of,
    target_history,
)
from metrics.selectors.measure_series import Breakdown, Surroundings, surroundings_of
from metrics.selectors.readiness import MEANINGS, NEEDS
from metrics.selectors.readings import SeriesReading, read_series
from metrics.selectors.wholes import Whole, whole_of
from metrics.spc_chart import Event

if TYPE_CHECKING:
    from deliverables.access import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    annotate: bool
    step: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePage:
    """`reading` is None where the programme has no series; `ranked` are all of its series, best first."""

    taken_up: ProgrammeIndicator
    ranked: Sequence[Series]
    reading: SeriesReading | None
    beside: Sequence[SeriesReading]
    wards: Sequence[SeriesReading]
    breakdowns: Sequence[Breakdown]
    notes: Sequence[Note]
    revisions: Sequence[Revision]
    targets: Sequence[Target]
    movers: Sequence[Mover]
    printed: Sequence[Measure]
    figures: Sequence[Figure]
    rules: HouseRules
    rights: Rights

    @property
    def series(self) -> Series | None:
        return self.reading.series if self.reading else None

    @property
    def whole(self) -> Whole | None:
        return whole_of(self.beside)

    @property
    def events(self) -> list[Event]:
        return events_of(self.movers)

    @property
    def definition(self) -> Definition:
        one = self.taken_up.indicator
        return Definition(indicator=one, taken_up=[self.taken_up], measures=[*self.printed], figures=[])

    @property
    def rung(self) -> tuple[str, str]:
        """What the rung of the ladder means, and what the next one asks for."""
        rungs = list(Readiness)
        readiness = Readiness(self.taken_up.readiness)
        following = rungs[rungs.index(readiness) + 1 :]
        return MEANINGS[readiness], NEEDS[following[0]] if following else ""


def taken_up_or_none(slug: str, code: str, *, user) -> ProgrammeIndicator | None:
    """What a programme has taken up under this code. One query."""
    rows = ProgrammeIndicator.objects.visible_to(user).filter(programme__slug=slug, indicator__code=code)
    return rows.select_related("programme", "indicator__source", "source").first()


def ranked_series(taken_up: ProgrammeIndicator, *, user, as_at: date) -> list[Series]:
    """All of a measure, the one that speaks for the programme first. One query."""
    rows = series_to_rank(user=user, as_at=as_at).select_related("source")
    return in_rank(rows.filter(programme=taken_up.programme_id, indicator=taken_up.indicator_id))


def measure_page(
    taken_up: ProgrammeIndicator, *, ranked: Sequence[Series], shown: Series | None, user, as_at: date
) -> MeasurePage:
    """`shown` is one of `ranked`; None where there is none. Fifteen queries, and one a day of revisions."""
    around = surroundings_of(shown, ranked) if shown else Surroundings(organisations=(), wards=(), parts={})
    wanted = list(dict.fromkeys([*([shown] if shown else ()), *around.all]))
    read = {one.series.pk: one for one in read_series(wanted, as_at=as_at)} if wanted else {}
    reading = read[shown.pk] if shown and read[shown.pk].points else None

    def known(series: Sequence[Series]) -> list[SeriesReading]:
        return [read[one.pk] for one in series if read[one.pk].points]

    return MeasurePage(
        taken_up=taken_up,
        ranked=ranked,
        reading=reading,
        beside=known(around.organisations),
        wards=known(around.wards),
        breakdowns=[
            Breakdown(dimension=name, readings=readings)
            for name, some in around.parts.items()
            if (readings := known(some))
        ],
        notes=notes_of(shown, user=user, as_at=as_at) if shown else (),
        revisions=revisions_of(reading) if reading else (),
        targets=target_history(taken_up, as_at=as_at),
        movers=movers_of(taken_up, user=user, as_at=as_at),
        printed=_printed(taken_up, user=user),
        figures=_look_alikes(taken_up, user=user),
        rules=house_rules(taken_up.programme),
        rights=rights_of(user, taken_up),
    )


def notes_of(series: Series, *, user, as_at: date) -> list[Note]:
    """Notes that stood at the end of `as_at`, by period. One query."""
    rows = Note.objects.visible_to(user).as_at(as_at).filter(series=series)
    return list(rows.select_related("author").order_by("-on", "pk"))


def rights_of(person: Person, taken_up: ProgrammeIndicator) -> Rights:
    """One query."""
    allowed = frozenset().union(*(ALLOWED[role] for role in roles(person, taken_up.programme)))
    return Rights(annotate=Action.ANNOTATE in allowed, step=Action.STEP in allowed)


def _printed(taken_up: ProgrammeIndicator, *, user) -> list[Measure]:
    """Measures in the words of the strategy that the indicator answers."""
    rows = Measure.objects.visible_to(user).filter(
        programme=taken_up.programme_id, indicators=taken_up.indicator_id
    )
    return list(rows.select_related("programme", "objective", "source"))


def _look_alikes(taken_up: ProgrammeIndicator, *, user) -> list[Figure]:
    """Printed figures about the same thing, the programme's own and national ones."""
    rows = readable_figures(user=user).filter(
        Q(programme=taken_up.programme_id) | Q(programme__isnull=True), indicator=taken_up.indicator_id
    )
    return list(rows.select_related("programme", "source"))
