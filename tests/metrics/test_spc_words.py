"""The sentences that go with a chart, in every case they tell apart."""

import pytest

from ipqt.dates import month_words
from metrics.spc.profiles import NHS_ENGLAND, NHSR
from metrics.spc.results import Result
from metrics.spc.wording import Wording
from metrics.spc.words import Words, describe
from tests.metrics.spc_series import STEADY, after_steady, judged, month

MONTHS = Wording(decimals=0, period=month_words)
CHANCE = "This is unlikely to be chance alone."


def said(result: Result, wording: Wording = MONTHS) -> Words:
    return describe(result.reading, wording)


def test_usual_variation_is_called_so_with_the_limits():
    words = said(judged([*STEADY, 12]))

    assert words.headline == (
        "The latest value, 12 for April 2023, is within the limits of 6 to 16 "
        "and shows no signal of change: it is usual variation."
    )
    assert words.assurance == "No target is set."
    assert words.notes == ()


@pytest.mark.parametrize(
    ("value", "direction", "where", "meaning"),
    [
        (20, "increase", "above the upper limit of 16", "Higher is better, so it is a sign of improvement."),
        (20, "decrease", "above the upper limit of 16", "Lower is better, so it is a concern."),
        (2, "increase", "below the lower limit of 6", "Higher is better, so it is a concern."),
        (2, "decrease", "below the lower limit of 6", "Lower is better, so it is a sign of improvement."),
        (
            2,
            "neutral",
            "below the lower limit of 6",
            "Neither direction is better, so it counts neither as improvement nor as concern.",
        ),
    ],
)
def test_a_latest_value_outside_the_limits_says_which_limit_and_what_it_means(
    value, direction, where, meaning
):
    words = said(after_steady(11, value, direction=direction))

    assert words.headline == f"The latest value, {value} for May 2023, is {where}. {CHANCE} {meaning}"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            (10, 10.5, 11, 11.5, 12, 12.5, 13),
            "The latest value, 13 for October 2023, is the last of at least 7 in a row that keep rising.",
        ),
        (
            (13, 12.5, 12, 11.5, 11, 10.5, 10),
            "The latest value, 10 for October 2023, is the last of at least 7 in a row that keep falling.",
        ),
        (
            (10, 12, 13, 12, 13, 12, 13, 12),
            "The latest value, 12 for November 2023, is the last of at least 7 in a row "
            "above the mean of 11.",
        ),
        (
            (10, 9, 10, 9, 10, 9, 10),
            "The latest value, 10 for October 2023, is the last of at least 7 in a row below the mean of 11.",
        ),
        (
            (10, 15, 12, 15),
            "The latest value, 15 for July 2023, and at least 1 of the 2 before it are close to "
            "the upper limit of 16, with all 3 above the mean.",
        ),
        (
            (12, 7, 10, 7),
            "The latest value, 7 for July 2023, and at least 1 of the 2 before it are close to "
            "the lower limit of 6, with all 3 below the mean.",
        ),
    ],
)
def test_a_run_that_ends_with_the_latest_value_is_told(values, sentence):
    assert said(after_steady(*values)).headline.startswith(f"{sentence} {CHANCE}")


def test_a_latest_period_without_a_value_is_not_judged():
    words = said(after_steady(20, None, None))

    assert words.headline == (
        "There is no value for June 2023, so the latest period is not judged. "
        "The last known value is 20 for April 2023."
    )
    assert words.notes[-1] == "2 of 15 periods have no value: no run reaches across a gap."


def test_one_gap_is_told():
    assert said(judged([*STEADY, None, 11])).notes == (
        "1 of 14 periods has no value: no run reaches across a gap.",
    )


def test_no_values_at_all_are_told():
    words = said(judged([None, None], direction="increase", target=5))

    assert words.headline == "There are no values yet, so nothing can be said about change."
    assert words.assurance == "Without limits it cannot be said whether the target of 5 will be met."
    assert words.notes == ()


def test_one_value_cannot_be_judged():
    assert said(judged([5])).headline == (
        "The latest value is 5 for April 2022. There is only 1 value, so variation cannot be judged."
    )


def test_one_value_after_a_step_cannot_be_judged():
    words = said(judged([*STEADY, 40], steps=[month(12)]))

    assert words.headline == (
        "The latest value is 40 for April 2023. "
        "There is only 1 value since April 2023, so variation cannot be judged."
    )
    assert words.notes == ()


def test_too_few_values_are_a_run_chart_under_nhs_england():
    assert said(judged([5, 6, 7], profile=NHS_ENGLAND)).headline == (
        "The latest value is 7 for June 2022. There are only 3 values, and limits need 15: "
        "this is a run chart, and variation is not judged."
    )
    assert "There is only 1 value, and limits need 15" in said(judged([5], profile=NHS_ENGLAND)).headline


def test_too_few_values_after_a_step_are_told_under_nhs_england():
    words = said(judged([*STEADY, 40, 41, 42], steps=[month(12)], profile=NHS_ENGLAND))

    assert words.headline.endswith(
        "Limits since April 2023 would rest on only 3 values and need 12: "
        "they are not drawn, and variation is not judged."
    )


def test_equal_values_have_no_variation_to_draw_limits_from():
    words = said(judged([0] * 13, direction="increase", target=1))

    assert words.headline == (
        "The latest value is 0 for April 2023. "
        "All 13 values are the same: there is no variation to draw limits from."
    )
    assert words.assurance == "Without limits it cannot be said whether the target of 1 will be met."


def test_a_baseline_without_variation_is_told_beside_a_shift():
    words = said(judged([5] * 12 + [6] * 7, baseline=12))

    assert words.headline.startswith(
        "The latest value, 6 for October 2023, is the last of at least 7 in a row above the mean of 5."
    )
    assert words.notes == (
        "No limits can be drawn, because, among the first 12 periods, "
        "no value differs from the one before it.",
    )


def test_values_without_neighbours_have_no_limits():
    assert said(judged([5, None, 7, None, 9])).headline == (
        "The latest value is 9 for August 2022. "
        "No limits can be drawn, because no two neighbouring periods both have a value."
    )


def test_equal_neighbours_either_side_of_a_gap_have_no_limits():
    assert said(judged([5, 5, None, 7, 7])).headline.endswith(
        "No limits can be drawn, because no value differs from the one before it."
    )


@pytest.mark.parametrize(
    ("target", "direction", "sentence"),
    [
        (5, "increase", "below the lower limit of 6, so values within the limits always meet it."),
        (5, "decrease", "below the lower limit of 6, so values within the limits always miss it."),
        (20, "increase", "above the upper limit of 16, so values within the limits always miss it."),
        (20, "decrease", "above the upper limit of 16, so values within the limits always meet it."),
        (10, "increase", "within the limits of 6 to 16, so usual variation may meet it or miss it."),
    ],
)
def test_the_target_is_set_against_the_limits(target, direction, sentence):
    words = said(judged([*STEADY, 11], target=target, direction=direction))

    assert words.assurance == f"The target of {target} is {sentence}"


def test_a_target_on_a_limit_is_said_to_be_on_it_where_the_profile_decides():
    lower = judged(STEADY).groups[0].lower
    result = after_steady(11, 11, 11, profile=NHS_ENGLAND, target=lower, direction="increase")

    assert said(result, Wording(decimals=2)).assurance == (
        "The target of 5.68 is on the lower limit of 5.68, so values within the limits always meet it."
    )


def test_a_target_without_a_better_direction_is_not_judged():
    assert said(judged(STEADY, target=5)).assurance == (
        "Neither direction is better, so the target of 5 is not judged."
    )


def test_steps_baselines_short_groups_and_left_out_changes_are_told():
    values = [1, 2, *STEADY[:6], 40, 11, 10, 12, 11, 10, 12]

    words = said(judged(values, steps=[month(2)], baseline=12))

    assert words.notes == (
        "Limits are calculated afresh from June 2022.",
        "Limits rest on the first 12 of 13 periods.",
        "2 unusually large changes between periods are left out of the limits.",
    )
    assert said(judged([1, 2, 1])).notes == (
        "The limits rest on only 3 values and will move as more arrive.",
    )


def test_limits_on_the_mean_are_told():
    assert said(judged([5] * 15 + [9])).notes == (
        "The limits lie on the mean, so every value that differs from it is outside them.",
        "1 unusually large change between periods is left out of the limits.",
    )


def test_days_are_written_out_unless_the_measure_says_otherwise():
    assert "for 1 April 2022." in describe(judged([5]).reading).headline


def test_the_sentences_are_read_in_order_headline_target_notes():
    words = said(judged([1, 2, 1]))

    assert words.text == f"{words.headline} {words.assurance} {words.notes[0]}"


def test_the_same_facts_give_the_same_words_under_either_profile():
    values = [*STEADY, 10, 12, 11]

    assert said(judged(values, profile=NHSR)) == said(judged(values, profile=NHS_ENGLAND))
