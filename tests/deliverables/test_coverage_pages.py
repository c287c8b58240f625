"""Who has reported on what, and who is silent."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from deliverables.models import Participation
from tests.factories import (
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
    with time_machine.travel("2025-12-31T12:00:00Z", tick=False):
        yield


@pytest.fixture
def programme():
    programme = ProgrammeFactory(
        slug="midshire", icb__name="NHS Midshire ICB", icb__short_name="Midshire ICB"
    )
    take_part(programme, programme.icb, role="commissioner")
    return programme


@pytest.fixture
def trust(programme):
    return take_part(programme, OrganisationFactory(short_name="MT"))


@pytest.fixture
def crisis(programme):
    return WorkstreamFactory(programme=programme, slug="crisis", name="Crisis care")


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


def take_part(programme, organisation, *, role="provider"):
    Participation.objects.create(programme=programme, organisation=organisation, role=role)
    return organisation


def say(workstream, organisation, **fields):
    item = PlanItemFactory(programme=workstream.programme, workstream=workstream)
    return UpdateFactory(item=item, organisation=organisation, **fields)


def get(client, *, status=200, slug="midshire", **query):
    response = client.get(reverse("deliverables:coverage", args=[slug]), query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_the_silent_one_is_named_first(reader, programme, trust, crisis):
    say(crisis, trust, state="in_progress", reported_on=date(2025, 5, 31))
    say(crisis, programme.icb, state="in_progress", reported_on=date(2025, 12, 1))

    html = get(reader)

    assert (
        "The newest words of this programme are from 1 December 2025, 4 weeks ago. "
        "MT has been silent for 214 days."
    ) in html
    assert "<strong>Silent for 214 days</strong> on 1 live item" in html
    assert "Newest words 4 weeks ago" in html


def test_when_all_are_silent_the_page_says_everybody(reader, programme, trust, crisis):
    for organisation in (trust, programme.icb):
        say(crisis, organisation)

    assert "Everybody who ever reported has live work and is silent on it." in get(reader)


def test_nobody_is_silent_on_work_that_is_closed(reader, trust, crisis):
    say(crisis, trust, state="delivered")

    html = get(reader)

    assert "Nobody with work under way is silent." in html
    assert "7 months ago, nothing live" in html


def test_the_one_heard_least_and_the_ones_never_heard_are_named(reader, programme, trust, crisis):
    other = WorkstreamFactory(programme=programme)
    quiet = [take_part(programme, OrganisationFactory(name=f"{n} quiet", short_name=f"Q{n}")) for n in (1, 2)]
    say(crisis, trust)
    say(crisis, programme.icb)
    say(other, programme.icb)
    PlanItemFactory(programme=programme, workstream=crisis, lead_organisation=quiet[0])

    html = get(reader)

    assert "Q1 and Q2 have never reported. MT has been heard on the fewest workstreams: 1 of 2." in html
    assert "Named on 1 item of the plan." in html
    assert "No item of the plan names it." in html


def test_the_board_crosses_workstreams_and_organisations(reader, programme, trust, crisis):
    say(crisis, trust, reported_on=date(2025, 12, 1))
    say(crisis, trust, reported_on=date(2025, 12, 10))
    item = PlanItemFactory(programme=programme, workstream=crisis)
    item.organisations.add(programme.icb)

    html = get(reader)

    row = html.partition("<tbody")[2].partition("</tbody>")[0]
    assert "Crisis care" in row
    assert "<strong>2 items</strong>, 10 December 2025" in row
    assert "3 weeks ago, 2 live items" in row
    assert "Nothing said" in row
    assert "named on 1 item" in row


def test_somebody_who_reports_without_taking_part_is_listed_too(reader, programme, crisis):
    say(crisis, OrganisationFactory(short_name="Guest trust"))
    take_part(programme, OrganisationFactory(short_name="A charity"), role="partner")

    html = get(reader)

    assert "Guest trust" in html
    assert "A charity" not in html


def test_a_programme_without_a_provider_says_who_can_be_expected_to_report(reader, programme, crisis):
    PlanItemFactory(programme=programme, workstream=crisis)

    html = get(reader)

    assert "Nobody has reported on this programme: 1 item waits for a first word." in html
    assert "The sources name no trust that provides the care, so only Midshire ICB can be expected" in html


def test_what_was_never_reported_stands_by_workstream(reader, programme, trust, crisis):
    say(crisis, trust)
    late = PlanItemFactory(programme=programme, workstream=crisis, title="A crisis house")
    WindowFactory(item=late)
    PlanItemFactory(programme=programme, workstream=None, year=None, title="Training")

    html = get(reader)

    assert "Crisis care: 1 of 2 items, the time of 1 has passed" in html
    assert "No workstream: 1 of 1 item" in html
    assert "planned April to September 2024" in html
    assert f"{reverse('deliverables:items', args=['midshire'])}?state=not_reported" in html


def test_when_all_was_reported_the_page_says_so(reader, trust, crisis):
    say(crisis, trust)

    assert "Every item of the plan has been reported on at least once." in get(reader)


def test_nothing_recorded_is_said_plainly(client):
    programme = ProgrammeFactory(slug="empty")
    client.force_login(MembershipFactory(programme=programme).user)

    assert "nothing to report on, is recorded for this programme" in get(client, slug="empty")


def test_the_past_is_told_as_it_was_known(reader, trust, crisis):
    say(crisis, trust)

    assert "Nobody has reported on this programme" in get(reader, as_at="2025-03-31")
    assert "The newest words of this programme are from 31 May 2025." in get(reader, as_at="2025-05-31")
    assert f"{reverse('dataset', args=['updates'])}?as_at=2025-03-31" in get(reader, as_at="2025-03-31")


def test_words_that_are_not_accepted_count_for_nothing(reader, trust, crisis):
    say(crisis, trust, workflow="submitted")

    assert "Nobody has reported on this programme" in get(reader)


def test_only_the_newest_words_of_an_organisation_on_an_item_count(reader, programme, trust, crisis):
    first = say(crisis, trust, state="in_progress")
    UpdateFactory(
        item=first.item,
        organisation=trust,
        period__slug="later",
        state="delivered",
        reported_on=date(2025, 8, 31),
    )

    html = get(reader)

    assert "Nobody with work under way is silent." in html
    assert "Heard on 1 of 1 workstream, 1 item in all. Newest words 31 August 2025." in html


def test_a_programme_out_of_scope_is_not_found(reader):
    get(reader, status=404, slug=ProgrammeFactory().slug)


def test_a_moment_that_is_none_is_refused(reader):
    get(reader, status=400, as_at="2025-13-01")


@pytest.mark.parametrize("rows", [1, 8])
def test_the_page_costs_ten_queries_whatever_is_in_it(reader, programme, rows, django_assert_num_queries):
    PlanYearFactory(programme=programme)
    for _ in range(rows):
        workstream = WorkstreamFactory(programme=programme)
        organisation = take_part(programme, OrganisationFactory())
        say(workstream, organisation).item.organisations.add(organisation)
        say(workstream, OrganisationFactory())
        PlanItemFactory(programme=programme, workstream=workstream)

    with django_assert_num_queries(10):
        get(reader)
