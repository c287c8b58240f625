"""Our own template, as CSV and as a workbook."""

from datetime import date

import pytest

from metrics.loading.template import COLUMNS, template_blocks
from metrics.models import Observation
from tests.metrics.loading.rows import TIDY, errors_of, month, table, workbook

FULL = ",".join(column.name for column in COLUMNS)


def test_a_row_becomes_an_observation_of_a_new_series(desk):
    desk.load(table(TIDY, month(4, "31.5")))

    row = Observation.objects.get()
    assert (row.value, row.value_status, row.revision) == (31.5, "reported", 1)
    assert (row.starts_on, row.ends_on) == (date(2025, 4, 1), date(2025, 4, 30))
    assert row.series.ref == "out-02-rre-month"
    assert row.series.shared_as_published is False


def test_every_column_of_the_template_arrives(desk):
    of = "midshire,OUT-07,rre,Elm Ward,Age band,18 to 64,Adults"

    desk.load(table(FULL, f"{of},month,1/4/2025,30/4/2025,83.3,35,42,provisional,Late"))

    row = Observation.objects.select_related("series").get()
    assert (row.numerator, row.denominator, row.value_status, row.note) == (35, 42, "provisional", "Late")
    series = row.series
    assert (series.ward, series.dimension, series.category, series.label) == (
        desk.ward,
        "Age band",
        "18 to 64",
        "Adults",
    )


def test_the_template_holds_every_column_that_can_be_read(desk):
    text = "".join(template_blocks())

    assert text == f"\ufeff{FULL}\r\n"
    assert errors_of(desk.read(text)) == [
        (0, "", "The file has headings but no values. Choose the file with your values.")
    ]


@pytest.mark.parametrize("beginning", ["", "\ufeff"])
def test_a_byte_order_mark_makes_no_difference(desk, beginning):
    desk.load(beginning + table(TIDY, month(4, 1)))

    assert desk.values() == [("OUT-02", "2025-04-01", 1, "reported")]


def test_zero_suppressed_not_reported_and_not_applicable_stay_apart(desk):
    desk.load(table(TIDY, month(1, 0), month(2, "*"), month(3, ""), month(4, "n/a")))

    assert [(value, status) for _code, _day, value, status in desk.values()] == [
        (0, "reported"),
        (None, "suppressed"),
        (None, "not_reported"),
        (None, "not_applicable"),
    ]


def test_a_workbook_reads_as_the_same_rows(desk):
    desk.load(
        workbook([TIDY.split(","), ["OUT-02", "RRE", "month", date(2025, 4, 1), date(2025, 4, 30), 12.5]])
    )

    assert desk.values() == [("OUT-02", "2025-04-01", 12.5, "reported")]


def test_a_code_that_excel_keeps_as_a_number_is_read_as_it_looks(desk):
    row = [15.0, "RRE", "month", date(2025, 4, 1), date(2025, 4, 30), 12.5]

    assert "We do not know “15”" in errors_of(desk.read(workbook([TIDY.split(","), row])))[0][2]


def test_every_error_is_told_with_its_line_and_column_and_nothing_is_written(desk):
    submission = desk.read(
        table(
            TIDY,
            month(1, 5),
            "OUT-02,RRE,month,04/30/2025,2025-04-30,5",
            "OUT-02,RRE,fortnight,2025-04-01,2025-04-30,5",
            "OUT-02,RRE,month,2025-04-01,2025-06-30,about 5",
        )
    )

    assert [(line, column) for line, column, _message in errors_of(submission)] == [
        (3, "starts_on"),
        (4, "period_type"),
        (5, "starts_on"),
        (5, "value"),
    ]
    assert submission.status == "failed"
    assert not Observation.objects.exists()
    assert not submission.staged_series.exists()


def test_unknown_codes_are_told_once_and_counted(desk):
    rows = [
        month(1, 1, code="OUT-99"),
        month(2, 2, code="OUT-99"),
        month(3, 3, organisation="RXX"),
        month(4, 4),
    ]

    submission = desk.read(table(TIDY, *rows))

    assert submission.outcome["unknown"] == [
        {"column": "indicator", "code": "OUT-99", "rows": 2},
        {"column": "organisation", "code": "RXX", "rows": 1},
    ]
    assert [(line, column) for line, column, _message in errors_of(submission)] == [
        (2, "indicator"),
        (4, "organisation"),
    ]


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("other,OUT-02,RRE,,,,,month,2025-04-01,2025-04-30,1,,,,", "programme", "Here we load “midshire”"),
        (",OUT-02,RRE,Oak Ward,,,,month,2025-04-01,2025-04-30,1,,,,", "ward", "We do not know “Oak Ward”"),
        (",OUT-02,RRE,,Age band,,,month,2025-04-01,2025-04-30,1,,,,", "dimension", "Name both"),
        (",OUT-02,RRE,,,,,month,2025-04-01,2025-04-30,,,,reported,", "value", "The value is missing"),
        (",OUT-02,RRE,,,,,month,2025-04-01,2025-04-30,1,,,suppressed,", "value", "There is a value"),
        (",OUT-02,RRE,,,,,month,2025-04-01,2025-04-30,1,,,maybe,", "value_status", "“maybe” is no status"),
        (",OUT-02,RRE,,,,,month,2025-04-01,2025-04-30,*,3,,,", "numerator", "beside a missing value"),
        (",OUT-02,RRE,,,,,month,2025-04-01,2025-04-30,1,x,,,", "numerator", "“x” is no number"),
        (",OUT-02,RRE,,,,,month,2099-04-01,2099-04-30,1,,,,", "starts_on", "has not begun yet"),
        (",,RRE,,,,,month,2025-04-01,2025-04-30,1,,,,", "indicator", "The indicator is missing"),
        (f",OUT-02,RRE,,,,{'x' * 201},month,2025-04-01,2025-04-30,1,,,,", "label", "Use 200 characters"),
        (",OUT-02,RRE,,,,,month,2025-04-01,,1,,,,", "ends_on", "The date is missing"),
    ],
)
def test_each_mistake_says_what_to_do(desk, line, column, words):
    ((at, where, message),) = errors_of(desk.read(table(FULL, line)))

    assert (at, where) == (2, column)
    assert words in message


def test_two_rows_for_one_period_are_refused(desk):
    submission = desk.read(table(TIDY, month(4, 1), month(5, 1), month(4, 2)))

    assert errors_of(submission) == [
        (4, "starts_on", "Line 2 gives a value for the same indicator, organisation and period. Keep one.")
    ]


def test_columns_that_are_not_read_are_named(desk):
    submission = desk.read(table(f"{TIDY},numerater", f"{month(4, 1)},3"))

    assert submission.outcome["notes"] == ["These columns are not read: numerater."]


def test_an_indicator_that_no_page_shows_is_named(desk):
    desk.programme.indicators.filter(indicator=desk.stay).delete()

    (note,) = desk.read(table(TIDY, month(4, 1))).outcome["notes"]

    assert note.startswith("No page of the programme shows OUT-02")


def test_text_that_was_guarded_on_its_way_out_comes_back_as_it_was(desk):
    desk.load(table(f"{TIDY},note", f"{month(4, 1)},'=see the annex"))

    assert Observation.objects.get().note == "=see the annex"
