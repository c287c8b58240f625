from datetime import UTC, date, datetime

import pytest

from ipqt import dates


@pytest.mark.parametrize("text", ["2025-03-31", "31/3/2025", " 31/03/2025 "])
def test_iso_and_uk_dates_are_read(text):
    assert dates.parse_date(text) == date(2025, 3, 31)


@pytest.mark.parametrize(
    "text", ["03/31/2025", "31.3.2025", "30/2/2025", "2025-3-1", "yesterday", "", "٣١/٣/٢٠٢٥x"]
)
def test_any_other_date_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="31/3/2025"):
        dates.parse_date(text)


@pytest.mark.parametrize("text", ["2024/25", "2024-25", "24/25", "2024/5", "FY24/25", "2024/2025"])
def test_every_usual_form_of_a_financial_year_is_read(text):
    assert dates.parse_financial_year(text) == date(2024, 4, 1)


@pytest.mark.parametrize("text", ["2024", "2024/26", "24-24", "next year"])
def test_a_year_that_does_not_follow_is_refused(text):
    with pytest.raises(ValueError, match="Write it like 2024/25"):
        dates.parse_financial_year(text)


def test_a_day_in_march_belongs_to_the_year_that_began_in_april():
    assert dates.financial_year(date(2025, 3, 31)) == "2024/25"
    assert dates.financial_year(date(2025, 4, 1)) == "2025/26"
    assert dates.financial_year(date(1999, 12, 31)) == "1999/00"


def test_quarter_four_ends_in_march():
    assert dates.financial_quarter(date(2024, 4, 1), 4) == (date(2025, 1, 1), date(2025, 3, 31))


def test_there_is_no_quarter_five():
    with pytest.raises(ValueError, match="1 to 4"):
        dates.financial_quarter(date(2024, 4, 1), 5)


def test_months_eight_to_twelve_run_from_november_to_march():
    assert dates.programme_months(date(2024, 4, 1), 8, 12) == (date(2024, 11, 1), date(2025, 3, 31))


def test_a_day_ends_at_midnight_in_london_even_in_summer():
    assert dates.end_of_day(date(2025, 5, 31)).astimezone(UTC) == datetime(2025, 5, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (date(2024, 4, 1), date(2024, 9, 30), "month", "April to September 2024"),
        (date(2024, 11, 1), date(2025, 3, 31), "month", "November 2024 to March 2025"),
        (date(2024, 7, 1), date(2024, 9, 30), "quarter", "Quarter 2 2024/25"),
        (date(2025, 1, 1), date(2025, 3, 31), "quarter", "Quarter 4 2024/25"),
        (date(2025, 4, 1), date(2026, 3, 31), "year", "2025/26"),
        (None, date(2027, 3, 31), "day", "by 31 March 2027"),
        (None, None, "none", "none stated"),
    ],
)
def test_a_window_is_told_no_more_exactly_than_it_is_known(start, end, precision, words):
    assert dates.span_words(start, end, precision) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (61, "2 months"),
        (539, "18 months"),
        (731, "2 years"),
    ],
)
def test_an_age_is_told_in_the_unit_that_fits(days, words):
    assert dates.age_words(days) == words


def test_no_age_is_negative():
    with pytest.raises(ValueError, match="negative"):
        dates.age_words(-1)


def test_lateness_is_told_in_months_unless_both_days_are_known():
    assert dates.late_words(date(2024, 9, 30), date(2025, 3, 31), "month") == "6 months"
    assert dates.late_words(date(2024, 9, 30), date(2024, 10, 1), "day") == "1 day"


def test_an_age_is_told_from_today_or_from_the_day_shown():
    assert dates.before("3 days", moment=dates.today()) == "3 days ago"
    assert dates.before("3 days", moment=date(2025, 1, 1)) == "3 days before the day shown"
