"""Which series the targets of a programme judge."""

from datetime import date

import pytest

from metrics.selectors.readings import read_series
from tests.metrics.factories import IndicatorFactory, SeriesFactory, TargetFactory, WardFactory, monthly

pytestmark = pytest.mark.django_db


def has_target(series) -> bool:
    monthly(series, [20, 22, 21, 23] * 5)
    TargetFactory(programme=series.programme, indicator=series.indicator)
    [reading] = read_series([series], as_at=date(2025, 9, 1))
    assert bool(reading.targets) == (reading.target is not None)
    return reading.target is not None


def indicator(calculation):
    return IndicatorFactory(calculation=calculation, denominator="All of them")


def test_the_programmes_own_values_are_judged():
    assert has_target(SeriesFactory())


@pytest.mark.parametrize("standing", ["demonstration", "context"])
def test_what_is_not_the_programmes_own_is_not(standing):
    assert not has_target(SeriesFactory(standing=standing))


@pytest.mark.parametrize("calculation", ["count", "ratio"])
def test_a_part_is_not_held_against_the_target_of_the_whole(calculation):
    part = SeriesFactory(indicator=indicator(calculation), dimension="Age band", category="18 to 64")

    assert not has_target(part)


@pytest.mark.parametrize(("calculation", "shares"), [("count", False), ("ratio", True)])
def test_a_ward_shares_a_target_that_is_a_ratio_but_none_that_is_a_count(calculation, shares):
    assert has_target(SeriesFactory(indicator=indicator(calculation), ward=WardFactory())) == shares
