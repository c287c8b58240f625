"""Sheets with a column a period."""

from datetime import date

import pytest
import time_machine

from metrics.loading.found import RefusedFileError
from tests.metrics.loading.rows import errors_of, table, workbook


def test_every_cell_below_a_period_becomes_a_value(desk):
    desk.load(
        table("Indicator,Organisation,Apr 2024,May 2024,Q1 2024/25,2024/25", 'OUT-02,RRE,"1,234",12.5%,*,7')
    )

    assert desk.values() == [
        ("OUT-02", "2024-04-01", 1234, "reported"),
        ("OUT-02", "2024-05-01", 12.5, "reported"),
        ("OUT-02", "2024-04-01", None, "suppressed"),
        ("OUT-02", "2024-04-01", 7, "reported"),
    ]
    assert {row.series.period_type for row in desk.current()} == {"month", "quarter", "year"}


@time_machine.travel("2025-05-20")
def test_an_empty_cell_is_not_reported_once_its_period_is_over(desk):
    desk.load(table("indicator,organisation,Mar 2025,Apr 2025,May 2025,Jun 2025", "OUT-02,RRE,5,,,"))

    assert desk.values() == [
        ("OUT-02", "2025-03-01", 5, "reported"),
        ("OUT-02", "2025-04-01", None, "not_reported"),
    ]


def test_a_workbook_with_real_dates_as_headings_is_read(desk):
    rows = [["indicator", "organisation", date(2024, 4, 1), date(2024, 5, 1)], ["OUT-02", "RRE", 1, "*"]]

    desk.load(workbook(rows), name="sheet.xlsx")

    assert desk.values() == [
        ("OUT-02", "2024-04-01", 1, "reported"),
        ("OUT-02", "2024-05-01", None, "suppressed"),
    ]


def test_errors_name_the_line_and_the_heading(desk):
    submission = desk.read(
        table(
            "indicator,organisation,ward,dimension,category,Apr 2024,May 2024,Apr 2099",
            "OUT-02,RRE,,,,1,lots,",
            "OUT-02,RRE,Oak Ward,,,1,2,",
            "OUT-02,RRE,,Age band,,1,2,",
            "OUT-02,RRE,,,,=A1,2,9",
        )
    )

    assert [(line, column) for line, column, _message in errors_of(submission)] == [
        (2, "May 2024"),
        (3, "ward"),
        (4, "dimension"),
        (5, "Apr 2024"),
        (5, "Apr 2099"),
    ]


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        ("indicator,organisation,Apr 2024,04/30/2024", "We do not know the heading “04/30/2024”"),
        ("indicator,organisation,Apr 2024,April 2024", "The period “April 2024” is there twice"),
        ("indicator,organisation,Apr 2024,unit,unit", "The column “unit” is there twice"),
        ("indicator,Apr 2024", "This file has no column “organisation”"),
        ("indicator,organisation,unit", "No heading names a period"),
    ],
)
def test_headings_that_cannot_be_read_are_refused(desk, headings, words):
    submission = desk.read(table(headings, "OUT-02,RRE,1,2"), layout="wide")

    assert words in errors_of(submission)[0][2]


def test_headings_of_no_layout_are_refused(desk):
    with pytest.raises(RefusedFileError, match="fit none of the layouts"):
        desk.read("a,b,c\n1,2,3\n")
