"""A result in plain English, computed from the same facts as the icons, and saying nothing beyond them."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.spc.icons import Assurance
from metrics.spc.profiles import RUN
from metrics.spc.results import Footing, Reading
from metrics.spc.rules import Rule
from metrics.spc.series import Direction
from metrics.spc.wording import Wording

PLAIN = Wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    headline: str
    """What the latest period says of variation."""
    assurance: str
    """What can be said of the target."""
    notes: tuple[str, ...]
    """What the two rest on."""

    @property
    def text(self) -> str:
        return " ".join((self.headline, self.assurance, *self.notes))


def describe(reading: Reading, wording: Wording = PLAIN) -> Words:
    return Words(
        headline=_headline(reading, wording),
        assurance=_assurance(reading, wording),
        notes=tuple(_notes(reading, wording)),
    )


def _headline(reading: Reading, wording: Wording) -> str:
    if reading.latest is None:
        return _missing(reading, wording)
    if reading.cause:
        return f"{_signal(reading, wording)} This is unlikely to be chance alone. {_meaning(reading)}"
    period, group = wording.period(reading.latest_date), reading.group
    if group.footing == Footing.LIMITS:
        value, lower, upper = wording.numbers(reading.latest, group.lower, group.upper)
        return (
            f"The latest value, {value} for {period}, is within the limits of {lower} to {upper} "
            "and shows no signal of change: it is usual variation."
        )
    return (
        f"The latest value is {wording.number(reading.latest)} for {period}. {_no_limits(reading, wording)}"
    )


def _missing(reading: Reading, wording: Wording) -> str:
    if reading.last_known is None:
        return "There are no values yet, so nothing can be said about change."
    return (
        f"There is no value for {wording.period(reading.latest_date)}, so the latest period is not judged. "
        f"The last known value is {wording.number(reading.last_known)} "
        f"for {wording.period(reading.last_known_date)}."
    )


def _signal(reading: Reading, wording: Wording) -> str:
    """Which rule the latest value fulfils. For the latest, every run and window ends with it."""
    high, group = reading.cause > 0, reading.group
    rule = Rule(abs(reading.cause))
    if rule == Rule.TREND:
        value, bound = wording.number(reading.latest), None
    else:
        line = group.mean if rule == Rule.SHIFT else group.upper if high else group.lower
        value, bound = wording.numbers(reading.latest, line)
    latest = f"The latest value, {value} for {wording.period(reading.latest_date)},"
    side, limit = ("above", "upper limit") if high else ("below", "lower limit")
    if rule == Rule.OUTSIDE:
        return f"{latest} is {side} the {limit} of {bound}."
    if rule == Rule.TREND:
        return f"{latest} is the last of at least {RUN} in a row that keep {'rising' if high else 'falling'}."
    if rule == Rule.SHIFT:
        return f"{latest} is the last of at least {RUN} in a row {side} the mean of {bound}."
    return (
        f"{latest} and at least 1 of the 2 before it are close to the {limit} of {bound}, "
        f"with all 3 {side} the mean."
    )


def _meaning(reading: Reading) -> str:
    if reading.direction == Direction.NEUTRAL:
        return "Neither direction is better, so it counts neither as improvement nor as concern."
    rises = reading.direction == Direction.INCREASE
    better = "Higher is better" if rises else "Lower is better"
    good = rises == (reading.cause > 0)
    return f"{better}, so it is {'a sign of improvement' if good else 'a concern'}."


def _no_limits(reading: Reading, wording: Wording) -> str:
    """Why there are no limits."""
    group, profile = reading.group, reading.profile
    since = f" since {wording.period(reading.group_since)}" if reading.group_since else ""
    if group.footing == Footing.TOO_FEW:
        if reading.values < profile.points_for_limits:
            few = f"{_count(reading.values, 'value')}, and limits need {profile.points_for_limits}"
            return (
                f"There {_is(reading.values)} only {few}: this is a run chart, and variation is not judged."
            )
        few = f"{_count(group.resting, 'value')} and need {profile.points_for_step}"
        return f"Limits{since} would rest on only {few}: they are not drawn, and variation is not judged."
    if group.values == 1:
        return f"There is only 1 value{since}, so variation cannot be judged."
    if group.footing == Footing.NO_SPREAD and reading.lowest == reading.highest:
        return f"All {reading.values} values are the same: there is no variation to draw limits from."
    where = f"{since}, among the first {reading.baseline} periods," if reading.baseline else since
    if group.footing == Footing.NO_SPREAD:
        return f"No limits can be drawn, because{where} no value differs from the one before it."
    return f"No limits can be drawn, because{where} no two neighbouring periods both have a value."


def _assurance(reading: Reading, wording: Wording) -> str:
    if reading.target is None:
        return "No target is set."
    target, group = wording.number(reading.target), reading.group
    if reading.direction == Direction.NEUTRAL:
        return f"Neither direction is better, so the target of {target} is not judged."
    if group.footing != Footing.LIMITS:
        return f"Without limits it cannot be said whether the target of {target} will be met."
    if reading.assurance == Assurance.INCONSISTENT:
        target, lower, upper = wording.numbers(reading.target, group.lower, group.upper)
        limits = f"the limits of {lower} to {upper}"
        return f"The target of {target} is within {limits}, so usual variation may meet it or miss it."
    passes = reading.assurance == Assurance.PASS
    under = passes == (reading.direction == Direction.INCREASE)
    line = group.lower if under else group.upper
    target, bound = wording.numbers(reading.target, line)
    place = "on" if reading.target == line else "below" if under else "above"
    limit = f"the {'lower' if under else 'upper'} limit of {bound}"
    outlook = f"so values within the limits always {'meet' if passes else 'miss'} it"
    return f"The target of {target} is {place} {limit}, {outlook}."


def _notes(reading: Reading, wording: Wording) -> list[str]:
    """In the order of weight."""
    group, notes = reading.group, []
    length = group.stop - group.start
    limited = group.footing == Footing.LIMITS
    if not limited and reading.values and (reading.cause or reading.latest is None):
        notes.append(_no_limits(reading, wording))
    if limited and group.spread == 0:
        notes.append("The limits lie on the mean, so every value that differs from it is outside them.")
    if limited and group.is_short:
        notes.append(
            f"The limits rest on only {_count(group.resting, 'value')} and will move as more arrive."
        )
    if limited and reading.group_since:
        notes.append(f"Limits are calculated afresh from {wording.period(reading.group_since)}.")
    if limited and reading.baseline and reading.baseline < length:
        notes.append(f"Limits rest on the first {reading.baseline} of {length} periods.")
    if limited and group.screened:
        outliers = _count(group.screened, "unusually large change")
        notes.append(f"{outliers} between periods {_is(group.screened)} left out of the limits.")
    missing = reading.periods - reading.values
    if missing and reading.values:
        have = "has" if missing == 1 else "have"
        notes.append(f"{missing} of {reading.periods} periods {have} no value: no run reaches across a gap.")
    return notes


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
