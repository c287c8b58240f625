"""What the two icons of a measure say."""

import pytest

from metrics.spc.icons import Assurance, PointType, Variation
from metrics.spc.profiles import NHS_ENGLAND, NHSR
from tests.metrics.spc_series import STEADY, after_steady, judged, month

PASS, FAIL, EITHER = Assurance.PASS, Assurance.FAIL, Assurance.INCONSISTENT
LIMITS = judged(STEADY).groups[0]


@pytest.mark.parametrize(
    ("direction", "high", "low"),
    [
        ("increase", Variation.IMPROVEMENT_HIGH, Variation.CONCERN_LOW),
        ("decrease", Variation.CONCERN_HIGH, Variation.IMPROVEMENT_LOW),
        ("neutral", Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW),
    ],
)
def test_the_variation_icon_tells_improvement_from_concern_by_the_better_direction(direction, high, low):
    assert after_steady(20, direction=direction).reading.variation == high
    assert after_steady(2, direction=direction).reading.variation == low
    assert after_steady(11, direction=direction).reading.variation == Variation.COMMON_CAUSE


def test_the_variation_icon_is_of_the_latest_point_only():
    assert after_steady(20, 11, direction="increase").reading.variation == Variation.COMMON_CAUSE


def test_a_latest_period_without_a_value_is_common_cause():
    assert after_steady(20, None, direction="increase").reading.variation == Variation.COMMON_CAUSE


def test_each_point_says_whether_it_is_improvement_or_concern():
    result = after_steady(20, 2, 11, direction="decrease")

    assert result.point_types[12:] == [PointType.CONCERN, PointType.IMPROVEMENT, PointType.COMMON_CAUSE]


@pytest.mark.parametrize(
    ("target", "increase", "decrease"), [(17, FAIL, PASS), (5, PASS, FAIL), (11, EITHER, EITHER)]
)
def test_a_target_beyond_a_limit_is_met_or_missed_consistently(target, increase, decrease):
    for profile in (NHSR, NHS_ENGLAND):
        options = {"target": target, "profile": profile}
        assert after_steady(10, 12, 11, direction="increase", **options).reading.assurance == increase
        assert after_steady(10, 12, 11, direction="decrease", **options).reading.assurance == decrease


@pytest.mark.parametrize(
    ("target", "increase", "decrease"), [(LIMITS.upper, FAIL, PASS), (LIMITS.lower, PASS, FAIL)]
)
def test_a_target_on_a_limit_is_decided_by_nhs_england_and_not_by_nhsr(target, increase, decrease):
    for direction, decided in (("increase", increase), ("decrease", decrease)):
        options = {"target": target, "direction": direction}
        assert after_steady(10, 12, 11, **options).reading.assurance == EITHER
        assert after_steady(10, 12, 11, profile=NHS_ENGLAND, **options).reading.assurance == decided


@pytest.mark.parametrize("direction", ["increase", "decrease"])
def test_values_that_always_equal_their_target_pass_under_nhs_england(direction):
    reading = judged([5] * 15, profile=NHS_ENGLAND, target=5, direction=direction).reading

    assert reading.assurance == PASS


def test_without_a_target_or_a_better_direction_there_is_no_assurance():
    assert after_steady(direction="increase").reading.assurance is None
    assert after_steady(direction="neutral", target=5).reading.assurance is None


def test_a_target_of_zero_is_a_target():
    assert after_steady(direction="increase", target=0).reading.assurance == PASS


def test_assurance_goes_by_the_latest_limits():
    values = [*STEADY, *(value + 50 for value in STEADY)]

    reading = judged(values, steps=[month(12)], direction="increase", target=30).reading

    assert reading.assurance == PASS


def test_without_limits_nhsr_calls_a_target_inconsistent():
    assert judged([5], direction="increase", target=3).reading.assurance == EITHER
