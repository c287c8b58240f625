"""Series judged: points, SPC result and targets, from which chart, icons, words and files all read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from metrics.models import MeasureSettings, Polarity, Series, SpcStep, Standing, Target, TargetKind
from metrics.models.indicators import Calculation
from metrics.selectors.points import Point, points_of
from metrics.spc import series as spc
from metrics.spc.engine import analyse_all
from metrics.spc.profiles import PROFILES, UNLESS_CHOSEN, Profile
from metrics.spc.results import Reading as SpcReading
from metrics.spc.results import Result

DIRECTIONS = {
    Polarity.HIGHER: spc.Direction.INCREASE,
    Polarity.LOWER: spc.Direction.DECREASE,
    Polarity.NEITHER: spc.Direction.NEUTRAL,
}
# What a value is compared with, where several targets hold: what was agreed here before what the nation asks.
STRONGEST_FIRST = (TargetKind.PLAN, TargetKind.STANDARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesReading:
    """One series at a moment. `result` is None where it has no point at all."""

    series: Series
    points: Sequence[Point]
    result: Result | None
    profile: Profile
    targets: Sequence[Target]
    target: Target | None
    """What assurance compares the limits with."""
    steps: Sequence[SpcStep]
    as_at: date

    @property
    def spc(self) -> SpcReading | None:
        return self.result.reading if self.result else None

    @property
    def latest(self) -> Point | None:
        """The newest point, whatever its status."""
        return self.points[-1] if self.points else None

    @property
    def last_known(self) -> Point | None:
        """The newest point with a value that may be seen."""
        return next((point for point in reversed(self.points) if point.is_known), None)

    @property
    def lag_days(self) -> int | None:
        """Days from the end of the newest known value's period to the moment of the page."""
        known = self.last_known
        return (self.as_at - known.ends_on).days if known else None


def read_series(series: Iterable[Series], *, as_at: date) -> list[SeriesReading]:
    """Judges every series, in the order given; `series` come with their indicator and organisation.

    Limits are drawn from what may be seen: they would give hidden values away otherwise. Queries: settings,
    observations (see `points_of`), targets, steps.
    """
    many = list(series)
    profiles = profiles_of({one.programme_id for one in many})
    points = points_of(many, as_at=as_at)
    targets = _targets(many, as_at=as_at)
    steps: dict[int, list[SpcStep]] = defaultdict(list)
    standing = SpcStep.objects.as_at(as_at).filter(series__in=[one.pk for one in many])
    for step in standing.select_related("item"):
        steps[step.series_id].append(step)
    drafts = [
        SeriesReading(
            series=one,
            points=points.get(one.pk, ()),
            result=None,
            profile=profiles.get(one.programme_id, UNLESS_CHOSEN),
            targets=targets[one.pk],
            target=main_target(targets[one.pk], day=as_at),
            steps=steps.get(one.pk, ()),
            as_at=as_at,
        )
        for one in many
    ]
    return judged(drafts)


def profiles_of(programmes: Iterable[int]) -> dict[int, Profile]:
    """The SPC profile of each programme that has settings; the others follow UNLESS_CHOSEN."""
    rows = MeasureSettings.objects.filter(programme__in=list(programmes))
    return {row.programme_id: PROFILES[row.spc_profile] for row in rows}


def main_target(targets: Sequence[Target], *, day: date) -> Target | None:
    """The target that holds on `day`: the local plan, else the national standard, the newest of each.

    A trajectory is the way there, not what a value is judged by.
    """
    for kind in STRONGEST_FIRST:
        holding = [
            one
            for one in targets
            if one.kind == kind and one.starts_on <= day and (one.ends_on is None or one.ends_on >= day)
        ]
        if holding:
            return max(holding, key=lambda one: (one.starts_on, one.pk))
    return None


def _targets(many: Sequence[Series], *, as_at: date) -> dict[int, list[Target]]:
    """For each series those of its programme and indicator, its own organisation's before everybody's.

    None where a target of the programme does not fit: see `_has_targets`.
    """
    rows = Target.objects.as_at(as_at).filter(
        programme__in={one.programme_id for one in many}, indicator__in={one.indicator_id for one in many}
    )
    found: dict[tuple[int, int, int | None], list[Target]] = defaultdict(list)
    for row in rows:
        found[row.programme_id, row.indicator_id, row.organisation_id].append(row)
    return {
        one.pk: found.get((one.programme_id, one.indicator_id, one.organisation_id))
        or found.get((one.programme_id, one.indicator_id, None), [])
        if _has_targets(one)
        else []
        for one in many
    }


def _has_targets(series: Series) -> bool:
    """Targets are for the programme's own values and for the whole; a ward shares those of a ratio."""
    if series.standing != Standing.OWN or series.dimension:
        return False
    return series.ward_id is None or series.indicator.calculation == Calculation.RATIO


def judged(drafts: list[SeriesReading]) -> list[SeriesReading]:
    """The engine takes all series of one profile at once."""
    results: dict[int, Result] = {}
    for profile in {draft.profile for draft in drafts}:
        some = [draft for draft in drafts if draft.points and draft.profile == profile]
        found = analyse_all([_input(draft) for draft in some], profile=profile)
        results |= {draft.series.pk: result for draft, result in zip(some, found, strict=True)}
    return [replace(draft, result=results.get(draft.series.pk)) for draft in drafts]


def _input(draft: SeriesReading) -> spc.Series:
    return spc.Series(
        dates=[point.starts_on for point in draft.points],
        values=[point.value for point in draft.points],
        direction=DIRECTIONS[draft.series.indicator.polarity],
        target=draft.target.value if draft.target else None,
        steps=[step.on for step in draft.steps],
    )
