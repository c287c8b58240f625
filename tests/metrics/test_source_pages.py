"""What of the measures rests on a source, on the source's own page."""

import pytest
from django.urls import reverse

from tests.factories import MembershipFactory, ProgrammeFactory, SourceFactory
from tests.metrics.factories import (
    BedCountFactory,
    FigureFactory,
    ObjectiveFactory,
    ObservationFactory,
    SeriesFactory,
    TargetFactory,
    WardFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire")


@pytest.fixture
def review():
    return SourceFactory(slug="review", short_name="Review")


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


def text(reader):
    return " ".join(reader.get(reverse("deliverables:source", args=["review"])).text.split())


def link(name, words, *args):
    return f'{reverse(f"metrics:{name}", args=args)}">{words}</a>'


def test_a_source_counts_the_measures_that_rest_on_it_and_leads_to_them(reader, programme, review):
    cited = {"source": review, "basis": "published"}
    ObjectiveFactory(programme=programme, **cited)
    series = SeriesFactory(programme=programme)
    ObservationFactory(series=series, **cited)
    TargetFactory(programme=programme, indicator=series.indicator, **cited)
    BedCountFactory(ward=WardFactory(programme=programme, **cited), **cited)

    html = text(reader)

    assert link("framework", "1 objective", "midshire") in html
    assert link("measures", "1 value of a measure", "midshire") in html
    assert link("measures", "1 target", "midshire") in html
    assert link("wards", "1 ward", "midshire") in html
    assert link("wards", "1 bed count", "midshire") in html


def test_figures_of_the_nation_are_for_every_reader_and_those_of_others_are_not(reader, review):
    FigureFactory(programme=None, source=review)
    FigureFactory(programme=ProgrammeFactory(short_name="Farshire"), source=review)

    html = text(reader)

    assert link("indicators", "1 printed figure") in html
    assert "Farshire" not in html


@pytest.mark.parametrize("rows", [1, 12])
def test_the_page_of_a_source_costs_the_same_however_much_rests_on_it(
    reader, programme, review, rows, django_assert_num_queries
):
    for _ in range(rows):
        BedCountFactory(ward=WardFactory(programme=programme, source=review), source=review)

    with django_assert_num_queries(8):
        text(reader)
