"""The plan of a programme as a list."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape

from tests.factories import (
    DomainFactory,
    LinkFactory,
    MembershipFactory,
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
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


def get(client, *, status=200, slug="midshire", **query):
    response = client.get(reverse("deliverables:items", args=[slug]), query)
    assert response.status_code == status
    return response.content.decode()


def titles(html, *candidates):
    """Which of the titles are shown, in the order of the page."""
    return sorted((title for title in candidates if f">{title}</a>" in html), key=html.index)


def test_a_row_tells_plan_state_timing_and_the_age_of_the_newest_words(reader, programme):
    strand = WorkstreamFactory(programme=programme, name="Crisis care")
    item = PlanItemFactory(programme=programme, ref="Y1-D3", title="Bed model", workstream=strand)
    WindowFactory(item=item)
    UpdateFactory(item=item, state="in_progress", state_basis="judged", confidence="amber")

    html = get(reader)

    assert f'href="{item.get_absolute_url()}"' in html
    for words in (
        "Y1-D3",
        "Bed model",
        "Deliverable",
        "Crisis care",
        "April to September 2024",
        "In progress",
    ):
        assert words in html
    assert "Judged" in html
    assert "Amber" in html
    assert "Overdue, by 16 months" in html
    assert "31 May 2025" in html
    assert "8 months old" in html


def test_an_item_that_nobody_has_dated_or_reported_says_so(reader, programme):
    PlanItemFactory(programme=programme, year=None)

    html = get(reader)

    for words in ("None stated", "Not reported", "No date stated", "No words yet"):
        assert words in html


def test_dates_that_come_from_the_activity_behind_an_item_are_marked(reader, programme):
    link = LinkFactory(from_item__programme=programme)
    WindowFactory(item=link.from_item)

    assert "from its activity" in get(reader)


@pytest.mark.parametrize(
    ("actual_end", "words"),
    [(date(2024, 9, 30), "On time"), (date(2024, 11, 30), "Delivered late, by 2 months")],
)
def test_delivered_work_says_how_it_met_its_date(reader, programme, actual_end, words):
    item = PlanItemFactory(programme=programme)
    WindowFactory(item=item)
    UpdateFactory(item=item, state="delivered", actual_end=actual_end, actual_precision="month")

    assert words in get(reader)


def test_delivered_work_without_a_date_says_that_none_is_reported(reader, programme):
    UpdateFactory(item__programme=programme, state="delivered")

    assert "No date reported" in get(reader)


@pytest.fixture
def two(programme):
    """Two items that differ in everything that can be filtered."""
    one = PlanItemFactory(
        programme=programme,
        title="First",
        kind="activity",
        workstream=WorkstreamFactory(programme=programme, slug="crisis"),
        lead_organisation=OrganisationFactory(slug="rre", code="RRE"),
    )
    one.domains.add(DomainFactory(slug="humane"))
    UpdateFactory(item=one, state="delivered")
    PlanItemFactory(programme=programme, title="Second", year=PlanYearFactory(programme=programme, number=2))


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    "query",
    [
        {"kind": "activity"},
        {"year": "1"},
        {"workstream": "crisis"},
        {"organisation": "RRE"},
        {"state": "delivered"},
        {"timing": "delivered"},
        {"domain": "humane"},
        {"q": "fIrSt"},
    ],
)
def test_each_filter_narrows_the_list_and_the_file_alike(reader, query):
    html = get(reader, **query)

    assert titles(html, "First", "Second") == ["First"]
    file = next(part for part in html.split('"') if "/data/plan_items.csv" in part)
    asked = parse_qs(urlsplit(file.replace("&amp;", "&")).query)
    assert asked == {"programme": ["midshire"], **{name: [value] for name, value in query.items()}}


@pytest.mark.usefixtures("two")
def test_the_file_is_of_the_same_moment(reader):
    assert "as_at=2025-03-31" in get(reader, as_at="2025-03-31").split("plan_items.csv")[1].split('"')[0]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("state", "Choose a state"),
        ("year", "Choose a year"),
        ("kind", "Choose a kind"),
        ("timing", "Choose a timing"),
    ],
)
def test_an_unknown_filter_value_is_refused_at_its_field_and_shows_no_rows(reader, programme, name, message):
    PlanItemFactory(programme=programme, title="First")

    html = get(reader, status=400, **{name: "nonsense"})

    assert message in html
    assert titles(html, "First") == []
    assert "Error: " in html.split("</title>")[0]


def test_a_date_that_is_none_is_refused_in_words(reader):
    assert escape("“31/2/2025” is not a date") in get(reader, status=400, as_at="31/2/2025")


def test_a_search_that_finds_nothing_says_so(reader, programme):
    PlanItemFactory(programme=programme)

    assert "No plan items match these filters." in get(reader, q="zebra")


def test_the_list_tells_the_past_as_it_was_known_then(reader, programme):
    UpdateFactory(item__programme=programme, state="delivered", reported_on=date(2025, 5, 31))

    html = get(reader, as_at="2025-05-30")

    assert "Not reported" in html
    assert "31 May 2025" not in html


def test_items_stand_in_plan_order_and_sort_by_any_column(reader, programme):
    second = PlanYearFactory(programme=programme, number=2)
    PlanItemFactory(programme=programme, title="Beta", year=second)
    PlanItemFactory(programme=programme, title="Alpha", year=second)
    PlanItemFactory(programme=programme, title="Gamma")

    assert titles(get(reader), "Alpha", "Beta", "Gamma") == ["Gamma", "Beta", "Alpha"]
    assert titles(get(reader, sort="title"), "Alpha", "Beta", "Gamma") == ["Alpha", "Beta", "Gamma"]
    assert titles(get(reader, sort="-title"), "Alpha", "Beta", "Gamma") == ["Gamma", "Beta", "Alpha"]


@pytest.mark.parametrize(
    "column", ["ref", "kind", "year", "workstream", "planned", "state", "timing", "reported_on"]
)
def test_tied_rows_never_change_page(reader, programme, column):
    for number in range(30):
        PlanItemFactory(programme=programme, title=f"Item {number:02d}", position=0)
    candidates = [f"Item {number:02d}" for number in range(30)]

    first, second = (titles(get(reader, sort=column, page=page), *candidates) for page in (1, 2))

    assert len(first) == 25
    assert first + second == candidates


def test_a_programme_that_the_reader_is_not_in_does_not_exist_for_them(reader):
    ProgrammeFactory(slug="elsewhere")

    get(reader, slug="elsewhere", status=404)
    get(reader, slug="nowhere", status=404)


def test_items_of_other_programmes_stay_out(reader, programme):
    PlanItemFactory(programme=programme, title="Ours")
    PlanItemFactory(title="Theirs")

    assert titles(get(reader), "Ours", "Theirs") == ["Ours"]


def test_signed_out_people_are_sent_to_sign_in_and_read_public_programmes(client, programme):
    address = reverse("deliverables:items", args=["midshire"])

    assert client.get(address).status_code == 302

    programme.is_public = True
    programme.save()
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_costs_seven_queries_whatever_its_length(reader, programme, rows, django_assert_num_queries):
    for _ in range(rows):
        item = PlanItemFactory(programme=programme, workstream=WorkstreamFactory(programme=programme))
        WindowFactory(item=item)
        UpdateFactory(item=item)

    with django_assert_num_queries(7):
        get(reader)
