"""The two national policies, rule by rule."""

import pytest

from metrics.disclosure import Calculation, Cell, Making, Place, Policy, PolicyKind, policy_words, protect
from metrics.disclosure.cells import HIDDEN
from metrics.models import MeasureSettings
from tests.metrics.disclosure.tables import (
    APRIL,
    BODIES,
    COUNT,
    ENGLAND,
    EXACT,
    FIRST,
    ICB,
    JUNE,
    MAY,
    MEAN,
    QUARTER,
    ROUNDED,
    SECOND,
    SHARE,
    THIRD,
    count,
    ratio,
    seen,
)


@pytest.mark.parametrize(("value", "shown"), [(0, 0), (1, "*"), (4, "*"), (5, 5), (17, 17)])
def test_the_exact_policy_hides_1_to_4_and_shows_zero(value, shown):
    assert seen([count(FIRST, value)]) == [shown]


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "*"), (4, "*"), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1234, 1235)]
)
def test_the_rounded_policy_hides_under_5_and_rounds_the_rest_to_5(value, shown):
    assert seen([count(FIRST, value)], policy=ROUNDED) == [shown]


def test_what_is_shown_of_counts_is_as_in_mhsds():
    """August 2024: all 4,448 sub-national counts are multiples of 5, the smallest is 5, and none is 0."""
    shown = seen([count(number, number) for number in range(300)], policy=ROUNDED)

    values = [value for value in shown if value != "*"]
    assert shown[:5] == ["*"] * 5
    assert min(values) == 5
    assert {value % 5 for value in values} == {0}


def test_a_source_may_ask_for_a_higher_threshold():
    assert seen([count(FIRST, 9), count(SECOND, 10)], policy=Policy(threshold=10)) == ["*", 10]


def test_national_totals_stay_exact_under_the_rounded_policy():
    assert seen([count(ENGLAND, 1237, is_national=True)], policy=ROUNDED) == [1237]


def test_a_percentage_comes_from_the_true_counts_as_in_mhsds():
    """QJG, August 2024: 5 of 25 are published with 26%, not with the 20% of the rounded counts."""
    (shown,) = protect([ratio(FIRST, 7, 27)], making=SHARE, policy=ROUNDED, bodies=BODIES)

    assert shown == (26, 5, 25, False)


@pytest.mark.parametrize("policy", [EXACT, ROUNDED])
@pytest.mark.parametrize(("above", "below"), [(3, 40), (3, 4), (37, 40), (4, 5)])
def test_a_percentage_goes_with_its_counts_where_one_behind_it_is_small(policy, above, below):
    assert protect([ratio(FIRST, above, below)], making=SHARE, policy=policy, bodies=BODIES) == [HIDDEN]


@pytest.mark.parametrize(("above", "below", "shown"), [(0, 40, 0), (40, 40, 100), (6, 40, 15)])
def test_none_and_all_are_no_secret_under_the_exact_policy(above, below, shown):
    assert seen([ratio(FIRST, above, below)], making=SHARE) == [shown]


def test_a_mean_has_no_complement_but_its_counts_are_looked_at():
    assert seen([ratio(FIRST, 43, 40, factor=1)], making=MEAN) == [43 / 40]
    assert seen([ratio(FIRST, 90, 3, factor=1)], making=MEAN) == ["*"]


def test_a_numerator_that_is_left_out_is_worked_out_from_value_and_denominator():
    cell = Cell(Place(FIRST), *APRIL, value=7.5, denominator=40)

    assert protect([cell], making=SHARE, policy=EXACT, bodies=BODIES) == [HIDDEN]


def test_the_next_smallest_sibling_is_hidden_with_a_small_value():
    cells = [count(ICB, 60), count(FIRST, 3), count(SECOND, 40), count(THIRD, 17)]

    assert seen(cells) == [60, "*", 40, "*"]


def test_so_it_is_where_the_siblings_do_not_fill_the_total():
    cells = [count(ICB, 90), count(FIRST, 3), count(SECOND, 40), count(THIRD, 17)]

    assert seen(cells) == [90, "*", 40, "*"]


def test_siblings_of_one_size_are_hidden_in_a_fixed_order():
    cells = [count(ICB, 23), count(FIRST, 10), count(SECOND, 3), count(THIRD, 10)]

    assert seen(cells) == [23, "*", "*", 10]


def test_a_zero_is_not_hidden_in_the_place_of_a_count():
    cells = [count(ICB, 20), count(FIRST, 3), count(SECOND, 0), count(THIRD, 17)]

    assert seen(cells) == [20, "*", 0, "*"]


def test_of_a_hidden_total_the_two_smallest_parts_are_hidden():
    cells = [
        count(ICB, 33),
        count(FIRST, 3),
        *(count(FIRST, value, ward=number) for number, value in enumerate((0, 1, 2))),
        count(SECOND, 30),
        *(count(SECOND, value, ward=9 + number) for number, value in enumerate((15, 9, 6))),
    ]

    assert seen(cells) == [33, "*", 0, "*", "*", "*", 15, "*", "*"]


def test_values_without_a_total_need_no_neighbour():
    assert seen([count(FIRST, 3), count(SECOND, 40)]) == ["*", 40]


def test_a_total_that_nobody_publishes_is_worked_out_from_other_sums():
    """Trusts of an ICB without a figure of its own, but with one for each age band."""
    cells = [
        count(FIRST, 3),
        count(SECOND, 40),
        count(ICB, 20, age="18 to 64"),
        count(ICB, 23, age="65 and over"),
    ]

    assert seen(cells) == ["*", 40, "*", 23]


def test_a_month_cannot_be_taken_from_its_quarter():
    cells = [
        count(FIRST, 31, span=QUARTER),
        count(FIRST, 3, span=APRIL),
        count(FIRST, 20, span=MAY),
        count(FIRST, 8, span=JUNE),
    ]

    assert seen(cells) == [31, "*", 20, "*"]


def test_a_stock_at_the_end_of_a_quarter_is_that_of_its_last_month():
    """The second trust's June is hidden as the neighbour of a small value; its quarter is the same figure."""
    cells = [
        count(ICB, 13, span=JUNE),
        count(FIRST, 4, span=JUNE),
        count(SECOND, 9, span=JUNE),
        count(SECOND, 9, span=QUARTER),
        count(SECOND, 7, span=APRIL),
        count(SECOND, 8, span=MAY),
    ]

    assert seen(cells) == [13, "*", "*", "*", 7, 8]


def test_what_was_published_before_stays_and_its_neighbours_of_our_own_give_way():
    published = {"is_fixed": True}
    cells = [count(ICB, 60, **published), count(FIRST, 3, **published), count(SECOND, 2), count(THIRD, 55)]

    assert seen(cells) == [60, 3, "*", "*"]


def test_a_value_that_came_suppressed_cannot_be_taken_from_our_own():
    cells = [
        count(ICB, 60),
        count(FIRST, None, is_suppressed=True, is_fixed=True),
        count(SECOND, 40),
        count(THIRD, 17),
    ]

    assert seen(cells) == [60, None, 40, "*"]


def test_a_file_that_came_suppressed_stays_as_it_came():
    came = {"is_fixed": True}
    cells = [
        count(ICB, 60, **came),
        count(FIRST, None, is_suppressed=True, **came),
        count(SECOND, 55, **came),
    ]

    assert seen(cells) == [60, None, 55]


def test_an_exact_national_total_is_not_left_to_give_a_hidden_count_away():
    """12 and 8 to 12 leave 0 to 4; but 16 and 8 to 12 leave only 4."""
    safe = [count(ENGLAND, 12, is_national=True), count(ICB, 10), count(ICB + 10, 2)]
    bodies = BODIES | {ICB + 10: BODIES[ICB]}
    told = [count(ENGLAND, 16, is_national=True), count(ICB, 12), count(ICB + 10, 4)]

    one = protect(safe, making=COUNT, policy=ROUNDED, bodies=bodies)
    other = protect(told, making=COUNT, policy=ROUNDED, bodies=bodies)

    assert [cell.is_hidden for cell in one] == [False, False, True]
    assert [cell.is_hidden for cell in other] == [False, True, True]


def test_so_it_is_with_an_exact_national_percentage():
    cells = [
        ratio(ENGLAND, 16, 1000, is_national=True),
        ratio(ICB, 12, 500),
        ratio(ICB + 10, 4, 500),
    ]

    shown = protect(cells, making=SHARE, policy=ROUNDED, bodies=BODIES | {ICB + 10: BODIES[ICB]})

    assert [cell.is_hidden for cell in shown] == [False, True, True]


@pytest.mark.parametrize(("total", "small"), [(23, 3), (26, 4), (19, 1)])
def test_nothing_of_ours_is_shown_around_a_hidden_count_beside_a_figure_that_came_rounded(total, small):
    """26 less 18 to 22 leaves 4 to 8, and only 4 of them is small enough to be hidden."""
    cells = [count(ICB, total), count(FIRST, 20, is_fixed=True, rounded_to=5), count(SECOND, small)]

    assert seen(cells) == ["*", 20, "*"]


def test_figures_that_came_rounded_change_nothing_where_nothing_is_hidden():
    cells = [count(ICB, 26), count(FIRST, 20, is_fixed=True, rounded_to=5), count(SECOND, 6)]

    assert seen(cells) == [26, 20, 6]


def test_two_series_of_one_place_and_period_are_hidden_together():
    cells = [count(ICB, 13), count(FIRST, 4), count(SECOND, 9), count(SECOND, 9)]

    assert seen(cells) == [13, "*", "*", "*"]


def test_categories_that_a_total_leaves_nothing_for_are_known_to_be_none():
    """At the second and third trust nobody is under 65, since all 12 are at the first."""
    young, old = "18 to 64", "65 and over"
    cells = [count(ICB, 12, age=young), count(FIRST, 12, age=young)]
    cells += [count(SECOND, 9), count(SECOND, 9, age=old), count(THIRD, 3, age=old)]
    cells += [count(ICB, 24), count(FIRST, 12)]

    shown = seen(cells)

    assert shown[4] == "*"
    assert shown.count("*") > 1


def test_a_denominator_that_is_left_out_is_worked_out_too():
    cell = Cell(Place(FIRST), *APRIL, value=25.0, numerator=75)

    assert seen([cell], making=MEAN) == ["*"]


def test_what_adds_up_to_nothing_is_hidden_for_its_own_counts_alone():
    """For example a median: it may come with a count, and no sum leads to it."""
    cells = [
        Cell(Place(ICB), *APRIL, value=7, denominator=20),
        Cell(Place(FIRST), *APRIL, value=5, denominator=3),
    ]

    assert seen(cells, making=Making(calculation=Calculation.OTHER)) == [7, "*"]


def test_the_words_name_policy_and_threshold():
    settings = MeasureSettings(disclosure_policy="rounded", disclosure_threshold=7)

    assert "counts of 1 to 4 are suppressed" in policy_words(None)
    assert "counts under 7, zero included" in policy_words(settings)
    assert Policy.of(settings) == Policy(kind=PolicyKind.ROUNDED, threshold=7)


def test_percentages_without_counts_stay_beside_one_that_came_suppressed():
    """Nothing adds up, so nothing follows."""
    cells = [bare(31.5, APRIL), bare(30.2, MAY), bare(None, JUNE, is_suppressed=True), bare(31, QUARTER)]

    shown = protect(cells, making=SHARE, policy=EXACT, bodies=BODIES)

    assert [cell.value for cell in shown] == [31.5, 30.2, None, 31]


def bare(value, span, **facts):
    return Cell(Place(FIRST), *span, value=value, **facts)
