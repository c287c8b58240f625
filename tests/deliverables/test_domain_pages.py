"""The national principles across programmes: what is committed to, what is planned, and what is missing."""

import pytest
import time_machine
from django.urls import reverse

from tests.factories import (
    DomainFactory,
    MembershipFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    StatementFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2026-01-31T12:00:00Z", tick=False):
        yield


@pytest.fixture
def humane():
    return DomainFactory(slug="humane", name="Humane", summary="Least coercive.")


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def reader(client, person):
    client.force_login(person)
    return client


def join(person, **fields):
    programme = ProgrammeFactory(**fields)
    MembershipFactory(user=person, programme=programme)
    return programme


def get(client, slug="", *, status=200, **query):
    address = reverse("deliverables:domains", args=[slug]) if slug else reverse("deliverables:crosswalk")
    response = client.get(address, query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def commit(domain, *, programme, **fields):
    statement = StatementFactory(programme=programme, **fields)
    statement.domains.add(domain)
    return statement


def plan(domain, *, programme, **fields):
    item = PlanItemFactory(programme=programme, **fields)
    item.domains.add(domain)
    return item


def test_each_programme_shows_its_commitments_and_its_plan_under_a_principle(reader, person, humane):
    programme = join(person, slug="midshire", short_name="Midshire")
    commit(humane, programme=programme, ref="C-3", title="Least restrictive care")
    UpdateFactory(item=plan(humane, programme=programme), state="delivered")
    plan(humane, programme=programme)

    html = get(reader)

    assert "Humane" in html
    assert "Least coercive." in html
    assert f"{reverse('deliverables:strategy', args=['midshire'])}#C-3" in html
    assert "C-3</span> Least restrictive care" in html
    assert f"{reverse('deliverables:items', args=['midshire'])}?domain=humane&amp;state=delivered" in html
    assert "2 items" in html
    assert "Delivered" in html
    assert "Not reported" in html


@pytest.mark.parametrize(
    ("committed", "planned", "cell", "finding"),
    [
        (
            True,
            False,
            "Nothing in the plan names this.",
            "Committed to, with nothing in the plan behind it: Humane (Midshire).",
        ),
        (
            False,
            True,
            "No commitment names this.",
            "In the plan, with no commitment behind it: Humane (Midshire).",
        ),
        (
            False,
            False,
            "Neither a commitment nor the plan names this.",
            "Neither committed to nor in the plan: Humane (Midshire).",
        ),
    ],
)
def test_a_gap_is_said_plainly(reader, person, humane, committed, planned, cell, finding):
    whole = join(person, slug="wholeshire", short_name="Wholeshire")
    commit(humane, programme=whole)
    plan(humane, programme=whole)
    programme = join(person, slug="midshire", short_name="Midshire")
    if committed:
        commit(humane, programme=programme)
    if planned:
        plan(humane, programme=programme)

    html = get(reader)

    assert cell in html
    assert finding in html
    assert finding.replace(" (Midshire)", "") in get(reader, "midshire")


def test_findings_are_no_commitments(reader, person, humane):
    programme = join(person, slug="midshire")
    commit(humane, programme=programme, kind="audit_finding", title="Plans are not shared")
    plan(humane, programme=programme)

    html = get(reader)

    assert "No commitment names this." in html
    assert "1 finding" in html
    assert "Plans are not shared" not in html
    assert "Plans are not shared" in get(reader, "midshire")


def test_without_a_gap_the_page_says_so(reader, person, humane):
    for name in ("Midshire", "Northshire"):
        programme = join(person, slug=name.lower(), short_name=name)
        commit(humane, programme=programme)
        plan(humane, programme=programme)

    assert "Every programme commits to every principle, and something in its plan serves each." in get(reader)
    assert "The programme commits to every principle" in get(reader, "midshire")


def test_how_far_the_mapping_can_be_trusted_is_said_once_and_where_it_differs(reader, person, humane):
    programme = join(person, slug="midshire")
    for _ in range(2):
        commit(humane, programme=programme)
        plan(humane, programme=programme)
    commit(humane, programme=programme, domains_basis="published")

    for html in (get(reader), get(reader, "midshire")):
        main = html.partition("<main")[2]
        assert main.count("app-basis--judged") == 1
        assert main.count("app-basis--published") == 1


def test_many_commitments_are_folded_behind_the_first_three(reader, person, humane):
    programme = join(person, slug="midshire")
    for number in range(5):
        commit(humane, programme=programme, ref=f"C-{number}")

    html = get(reader)

    assert "2 more commitments" in html
    assert "C-4" in html


def test_the_past_is_told_as_it_was_known_and_links_keep_the_moment(reader, person, humane):
    programme = join(person, slug="midshire")
    UpdateFactory(item=plan(humane, programme=programme), state="delivered")

    before = get(reader, "midshire", as_at="2025-03-31")

    assert "state=delivered" in get(reader, "midshire")
    assert "state=delivered" not in before
    assert "?as_at=2025-03-31&amp;domain=humane&amp;state=not_reported" in before


def test_a_member_of_one_programme_never_sees_another(reader, person, humane):
    join(person, slug="midshire")
    other = ProgrammeFactory(slug="farshire", short_name="Farshire")
    commit(humane, programme=other, title="Secret commitment")
    plan(humane, programme=other, title="Secret item")

    html = get(reader)

    assert "Farshire" not in html
    assert "Secret" not in html
    get(reader, "farshire", status=404)


def test_a_person_without_programmes_is_told_what_to_do(reader):
    html = get(reader)

    assert "There is no programme to compare." in html
    assert "Ask the programme office to add you." in html


@pytest.mark.parametrize("slug", ["", "midshire"])
def test_a_moment_that_is_none_is_refused(reader, person, slug):
    join(person, slug="midshire")

    get(reader, slug, status=400, as_at="31/2/2025")


@pytest.mark.parametrize("rows", [1, 8])
@pytest.mark.parametrize(("slug", "queries"), [("", 9), ("midshire", 10)])
def test_the_queries_do_not_grow(reader, person, rows, slug, queries, django_assert_num_queries):
    programmes = [join(person, slug="midshire"), *(join(person) for _ in range(rows))]
    for programme in programmes:
        PlanYearFactory(programme=programme)
        for _ in range(rows):
            domain = DomainFactory()
            commit(domain, programme=programme)
            UpdateFactory(item=plan(domain, programme=programme))

    with django_assert_num_queries(queries):
        get(reader, slug)
