"""Which series stands for an indicator."""

from datetime import UTC, date, datetime

import pytest

from metrics.selectors.leading import in_rank, leading_series, series_to_rank
from tests.factories import OrganisationFactory, ProgrammeFactory, UserFactory
from tests.metrics.factories import IndicatorFactory, SeriesFactory, WardFactory, monthly

pytestmark = pytest.mark.django_db

TODAY = date(2025, 9, 1)


@pytest.fixture
def programme():
    return ProgrammeFactory(is_public=True)


@pytest.fixture
def indicator():
    return IndicatorFactory()


def add(programme, indicator, values=(5, 6), **fields):
    series = SeriesFactory(programme=programme, indicator=indicator, **fields)
    monthly(series, values)
    return series


def ranked(as_at=TODAY):
    return in_rank(series_to_rank(user=UserFactory(), as_at=as_at))


def test_the_icb_speaks_before_its_trusts_and_these_before_others_and_the_nation(programme, indicator):
    nation = add(programme, indicator, organisation=OrganisationFactory(kind="national"))
    elsewhere = add(programme, indicator, organisation=OrganisationFactory(kind="trust"))
    trust = add(programme, indicator, organisation=OrganisationFactory(kind="trust"))
    programme.organisations.add(trust.organisation)
    icb = add(programme, indicator, organisation=programme.icb)

    assert ranked() == [icb, trust, elsewhere, nation]


def test_the_programmes_own_values_come_before_context_before_open_data_before_what_is_made_up(
    programme, indicator
):
    whose = {"organisation": programme.icb}
    made_up = add(programme, indicator, **whose, basis="illustrative")
    opened = add(programme, indicator, **whose, standing="demonstration")
    context = add(programme, indicator, **whose, standing="context")
    own = add(programme, indicator, organisation=OrganisationFactory(kind="trust"))

    assert ranked() == [own, context, opened, made_up]


def test_a_total_comes_before_its_parts(programme, indicator):
    whose = {"organisation": programme.icb}
    category = add(programme, indicator, **whose, dimension="Age band", category="18 to 64")
    ward = add(programme, indicator, **whose, ward=WardFactory(programme=programme))
    look_alike = add(programme, indicator, **whose, label="Level 2 rehabilitation only")
    total = add(programme, indicator, **whose)

    assert ranked() == [total, look_alike, ward, category]


def test_months_come_before_quarters_and_before_rolling_periods(programme, indicator):
    whose = {"organisation": programme.icb}
    rolling = add(programme, indicator, **whose, period_type="rolling_quarter")
    quarter = add(programme, indicator, **whose, period_type="quarter")
    month = add(programme, indicator, **whose, period_type="month")

    assert ranked() == [month, quarter, rolling]


def test_a_series_without_values_at_the_moment_gives_way(programme, indicator):
    own = add(programme, indicator, organisation=programme.icb)
    context = add(programme, indicator, standing="context")
    own.observations.update(known_at=datetime(2025, 6, 1, tzinfo=UTC))

    assert ranked(as_at=date(2025, 3, 31)) == [context, own]
    assert ranked() == [own, context]


def test_each_indicator_of_each_programme_has_its_leader(programme, indicator):
    own = add(programme, indicator)
    other_indicator = add(programme, IndicatorFactory())
    other_programme = add(ProgrammeFactory(is_public=True), indicator)
    add(programme, indicator, standing="context")

    leading = leading_series(series_to_rank(user=UserFactory(), as_at=TODAY))

    assert leading == {
        (programme.pk, indicator.pk): own,
        (programme.pk, other_indicator.indicator_id): other_indicator,
        (other_programme.programme_id, indicator.pk): other_programme,
    }


def test_series_out_of_sight_are_never_chosen(indicator):
    add(ProgrammeFactory(), indicator)

    assert ranked() == []
