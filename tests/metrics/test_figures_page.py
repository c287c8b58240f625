"""Every figure that the documents print."""

import pytest
import time_machine
from django.urls import reverse

from metrics.models import Figure
from tests.factories import MembershipFactory, OrganisationFactory, ProgrammeFactory, SourceFactory
from tests.metrics.factories import (
    FigureFactory,
    IndicatorFactory,
    ObservationFactory,
    ProgrammeIndicatorFactory,
    SeriesFactory,
)

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


@pytest.fixture
def strategy():
    return SourceFactory(slug="strategy", short_name="Strategy 2024-27")


def printed(programme, source, *, words="37", **series):
    """A value that a document prints, of a measure that the programme has taken up."""
    indicator = IndicatorFactory(name="Placements", counts_people=True)
    ProgrammeIndicatorFactory(programme=programme, indicator=indicator)
    held = SeriesFactory(programme=programme, indicator=indicator, organisation=programme.icb, **series)
    return ObservationFactory(
        series=held, value=37, words=words, basis="published", source=source, citation="Results"
    )


def get(client, *, status=200, **query):
    response = client.get(reverse("metrics:figures", args=["midshire"]), query)
    assert response.status_code == status
    return response


def titles(client, **query):
    return [row.title for row in get(client, **query).context["table"].records]


def words(client, **query):
    return " ".join(get(client, **query).content.decode().split())


def test_a_figure_stands_as_printed_with_its_period_source_basis_and_look_alikes(reader, programme, strategy):
    FigureFactory(
        programme=programme,
        title="Placements saved",
        words="a reduction of 6",
        period_words="since April 2024",
        look_alikes="The 37 of May 2025",
        source=strategy,
        citation="Year 1",
        basis="published",
    )

    html = words(reader)

    for said in ("a reduction of 6", "since April 2024", "The 37 of May 2025", "section “Year 1”"):
        assert said in html
    assert f'href="{reverse("deliverables:source", args=["strategy"])}">Strategy 2024-27</a>' in html
    assert "app-basis--published" in html


def test_a_printed_value_of_a_series_leads_to_its_measure(reader, programme, strategy):
    one = printed(programme, strategy, label="Level 2 only")

    (row,) = get(reader).context["table"].records

    assert (row.words, row.kind_words, row.period) == ("37", "Value of a measure", "January 2025")
    assert row.title == "Placements, Level 2 only"
    assert f'href="/programmes/midshire/measures/{one.series.indicator.code}/"' in words(reader)


def test_a_value_that_the_document_itself_hides_is_said_to_be_suppressed(reader, programme, strategy):
    one = printed(programme, strategy, words="*")
    one.value, one.value_status = None, "suppressed"
    one.save()

    (row,) = get(reader).context["table"].records

    assert row.words == "Suppressed"


def test_values_that_no_document_prints_stay_out(reader, programme, strategy):
    ObservationFactory(series__programme=programme)
    printed(ProgrammeFactory(), strategy)

    assert titles(reader) == []
    assert "No printed figures match these filters." in words(reader)


def test_figures_of_national_documents_come_last(reader, programme):
    FigureFactory(programme=None, title="Nation", position=1)
    FigureFactory(programme=programme, title="Own", position=9)
    FigureFactory(programme=ProgrammeFactory(), title="Elsewhere")

    assert titles(reader) == ["Own", "Nation"]


def test_figures_can_be_narrowed_by_kind_document_and_words(reader, programme, strategy):
    FigureFactory(programme=programme, title="Population", kind="context", source=strategy)
    FigureFactory(programme=programme, title="Staff trained", kind="activity", words="78 of them")
    printed(programme, SourceFactory(slug="review"))

    assert titles(reader, kind="context") == ["Population"]
    assert titles(reader, kind="observation") == ["Placements"]
    assert titles(reader, source="strategy") == ["Population"]
    assert titles(reader, source="review") == ["Placements"]
    assert titles(reader, q="78") == ["Staff trained"]
    assert titles(reader, q="37") == ["Placements"]
    assert "Choose a kind from the list." in get(reader, status=400, kind="x").content.decode()


def test_figures_sort_by_period_and_document(reader, programme):
    for title, ends_on in (("Late", "2025-03-31"), ("Undated", None), ("Early", "2021-11-30")):
        FigureFactory(
            programme=programme, title=title, ends_on=ends_on, source=SourceFactory(short_name=title)
        )

    assert titles(reader, sort="period") == ["Early", "Late", "Undated"]
    assert titles(reader, sort="source") == ["Early", "Late", "Undated"]


def test_a_figure_about_an_indicator_or_an_organisation_names_it(reader, programme):
    indicator = IndicatorFactory()
    trust = OrganisationFactory(short_name="Ours")
    FigureFactory(programme=programme, indicator=indicator, organisation=trust)

    html = words(reader)

    assert f'href="{indicator.get_absolute_url()}"' in html
    assert "Ours" in html


def test_the_file_holds_the_programmes_figures_with_the_filters_of_the_page(reader, programme):
    FigureFactory(programme=programme, title="Population", value=217000)
    FigureFactory(programme=programme, title="Pay", value=645.8)

    link = get(reader, q="pay").context["table"].csv_url
    lines = reader.get(link).getvalue().decode("utf-8-sig").splitlines()

    assert len(lines) == 2
    assert "645.8" in lines[1]
    assert Figure.objects.count() == 2


@pytest.mark.parametrize("rows", [1, 10])
def test_figures_cost_the_same_queries_whatever_their_number(
    reader, programme, strategy, rows, django_assert_num_queries
):
    for _ in range(rows):
        FigureFactory(programme=programme, source=strategy)
        printed(programme, strategy)

    with django_assert_num_queries(12):
        get(reader)
