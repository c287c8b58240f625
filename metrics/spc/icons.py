"""Variation and assurance: what the two icons of a measure say."""

from __future__ import annotations

from enum import StrEnum

from metrics.spc.profiles import Profile
from metrics.spc.series import Direction


class PointType(StrEnum):
    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


class Variation(StrEnum):
    """Of the latest point: what it means, and which way it went."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """Whether the target would be met, should nothing change."""

    PASS = "pass"  # noqa: S105 (no password)
    FAIL = "fail"
    INCONSISTENT = "inconsistent"


# Indexed by the sign of a cause: 0 none, 1 high or rising, -1 (the last) low or falling.
POINT_TYPES = {
    Direction.INCREASE: (PointType.COMMON_CAUSE, PointType.IMPROVEMENT, PointType.CONCERN),
    Direction.DECREASE: (PointType.COMMON_CAUSE, PointType.CONCERN, PointType.IMPROVEMENT),
    Direction.NEUTRAL: (PointType.COMMON_CAUSE, PointType.NEUTRAL_HIGH, PointType.NEUTRAL_LOW),
}
VARIATIONS = {
    Direction.INCREASE: (Variation.COMMON_CAUSE, Variation.IMPROVEMENT_HIGH, Variation.CONCERN_LOW),
    Direction.DECREASE: (Variation.COMMON_CAUSE, Variation.CONCERN_HIGH, Variation.IMPROVEMENT_LOW),
    Direction.NEUTRAL: (Variation.COMMON_CAUSE, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW),
}


def sign(cause: int) -> int:
    return (cause > 0) - (cause < 0)


def point_type(*, cause: int, direction: str) -> PointType:
    return POINT_TYPES[direction][sign(cause)]


def variation(*, cause: int, direction: str) -> Variation:
    return VARIATIONS[direction][sign(cause)]


def assurance(
    *, target: float | None, direction: str, lower: float | None, upper: float | None, profile: Profile
) -> Assurance | None:
    """None where there is nothing to say: no target, or no direction is better."""
    if target is None or direction == Direction.NEUTRAL:
        return None
    if lower is None or upper is None:
        return Assurance.INCONSISTENT
    rises = direction == Direction.INCREASE
    above, below = target > upper, target < lower
    if profile.target_on_limit_is_decided:
        above, below = target >= upper, target <= lower
    # Where the limits fall together on the target, every value meets it: hence pass first.
    if below if rises else above:
        return Assurance.PASS
    return Assurance.FAIL if (above if rises else below) else Assurance.INCONSISTENT
