"""Trusts and the other organisations."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from deliverables.models import Participation
from tests.factories import (
    MembershipFactory,
    NextStepFactory,
    OrganisationFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    StatementFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2026-01-31T12:00:00Z", tick=False):
        yield


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire", name="Better wards in Midshire")


@pytest.fixture
def trust():
    return OrganisationFactory(slug="rre", code="RRE", name="Midlands Trust", short_name="MPFT")


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


def get(client, *codes, status=200, **query):
    name = "trust" if codes else "trusts"
    response = client.get(reverse(f"deliverables:{name}", args=codes), query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def join(programme, organisation, **kwargs):
    return Participation.objects.create(
        programme=programme, organisation=organisation, **{"role": "provider", **kwargs}
    )


def row(html, name):
    return next(part for part in html.split("<tr") if f">{name}</a>" in part)


def test_the_list_tells_what_each_trust_is_named_for_and_has_said(reader, programme, trust):
    join(programme, trust)
    led = PlanItemFactory(programme=programme, lead_organisation=trust)
    led.organisations.add(trust)
    PlanItemFactory(programme=programme).organisations.add(trust)
    UpdateFactory(item=led, organisation=trust, reported_on=date(2024, 12, 31))
    UpdateFactory(item=led, organisation=trust, period__slug="later")

    html = row(get(reader), "Midlands Trust")

    assert ">RRE<" in html
    assert ">Midshire</a>" in html
    assert ">2</td>" in html
    assert ">1</td>" in html
    assert "31 May 2025" in html
    assert "8 months old" in html


def test_a_trust_that_only_reports_is_in_the_list(reader, programme, trust):
    UpdateFactory(item__programme=programme, organisation=trust)

    assert "None that you may see" in row(get(reader), "Midlands Trust")


def test_partners_stand_under_their_kind(reader, programme):
    council = OrganisationFactory(
        kind="local_authority", name="Midshire Council", slug="midshire-council", code=None
    )
    join(programme, council, role="partner")
    UpdateFactory(item__programme=programme, organisation=council)

    html = get(reader).split('id="partners"')[1]

    assert html.index("Local authorities") < html.index("Midshire Council")
    assert "Has reported on 1 item, 8 months ago" in html


def test_trusts_in_no_programme_of_the_reader_stand_below_with_public_facts_only(reader, trust):
    trust.note = "Named in a report"
    trust.save()
    join(ProgrammeFactory(short_name="Elsewhere"), trust)
    PlanItemFactory(lead_organisation=trust)
    UpdateFactory(organisation=trust)

    html = get(reader)

    assert "Midlands Trust" in html.split('id="others"')[1]
    assert "Named in a report" in html
    assert "Elsewhere" not in html
    assert "No trust takes part in a programme that you may see." in html


@pytest.mark.parametrize("column", ["name", "-code", "named", "-reported", "newest_words", "nonsense"])
def test_the_list_sorts_by_every_column(reader, programme, trust, column):
    join(programme, trust)
    UpdateFactory(item__programme=programme, organisation=trust)
    join(programme, OrganisationFactory(name="Quiet Trust"))

    html = get(reader, sort=column)

    assert "Midlands Trust" in html
    assert "Quiet Trust" in html


def test_the_list_tells_the_past_as_it_was_known_then(reader, programme, trust):
    join(programme, trust)
    UpdateFactory(item__programme=programme, organisation=trust)

    assert "No words yet" in row(get(reader, as_at="2025-05-30"), "Midlands Trust")


@pytest.mark.parametrize("rows", [1, 10])
def test_the_list_costs_six_queries_whatever_its_length(reader, programme, rows, django_assert_num_queries):
    for _ in range(rows):
        for kind in ("trust", "vcse"):
            organisation = OrganisationFactory(kind=kind)
            join(programme, organisation)
            UpdateFactory(item=PlanItemFactory(programme=programme), organisation=organisation)
        OrganisationFactory()

    with django_assert_num_queries(6):
        get(reader)


@pytest.mark.usefixtures("trust")
@pytest.mark.parametrize("code", ["RRE", "rre", "Rre"])
def test_a_trust_is_found_by_its_ods_code_whatever_the_case(reader, code):
    assert "Midlands Trust" in get(reader, code)


def test_an_organisation_without_a_code_is_found_by_its_slug(reader):
    OrganisationFactory(slug="cw-mind", code=None, name="CW Mind", kind="vcse")

    html = get(reader, "cw-mind")

    assert "CW Mind" in html
    assert "None verified" in html


def test_an_unknown_code_is_not_found(reader):
    get(reader, "R00", status=404)


def test_public_facts_are_shown_to_everybody_and_out_of_scope_facts_to_nobody(reader, trust):
    trust.parent = OrganisationFactory(kind="icb", name="NHS Midshire ICB")
    trust.successor = OrganisationFactory(name="Later Trust")
    trust.starts_on, trust.ends_on, trust.note = date(2010, 4, 1), date(2026, 3, 31), "Renamed in 2024"
    trust.save()
    OrganisationFactory(name="Earlier Trust", successor=trust)
    elsewhere = ProgrammeFactory(short_name="Elsewhere", name="Elsewhere")
    join(elsewhere, trust)
    secret = PlanItemFactory(programme=elsewhere, title="Secret plan", lead_organisation=trust)
    UpdateFactory(item=secret, organisation=trust, summary="Secret words")
    NextStepFactory(item=secret, text="Secret step")
    StatementFactory(programme=elsewhere, organisation=trust, title="Secret statement")

    html = get(reader, "RRE")

    for words in (
        "NHS trust RRE",
        "MPFT",
        "NHS Midshire ICB",
        "Later Trust",
        "Earlier Trust",
        "1 April 2010",
        "31 March 2026",
        "Renamed in 2024",
        "It takes part in none of the programmes that you may see.",
    ):
        assert words in html
    assert "Secret" not in html
    assert "Elsewhere" not in html


def test_its_items_stand_by_programme_and_year_with_its_part_in_them(reader, programme, trust):
    join(programme, trust, note="Provides all wards")
    led = PlanItemFactory(programme=programme, title="Led", lead_organisation=trust)
    UpdateFactory(item=led, organisation=trust)
    named = PlanItemFactory(
        programme=programme, title="Named", year=PlanYearFactory(programme=programme, number=2)
    )
    named.organisations.add(trust)
    PlanItemFactory(programme=programme, title="Undated", year=None).organisations.add(trust)
    PlanItemFactory(programme=programme, title="Of others", lead_organisation=OrganisationFactory())

    html = get(reader, "RRE")

    for words in (
        "Better wards in Midshire",
        "Provides all wards",
        "Midshire, Year 1",
        "Midshire, Year 2",
        "Midshire, no year stated",
        "Leads, reports",
        "Takes part",
        "It has reported on 1 item; its newest words are from 31 May 2025, 8 months ago.",
    ):
        assert words in html
    assert "Of others" not in html


def test_what_it_said_and_what_came_of_it_is_told(reader, programme, trust):
    item = PlanItemFactory(programme=programme, ref="Y1-I1", title="Pilot")
    UpdateFactory(item=item, organisation=trust, organisation_basis="judged", summary="It went well.")
    NextStepFactory(
        item=item, text="Roll it out.", becomes=PlanItemFactory(programme=programme, title="Roll-out")
    )
    NextStepFactory(item=item, text="Tell others.")
    UpdateFactory(item=PlanItemFactory(programme=programme), summary="Words of others.")

    html = get(reader, "RRE")

    for words in (
        "It went well.",
        "Who reported:",
        "Y1-I1 Pilot",
        "Roll it out.",
        "Roll-out",
        "Tell others.",
        "Nobody has picked up 1 of them yet.",
    ):
        assert words in html
    assert "Words of others." not in html


def test_a_long_account_is_folded(reader, programme, trust):
    for number in range(7):
        item = PlanItemFactory(programme=programme)
        UpdateFactory(item=item, organisation=trust)
        NextStepFactory(item=item, becomes=PlanItemFactory(programme=programme), text=f"Step {number}.")

    html = get(reader, "RRE")

    assert "2 more reports" in html
    assert "2 more next steps" in html
    assert "Step 6." in html
    assert "All of them have been picked up." in html


def test_what_strategies_say_of_it_is_shown_with_its_source(reader, programme, trust):
    StatementFactory(
        programme=programme, organisation=trust, kind="service_area", title="Acute wards", text="Ten wards."
    )

    html = get(reader, "RRE")

    for words in ("Service area, Midshire", "Acute wards", "Ten wards.", "No source document"):
        assert words in html


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (
            lambda programme, trust: join(programme, trust),
            "No item of a plan names it, and it has not reported.",
        ),
        (
            lambda programme, trust: PlanItemFactory(programme=programme, lead_organisation=trust),
            "It is named for 1 item and has not reported on any.",
        ),
    ],
)
def test_a_trust_that_has_not_reported_is_told_so(reader, programme, trust, prepare, sentence):
    prepare(programme, trust)

    assert sentence in get(reader, "RRE")


def test_the_page_tells_the_past_as_it_was_known_then(reader, programme, trust):
    item = PlanItemFactory(programme=programme)
    UpdateFactory(item=item, organisation=trust, summary="It went well.")
    NextStepFactory(item=item, text="Roll it out.")

    html = get(reader, "RRE", as_at="2025-05-30")

    assert "It went well." not in html
    assert "Roll it out." not in html
    get(reader, "RRE", as_at="yesterday", status=400)


@pytest.mark.parametrize("rows", [1, 10])
def test_the_page_costs_nine_queries_whatever_it_has_said(
    reader, programme, trust, rows, django_assert_num_queries
):
    for _ in range(rows):
        elsewhere = MembershipFactory(user=programme.memberships.get().user).programme
        join(elsewhere, trust)
        item = PlanItemFactory(programme=elsewhere, lead_organisation=trust)
        UpdateFactory(item=item, organisation=trust)
        NextStepFactory(item=item, becomes=PlanItemFactory(programme=elsewhere))
        StatementFactory(programme=elsewhere, organisation=trust)
        OrganisationFactory(successor=trust)

    with django_assert_num_queries(9):
        get(reader, "RRE")
