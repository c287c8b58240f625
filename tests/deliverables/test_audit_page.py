"""The history of a programme as a page, and the same rows as a file."""

import csv
import io
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.urls import reverse

from deliverables.audit import record_change
from deliverables.models import Change
from tests.factories import MembershipFactory, PlanItemFactory, ProgrammeFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire")


@pytest.fixture
def office(client, programme):
    person = MembershipFactory(
        programme=programme, role="office", user__first_name="Olu", user__last_name="Office"
    ).user
    client.force_login(person)
    return person


def change(programme, key="midshire/Y1-D1/mpft/q3", *, at="2026-01-20T09:00:00Z", **facts):
    with time_machine.travel(at, tick=False):
        return record_change(
            **{
                "action": "accepted",
                "record": "update",
                "key": key,
                "by": None,
                "programme": programme,
                "actor": "Lee Lead",
                **facts,
            }
        )


def get(client, *, slug="midshire", status=200, **query):
    response = client.get(reverse("deliverables:audit", args=[slug]), query)
    assert response.status_code == status
    return response


def words(response):
    return " ".join(response.content.decode().split())


def keys(response):
    return [row.key for row in response.context["table"].records]


def test_a_change_tells_who_when_what_from_what_to_what_and_why(client, office, programme):
    PlanItemFactory(programme=programme, ref="Y1-D1")
    change(
        programme,
        at="2026-07-01T23:30:00Z",
        before={"state": "waiting", "forecast_end": None},
        after={"state": "delivered", "forecast_end": "2026-03-31"},
        why="The plan <has> come.",
    )

    html = words(get(client))

    assert '<span class="app-nowrap">2 July 2026</span> at 00:30' in html
    assert "Lee Lead" in html
    assert 'Accepted update <span class="app-quiet"><a href="/programmes/midshire/plan/Y1-D1/">' in html
    assert "<strong>State:</strong> from waiting to delivered" in html
    assert "<strong>Forecast end:</strong> from nothing to 31 March 2026" in html
    assert "The plan &lt;has&gt; come." in html


def test_a_key_that_leads_to_no_page_is_no_link(client, office, programme):
    change(programme, key="midshire/Y9-D9")

    assert "midshire/Y9-D9" in words(get(client))
    assert "/plan/Y9-D9/" not in words(get(client))


def test_many_fields_are_folded(client, office, programme):
    change(programme, after=dict.fromkeys("abcd", "x"))

    assert "<summary>4 fields</summary>" in words(get(client))


def test_the_newest_stands_first_and_the_rest_on_further_pages(client, office, programme):
    for number in range(30):
        change(programme, key=f"midshire/A-{number}", at=f"2026-01-{number + 1:02}T09:00:00Z")

    first, second = get(client), get(client, page=2)

    assert keys(first)[0] == "midshire/A-29"
    assert (len(keys(first)), len(keys(second))) == (25, 5)
    assert "Showing 1 to 25 of 30" in words(first)


# Filters, the same for page and file


def file_of(client, response):
    """The rows of the file that the page links to."""
    content = b"".join(client.get(response.context["table"].csv_url)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


@pytest.fixture
def some(programme):
    change(programme, key="midshire/Y1-D1", record="plan_item", actor="load_programmes")
    change(programme, key="midshire/Y1-D1/mpft/q3", at="2026-01-31T23:59:59Z")
    change(programme, key="midshire/Y1-D10/mpft/q3", at="2026-02-01T00:00:00Z")
    change(programme, key="midshire/q3", record="reporting_period", action="locked", why="Board papers")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 4),
        ({"person": "load_programmes"}, 1),
        ({"record": "update"}, 2),
        ({"ref": "Y1-D1"}, 2),
        ({"ref": "y1-d1"}, 2),
        ({"ref": "Y1-D10"}, 1),
        ({"ref": "%"}, 0),
        ({"since": "1/2/2026"}, 1),
        ({"until": "2026-01-31"}, 3),
        ({"since": "2026-01-21", "until": "2026-01-31"}, 1),
        ({"q": "board papers"}, 1),
        ({"record": "update", "person": "Lee Lead", "until": "2026-01-31"}, 1),
    ],
)
def test_the_page_and_its_file_have_the_rows_that_the_filters_ask_for(client, office, some, query, found):
    response = get(client, **query)

    assert len(keys(response)) == found
    rows = file_of(client, response)
    assert sorted(row["key"] for row in rows) == sorted(keys(response))


def test_the_link_to_the_file_carries_the_filters(client, office, some):
    link = urlsplit(get(client, record="update", page=1).context["table"].csv_url)

    assert link.path == "/data/changes.csv"
    assert parse_qs(link.query) == {"record": ["update"], "programme": ["midshire"]}


@pytest.mark.parametrize(
    "query",
    [
        {"person": "Nobody"},
        {"record": "secret"},
        {"since": "yesterday"},
        {"until": "31/2/2026"},
        {"since": "0001-01-01"},
        {"until": "9999-12-31"},
        {"since": "2026-01-01' OR 1=1"},
        {"ref": "x" * 200},
        {"ref": "\0"},
        {"q": "x" * 200},
    ],
)
def test_a_filter_that_makes_no_sense_is_an_error_at_its_field_and_shows_no_rows(client, office, some, query):
    response = get(client, status=400, **query)

    assert "There is a problem" in words(response)
    assert keys(response) == []


def test_what_people_typed_comes_back_as_text(client, office, programme):
    change(programme, actor="<b>Lee</b>", after={"<i>x</i>": "<script>alert(1)</script>"})

    html = words(get(client, person="<b>Lee</b>"))

    assert "<script>alert" not in html
    assert "<b>Lee</b>" not in html
    assert "<i>x" not in html.lower()


# Who may read what


@pytest.mark.parametrize(
    ("role", "status"), [("office", 200), ("admin", 200), ("viewer", 404), ("lead", 404), ("analyst", 404)]
)
def test_the_history_is_for_the_office_and_administrators(client, programme, role, status):
    client.force_login(MembershipFactory(programme=programme, role=role).user)

    get(client, status=status)


def test_the_office_of_another_programme_finds_nothing_there(client, office):
    ProgrammeFactory(slug="elsewhere")

    get(client, slug="elsewhere", status=404)
    get(client, slug="nowhere", status=404)


def test_a_public_programme_keeps_its_history_to_itself(client):
    ProgrammeFactory(slug="midshire", is_public=True)

    assert get(client, status=302).url.startswith("/account/sign-in/")


def test_what_members_do_on_the_site_is_there_and_what_others_do_is_not(client, office, programme):
    member = MembershipFactory(programme=programme).user
    stranger = MembershipFactory().user
    for person in (member, stranger):
        record_change(action="signed in", record="person", key=person.email, by=person)
    record_change(action="created", record="organisation", key="rly", by=member)

    assert keys(get(client)) == [member.email]
    assert [row["key"] for row in file_of(client, get(client, record="person"))] == [member.email]


def test_the_filters_offer_nobody_of_another_programme(client, office, programme):
    change(programme)
    change(ProgrammeFactory(), actor="Somebody Else")

    assert "Somebody Else" not in words(get(client))


def test_nothing_can_be_written_here(client, office):
    assert client.post(reverse("deliverables:audit", args=["midshire"])).status_code == 405


@pytest.mark.parametrize("rows", [1, 24])
def test_the_page_costs_the_same_whatever_the_rows(
    client, office, programme, rows, django_assert_num_queries
):
    for number in range(rows):
        PlanItemFactory(programme=programme, ref=f"A-{number}")
        change(programme, key=f"midshire/A-{number}")

    with django_assert_num_queries(8):
        get(client)


# Files that people take


def take(client, address):
    response = client.get(address)
    return b"".join(response) if response.streaming else response.content


def test_every_file_that_a_person_takes_is_in_the_history_with_its_filters(client, office, programme):
    take(client, "/data/plan_items.csv?programme=midshire&kind=deliverable&bom=0")

    row = Change.objects.get()
    assert (row.action, row.record, row.key) == ("exported", "dataset", "plan_items")
    assert (row.user, row.programme) == (office, programme)
    assert row.after == {"filters": {"programme": "midshire", "kind": "deliverable"}}


def test_each_download_is_a_row_of_its_own_and_a_look_at_the_headers_is_none(client, office):
    client.head("/data/programmes.csv")
    assert not Change.objects.exists()

    take(client, "/data/programmes.csv")
    take(client, "/data/programmes.csv")

    assert Change.objects.filter(action="exported", programme=None).count() == 2


def test_a_file_that_was_refused_is_not_in_the_history(client, office):
    take(client, "/data/plan_items.csv?kind=nonsense")
    take(client, "/data/nonsense.csv")

    assert not Change.objects.exists()


def test_somebody_who_is_not_signed_in_leaves_no_name(client):
    ProgrammeFactory(is_public=True)

    assert b"programme" in take(client, "/data/programmes.csv")
    assert not Change.objects.exists()


def test_the_file_of_changes_does_not_hold_its_own_download(client, office, programme):
    change(programme)

    first = take(client, "/data/changes.csv")
    second = take(client, "/data/changes.csv")

    assert b"exported" not in first
    assert second.count(b"exported") == 1
    assert Change.objects.filter(action="exported").count() == 2


def test_a_programme_that_the_person_may_not_see_is_not_named_in_the_history(client, office):
    ProgrammeFactory(slug="elsewhere")

    take(client, "/data/plan_items.csv?programme=elsewhere")

    assert not Change.objects.filter(programme__slug="elsewhere").exists()


def test_a_file_has_the_same_bytes_whoever_has_taken_it_before(client, programme):
    client.force_login(UserFactory(is_superuser=True))
    PlanItemFactory(programme=programme)
    with time_machine.travel(datetime(2026, 1, 20, 9, tzinfo=UTC), tick=False):
        assert take(client, "/data/plan_items.csv") == take(client, "/data/plan_items.csv")
