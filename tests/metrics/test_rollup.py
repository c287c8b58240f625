"""A whole from its parts."""

from datetime import date

import pytest

from metrics.rollup import rolled_up
from metrics.selectors.points import Point
from tests.metrics.factories import IndicatorFactory

RATIO = IndicatorFactory.build(calculation="ratio", denominator="Discharges", factor=100, unit="%")
COUNT = IndicatorFactory.build(calculation="count")
OTHER = IndicatorFactory.build(calculation="other")


def point(value=None, *, numerator=None, denominator=None, status="reported", month=1, **kwargs):
    return Point(
        starts_on=date(2025, month, 1),
        ends_on=date(2025, month, 28),
        value=value,
        numerator=numerator,
        denominator=denominator,
        status=status,
        **kwargs,
    )


def share(numerator, denominator, **kwargs):
    return point(100 * numerator / denominator, numerator=numerator, denominator=denominator, **kwargs)


def one_point(parts, *, indicator):
    (whole,) = rolled_up(parts, indicator=indicator)
    return whole


def test_a_ratio_is_that_of_the_sums_and_no_average_of_ratios():
    whole = one_point({"MPFT": [share(90, 100)], "NSCHT": [share(1, 10)]}, indicator=RATIO)

    assert (whole.numerator, whole.denominator) == (91, 110)
    assert whole.value == pytest.approx(82.7272727)


def test_the_whole_may_go_the_other_way_than_each_of_its_parts():
    """Simpson’s paradox: both trusts rise, and the whole falls, since the lower one now has most people."""
    before = {"A": share(80, 100), "B": share(1, 10)}
    after = {"A": share(9, 10), "B": share(20, 100)}

    first = one_point({name: [one] for name, one in before.items()}, indicator=RATIO)
    then = one_point({name: [one] for name, one in after.items()}, indicator=RATIO)

    assert all(after[name].value > before[name].value for name in before)
    assert then.value < first.value


def test_a_count_is_added_up():
    assert one_point({"A": [point(3)], "B": [point(0)]}, indicator=COUNT).value == 3


def test_what_cannot_be_rolled_up_is_not():
    assert rolled_up({"A": [point(3)], "B": [point(4)]}, indicator=OTHER) == []
    assert rolled_up({}, indicator=COUNT) == []


@pytest.mark.parametrize(
    ("part", "status", "note"),
    [
        (point(status="suppressed"), "suppressed", "Suppressed for B."),
        (point(status="not_reported"), "not_reported", "Not reported for B."),
        (point(3, month=2), "not_reported", "Not reported for B."),
    ],
)
def test_a_whole_without_all_its_parts_has_no_value_and_says_what_is_missing(part, status, note):
    whole = rolled_up({"A": [point(30)], "B": [part]}, indicator=COUNT)[0]

    assert (whole.value, whole.status, whole.note) == (None, status, note)


def test_a_ratio_without_its_counts_cannot_be_rolled_up():
    whole = one_point({"A": [share(1, 2)], "B": [point(50.0)]}, indicator=RATIO)

    assert whole.value is None
    assert whole.note == "Numerator and denominator are missing for B."


def test_what_does_not_apply_to_a_part_adds_nothing():
    nothing = point(status="not_applicable")

    assert one_point({"A": [point(30)], "B": [nothing]}, indicator=COUNT).value == 30
    assert one_point({"A": [nothing], "B": [nothing]}, indicator=COUNT).status == "not_applicable"


def test_a_ratio_over_nobody_does_not_apply():
    nobody = point(0, numerator=0, denominator=0)

    assert one_point({"A": [nobody]}, indicator=RATIO).status == "not_applicable"


def test_a_whole_is_as_provisional_and_as_rounded_as_its_parts():
    parts = {"A": [point(30, status="provisional")], "B": [point(25, rounded_to=5)]}

    whole = one_point(parts, indicator=COUNT)

    assert (whole.value, whole.status, whole.rounded_to) == (55, "provisional", 5)
