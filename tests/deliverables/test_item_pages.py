"""One plan item: what was promised, what is reported, and who may read it."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from deliverables.models import Restatement
from tests.factories import (
    DiscrepancyFactory,
    DomainFactory,
    LinkFactory,
    MembershipFactory,
    NextStepFactory,
    OrganisationFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    SourceFactory,
    StatementFactory,
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
    return ProgrammeFactory(
        slug="midshire", short_name="Midshire", icb__name="NHS Midshire ICB", icb__short_name=""
    )


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


@pytest.fixture
def item(programme):
    return PlanItemFactory(programme=programme, ref="Y1-D3", title="Bed model")


def get(client, ref="Y1-D3", *, status=200, slug="midshire", **query):
    response = client.get(reverse("deliverables:item", args=[slug, ref]), query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_the_promise_is_told_with_its_parts_and_how_far_each_can_be_trusted(reader, programme):
    source = SourceFactory(short_name="Strategy 2024-27")
    item = PlanItemFactory(
        programme=programme,
        ref="Y1-D3",
        title="Bed model",
        detail="Beds by 2027.",
        source=source,
        basis="published",
        citation="Delivery Plan",
        workstream=WorkstreamFactory(programme=programme, name="Crisis care"),
        lead_organisation=OrganisationFactory(name="Lead Trust"),
        policy=StatementFactory(
            programme=programme, ref="GP-1", kind="guiding_policy", title="Fewer beds far off"
        ),
    )
    item.organisations.add(OrganisationFactory(short_name="Helpers"))
    item.domains.add(DomainFactory(slug="humane", name="Humane"))

    html = get(reader)

    for words in (
        "Deliverable Y1-D3, Year 1",
        "Bed model",
        "Beds by 2027.",
        "Crisis care",
        "Lead Trust",
        "Helpers",
        "Humane",
        "Guiding policy",
        "GP-1 Fewer beds far off",
        "Strategy 2024-27",
        "section “Delivery Plan”",
    ):
        assert words in html
    assert f"{reverse('deliverables:domains', args=['midshire'])}#humane" in html


def test_the_window_stands_as_published_and_as_dates_no_more_exact_than_they_are(reader, item):
    WindowFactory(item=item, words="months 1-6", note="Month 1 is taken as April 2024.")

    html = get(reader)

    assert "April to September 2024" in html
    assert "Printed as “months 1-6”; exact to the month. Month 1 is taken as April 2024." in html


def test_a_rebaseline_stands_beside_the_first_window_with_its_reason(reader, item):
    WindowFactory(item=item)
    WindowFactory(
        item=item,
        number=2,
        words="by March 2026",
        ends_on=date(2026, 3, 31),
        reason="The survey came late.",
        agreed_on=date(2025, 6, 1),
    )

    html = get(reader)
    before = get(reader, as_at="2025-05-31")

    assert "Moved to" in html
    assert "Agreed on 1 June 2025: The survey came late." in html
    assert "April to September 2024" in html
    assert "Moved to" not in before


@pytest.mark.usefixtures("item")
def test_an_item_without_window_says_so_and_names_its_year(reader):
    html = get(reader)

    assert "No date stated" in html
    assert "Year 1 runs from 1 April 2024 to 31 March 2025." in html


def test_words_that_give_no_date_are_kept_as_words(reader, item):
    WindowFactory(item=item, words="in due course", starts_on=None, ends_on=None, precision="none")

    html = get(reader)

    assert "No date can be read from it" in html
    assert "Printed as “in due course”." in html


def test_the_report_gives_state_reason_cause_and_who_said_it_when(reader, item):
    WindowFactory(item=item)
    UpdateFactory(
        item=item,
        organisation=OrganisationFactory(short_name="MPFT"),
        organisation_basis="judged",
        state="waiting",
        state_basis="judged",
        judgement="The review says that a plan is awaited.",
        confidence="red",
        actual_start=date(2024, 6, 1),
        actual_precision="month",
        forecast_end=date(2026, 6, 30),
        forecast_precision="month",
        summary="Waits for the workforce plan.",
        reason="No plan yet.",
        cause="National plan awaited",
        control="outside",
    )

    html = get(reader)

    for words in (
        "Waiting, 16 months after its planned end.",
        "Waits for the workforce plan.",
        "The review says that a plan is awaited.",
        "From June 2024",
        "June 2026",
        "No plan yet.",
        "National plan awaited (outside our control)",
        "MPFT",
        "31 May 2025, 8 months old; Year 1 review",
        "Against the plan",
    ):
        assert words in html


def test_an_initiative_is_described_and_not_called_a_promise(reader, programme):
    PlanItemFactory(programme=programme, ref="Y1-I1", kind="initiative")

    html = get(reader, "Y1-I1")

    assert "What it is" in html
    assert "What was promised" not in html


def test_late_delivery_stands_beside_the_plan(reader, item):
    WindowFactory(item=item)
    UpdateFactory(item=item, state="delivered", actual_end=date(2024, 11, 30), actual_precision="month")

    html = get(reader)

    assert (
        "Reported as delivered 2 months late: by November 2024. Planned for April to September 2024." in html
    )
    assert "2 months late: planned by September 2024, delivered November 2024." in html


def test_a_report_of_nothing_but_a_state_is_called_that(reader, item):
    UpdateFactory(item=item)

    assert "Only the state was reported, without words." in get(reader)


def test_silence_is_told_plainly_with_whom_to_ask(reader, item):
    item.organisations.add(OrganisationFactory(short_name="MPFT"))

    html = get(reader)

    assert "Nobody has reported on this." in html
    assert "1 April 2024, 22 months ago" in html
    assert "MPFT" in html.split("Who could report")[1].split("</dd>")[0]
    assert "Ask a lead there, or the programme office, to report on it." in html


@pytest.mark.usefixtures("item")
def test_where_nobody_is_named_the_board_that_leads_is_asked(reader):
    asked = get(reader).split("Who could report")[1].split("</dd>")[0]

    assert "NHS Midshire ICB" in asked
    assert "no organisation is named for it" in asked


def test_the_page_tells_the_past_as_it_was_known_then(reader, item):
    UpdateFactory(item=item, state="delivered", summary="It is done.")
    NextStepFactory(item=item, text="Share it.")

    html = get(reader, as_at="2025-05-30")

    assert "Nobody has reported on this." in html
    assert "It is done." not in html
    assert "Share it." not in html
    assert "as_at=2025-05-30" in html


@pytest.mark.usefixtures("item")
def test_an_address_out_of_scope_or_unknown_is_not_found(reader):
    theirs = PlanItemFactory(programme__slug="elsewhere", ref="Y1-D3")

    get(reader, theirs.ref, slug="elsewhere", status=404)
    get(reader, "Y9-D9", status=404)
    get(reader, slug="nowhere", status=404)


@pytest.mark.usefixtures("item")
@pytest.mark.parametrize("moment", ["soon", "2025-02-30", "2999-01-01"])
def test_a_moment_that_cannot_be_shown_is_refused(reader, moment):
    get(reader, as_at=moment, status=400)


@pytest.mark.parametrize("rows", [1, 10])
def test_the_page_costs_nineteen_queries_whatever_hangs_on_the_item(
    client, programme, item, rows, django_assert_num_queries
):
    client.force_login(MembershipFactory(programme=programme, role="office").user)
    review = SourceFactory()
    for number in range(rows):
        workstream = WorkstreamFactory(programme=programme)
        other = PlanItemFactory(programme=programme, ref=f"Y1-X{number}", workstream=workstream)
        update = UpdateFactory(item=item, period__slug=f"period-{number}", source=review)
        UpdateFactory(item=other)
        NextStepFactory(item=item, period=update.period, becomes=other)
        NextStepFactory(item=other, becomes=item)
        LinkFactory(from_item=item, to_item=other)
        LinkFactory(from_item=other, to_item=item)
        item.organisations.add(OrganisationFactory())
        item.domains.add(DomainFactory())
        Restatement.objects.create(item=item, title="Again", source=SourceFactory())
        DiscrepancyFactory(programme=programme, item=item, source=review)
        PlanYearFactory(programme=programme, number=number + 1)

    with django_assert_num_queries(19):
        get(client)
