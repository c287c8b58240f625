"""What hangs on one plan item: next steps, links, later documents, history, neighbours."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from deliverables.audit import record_change
from deliverables.models import Restatement
from tests.factories import (
    DependencyFactory,
    DiscrepancyFactory,
    LinkFactory,
    MembershipFactory,
    NextStepFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    SourceFactory,
    UpdateFactory,
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


def test_next_steps_say_what_became_of_them(reader, programme, item):
    later = PlanItemFactory(programme=programme, ref="Y2-A1", title="Roll out")
    UpdateFactory(item=item)
    NextStepFactory(
        item=item, text="Recruit two people.", becomes=later, owner="The trust", due_words="in Year 2"
    )
    NextStepFactory(item=item, text="Think again.")

    html = get(reader)

    assert "Became <a" in html
    assert "Y2-A1 Roll out" in html
    assert "Owner: The trust. Due: in Year 2." in html
    assert "Nobody has picked it up yet. Owner: none named. Due: none stated." in html


def test_an_item_names_the_next_steps_that_it_grew_from(reader, programme, item):
    earlier = PlanItemFactory(programme=programme, ref="Y1-I1", title="Pilot")
    UpdateFactory(item=earlier, organisation__name="Pilot Trust")
    NextStepFactory(item=earlier, text="Make it the norm.", becomes=item)

    html = get(reader)

    assert "What it grew from" in html
    assert "Make it the norm." in html
    assert "Y1-I1 Pilot" in html
    assert "said by Pilot Trust" in html


@pytest.mark.parametrize(
    ("kind", "outward", "inward"),
    [
        ("absorbed_into", "Absorbed into", "Took in"),
        ("carried_forward_to", "Carried forward to", "Carried forward from"),
        ("contributes_to", "Contributes to", "Built on"),
        ("waits_on", "Waits on", "Holds up"),
    ],
)
def test_links_are_named_from_both_ends(reader, programme, kind, outward, inward):
    start = PlanItemFactory(programme=programme, ref="A-1", title="Start")
    end = PlanItemFactory(programme=programme, ref="B-1", title="End")
    LinkFactory(from_item=start, to_item=end, kind=kind, note="They belong together.")

    assert f"<dt>{outward}</dt>" in get(reader, "A-1")
    assert "B-1 End" in get(reader, "A-1")
    assert f"<dt>{inward}</dt>" in get(reader, "B-1")
    assert "They belong together." in get(reader, "B-1")


def test_an_outside_dependency_says_what_it_is_whose_and_since_when(reader, programme, item):
    outside = DependencyFactory(
        programme=programme,
        title="Workforce plan",
        owner="NHS England",
        expected="with the 10 Year Plan",
        note="No date.",
    )
    LinkFactory(
        from_item=item, to_item=None, dependency=outside, kind="waits_on", stated_on=date(2025, 5, 31)
    )

    html = get(reader)

    assert "Workforce plan" in html
    assert "Owner: NHS England. Expected: “with the 10 Year Plan”. No date." in html
    assert "Stated since 31 May 2025." in html
    assert "Workforce plan" not in get(reader, as_at="2025-05-30")


def test_an_outside_dependency_that_arrived_says_when(reader, programme, item):
    outside = DependencyFactory(programme=programme, arrived_on=date(2025, 7, 1))
    LinkFactory(from_item=item, to_item=None, dependency=outside, kind="waits_on")

    assert "Owner: none named. Arrived on 1 July 2025." in get(reader)


def test_links_to_programmes_that_the_reader_may_not_see_stay_out(reader, item):
    LinkFactory(from_item=item, to_item=PlanItemFactory(title="Secret end"))
    LinkFactory(from_item=PlanItemFactory(title="Secret start"), to_item=item)
    UpdateFactory(item=item)
    NextStepFactory(item=item, becomes=PlanItemFactory(title="Secret future"))

    html = get(reader)

    assert "Secret" not in html
    assert "Nobody has picked it up yet" in html


def test_later_documents_are_heard_once_they_had_appeared(reader, item):
    review = SourceFactory(short_name="The review", newest_words_on=date(2025, 5, 31))
    Restatement.objects.create(item=item, title="Bed model, again", text="Shorter.", source=review)
    DiscrepancyFactory(programme=item.programme, item=item, title="Two dates", source=review)

    html = get(reader)
    before = get(reader, as_at="2025-05-30")

    for words in ("“Bed model, again”", "Shorter.", "The review", "Two dates", "Printed total 19"):
        assert words in html
    assert "Bed model, again" not in before
    assert "Two dates" not in before


def test_history_keeps_every_accepted_word_and_says_which_was_corrected(reader, item):
    first = UpdateFactory(item=item, summary="Wrong words.", state="delivered")
    UpdateFactory(
        item=item,
        organisation=first.organisation,
        supersedes=first,
        summary="Right words.",
        accepted_at=datetime(2025, 7, 1, 12, tzinfo=UTC),
    )
    UpdateFactory(item=item, workflow="draft", summary="Not yet said.")

    history = get(reader).split('id="history"')[1]
    before = get(reader, as_at="2025-06-30")

    assert history.index("Newest") < history.index("Corrected since")
    assert "Wrong words." in history
    assert "Not yet said." not in get(reader)
    assert "Wrong words." in before
    assert "Right words." not in before
    assert "Corrected since" not in before


def test_words_of_the_past_are_remembered_when_newer_ones_come(reader, item):
    UpdateFactory(item=item, summary="Half done.", reported_on=date(2024, 12, 31), period__slug="quarter-3")
    UpdateFactory(item=item, summary="All done.", state="delivered")

    history = get(reader).split('id="history"')[1]

    assert "Half done." in history
    assert "31 December 2024" in history


@pytest.mark.parametrize(
    ("role", "sees"), [("office", True), ("admin", True), ("viewer", False), ("lead", False)]
)
def test_who_touched_the_record_is_for_office_and_administrators(client, programme, item, role, sees):
    client.force_login(MembershipFactory(programme=programme, role=role).user)
    for record, key in (
        ("plan_item", "midshire/Y1-D3"),
        ("window", "midshire/Y1-D3/2"),
        ("update", "midshire/Y1-D3/rre/year-1"),
        ("plan_item", "midshire/Y1-D30"),
    ):
        record_change(
            action="wrote", record=record, key=key, by=None, programme=programme, actor="Olu Office"
        )

    html = get(client)

    assert ("Olu Office wrote this item" in html) == sees
    assert ("Olu Office wrote window 2" in html) == sees
    assert ("Olu Office wrote report rre year-1" in html) == sees
    assert html.count("Olu Office wrote") == (3 if sees else 0)


def test_the_items_before_and_after_are_those_of_the_same_year_in_plan_order(reader, programme):
    first, middle, last = (
        PlanItemFactory(programme=programme, ref=f"Y1-D{n}", title=f"Item {n}") for n in (1, 2, 3)
    )
    PlanItemFactory(programme=programme, ref="Y2-D1", year=PlanYearFactory(programme=programme, number=2))

    html = get(reader, middle.ref)

    assert f'href="{first.get_absolute_url()}" rel="prev"' in html
    assert f'href="{last.get_absolute_url()}" rel="next"' in html
    assert 'rel="prev"' not in get(reader, first.ref)
    assert 'rel="next"' not in get(reader, last.ref)
    assert "Items of the same year" not in get(reader, "Y2-D1")
