"""How values and periods are written."""

from datetime import date

import pytest

from metrics.selectors.points import Point
from metrics.values import number_words, period_words, value_words
from tests.metrics.factories import IndicatorFactory


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "words"),
    [
        (24.51, "%", 1, "24.5%"),
        (1234, "£", 0, "£1,234"),
        (-1234, "£", 0, "-£1,234"),
        (37, "people", 0, "37 people"),
        (1, "people", 0, "1 person"),
        (1, "bed days", 0, "1 bed day"),
        (0, "people", 0, "0 people"),
        (-0.2, "people", 0, "0 people"),
        (1, "per 1,000 bed days", 0, "1 per 1,000 bed days"),
        (1.25, "per 1,000 bed days", 1, "1.2 per 1,000 bed days"),
        (26, "of 40", 0, "26 of 40"),
        (1.31, "ratio", 2, "1.31"),
    ],
)
def test_a_number_stands_with_its_unit_where_people_expect_it(value, unit, decimals, words):
    assert number_words(value, unit=unit, decimals=decimals) == words


@pytest.mark.parametrize(
    ("value", "status", "words"),
    [
        (0, "reported", "0 people"),
        (3, "provisional", "3 people"),
        (None, "suppressed", "Suppressed"),
        (None, "not_reported", "Not reported"),
        (None, "not_applicable", "Not applicable"),
    ],
)
def test_zero_is_a_value_and_what_is_not_there_says_why(value, status, words):
    january = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 1, 31)}
    point = Point(**january, value=value, numerator=None, denominator=None, status=status)

    assert value_words(point, IndicatorFactory.build()) == words


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "words"),
    [
        (date(2025, 5, 1), date(2025, 5, 31), "May 2025"),
        (date(2025, 4, 1), date(2025, 6, 30), "April to June 2025"),
        (date(2024, 12, 1), date(2025, 2, 28), "December 2024 to February 2025"),
        (date(2024, 4, 1), date(2025, 3, 31), "2024/25"),
        (date(2024, 7, 1), date(2025, 6, 30), "July 2024 to June 2025"),
        (date(2025, 5, 31), date(2025, 5, 31), "31 May 2025"),
        (date(2025, 5, 5), date(2025, 5, 11), "5 May 2025 to 11 May 2025"),
    ],
)
def test_a_period_is_named_as_shortly_as_it_can_be(starts_on, ends_on, words):
    assert period_words(starts_on, ends_on) == words
