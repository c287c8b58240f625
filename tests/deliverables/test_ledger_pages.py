"""Said and planned: what was promised in a year, what was reported, and what became of it."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from deliverables.models import Restatement
from tests.factories import (
    DependencyFactory,
    LinkFactory,
    MembershipFactory,
    NextStepFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    ReportingPeriodFactory,
    SourceFactory,
    UpdateFactory,
    WindowFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2026-01-31T12:00:00Z", tick=False):
        yield


@pytest.fixture
def programme():
    programme = ProgrammeFactory(slug="midshire", short_name="Midshire")
    for number in (1, 2, 3):
        PlanYearFactory(programme=programme, number=number)
    return programme


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


def get(client, number=1, *, status=200, slug="midshire", **query):
    response = client.get(reverse("deliverables:ledger", args=[slug, number]), query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def promise(programme, *, number=1, window=True, **fields):
    year = programme.years.get(number=number)
    item = PlanItemFactory(programme=programme, year=year, **fields)
    if window:
        WindowFactory(item=item)
    return item


def test_a_chair_can_read_out_what_became_of_the_deliverables(reader, programme):
    for state, fields in (
        ("delivered", {}),
        ("delivered", {"actual_end": date(2025, 3, 31), "actual_precision": "month"}),
        ("absorbed", {}),
        ("waiting", {}),
        ("in_progress", {}),
    ):
        UpdateFactory(item=promise(programme), state=state, **fields)
    promise(programme)

    html = get(reader)

    assert (
        "Of 6 deliverables, 2 were delivered (1 of them late), 1 was absorbed into other work, 1 waits on "
        "something outside, 1 is past its date and not finished and nobody has reported on 1. "
        "Year 1 ended on 31 March 2025. Nobody has reported on 1 of its 6 items."
    ) in html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"state": "delivered", "actual_end": date(2025, 3, 31), "actual_precision": "month"},
            "6 months late: planned by September 2024, delivered March 2025.",
        ),
        (
            {"state": "delivered", "actual_end": date(2024, 8, 31), "actual_precision": "month"},
            "On time: planned by September 2024, delivered August 2024.",
        ),
        (
            {"state": "delivered"},
            "No date of delivery is reported, so nobody can say whether it met September 2024.",
        ),
        ({"state": "in_progress"}, "Planned to end in September 2024, 16 months ago."),
        ({"state": "not_started"}, "Past its date"),
        ({"state": "stopped"}, "Why: no reason is given."),
    ],
)
def test_each_promise_says_how_it_stands_against_its_date(reader, programme, fields, words):
    UpdateFactory(item=promise(programme), **fields)

    assert words in get(reader)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "delivered"}, "No date was planned and none is reported."),
        (
            {"state": "delivered", "actual_end": date(2024, 12, 31), "actual_precision": "month"},
            "Delivered December 2024; no date was planned.",
        ),
        ({"state": "in_progress"}, "Work goes on, and no planned date has passed."),
    ],
)
def test_a_promise_without_a_date_is_not_held_against_one(reader, programme, fields, words):
    UpdateFactory(item=promise(programme, window=False), **fields)

    html = get(reader)

    assert words in html
    assert "No date is stated." in html


def test_a_forecast_later_than_planned_is_told(reader, programme):
    item = promise(programme, number=3, window=False)
    WindowFactory(item=item, words="by June 2026", starts_on=None, ends_on=date(2026, 6, 30))
    UpdateFactory(item=item, state="in_progress", forecast_end=date(2026, 9, 30), forecast_precision="month")

    html = get(reader, 3)

    assert "Now forecast for September 2026, planned by June 2026." in html
    assert "Year 3 had not begun" not in html


def test_the_account_says_why_and_whether_it_was_in_our_hands(reader, programme):
    UpdateFactory(
        item=promise(programme),
        state="waiting",
        summary="The survey is ready.",
        reason="An election was called.",
        cause="General election",
        control="outside",
        state_basis="judged",
        judgement="Read as waiting from the prose.",
        source=SourceFactory(slug="review", short_name="The review"),
        organisation__short_name="Midshire ICB",
        organisation_basis="judged",
    )

    html = get(reader)

    assert "The survey is ready." in html
    assert "Why: An election was called. Cause: General election. Outside our control." in html
    assert "Read as waiting from the prose." in html
    assert "Midshire ICB" in html
    assert ">Judged<" in html
    assert reverse("deliverables:source", args=["review"]) in html


def test_links_lead_to_where_the_work_went(reader, programme):
    item = promise(programme, ref="Y1-D2", title="Survey report")
    later = promise(programme, ref="Y2-A1", number=2, title="Culture of care", window=False)
    UpdateFactory(item=item, state="absorbed")
    LinkFactory(from_item=item, to_item=later, kind="absorbed_into")
    LinkFactory(
        from_item=item,
        to_item=None,
        kind="waits_on",
        dependency=DependencyFactory(programme=programme, title="A national plan", expected="in summer"),
    )
    NextStepFactory(item=item, becomes=later)

    first, second = get(reader), get(reader, 2)

    assert "Absorbed into" in first
    assert "A national plan</a>, in summer" in first
    assert "A next step is taken up by" in first
    assert first.count(later.get_absolute_url()) == 2
    assert "Took in" in second
    assert "Takes up a next step of" in second
    assert (
        f'{item.get_absolute_url()}"><span class="app-ref">Y1-D2</span> Survey report</a>, absorbed' in second
    )


def test_a_deliverable_without_dates_takes_those_of_the_activity_that_produces_it(reader, programme):
    activity = promise(programme, kind="activity", ref="Y1-A-A", title="Engagement")
    report = promise(programme, ref="Y1-D1", window=False)
    LinkFactory(from_item=activity, to_item=report, basis="judged")

    html = get(reader)

    assert "April to September 2024" in html
    assert "The window of the activity that produces it; it has none of its own." in html
    assert "Rests on" in html


def test_a_moved_date_is_told_beside_the_first(reader, programme):
    item = promise(programme)
    WindowFactory(
        item=item,
        number=2,
        words="by March 2026",
        ends_on=date(2026, 3, 31),
        reason="The survey came late.",
        agreed_on=date(2025, 6, 1),
    )

    assert "First planned to end by 30 September 2024; moved since." in get(reader)
    assert "moved since" not in get(reader, as_at="2025-05-31")


def test_a_year_that_nobody_has_reported_on_says_so_and_shows_what_later_documents_say(reader, programme):
    item = promise(programme, number=2, window=False, source=SourceFactory(short_name="The strategy"))
    promise(programme, number=2, window=False, kind="activity")
    again = SourceFactory(short_name="The review", newest_words_on=date(2025, 5, 31))
    Restatement.objects.create(item=item, title="A plan, in other words", source=again)

    html, before = get(reader, 2), get(reader, 2, as_at="2025-04-30")

    assert (
        "Year 2 promised 1 deliverable and 1 activity. Year 2 is not over: it runs to 31 March 2026. "
        "Nobody has reported on any of them."
    ) in html
    assert "as “A plan, in other words”" in html
    assert "Nobody has reported on it.</p>" in html
    assert "Said again" not in before
    assert "It had not begun: it starts on 1 April 2025." in get(reader, 2, as_at="2025-03-31")


def test_a_date_that_passed_without_a_word_is_said(reader, programme):
    promise(programme)
    promise(programme, number=3, window=False)
    WindowFactory(item=promise(programme, number=3, window=False), starts_on=None, ends_on=date(2026, 12, 31))
    promise(programme, number=1, window=False)

    first, third = get(reader), get(reader, 3)

    assert "It was planned by September 2024, which has passed." in first
    assert "Nobody has reported on it. Year 1 ended on 31 March 2025." in first
    assert "Planned by December 2026: not due yet." in third


def test_initiatives_alone_get_their_own_sentence(reader, programme):
    for title in ("Allotment", "Virtual reality headsets"):
        item = promise(programme, kind="initiative", window=False, title=title, detail="Told by the review.")
        UpdateFactory(item=item, state="in_progress")

    html = get(reader)

    assert "Of 2 initiatives, 2 are in progress." in html
    assert "No plan promised these: the review tells of them as work of the year." in html
    assert "What it is" in html
    assert "Told by the review." in html
    assert "Allotment" not in get(reader, as_at="2025-03-31")


def test_the_kinds_that_nobody_reported_on_are_named_beside_those_that_were(reader, programme):
    promise(programme)
    UpdateFactory(item=promise(programme, kind="activity"), state="delivered")

    assert "Nobody has reported on the 1 deliverable." in get(reader)


def test_a_year_without_promises_says_so(reader):
    html = get(reader, 3)

    assert "The source promises nothing in Year 3." in html
    assert "there is no promise to hold a report against" in html


def test_what_stands_in_no_year_is_not_forgotten(reader, programme):
    loose = PlanItemFactory(programme=programme, year=None, ref="KA-12", title="Training")

    html = get(reader)

    assert "The source gives 1 item of this plan no year" in html
    assert loose.get_absolute_url() in html


def test_the_past_is_told_as_it_was_known(reader, programme):
    UpdateFactory(item=promise(programme), state="delivered", summary="All done.")

    before = get(reader, as_at="2025-03-31")

    assert "All done." in get(reader)
    assert "All done." not in before
    assert "Year 1 promised 1 deliverable. Year 1 is not over" in before


def test_links_stated_later_are_left_out_of_the_past(reader, programme):
    item = promise(programme)
    LinkFactory(
        from_item=item,
        to_item=None,
        kind="waits_on",
        dependency=DependencyFactory(programme=programme, title="A national plan"),
        stated_on=date(2025, 5, 31),
    )

    assert "A national plan" in get(reader)
    assert "A national plan" not in get(reader, as_at="2025-03-31")


def test_a_link_into_another_programme_gives_nothing_of_it_away(reader, programme):
    elsewhere = PlanItemFactory(title="Secret plan")
    LinkFactory(from_item=promise(programme), to_item=elsewhere, kind="absorbed_into")
    LinkFactory(from_item=elsewhere, to_item=promise(programme), kind="carried_forward_to")

    assert "Secret plan" not in get(reader)


def test_the_rows_can_be_taken_away_as_files(reader, programme):
    promise(programme)

    html = get(reader)

    assert f"{reverse('dataset', args=['plan_items'])}?programme=midshire&amp;year=1" in html
    assert f"{reverse('dataset', args=['updates'])}?programme=midshire&amp;year=1" in html


def test_an_address_out_of_scope_or_unknown_is_not_found(reader):
    other = PlanYearFactory()

    get(reader, 9, status=404)
    get(reader, 1, status=404, slug=other.programme.slug)


@pytest.mark.parametrize("moment", ["yesterday", "31/2/2025", "2030-01-01"])
def test_a_moment_that_is_none_is_refused(reader, moment):
    get(reader, status=400, as_at=moment)


@pytest.mark.parametrize("rows", [2, 12])
def test_the_ledger_costs_ten_queries_whatever_its_length(reader, programme, rows, django_assert_num_queries):
    period = ReportingPeriodFactory(programme=programme)
    for _ in range(rows):
        item = promise(programme, source=SourceFactory())
        UpdateFactory(item=item, period=period, source=item.source)
        LinkFactory(from_item=item, to_item=promise(programme, number=2), kind="carried_forward_to")
        NextStepFactory(item=item, period=period, becomes=promise(programme, number=2))
        Restatement.objects.create(item=item, title="Again", source=SourceFactory())

    with django_assert_num_queries(10):
        get(reader)
