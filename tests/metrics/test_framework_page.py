"""What the documents want measured, and what answers it."""

import pytest
from django.urls import reverse

from tests.factories import MembershipFactory, ProgrammeFactory
from tests.metrics.factories import (
    IndicatorFactory,
    MeasureFactory,
    ObjectiveFactory,
    ProgrammeIndicatorFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire")


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


def get(client):
    response = client.get(reverse("metrics:framework", args=["midshire"]))
    assert response.status_code == 200
    return response


def words(client):
    return " ".join(get(client).content.decode().split())


def test_headings_measures_and_their_lines_stand_as_printed(reader, programme):
    objective = ObjectiveFactory(programme=programme, title="Reduce out-of-area placements")
    measure = MeasureFactory(objective=objective, title="Monitor the percentage of patients")
    MeasureFactory(objective=objective, parent=measure, title="Of these, older adults")

    (heading,) = get(reader).context["framework"].headings
    html = words(reader)

    assert [one.measure for one in heading.measures] == [measure]
    assert [line.measure.title for line in heading.measures[0].lines] == ["Of these, older adults"]
    for printed in (objective.title, measure.title, "Of these, older adults"):
        assert printed in html


def test_an_indicator_that_answers_leads_to_its_page_and_its_rung(reader, programme):
    taken_up = ProgrammeIndicatorFactory(programme=programme, readiness="defined")
    MeasureFactory(objective__programme=programme).indicators.add(taken_up.indicator)

    html = words(reader)

    assert f'href="{taken_up.get_absolute_url()}"' in html
    assert f'href="{reverse("metrics:readiness", args=["midshire"])}#defined">Defined</a>' in html


def test_an_indicator_that_the_programme_has_not_taken_up_leads_to_its_definition(reader, programme):
    indicator = IndicatorFactory()
    MeasureFactory(objective__programme=programme).indicators.add(indicator)

    html = words(reader)

    assert f'href="{indicator.get_absolute_url()}"' in html
    assert "not taken up by this programme" in html


def test_what_nothing_answers_is_said_to_be_a_gap(reader, programme):
    MeasureFactory(objective__programme=programme, gap="The strategy names no count.")

    html = words(reader)

    assert "No indicator answers this." in html
    assert "The strategy names no count." in html


def test_the_finding_counts_printed_measures_not_their_lines(reader, programme):
    assert get(reader).context["framework"].finding == (
        "No measurement framework is loaded for this programme."
    )

    objective = ObjectiveFactory(programme=programme)
    answered = MeasureFactory(objective=objective)
    reporting = ProgrammeIndicatorFactory(programme=programme, readiness="reporting")
    MeasureFactory(objective=objective, parent=answered).indicators.add(reporting.indicator)
    MeasureFactory(objective=objective)

    assert get(reader).context["framework"].finding == (
        "1 heading holds 2 measures: an indicator answers 1 of them, and 1 reports yet."
    )


def test_another_programmes_measures_stay_out(reader):
    other = MeasureFactory(title="Elsewhere")
    ProgrammeIndicatorFactory(programme=other.programme)

    assert "Elsewhere" not in words(reader)


@pytest.mark.parametrize("rows", [1, 10])
def test_the_framework_costs_the_same_queries_whatever_its_length(
    reader, programme, rows, django_assert_num_queries
):
    for _ in range(rows):
        measure = MeasureFactory(objective__programme=programme)
        measure.indicators.add(ProgrammeIndicatorFactory(programme=programme).indicator)

    with django_assert_num_queries(8):
        get(reader)
