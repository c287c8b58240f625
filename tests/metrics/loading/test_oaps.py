"""The open data on out-of-area placements: excerpts of the published layouts.

Contains public sector information licensed under the Open Government Licence v3.0. Source: NHS Digital.
"""

import pytest

from metrics.loading.oaps import LABEL, period_in_name
from tests.metrics.loading.rows import errors_of, table

OCTOBER = '"Question","Breakdown1","Breakdown1Code","Breakdown2","Breakdown2Code","value"'
JANUARY = (
    '"Question","Breakdown1","Breakdown1Code","Breakdown1Description",'
    '"Breakdown2","Breakdown2Code","Breakdown2Description","value"'
)


def test_the_month_stands_in_the_name_only(desk):
    desk.load(
        table(JANUARY, '"OAPs active at period end","SendingProvider","RRE","A trust","","","","10"'),
        name="oaps-open-data-jan-2017.csv",
    )

    (row,) = desk.current()
    assert (str(row.starts_on), str(row.ends_on), row.value, row.rounded_to) == (
        "2017-01-01",
        "2017-01-31",
        10,
        5,
    )
    assert row.series.label == LABEL


def test_both_layouts_fill_one_series_of_a_category(desk):
    desk.load(
        table(OCTOBER, '"Total number of OAP days over the period","Region","RRE","BedType","10","*"'),
        name="oaps-open-data-oct-2016.csv",
    )
    desk.load(
        table(
            JANUARY,
            '"Total number of OAP days over the period","region","RRE","","BedType","10","","6.7639e+006"',
        ),
        name="oaps-open-data-jan-2017.csv",
    )

    first, second = desk.current()
    assert first.series == second.series
    assert (first.series.dimension, first.series.category) == ("Bed type", "Acute adult")
    assert (first.value_status, second.value) == ("suppressed", 6763900)


def test_totals_of_the_nation_receivers_and_other_questions_are_left_out(desk):
    submission = desk.load(
        table(
            OCTOBER,
            '"OAPs active at period end","England","","","","203"',
            '"OAPs active at period end","BedType","England","","","203"',
            '"OAPs active at period end","ReceivingProvider","RRE","","","15"',
            '"OAPs active at period end","SendingProvider","RXX","","","15"',
            '"OAPs active at period end","SendingProvider","RRE","BedType","0","*"',
            '"Average stay (days)","SendingProvider","RRE","","","15"',
            '"OAPs active at period end","SendingProvider","RRE","","","5"',
        ),
        name="oaps-open-data-oct-2016.csv",
    )

    assert desk.values() == [("OAP-01", "2016-10-01", 5, "reported")]
    assert sum(each["rows"] for each in submission.outcome["left_out"]) == 6


def test_a_name_without_a_month_asks_for_the_period(desk):
    text = table(OCTOBER, '"OAPs active at period end","SendingProvider","RRE","","","5"')

    assert "give the period" in errors_of(desk.read(text, name="oaps.csv"))[0][2]
    assert "cover one month" in errors_of(desk.read(text, name="oaps.csv", period_words="2016/17"))[0][2]
    desk.load(text, name="oaps.csv", period_words="October 2016")
    assert desk.values() == [("OAP-01", "2016-10-01", 5, "reported")]


def test_a_value_that_is_no_number_is_told(desk):
    text = table(OCTOBER, '"OAPs active at period end","SendingProvider","RRE","","","few"')

    assert errors_of(desk.read(text, name="oaps-oct-2016.csv"))[0][:2] == (2, "value")


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("oaps-open-data-oct-2016.csv", "2016-10-01"),
        ("OAPs_January 2017.csv", "2017-01-01"),
        ("data-2017-v2-nov-2016.csv", "2016-11-01"),
    ],
)
def test_names_tell_their_month_in_several_ways(name, month):
    assert str(period_in_name(name).starts_on) == month


@pytest.mark.parametrize("name", ["oaps.csv", "oaps-2016.csv", "foo-2016.csv"])
def test_other_names_tell_none(name):
    assert period_in_name(name) is None
