"""NHS England's monthly file. The rows are made up; their traps are those of the published files."""

from tests.metrics.loading.rows import MHSDS, errors_of, mhsds, table

AUGUST = ("01/08/2024", "31/08/2024")
SUMMER = ("01/06/2024", "31/08/2024")


def test_a_month_and_three_rolling_months_become_two_series(desk):
    desk.load(
        mhsds(
            (*AUGUST, "Performance", "RRE", "OAP02aM", "120"),
            (*SUMMER, "Performance", "RRE", "OAP02aQ", "350"),
        )
    )

    assert [(row.series.period_type, row.value) for row in desk.current()] == [
        ("month", 120),
        ("rolling_quarter", 350),
    ]


def test_a_ratio_takes_its_numerator_and_denominator_from_rows_of_their_own(desk):
    desk.load(
        mhsds(
            (*AUGUST, "Performance", "RRE", "MHS78", "45"),
            (*AUGUST, "Performance", "RRE", "MHS80", "83"),
            (*AUGUST, "Performance", "RRE", "MHS79", "35"),
        )
    )

    (row,) = desk.current()
    assert (row.value, row.numerator, row.denominator, row.rounded_to) == (83, 35, 45, 1)


def test_a_ratio_without_a_row_of_its_own_is_worked_out_and_marked_as_rounded(desk):
    desk.load(
        mhsds((*AUGUST, "Performance", "RRE", "MHS22", "10"), (*AUGUST, "Performance", "RRE", "MHS21", "40"))
    )

    (row,) = desk.current()
    assert (row.value, row.rounded_to) == (25, 5)


def test_a_part_that_is_suppressed_or_missing_or_zero_gives_no_ratio(desk):
    july = ("01/07/2024", "31/07/2024")
    june = ("01/06/2024", "30/06/2024")

    desk.load(
        mhsds(
            (*AUGUST, "Performance", "RRE", "MHS22", "*"),
            (*AUGUST, "Performance", "RRE", "MHS21", "40"),
            (*july, "Performance", "RRE", "MHS22", "10"),
            (*june, "Performance", "RRE", "MHS22", "0"),
            (*june, "Performance", "RRE", "MHS21", "0"),
        )
    )

    assert [(str(row.starts_on), row.value_status) for row in desk.current()] == [
        ("2024-06-01", "not_applicable"),
        ("2024-07-01", "not_applicable"),
        ("2024-08-01", "suppressed"),
    ]


def test_counts_below_the_nation_are_marked_as_rounded_to_5(desk):
    desk.load(mhsds((*AUGUST, "Performance", "RRE", "OAP03aM", "15")))

    (row,) = desk.current()
    assert row.rounded_to == 5
    assert row.series.shared_as_published is True


def test_of_two_rows_for_one_period_the_later_status_counts(desk):
    submission = desk.load(
        mhsds(
            (*AUGUST, "Performance", "RRE", "OAP03aM", "15"),
            (*AUGUST, "Provisional", "RRE", "OAP03aM", "20"),
        )
    )

    assert desk.values() == [("OAP-01", "2024-08-01", 15, "reported")]
    assert submission.outcome["left_out"] == [
        {"what": "Provisional rows where the file has later ones", "rows": 1}
    ]


def test_provisional_rows_stay_provisional_until_a_later_file_brings_the_final_ones(desk):
    desk.load(mhsds((*AUGUST, "Provisional", "RRE", "OAP03aM", "15")), name="provisional.csv")
    assert desk.values() == [("OAP-01", "2024-08-01", 15, "provisional")]

    desk.load(mhsds((*AUGUST, "Final", "RRE", "OAP03aM", "15")), name="final.csv")

    assert desk.values() == [("OAP-01", "2024-08-01", 15, "reported")]


def test_two_values_of_one_status_are_refused(desk):
    submission = desk.read(
        mhsds(
            (*AUGUST, "Performance", "RRE", "OAP03aM", "15"),
            (*AUGUST, "Performance", "RRE", "OAP03aM", "20"),
        )
    )

    assert [(line, column) for line, column, _message in errors_of(submission)] == [(3, "MEASURE_VALUE")]


def test_a_trust_is_found_by_its_code_whatever_its_name(desk):
    rows = [
        f"01/0{month}/2024,3{last}/0{month}/2024,Performance,Provider,RRE,{name},NONE,NONE,OAP03aM,OAPs,5"
        for month, last, name in ((7, 1, "Midlands Partnership"), (8, 1, "Midlands Partnership University"))
    ]

    desk.load(table(MHSDS, *rows))

    assert len({row.series for row in desk.current()}) == 1
    assert len(desk.current()) == 2


def test_breakdowns_keep_their_category_and_totals_among_them_are_left_out(desk):
    start = "01/08/2024,31/08/2024,Performance,Provider; Age Band,RRE,A trust"

    submission = desk.load(
        table(MHSDS, f"{start},18 to 64,18 to 64,OAP03aM,OAPs,5", f"{start},Total,Total,OAP03aM,OAPs,10")
    )

    (row,) = desk.current()
    assert (row.series.dimension, row.series.category) == ("Age band", "18 to 64")
    assert submission.outcome["left_out"] == [
        {"what": "Breakdown Provider; Age Band without a category", "rows": 1}
    ]


def test_what_is_not_ours_is_left_out_and_counted(desk):
    submission = desk.load(
        mhsds(
            (*AUGUST, "Performance", "RRE", "OAP03aM", "15"),
            (*AUGUST, "Performance", "RXX", "OAP03aM", "15"),
            (*AUGUST, "Performance", "RRE", "MHS01", "15"),
            (*AUGUST, "Performance", "RRE", "MHS01", "15"),
        )
    )

    assert submission.outcome["left_out"] == [
        {"what": "Measure MHS01, which no indicator uses", "rows": 2},
        {"what": "Organisation RXX, not of this programme", "rows": 1},
    ]


def test_what_cannot_be_read_is_told_by_column(desk):
    submission = desk.read(
        mhsds(
            ("08/31/2024", "31/08/2024", "Performance", "RRE", "OAP03aM", "15"),
            ("02/08/2024", "31/08/2024", "Performance", "RRE", "OAP03aM", "15"),
            (*AUGUST, "Draft", "RRE", "OAP03aM", "15"),
            (*AUGUST, "Final", "RRE", "OAP03aM", "some"),
        )
    )

    assert [(line, column) for line, column, _message in errors_of(submission)] == [
        (2, "REPORTING_PERIOD_START"),
        (3, "REPORTING_PERIOD_START"),
        (4, "STATUS"),
        (5, "MEASURE_VALUE"),
    ]


def test_a_file_of_measures_that_nothing_uses_names_them_and_says_what_to_do(desk):
    names = ("MRS01", "MRS02", "MRS03", "MRS04")

    submission = desk.read(
        mhsds(*((*AUGUST, "Performance", "RRE", name, "15") for name in (*names, "MRS02")))
    )

    message = errors_of(submission)[0][2]
    assert (
        "MRS01 A measure (1 row); MRS02 A measure (2 rows); MRS03 A measure (1 row); and 1 more." in message
    )
    assert "ask an administrator to define an indicator with that national measure" in message


def test_a_file_with_nothing_of_ours_says_so(desk):
    submission = desk.read(mhsds((*AUGUST, "Performance", "RXX", "OAP03aM", "15")))

    assert "Nothing in this file" in errors_of(submission)[0][2]
