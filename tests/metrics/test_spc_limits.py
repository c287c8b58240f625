"""Means, moving ranges, limits and groups; and what is refused."""

import math
from datetime import date

import numpy as np
import pytest

from metrics.spc.engine import analyse, analyse_all
from metrics.spc.profiles import NHS_ENGLAND, NHSR, PROFILES
from metrics.spc.results import Footing
from metrics.spc.series import Series, SeriesError
from tests.metrics.spc_series import STEADY, after_steady, judged, month, series_of

UNSCREENED = NHSR.screening(False)


def test_limits_lie_2_66_mean_moving_ranges_from_the_mean_and_near_limits_two_thirds_of_that():
    group = judged(STEADY).groups[0]

    assert (group.mean, group.spread) == (11, 2)
    assert (group.lower, group.upper) == (11 - 2.66 * 2, 11 + 2.66 * 2)
    assert (group.near_lower, group.near_upper) == pytest.approx((11 - 2 * 1.77333333, 11 + 2 * 1.77333333))


def test_limits_are_not_cut_off_at_zero_or_one_hundred():
    assert judged([1, 9, 1, 9]).groups[0].lower < 0
    assert judged([99, 91, 99, 91]).groups[0].upper > 100


def test_an_outlying_moving_range_is_left_out_of_the_limits_but_its_value_stays_in_the_mean():
    screened, kept = (
        judged([*STEADY, 30, *STEADY], profile=profile).groups[0] for profile in (NHSR, UNSCREENED)
    )

    assert screened.mean == kept.mean > 11
    assert screened.screened == 2
    assert screened.spread == 2 < kept.spread


def test_a_moving_range_on_the_screening_limit_is_left_out():
    group = judged([0, 0.25, 0.5, 0.733, 4]).groups[0]

    assert group.spread_unscreened == 1
    assert 4 - 0.733 == 3.267
    assert group.screened == 1


def test_screening_is_done_once():
    ranges = [1] * 20 + [5, 30]
    values = np.cumsum([0, *ranges]).tolist()

    group = judged(values).groups[0]

    assert group.screened == 1
    assert group.spread == pytest.approx(25 / 21)


def test_only_the_baseline_shapes_the_limits():
    assert after_steady(90, 91, 95).groups[0].upper == judged(STEADY).groups[0].upper


def test_missing_values_count_towards_the_baseline():
    group = judged([None, None, *STEADY], baseline=12).groups[0]

    assert group.resting == 10


def test_no_moving_range_is_taken_after_the_baseline_or_across_a_gap():
    result = after_steady(90, 91)
    assert np.isnan(result.moving_range).tolist() == [True, *[False] * 11, True, True]

    gap = judged([1, None, 3, 4])
    assert np.isnan(gap.moving_range).tolist() == [True, True, True, False]


def test_a_step_starts_a_group_with_limits_of_its_own():
    result = judged([*STEADY, *(value + 50 for value in STEADY)], steps=[month(12)])

    assert [(group.number, group.start, group.stop, group.mean) for group in result.groups] == [
        (0, 0, 12, 11),
        (1, 12, 24, 61),
    ]
    assert result.each_period("mean") == [11] * 12 + [61] * 12
    assert math.isnan(result.moving_range[12])


def test_groups_count_from_one_where_the_first_row_is_a_step():
    assert [group.number for group in judged(STEADY, steps=[month(0), month(6)]).groups] == [1, 2]


def test_a_step_on_no_date_of_the_series_does_nothing():
    assert len(judged(STEADY, steps=[date(2022, 4, 2), date(2030, 1, 1)]).groups) == 1


def test_rows_may_come_in_any_order():
    given = series_of([5, 7, None, 6, 9])
    shuffled = Series(dates=given.dates[::-1], values=given.values[::-1])

    assert analyse(shuffled).reading == analyse(given).reading
    assert analyse(shuffled).dates == given.dates


def test_equal_values_are_on_their_mean_although_a_plain_sum_would_miss_it():
    values = [0.1] * 3
    assert sum(values) / 3 != 0.1

    result = judged(values)

    assert result.groups[0].mean == 0.1
    assert not result.side.any()


def test_equal_values_have_no_limits_when_outliers_are_screened():
    group = judged([5] * 15).groups[0]

    assert (group.lower, group.upper, group.footing) == (None, None, Footing.NO_SPREAD)


def test_equal_values_have_limits_on_the_mean_when_outliers_are_not_screened():
    group = judged([5] * 15, profile=UNSCREENED).groups[0]

    assert (group.lower, group.mean, group.upper, group.footing) == (5, 5, 5, Footing.LIMITS)


def test_one_jump_among_equal_values_leaves_every_value_off_the_mean_outside():
    result = judged([5] * 15 + [9])

    assert result.groups[0].spread == 0
    assert result.outside.all()


@pytest.mark.parametrize(
    ("values", "footing"),
    [
        ([None, None], Footing.NO_VALUES),
        ([5], Footing.NO_NEIGHBOURS),
        ([5, None, 7, None], Footing.NO_NEIGHBOURS),
        ([5, 5], Footing.NO_SPREAD),
        ([5, 6], Footing.LIMITS),
    ],
)
def test_a_group_says_why_it_has_no_limits(values, footing):
    assert judged(values).groups[0].footing == footing


def test_under_nhs_england_fourteen_values_are_a_run_chart_without_limits_signals_or_icons():
    result = judged([*range(14)], profile=NHS_ENGLAND, direction="increase", target=3)

    group = result.groups[0]
    assert (group.lower, group.upper, group.footing) == (None, None, Footing.TOO_FEW)
    assert group.mean == 6.5
    assert not result.cause.any()
    assert not result.trend.any()
    assert (result.reading.variation, result.reading.assurance) == (None, None)


def test_under_nhs_england_fifteen_values_have_limits_and_signals():
    result = judged([*range(15)], profile=NHS_ENGLAND)

    assert result.groups[0].footing == Footing.LIMITS
    assert result.trend.all()


def test_under_nhs_england_a_gap_is_no_value_towards_the_fifteen():
    assert judged([*range(14), None], profile=NHS_ENGLAND).groups[0].footing == Footing.TOO_FEW


def test_under_nhs_england_a_step_needs_twelve_values():
    values = [*STEADY, *STEADY]

    short = judged(values[:-1], steps=[month(12)], profile=NHS_ENGLAND).groups
    long = judged(values, steps=[month(12)], profile=NHS_ENGLAND).groups

    assert [group.footing for group in short] == [Footing.LIMITS, Footing.TOO_FEW]
    assert [group.footing for group in long] == [Footing.LIMITS, Footing.LIMITS]


def test_under_nhs_england_twelve_periods_do_for_a_baseline():
    assert after_steady(10, 12, 10, profile=NHS_ENGLAND).groups[0].footing == Footing.LIMITS


def test_under_nhsr_limits_are_drawn_from_two_values_and_fewer_than_thirteen_carry_a_warning():
    assert judged([5, 6]).groups[0].upper is not None
    assert judged(STEADY).groups[0].is_short
    assert not judged([*STEADY, 10]).groups[0].is_short


def test_the_profile_is_named_in_the_result_and_says_what_it_does_with_outliers():
    assert judged(STEADY).profile is PROFILES["nhsr"]
    assert judged(STEADY, profile=NHS_ENGLAND).profile.label == (
        "NHS England Making Data Count, outlying moving ranges kept in the limits"
    )
    assert NHSR.label == "NHS-R Making Data Count, outlying moving ranges left out of the limits"


@pytest.mark.parametrize(
    ("series", "kind", "sentence"),
    [
        (series_of([]), "no_rows", "There are no rows. Give at least one date with its value."),
        (
            Series(dates=[month(0)], values=[1, 2]),
            "lengths_differ",
            "There are 1 dates but 2 values. Give one value a date.",
        ),
        (
            Series(dates=[month(1), month(0), month(1)], values=[1, 2, 3]),
            "duplicate_dates",
            "2022-05-01 comes twice. Give each date once.",
        ),
        (
            series_of([1], direction="up"),
            "improvement_direction_unknown",
            "“up” is no direction. Use increase, decrease or neutral.",
        ),
        (
            series_of([1], baseline=11),
            "fix_length_below_12",
            "Limits cannot rest on 11 periods. Use 12 or more, or all.",
        ),
        (
            series_of([1], target=math.inf),
            "target_not_a_number",
            "The target is no number. Give a number, or no target.",
        ),
        (
            series_of([1, -math.inf]),
            "value_not_a_number",
            "A value is infinite or far too large. Give numbers, or no value.",
        ),
    ],
)
def test_a_series_that_cannot_be_judged_is_refused_in_words_and_named_among_many(series, kind, sentence):
    with pytest.raises(SeriesError) as refused:
        analyse_all([series_of([1, 2]), series, series_of([3])])

    assert (refused.value.kind, refused.value.index, str(refused.value)) == (kind, 1, sentence)


def test_no_series_have_no_results():
    assert analyse_all([]) == []
