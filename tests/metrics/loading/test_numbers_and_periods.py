"""Cells as files write them: numbers, marks, days and the periods of headings."""

from datetime import UTC, date, datetime

import pytest

from metrics.loading.numbers import CellRefusedError, read_number
from metrics.loading.periods import Period, misfit, months_of, read_day, read_heading


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234", 1234.0),
        ("1,234,567.5", 1234567.5),
        ("12.5%", 12.5),
        ("6.7639e+006", 6763900.0),
        ("£370", 370.0),
        ("-3", -3.0),
        ("0", 0.0),
        (".5", 0.5),
        (" 7 ", 7.0),
        (12, 12.0),
        (0.852975, 0.852975),
    ],
)
def test_numbers_are_read_as_people_and_publishers_write_them(cell, number):
    assert read_number(cell) == (number, "reported")


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("*", "suppressed"),
        ("[c]", "suppressed"),
        ("", "not_reported"),
        (None, "not_reported"),
        ("-", "not_reported"),
        ("n/a", "not_applicable"),
        ("Not applicable", "not_applicable"),
    ],
)
def test_marks_keep_suppressed_not_reported_and_not_applicable_apart(cell, status):
    assert read_number(cell) == (None, status)


@pytest.mark.parametrize(
    ("cell", "advice"),
    [
        ("=1+1", "This is a formula"),
        ("@SUM(A1)", "This is a formula"),
        ("1,23", "no number"),
        ("12,34.5", "no number"),
        ("about 5", "no number"),
        ("<5", "no number"),
        ("NaN", "no number"),
        ("1e999", "too large"),
        (float("inf"), "too large"),
        (True, "no number"),
        ("9" * 500, "too large"),
    ],
)
def test_what_is_no_number_is_refused_with_what_to_write(cell, advice):
    with pytest.raises(CellRefusedError, match=advice):
        read_number(cell)


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Apr 2024", ("month", date(2024, 4, 1), date(2024, 4, 30))),
        ("April 2024", ("month", date(2024, 4, 1), date(2024, 4, 30))),
        ("Sept 2024", ("month", date(2024, 9, 1), date(2024, 9, 30))),
        ("may-24", ("month", date(2024, 5, 1), date(2024, 5, 31))),
        ("2024-02", ("month", date(2024, 2, 1), date(2024, 2, 29))),
        ("202402", ("month", date(2024, 2, 1), date(2024, 2, 29))),
        (datetime(2024, 4, 1, tzinfo=UTC), ("month", date(2024, 4, 1), date(2024, 4, 30))),
        ("Q1 2024/25", ("quarter", date(2024, 4, 1), date(2024, 6, 30))),
        ("Quarter 4 2024/25", ("quarter", date(2025, 1, 1), date(2025, 3, 31))),
        ("2024/25 Q3", ("quarter", date(2024, 10, 1), date(2024, 12, 31))),
        ("2024/25", ("year", date(2024, 4, 1), date(2025, 3, 31))),
        ("FY24/25", ("year", date(2024, 4, 1), date(2025, 3, 31))),
        ("2024-25", ("year", date(2024, 4, 1), date(2025, 3, 31))),
    ],
)
def test_headings_name_months_quarters_and_financial_years(heading, period):
    assert read_heading(heading) == Period(*period)


@pytest.mark.parametrize(
    "heading", ["", "Total", "Q5 2024/25", "2024/26", "Foo 2024", "2024-13", "1999/00", "9999/00"]
)
def test_other_headings_name_no_period(heading):
    assert read_heading(heading) is None


@pytest.mark.parametrize(
    "cell", ["2025-03-31", "31/3/2025", "31/03/2025", date(2025, 3, 31), datetime(2025, 3, 31, tzinfo=UTC)]
)
def test_days_are_read_day_first_or_as_iso(cell):
    assert read_day(cell) == date(2025, 3, 31)


def test_a_month_first_is_refused_with_the_day_first():
    with pytest.raises(CellRefusedError, match=r"month first\. Write the day first: 31/03/2025"):
        read_day("03/31/2025")


@pytest.mark.parametrize("cell", ["", "soon", "31/2/2025", "1025-01-01", "2025"])
def test_other_days_are_refused(cell):
    with pytest.raises(CellRefusedError, match="31/3/2025"):
        read_day(cell)


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", date(2024, 7, 1), date(2024, 9, 30)),
        ("rolling_quarter", date(2024, 6, 1), date(2024, 8, 31)),
        ("year", date(2024, 4, 1), date(2025, 3, 31)),
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
        ("rolling_year", date(2023, 9, 1), date(2024, 8, 31)),
        ("point", date(2024, 5, 31), date(2024, 5, 31)),
        ("other", date(2021, 11, 3), date(2025, 5, 9)),
    ],
)
def test_periods_fit_their_type(kind, first, last):
    assert misfit(Period(kind, first, last)) == ""


@pytest.mark.parametrize(
    ("kind", "first", "last", "advice"),
    [
        ("month", date(2024, 1, 4), date(2024, 1, 30), "from its first to its last day"),
        ("month", date(2024, 4, 1), date(2024, 6, 30), "from its first to its last day"),
        ("quarter", date(2024, 6, 1), date(2024, 8, 31), "1 April, 1 July, 1 October or 1 January"),
        ("rolling_quarter", date(2024, 6, 1), date(2024, 8, 30), "three whole months"),
        ("year", date(2024, 9, 1), date(2025, 8, 31), "1 April to 31 March"),
        ("rolling_year", date(2024, 4, 1), date(2025, 2, 28), "twelve whole months"),
        ("point", date(2024, 5, 1), date(2024, 5, 31), "the same day"),
        ("other", date(2024, 5, 2), date(2024, 5, 1), "ends before it starts"),
    ],
)
def test_periods_that_do_not_fit_their_type_are_told_how(kind, first, last, advice):
    assert advice in misfit(Period(kind, first, last))


def test_days_that_are_no_whole_months_have_no_length_in_months():
    assert months_of(date(2024, 4, 2), date(2024, 4, 30)) is None
    assert months_of(date(2024, 4, 1), date(2025, 3, 31)) == 12
