"""The definitions of indicators, shared by all programmes."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import MembershipFactory, ProgrammeFactory, SourceFactory
from tests.metrics.factories import FigureFactory, IndicatorFactory, MeasureFactory, ProgrammeIndicatorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire")


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


def words(client, address, *, status=200, **query):
    response = client.get(address, query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def codes(client, **query):
    response = client.get(reverse("metrics:indicators"), query)
    assert response.status_code == 200
    return [row.code for row in response.context["table"].records]


def test_the_catalogue_stands_in_its_own_order_and_names_the_readers_programmes(reader, programme):
    IndicatorFactory(code="B-1", position=2)
    first = IndicatorFactory(code="A-1", position=1)
    taken_up = ProgrammeIndicatorFactory(programme=programme, indicator=first)
    ProgrammeIndicatorFactory(programme=ProgrammeFactory(short_name="Elsewhere"), indicator=first)

    html = words(reader, reverse("metrics:indicators"))

    assert codes(reader) == ["A-1", "B-1"]
    assert f'href="{taken_up.get_absolute_url()}">Midshire</a>' in html
    assert "No programme yet" in html
    assert "Elsewhere" not in html


def test_definitions_are_found_by_words_direction_and_frequency(reader):
    IndicatorFactory(code="OAP-1", numerator="Placements with no local bed", polarity="lower")
    IndicatorFactory(code="OUT-1", polarity="higher", frequency="yearly", national_id="MHS80")

    assert codes(reader, q="local bed") == ["OAP-1"]
    assert codes(reader, q="mhs80") == ["OUT-1"]
    assert codes(reader, polarity="higher") == ["OUT-1"]
    assert codes(reader, frequency="monthly") == ["OAP-1"]
    refused = words(reader, reverse("metrics:indicators"), status=400, polarity="up")
    assert "Choose a direction from the list." in refused


def test_a_definition_says_all_that_an_analyst_asks(reader):
    indicator = IndicatorFactory(
        code="OUT-7",
        name="Followed up within 72 hours",
        why="The first days are the most dangerous.",
        calculation="ratio",
        numerator="Followed up in time",
        denominator="All discharges",
        factor=100,
        unit="%",
        polarity="higher",
        breakdowns="Age band",
        national_id="MHS80",
        definition_notes="People who died are left out.",
        counts_people=True,
        reviewed_on=date(2025, 4, 1),
        source=SourceFactory(short_name="Guide"),
        citation="Measures",
        basis="published",
    )

    html = words(reader, indicator.get_absolute_url())

    for said in (
        "The first days are the most dangerous.",
        "Followed up in time",
        "All discharges",
        "Numerator over denominator, times 100",
        "Higher is better",
        "Monthly",
        "ICB, trust",
        "Age band",
        "MHS80",
        "People who died are left out.",
        "small values are hidden",
        "Reviewed on 1 April 2025",
        "Guide",
    ):
        assert said in html


def test_what_a_definition_lacks_is_said_not_filled_in(reader):
    html = words(reader, IndicatorFactory().get_absolute_url())

    assert "Nothing: it is a count" in html
    assert "No review of this definition is on record." in html
    assert "No programme that you may see has taken it up." in html
    assert "It counts no people: nothing is hidden" in html


def test_a_definition_leads_to_the_programmes_measures_and_figures_that_the_reader_may_see(reader, programme):
    taken_up = ProgrammeIndicatorFactory(programme=programme, owner="Head of analysis", readiness="defined")
    measure = MeasureFactory(objective__programme=programme, title="Track the use of beds")
    hidden = MeasureFactory(title="Hidden measure")
    for one in (measure, hidden):
        one.indicators.add(taken_up.indicator)
    FigureFactory(programme=programme, indicator=taken_up.indicator, words="37 people")
    FigureFactory(programme=hidden.programme, indicator=taken_up.indicator, words="Hidden figure")

    html = words(reader, taken_up.indicator.get_absolute_url())

    assert f'href="{taken_up.get_absolute_url()}"' in html
    assert "defined, owned by Head of analysis" in html
    assert f'href="{reverse("metrics:framework", args=["midshire"])}#{measure.ref}"' in html
    assert "37 people" in html
    assert "Hidden" not in html


def test_a_code_that_nobody_has_defined_is_not_found(reader):
    words(reader, reverse("metrics:indicator", args=["ABC-1"]), status=404)


@pytest.mark.parametrize("rows", [1, 10])
def test_the_catalogue_costs_the_same_queries_whatever_its_length(
    reader, programme, rows, django_assert_num_queries
):
    ProgrammeIndicatorFactory.create_batch(rows, programme=programme)

    with django_assert_num_queries(5):
        words(reader, reverse("metrics:indicators"))
