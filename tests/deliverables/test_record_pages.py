"""Sources and discrepancies: where the facts come from, and where the sources contradict themselves."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from deliverables.models import Restatement
from tests.factories import (
    DiscrepancyFactory,
    MembershipFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    SourceFactory,
    StatementFactory,
    UpdateFactory,
    UserFactory,
    WindowFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2026-01-31T12:00:00Z", tick=False):
        yield


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire")


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


@pytest.fixture
def strategy():
    return SourceFactory(
        slug="strategy",
        short_name="Strategy 2024-27",
        title="A better inpatient service",
        publisher="NHS Midshire",
        published_words="undated; latest date in it June 2024",
        newest_words_on=date(2024, 6, 30),
        note="It names no owner.",
    )


def get(client, name, *args, status=200, **query):
    response = client.get(reverse(f"deliverables:{name}", args=args), query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_a_discrepancy_shows_both_sides_and_what_is_shown_here(reader, programme, strategy):
    item = PlanItemFactory(programme=programme, ref="Y1-A-B")
    DiscrepancyFactory(programme=programme, ref="D-1", item=item, source=strategy, basis="judged")
    DiscrepancyFactory(programme=programme, ref="D-2", title="Another one")

    html = get(reader, "discrepancies", "midshire")

    for words in ("A total that does not add up", "Printed total 19", "The eight scores add to 23", "Both"):
        assert words in html
    assert f'{item.get_absolute_url()}">Y1-A-B</a>' in html
    assert reverse("deliverables:source", args=["strategy"]) in html
    assert f"{reverse('dataset', args=['discrepancies'])}?programme=midshire" in html
    assert "Showing all 2" in html


def test_discrepancies_can_be_searched_and_sorted(reader, programme):
    DiscrepancyFactory(programme=programme, ref="D-1", title="Beds")
    DiscrepancyFactory(programme=programme, ref="D-2", title="Age bands")

    found = get(reader, "discrepancies", "midshire", q="beds")
    html = get(reader, "discrepancies", "midshire", sort="title")

    assert "Age bands" not in found
    assert html.index("Age bands") < html.index("Beds</span>")


def test_a_search_without_result_says_so(reader):
    html = get(reader, "discrepancies", "midshire", q="nothing")

    assert "No contradiction is recorded for these filters." in html


def test_a_search_that_is_too_long_is_refused_in_words(reader):
    html = get(reader, "discrepancies", "midshire", q="x" * 101, status=400)

    assert "Error: Discrepancies" in html
    assert "Search for no more than 100 characters." in html


def test_discrepancies_of_another_programme_are_not_found(reader):
    get(reader, "discrepancies", DiscrepancyFactory().programme.slug, status=404)


def test_the_sources_tell_what_each_document_is_and_how_old_its_words_are(reader, programme, strategy):
    for _ in range(2):
        PlanItemFactory(programme=programme, source=strategy)
    undated = SourceFactory(short_name="Undated")
    StatementFactory(programme=programme, source=undated)

    html = get(reader, "sources")

    assert f'{reverse("deliverables:source", args=["strategy"])}">Strategy 2024-27</a>' in html
    assert "NHS Midshire" in html
    assert "undated; latest date in it June 2024" in html
    assert "30 June 2024, 19 months ago" in html
    assert 'data-label="Records that cite it">2<' in html
    assert "It tells of no day" in html
    assert "No date is printed" in html
    assert "after the moment shown" in get(reader, "sources", as_at="2024-05-31")


def test_sources_can_be_filtered(reader, programme, strategy):
    PlanItemFactory(programme=programme, source=strategy)
    PlanItemFactory(programme=programme, source=SourceFactory(kind="report", short_name="A report"))

    html = get(reader, "sources", kind="report")

    assert "A report" in html
    assert "Strategy 2024-27" not in html
    assert "Choose a kind from the list." in get(reader, "sources", kind="rumour", status=400)


def test_contradictions_of_no_programme_stand_under_the_sources(reader, programme, strategy):
    elsewhere = PlanItemFactory(title="Secret item")
    DiscrepancyFactory(programme=None, source=strategy, title="Two ways to count", item=elsewhere)
    DiscrepancyFactory(programme=programme, title="Of one programme")

    html = get(reader, "sources")

    assert "Two ways to count" in html
    assert "Of one programme" not in html
    assert "Secret item" not in html


def test_no_shared_contradiction_is_said_plainly(reader):
    assert "None is recorded." in get(reader, "sources")


def test_a_source_tells_what_rests_on_it_and_how_far_to_trust_it(reader, programme, strategy):
    cited = {"source": strategy, "basis": "published"}
    item = PlanItemFactory(programme=programme, **cited)
    PlanItemFactory(programme=programme, source=strategy, basis="judged")
    WindowFactory(item=item, source=strategy, basis="judged")
    UpdateFactory(item=item, **cited)
    UpdateFactory(item=item, workflow="draft", period__slug="next", **cited)
    Restatement.objects.create(item=item, title="Again", **cited)
    DiscrepancyFactory(programme=programme, title="Two totals", item=item, source=strategy)

    html = get(reader, "source", "strategy")

    for words in (
        "A better inpatient service",
        "NHS Midshire",
        "undated; latest date in it June 2024",
        "Its newest words are from 30 June 2024, 19 months ago.",
        "It names no owner.",
        f'{reverse("deliverables:items", args=["midshire"])}">2 plan items</a>',
        "1 planned window",
        "1 update",
        "1 restatement of an item",
        f'{reverse("deliverables:discrepancies", args=["midshire"])}">1 discrepancy</a>',
        "Two totals",
    ):
        assert words in html
    main = html.partition("<main")[2]
    assert "app-basis--judged" in main
    assert "app-basis--published" in main


def test_a_source_of_the_nation_shows_its_own_statements(reader):
    report = SourceFactory(slug="report", published_on=date(2018, 3, 15), newest_words_on=None)
    StatementFactory(programme=None, ref="T-1", kind="theme", title="Leadership", source=report)

    html = get(reader, "source", "report")

    assert "Leadership" in html
    assert "Of no programme: on this page" in html
    assert "It tells of no day, so the age of its words is not known." in html
    assert "15 March 2018" in html


def test_a_member_of_one_programme_never_sees_what_another_rests_on_a_source(reader, programme, strategy):
    other = ProgrammeFactory(slug="farshire", short_name="Farshire", source=strategy)
    PlanItemFactory(programme=other, source=strategy, title="Secret item")
    DiscrepancyFactory(programme=other, source=strategy, title="Secret contradiction")
    PlanItemFactory(programme=programme, source=strategy)
    own = SourceFactory(slug="theirs", short_name="Their own strategy")
    PlanItemFactory(programme=other, source=own)

    page, sources = get(reader, "source", "strategy"), get(reader, "sources")

    assert "Farshire" not in page
    assert "Secret" not in page
    assert "1 plan item<" in page
    assert "Their own strategy" not in sources
    get(reader, "source", "theirs", status=404)
    get(reader, "source", "unknown", status=404)


def test_an_administrator_sees_a_source_that_nothing_rests_on(client, strategy):
    client.force_login(UserFactory(is_superuser=True))

    assert "Nothing on this site rests on it yet." in get(client, "source", "strategy")
    assert "Strategy 2024-27" in get(client, "sources")


@pytest.mark.parametrize(
    ("name", "args"), [("discrepancies", ("midshire",)), ("sources", ()), ("source", ("strategy",))]
)
def test_a_moment_that_is_none_is_refused(reader, programme, strategy, name, args):
    PlanItemFactory(programme=programme, source=strategy)

    get(reader, name, *args, status=400, as_at="31/2/2025")


@pytest.mark.parametrize("rows", [2, 20])
@pytest.mark.parametrize(
    ("name", "args", "queries"),
    [("discrepancies", ("midshire",), 6), ("sources", (), 7), ("source", ("strategy",), 9)],
)
def test_the_queries_do_not_grow(
    reader, programme, strategy, rows, name, args, queries, django_assert_num_queries
):
    PlanYearFactory(programme=programme)
    StatementFactory(programme=None, source=strategy)
    for _ in range(rows):
        item = PlanItemFactory(programme=programme, source=strategy)
        UpdateFactory(item=item, source=SourceFactory())
        DiscrepancyFactory(programme=programme, source=strategy, item=item)
        DiscrepancyFactory(programme=None, source=strategy)

    with django_assert_num_queries(queries):
        get(reader, name, *args)
