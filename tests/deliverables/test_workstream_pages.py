"""The workstreams of a programme, and one of them."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from tests.factories import (
    MembershipFactory,
    NextStepFactory,
    OrganisationFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    UpdateFactory,
    WindowFactory,
    WorkstreamFactory,
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
def crisis(programme):
    return WorkstreamFactory(programme=programme, slug="crisis", name="Crisis care")


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


def get(client, *slugs, status=200, slug="midshire", **query):
    name = "workstream" if slugs else "workstreams"
    response = client.get(reverse(f"deliverables:{name}", args=[slug, *slugs]), query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def row(html, name):
    return next(part for part in html.split("<tr") if f">{name}</a>" in part)


def test_the_list_tells_how_each_stands_and_who_was_heard(reader, crisis):
    item = PlanItemFactory(programme=crisis.programme, workstream=crisis)
    WindowFactory(item=item)
    UpdateFactory(item=item, organisation=OrganisationFactory(short_name="MPFT"))
    PlanItemFactory(programme=crisis.programme, workstream=crisis)

    html = row(get(reader), "Crisis care")

    for words in ("In progress", "Not reported", "MPFT", "31 May 2025", "8 months old", "Entered here"):
        assert words in html


def test_a_workstream_without_items_or_words_says_so(reader, crisis):
    html = row(get(reader), crisis.name)

    for words in ("No items", "Nobody yet", "No words yet"):
        assert words in html


@pytest.mark.parametrize(
    ("bases", "sentence"),
    [
        (
            ["judged", "judged"],
            "2 workstreams, each inferred from a picture or from prose, and so marked judged.",
        ),
        (
            ["judged", "entered"],
            "2 workstreams, 1 of them inferred from a picture or from prose, and so marked judged.",
        ),
        (["entered"], "1 workstream, and how the items of each stand."),
    ],
)
def test_the_list_says_how_far_it_can_be_trusted(reader, programme, bases, sentence):
    for basis in bases:
        WorkstreamFactory(programme=programme, basis=basis)

    assert sentence in get(reader)


def test_a_programme_without_workstreams_says_so(reader):
    assert "This programme has no workstreams yet." in get(reader)


@pytest.mark.parametrize(
    "column", ["name", "-total", "attention", "-newest_words", "newest_words", "nonsense"]
)
def test_the_list_sorts_with_and_without_words(reader, crisis, column):
    UpdateFactory(item=PlanItemFactory(programme=crisis.programme, workstream=crisis))
    WorkstreamFactory(programme=crisis.programme, name="Quiet strand")

    html = get(reader, sort=column)

    assert "Crisis care" in html
    assert "Quiet strand" in html


def test_the_list_can_be_taken_away(reader, crisis):
    assert "/data/workstreams.csv?programme=midshire" in get(reader)


@pytest.mark.parametrize("rows", [1, 10])
def test_the_list_costs_twelve_queries_whatever_its_length(
    reader, programme, rows, django_assert_num_queries
):
    for number in range(rows):
        year = PlanYearFactory(programme=programme, number=number + 1)
        strand = WorkstreamFactory(programme=programme)
        UpdateFactory(item=PlanItemFactory(programme=programme, workstream=strand, year=year))

    with django_assert_num_queries(12):
        get(reader)


def test_the_page_shows_summary_items_by_year_and_their_newest_words(reader, crisis):
    crisis.summary = "Somewhere to turn."
    crisis.starts_on, crisis.ends_on = date(2024, 4, 1), date(2026, 3, 31)
    crisis.save()
    UpdateFactory(item=PlanItemFactory(programme=crisis.programme, workstream=crisis, title="First"))
    second = PlanYearFactory(programme=crisis.programme, number=2)
    PlanItemFactory(programme=crisis.programme, workstream=crisis, title="Second", year=second)
    PlanItemFactory(programme=crisis.programme, workstream=crisis, title="Undated", year=None)

    html = get(reader, "crisis")

    for words in (
        "Somewhere to turn.",
        "From 1 April 2024 until 31 March 2026.",
        "Items of Year 1",
        "Items of Year 2",
        "Items without a year",
        ">First</a>",
        ">Second</a>",
        ">Undated</a>",
        "Nobody has reported on this item.",
        "Newest words: 31 May 2025, 8 months ago.",
        "/data/plan_items.csv?programme=midshire&amp;workstream=crisis&amp;year=2",
        "/data/plan_items.csv?programme=midshire&amp;workstream=crisis&amp;year=none",
    ):
        assert words in html


def test_the_page_says_what_needs_attention(reader, crisis):
    for number in range(2):
        item = PlanItemFactory(programme=crisis.programme, workstream=crisis, title=f"Late {number}")
        WindowFactory(item=item)
        UpdateFactory(item=item)
    elsewhere = UpdateFactory(item__programme=crisis.programme, item__title="Not of this strand")
    WindowFactory(item=elsewhere.item)

    html = get(reader, "crisis")

    assert "2 of its 2 items need attention." in html
    assert "Past its date and not finished" in html
    assert "Not of this strand" not in html


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda strand: None, "The plan names no item for this workstream."),
        (
            lambda strand: PlanItemFactory(programme=strand.programme, workstream=strand),
            "Nobody has reported on any of its 1 item.",
        ),
        (
            lambda strand: UpdateFactory(
                item=PlanItemFactory(programme=strand.programme, workstream=strand), state="delivered"
            ),
            "None of its 1 item needs attention on this day.",
        ),
    ],
)
def test_the_page_sums_itself_up(reader, crisis, prepare, sentence):
    prepare(crisis)

    assert sentence in get(reader, "crisis")


def test_the_page_counts_states_and_late_deliveries_with_links_to_the_rows(reader, crisis):
    item = PlanItemFactory(programme=crisis.programme, workstream=crisis)
    WindowFactory(item=item)
    UpdateFactory(item=item, state="delivered", actual_end=date(2024, 12, 31), actual_precision="month")

    html = get(reader, "crisis")

    assert "/plan/?workstream=crisis&amp;state=delivered" in html
    assert "1 was delivered late." in html


def test_the_page_names_who_was_heard_the_longest_silent_first(reader, crisis):
    item = PlanItemFactory(programme=crisis.programme, workstream=crisis)
    UpdateFactory(item=item, organisation__name="Recent Trust")
    UpdateFactory(item=item, organisation__name="Older Trust", reported_on=date(2024, 12, 31))

    html = get(reader, "crisis").split('id="heard"')[1]

    assert html.index("Older Trust") < html.index("Recent Trust")
    assert "Has reported on 1 item; newest words 31 December 2024, 13 months old" in html


def test_the_page_lists_next_steps_that_nobody_picked_up(reader, crisis):
    item = PlanItemFactory(programme=crisis.programme, workstream=crisis)
    UpdateFactory(item=item)
    NextStepFactory(item=item, text="Still open.")
    NextStepFactory(item=item, text="Taken up.", becomes=PlanItemFactory(programme=crisis.programme))

    html = get(reader, "crisis")

    assert "Still open." in html
    assert "Taken up." not in html


def test_the_page_tells_the_past_as_it_was_known_then(reader, crisis):
    item = PlanItemFactory(programme=crisis.programme, workstream=crisis)
    UpdateFactory(item=item)
    NextStepFactory(item=item, text="Still open.")

    html = get(reader, "crisis", as_at="2025-05-30")

    assert "Nobody has said anything about this workstream." in html
    assert "Still open." not in html


@pytest.mark.usefixtures("crisis")
def test_an_address_out_of_scope_or_unknown_is_not_found(reader):
    theirs = WorkstreamFactory(programme__slug="elsewhere", slug="theirs")

    get(reader, "nothing", status=404)
    get(reader, theirs.slug, status=404)
    get(reader, theirs.slug, slug="elsewhere", status=404)
    get(reader, slug="elsewhere", status=404)


@pytest.mark.parametrize("rows", [1, 10])
def test_the_page_costs_thirteen_queries_whatever_is_in_it(reader, crisis, rows, django_assert_num_queries):
    for number in range(rows):
        year = PlanYearFactory(programme=crisis.programme, number=number + 1)
        item = PlanItemFactory(programme=crisis.programme, workstream=crisis, year=year)
        WindowFactory(item=item)
        UpdateFactory(item=item)
        NextStepFactory(item=item)

    with django_assert_num_queries(13):
        get(reader, "crisis")
