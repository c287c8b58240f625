"""The ladder from an idea to a chart."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from metrics.models import Readiness
from metrics.selectors.readiness import MEANINGS, NEEDS
from tests.factories import MembershipFactory, ProgrammeFactory
from tests.metrics.factories import IndicatorFactory, ProgrammeIndicatorFactory, SeriesFactory, monthly

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2025-09-01T12:00:00Z", tick=False):
        yield


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire")


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


def get(client, **query):
    response = client.get(reverse("metrics:readiness", args=["midshire"]), query)
    assert response.status_code == 200
    return response


def words(client, **query):
    return " ".join(get(client, **query).content.decode().split())


def test_every_rung_says_what_it_means_and_what_the_next_one_asks():
    assert set(MEANINGS) == set(Readiness)
    assert set(NEEDS) == set(Readiness) - {Readiness.PROPOSED}


def test_a_measure_stands_on_its_rung_with_the_reason_and_what_is_missing(reader, programme):
    why = "The strategy asks for it and prints no value."
    taken_up = ProgrammeIndicatorFactory(
        programme=programme,
        indicator__name="Red days",
        readiness="defined",
        readiness_why=why,
        basis="judged",
    )

    rungs = get(reader).context["rungs"]
    html = words(reader)

    assert [rung.readiness.value for rung in rungs] == Readiness.values[::-1]
    assert [rung.readiness for rung in rungs if rung.rows] == [Readiness.DEFINED]
    assert f'href="{taken_up.get_absolute_url()}"' in html
    assert why in html
    assert "To come to “Source agreed” takes an agreed source of the values" in html
    assert html.count("No measure stands here.") == 5


def test_nothing_that_nobody_has_agreed_is_filled_in(reader, programme):
    ProgrammeIndicatorFactory(programme=programme)

    html = words(reader)

    for said in ("No values yet", "None set", "nobody has agreed yet", "Next review: none set"):
        assert said in html


def test_an_agreed_owner_and_review_and_the_newest_value_are_shown(reader, programme):
    taken_up = ProgrammeIndicatorFactory(
        programme=programme, owner="Head of analysis", next_review_on=date(2026, 4, 1)
    )
    series = SeriesFactory(
        programme=programme,
        indicator=taken_up.indicator,
        standing="demonstration",
        organisation=programme.icb,
    )
    monthly(series, [5])

    html = words(reader)

    assert "Owner: Head of analysis" in html
    assert "Next review: 1 April 2026" in html
    assert "5 people for April 2023" in html
    assert "not the programme’s own" in html


def test_the_finding_says_how_far_the_measures_have_come(reader, programme):
    assert get(reader).context["finding"] == "This programme has taken up no indicator yet."

    ProgrammeIndicatorFactory.create_batch(2, programme=programme)
    ProgrammeIndicatorFactory(programme=programme, readiness="reporting")
    assert get(reader).context["finding"] == (
        "1 of 3 measures reports. Most stand on “Proposed” (2): what they wait for is "
        "a reviewed definition: what is counted, out of what, and how often."
    )

    programme.indicators.update(readiness="reporting")
    assert get(reader).context["finding"] == "3 of 3 measures report."


def test_a_page_of_the_past_says_that_rungs_are_those_of_today(reader, programme):
    said = "Rungs are those of today"

    assert said in words(reader, as_at="2025-03-31")
    assert said not in words(reader)


@pytest.mark.parametrize("rows", [1, 10])
def test_the_ladder_costs_the_same_queries_whatever_its_length(
    reader, programme, rows, django_assert_num_queries
):
    for _ in range(rows):
        taken_up = ProgrammeIndicatorFactory(
            programme=programme, indicator=IndicatorFactory(counts_people=True)
        )
        monthly(SeriesFactory(programme=programme, indicator=taken_up.indicator), [5, 6])

    with django_assert_num_queries(14):
        get(reader)
