"""The measures of programmes, one row an indicator: its leading series judged, its target, its readiness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from deliverables.filters import organisations_called
from deliverables.models.evidence import Basis
from deliverables.selectors.sentences import counted
from ipqt.dates import listed
from metrics.icons import ASSURANCE_MEANINGS, VARIATION_MEANINGS, assurance_of, variation_of
from metrics.models import Indicator, ProgrammeIndicator, Readiness, Standing, Target
from metrics.selectors.leading import Key, leading_series, series_to_rank
from metrics.selectors.points import Point
from metrics.selectors.readings import SeriesReading, main_target, read_series
from metrics.spc.icons import Assurance, Variation

CONCERNS = (Variation.CONCERN_HIGH, Variation.CONCERN_LOW)
IMPROVEMENTS = (Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW)
RUNGS = tuple(Readiness.values)
NEVER = 10**6
"""Days: sorts measures without a value behind the oldest one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """`reading` is of the series that leads, None where there is no series; `others` counts the rest.

    `target` is what is judged by; where none holds yet, `coming` is the next to hold.
    """

    taken_up: ProgrammeIndicator
    reading: SeriesReading | None
    others: int
    target: Target | None
    coming: Target | None

    @property
    def pk(self) -> int:
        return self.taken_up.pk

    @property
    def indicator(self) -> Indicator:
        return self.taken_up.indicator

    @property
    def name(self) -> str:
        return self.indicator.name

    @property
    def url(self) -> str:
        return self.taken_up.get_absolute_url()

    @property
    def last_known(self) -> Point | None:
        return self.reading.last_known if self.reading else None

    @property
    def variation(self) -> Variation | None:
        return variation_of(self.reading.spc) if self.reading else None

    @property
    def assurance(self) -> Assurance | None:
        return assurance_of(self.reading.spc) if self.reading else None

    @property
    def is_signal(self) -> bool:
        return self.variation not in (None, Variation.COMMON_CAUSE)

    @property
    def is_concern(self) -> bool:
        return self.variation in CONCERNS

    @property
    def is_improvement(self) -> bool:
        return self.variation in IMPROVEMENTS

    @property
    def is_missing_target(self) -> bool:
        return self.assurance == Assurance.FAIL

    @property
    def is_illustrative(self) -> bool:
        return self.reading is not None and self.reading.series.basis == Basis.ILLUSTRATIVE

    @property
    def speaks(self) -> bool:
        """Whether its values, if any, tell of the programme: neither made up nor somebody else's."""
        return not self.is_illustrative and not (
            self.reading and self.reading.series.standing == Standing.DEMONSTRATION
        )

    @property
    def rung(self) -> int:
        """Place on the ladder, from 1."""
        return RUNGS.index(self.taken_up.readiness) + 1

    @property
    def lag_rank(self) -> int:
        return NEVER if self.last_known is None else self.reading.lag_days

    @property
    def variation_rank(self) -> int:
        """Concern before improvement before the rest."""
        order = (*CONCERNS, *IMPROVEMENTS, *VARIATION_MEANINGS)
        return order.index(self.variation)

    @property
    def assurance_rank(self) -> int:
        order = (Assurance.FAIL, Assurance.INCONSISTENT, *ASSURANCE_MEANINGS)
        return order.index(self.assurance)


# What the filter for signals offers: words, and which rows they mean.
SIGNALS: dict[str, tuple[str, Callable[[MeasureRow], bool]]] = {
    "any": ("Any signal of change", lambda row: row.is_signal),
    "concern": ("Signal of concern", lambda row: row.is_concern),
    "improvement": ("Signal of improvement", lambda row: row.is_improvement),
    "misses": ("Consistently misses the target", lambda row: row.is_missing_target),
    "none": ("No values yet", lambda row: row.last_known is None),
}


def measure_rows(
    taken_up: Iterable[ProgrammeIndicator], *, user, as_at: date, organisation: str = ""
) -> list[MeasureRow]:
    """One row each, what has a value first, else in the order given; all come with programme and indicator.

    `organisation` (ODS code or slug) asks for the values of that one. Queries: series, targets, and those of
    `read_series`.
    """
    many = list(taken_up)
    wanted = {"programme__in": {one.programme_id for one in many}}
    wanted["indicator__in"] = {one.indicator_id for one in many}
    series = series_to_rank(user=user, as_at=as_at).filter(**wanted)
    if organisation:
        series = series.filter(organisation__in=organisations_called(organisation))
    found = list(series)
    leading = leading_series(found)
    readings = {_key(reading.series): reading for reading in read_series(leading.values(), as_at=as_at)}
    counts = Counter(map(_key, found))
    of_all = _targets_of_all(wanted, as_at=as_at)
    rows = [
        _row(one, reading=readings.get(_key(one)), counts=counts, of_all=of_all, as_at=as_at) for one in many
    ]
    return sorted(rows, key=lambda row: row.last_known is None)


def _key(record) -> Key:
    return record.programme_id, record.indicator_id


def _row(
    taken_up: ProgrammeIndicator,
    *,
    reading: SeriesReading | None,
    counts: Counter,
    of_all: dict[Key, list[Target]],
    as_at: date,
) -> MeasureRow:
    targets = reading.targets if reading else of_all[_key(taken_up)]
    coming = [target for target in targets if target.starts_on > as_at]
    return MeasureRow(
        taken_up=taken_up,
        reading=reading,
        others=max(counts[_key(taken_up)] - 1, 0),
        target=main_target(targets, day=as_at),
        coming=min(coming, key=lambda target: (target.starts_on, target.pk), default=None),
    )


def _targets_of_all(wanted: dict, *, as_at: date) -> dict[Key, list[Target]]:
    """Targets that hold for everybody in the programme, for indicators that no series measures yet."""
    found = defaultdict(list)
    for target in Target.objects.as_at(as_at).filter(organisation__isnull=True, **wanted):
        found[_key(target)].append(target)
    return found


def finding(rows: Sequence[MeasureRow]) -> str:
    """What the rows say together, in sentences to read out; open data and made-up values are told apart."""
    if not rows:
        return ""
    speaking = [row for row in rows if row.speaks]
    empty = sum(row.last_known is None for row in speaking)
    parts = [
        _counted(sum(row.is_concern for row in speaking), "signals concern", "signal concern"),
        _counted(
            sum(row.is_missing_target for row in speaking),
            "consistently misses its target",
            "consistently miss their target",
        ),
        _counted(empty, "has no values yet", "have no values yet") if empty else "none is without values",
    ]
    first = f"Of {counted(len(rows), 'measure')}, {listed(parts)}."
    return f"{first} {_apart([row for row in rows if not row.speaks])}".strip()


def _counted(count: int, one: str, many: str) -> str:
    return f"{count or 'none'} {many if count > 1 else one}"


def _apart(rows: Sequence[MeasureRow]) -> str:
    """What is said of values that are not the programme's; empty where there are none."""
    if not rows:
        return ""
    shows = _counted(len(rows), "shows", "show")
    apart = f"{shows} open data or made-up values, which say nothing of this programme"
    concerns = sum(row.is_concern for row in rows)
    return (
        f"{apart}: {_counted(concerns, 'of these signals', 'of these signal')} concern."
        if concerns
        else f"{apart}."
    )
