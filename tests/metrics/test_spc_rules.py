"""Each rule of the engine as a sentence, on values that can be checked by head."""

import pytest

from metrics.spc.rules import Rule
from tests.metrics.spc_series import after_steady, flagged, judged

RISE, FALL = [1, 2, 3, 4, 5, 6, 7], [7, 6, 5, 4, 3, 2, 1]
UP, DOWN = Rule.TREND, -Rule.TREND


def test_a_point_beyond_a_limit_is_outside():
    result = after_steady(16.33, 11, 5.67)

    assert flagged(result.outside) == [0, 2]
    assert result.cause[12:].tolist() == [Rule.OUTSIDE, 0, -Rule.OUTSIDE]


def test_a_point_on_a_limit_is_inside():
    group = after_steady().groups[0]

    result = after_steady(group.upper, 11, group.lower)

    assert flagged(result.outside) == []
    assert flagged(result.close) == [0, 2]


def test_a_point_on_a_near_limit_is_not_close():
    group = after_steady().groups[0]

    result = after_steady(group.near_upper, 11, group.near_lower)

    assert flagged(result.close) == []


def test_a_point_outside_the_limits_is_not_close_to_them():
    assert flagged(after_steady(20, 15).close) == [1]


def test_seven_rising_points_are_a_trend_and_all_seven_are_flagged():
    result = judged([5, *RISE, 5])

    assert result.trend.tolist() == [False, *[True] * 7, False]


def test_seven_falling_points_are_a_trend():
    assert judged([3, *FALL, 3]).trend.tolist() == [False, *[True] * 7, False]


def test_six_rising_points_are_no_trend():
    assert not judged([5, 1, 2, 3, 4, 5, 6, 2]).trend.any()


def test_two_equal_neighbours_break_a_trend():
    assert not judged([1, 2, 3, 4, 4, 5, 6, 7, 8]).trend.any()


def test_a_gap_breaks_a_trend():
    assert not judged([1, 2, 3, None, 5, 6, 7, 8]).trend.any()


def test_a_longer_rise_is_flagged_from_end_to_end():
    assert judged([*RISE, 8, 9, 10]).trend.all()


@pytest.mark.parametrize(("values", "direction"), [(RISE, UP), (FALL, DOWN)])
def test_a_trend_is_named_by_the_way_it_goes(values, direction):
    result = judged(values)

    inside = ~result.outside
    assert set(result.cause[inside].tolist()) == {direction}


def test_the_last_point_of_a_rise_that_runs_into_a_second_rise_is_called_falling():
    result = after_steady(10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 12, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 12)

    assert result.trend[12:].all()
    assert result.cause[12:].tolist() == [UP] * 6 + [DOWN] + [UP] * 7


def test_the_last_point_of_a_rise_that_meets_its_equal_in_a_second_rise_is_called_falling():
    result = after_steady(10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 11.2, 11.2, 11.3, 11.4, 11.5, 11.6, 11.7, 11.8)

    assert result.trend[12:].all()
    assert result.cause[18] == DOWN


def test_the_top_between_a_rise_and_a_fall_is_called_falling():
    result = after_steady(10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 11.2, 10.9, 10.8, 10.7, 10.6, 10.5, 10.4)

    assert result.cause[12:].tolist() == [UP] * 6 + [DOWN] * 7


def test_seven_points_on_one_side_of_the_mean_are_a_shift():
    result = after_steady(12, 13, 12, 13, 12, 13, 12, 10)

    assert flagged(result.shift) == [-1, 0, 1, 2, 3, 4, 5, 6]
    assert result.cause[12:].tolist() == [Rule.SHIFT] * 7 + [0]


def test_seven_points_below_the_mean_are_a_low_shift():
    assert after_steady(10, 9, 10, 9, 10, 9, 10).cause[12:].tolist() == [-Rule.SHIFT] * 7


def test_six_points_on_one_side_are_no_shift():
    assert flagged(after_steady(10, 12, 13, 12, 13, 12, 13, 10).shift) == []


@pytest.mark.parametrize("breaker", [11, None])
def test_a_value_on_the_mean_or_a_gap_breaks_a_shift(breaker):
    assert flagged(after_steady(10, 12, 13, 12, breaker, 13, 12, 13, 10).shift) == []


def test_a_run_either_side_of_a_point_between_does_not_count_as_one_run():
    assert flagged(after_steady(10, 12, 13, 12, 10, 13, 12, 13, 12).shift) == []


def test_two_of_three_points_close_to_a_limit_are_flagged_and_the_third_is_not():
    result = after_steady(10, 15, 12, 16, 10)

    assert flagged(result.two_of_three) == [1, 3]
    assert result.cause[12:].tolist() == [0, Rule.TWO_OF_THREE, 0, Rule.TWO_OF_THREE, 0]


def test_two_close_low_points_next_to_each_other_are_flagged_with_a_third_below_the_mean():
    assert after_steady(12, 7, 7, 10).cause[12:].tolist() == [0, -Rule.TWO_OF_THREE, -Rule.TWO_OF_THREE, 0]


def test_two_close_points_do_not_count_when_the_third_is_on_the_other_side():
    assert flagged(after_steady(10, 15, 15, 10).two_of_three) == []


def test_two_close_points_do_not_count_when_the_third_is_on_the_mean():
    assert flagged(after_steady(10, 15, 11, 15, 10).two_of_three) == []


def test_two_close_points_on_either_side_do_not_count():
    assert flagged(after_steady(15, 7, 10).two_of_three) == []


def test_a_point_outside_the_limits_does_not_count_as_one_of_the_two():
    assert flagged(after_steady(10, 20, 15, 12, 10).two_of_three) == []


def test_a_point_outside_the_limits_counts_as_the_third():
    assert flagged(after_steady(10, 20, 15, 15, 10).two_of_three) == [1 + 1, 1 + 2]


def test_a_gap_does_not_count_as_the_third():
    assert flagged(after_steady(10, 15, None, 15, 10).two_of_three) == []


def test_outside_ranks_before_a_trend_a_trend_before_two_of_three_and_that_before_a_shift():
    result = after_steady(11.1, 11.2, 11.3, 14.9, 15.1, 16, 17, 12, 15, 15.5, 12, 12)

    names = [Rule(abs(cause)).name for cause in result.cause[12:].tolist()]
    assert names == ["TREND"] * 6 + ["OUTSIDE", "SHIFT", "TWO_OF_THREE", "TWO_OF_THREE", "SHIFT", "SHIFT"]


def test_a_point_above_the_upper_limit_is_high_even_at_the_start_of_a_fall():
    result = after_steady(17, 16, 15, 14, 13, 12, 11)

    assert result.trend[12:].all()
    assert result.cause[12:].tolist() == [Rule.OUTSIDE] + [DOWN] * 6


def test_a_step_breaks_every_run():
    result = judged([*RISE[:4], *RISE[4:]], steps=[judged(RISE).dates[4]])

    assert not result.trend.any()


def test_a_missing_value_is_no_signal():
    result = after_steady(20, None, 20)

    assert result.cause[12:].tolist() == [Rule.OUTSIDE, 0, Rule.OUTSIDE]
    assert result.side[13] == 0


def test_trends_and_shifts_show_even_without_limits():
    result = judged([5] * 12 + [6] * 7, baseline=12)

    assert result.groups[0].upper is None
    assert result.cause[12:].tolist() == [Rule.SHIFT] * 7
