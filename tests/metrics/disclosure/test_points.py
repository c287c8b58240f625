"""Disclosure control where values leave the database."""

from datetime import date

import pytest

from metrics.selectors.readings import read_series
from tests.factories import OrganisationFactory, ProgrammeFactory
from tests.metrics.factories import IndicatorFactory, ObservationFactory, SeriesFactory, monthly

pytestmark = pytest.mark.django_db

TODAY = date(2025, 9, 1)
SWINGING = [20, 22, 21, 23] * 5


def test_guarded_series_cost_three_queries_more_whatever_their_number(django_assert_num_queries):
    indicator = IndicatorFactory(counts_people=True)
    many = [SeriesFactory(indicator=indicator) for _ in range(5)]
    for series in many:
        monthly(series, [*SWINGING, 3])

    with django_assert_num_queries(7):
        read_series(many[:1], as_at=TODAY)
    with django_assert_num_queries(7):
        (reading, *_others) = read_series(many, as_at=TODAY)

    assert reading.latest.hidden_here
    assert reading.latest.status == "suppressed"
    assert (reading.latest.value, reading.latest.numerator, reading.latest.denominator) == (None, None, None)
    assert reading.last_known.value == SWINGING[-1]


def test_what_a_publisher_has_made_safe_stays_as_it_came():
    indicator = IndicatorFactory(counts_people=True)
    shared = SeriesFactory(indicator=indicator, shared_as_published=True)
    monthly(shared, [3])

    (reading,) = read_series([shared], as_at=TODAY)

    assert reading.latest.value == 3


def test_a_small_value_is_hidden_with_its_words_and_the_sibling_that_would_tell_it():
    programme = ProgrammeFactory()
    indicator = IndicatorFactory(counts_people=True)
    icb = OrganisationFactory(kind="icb")
    trusts = [OrganisationFactory(parent=icb) for _ in range(3)]
    series = [
        SeriesFactory(programme=programme, indicator=indicator, organisation=one) for one in (icb, *trusts)
    ]
    for one, value in zip(series, (60, 3, 40, 17), strict=True):
        ObservationFactory(series=one, value=value, words=f"{value} people", note=f"Was {value}")

    small, _large, sibling = read_series(series[1:], as_at=TODAY)

    assert (small.latest.hidden_here, small.latest.words, small.latest.note) == (True, "", "")
    assert sibling.latest.hidden_here
