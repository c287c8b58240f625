"""A new date is asked for with a reason, decided by the office and kept beside the first one."""

import uuid
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from deliverables.cycle.rebaseline import ask_rebaseline, decide_rebaseline
from deliverables.models import Change, RebaselineRequest, Window
from deliverables.variance import End, difference_words, moved_words
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PlanItemFactory,
    ProgrammeFactory,
    UpdateFactory,
    UserFactory,
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
def item(programme):
    workstream = WorkstreamFactory(programme=programme)
    item = PlanItemFactory(programme=programme, ref="Y1-A-C", title="Bed model", workstream=workstream)
    item.organisations.add(OrganisationFactory(slug="mpft"))
    WindowFactory(item=item)
    return item


def sign_in(client, programme, role="office", *, organisation=None, workstream=None):
    membership = MembershipFactory(programme=programme, role=role)
    if organisation:
        membership.organisations.add(organisation)
    if workstream:
        membership.workstreams.add(workstream)
    client.force_login(membership.user)
    return membership.user


def text_of(response, status):
    assert response.status_code == status, response.content.decode()[:2000]
    return " ".join(response.content.decode().split())


def words(**more):
    return {
        "nonce": uuid.uuid4(),
        "words": "by 30 September 2026",
        "starts_on": "",
        "ends_on": "30/9/2026",
        "precision": "day",
        "scope": "Two wards only.",
        "reason": "The survey came <b>late</b>.",
    } | more


def ask(client, item, *, status=302, **more):
    address = reverse("deliverables:ask_rebaseline", args=[item.programme.slug, item.ref])
    return text_of(client.post(address, words(**more)), status)


def form_of(client, item, *, status=200):
    address = reverse("deliverables:ask_rebaseline", args=[item.programme.slug, item.ref])
    return text_of(client.get(address), status)


def requested(item, **more):
    asked = words(starts_on=None, ends_on=date(2026, 9, 30)) | more
    return ask_rebaseline(item=item, by=UserFactory(last_name="Lead"), **asked)


def decide(client, request, decision="approve", note="Agreed.", *, slug="midshire", named=None, status=302):
    sent = {
        "request": request.pk if named is None else named,
        "decision": decision,
        f"request-{request.pk}-note": note,
    }
    return text_of(client.post(reverse("deliverables:rebaselines", args=[slug]), sent), status)


def read(client, slug="midshire", *, status=200, **query):
    return text_of(client.get(reverse("deliverables:rebaselines", args=[slug]), query), status)


def page_of(client, item, **query):
    return text_of(client.get(item.get_absolute_url(), query), 200)


def test_the_office_asks_from_the_page_of_the_item_and_approves(client, programme, item):
    person = sign_in(client, programme)

    assert "Ask for a new date" in page_of(client, item)
    ask(client, item)
    waiting = page_of(client, item)
    decide(client, RebaselineRequest.objects.get())
    after, decided = page_of(client, item), read(client)

    assert "A new date is asked for:</strong> by 30 September 2026" in waiting
    assert "Moved to" in after
    assert "By 30 September 2026" in after
    assert f"Agreed on 31 January 2026 by {person}: The survey came &lt;b&gt;late&lt;/b&gt;." in after
    assert "April to September 2024" in after
    assert "Approved" in decided
    assert "24 months later than agreed; 24 months later" not in decided
    assert [window.number for window in item.windows.order_by("number")] == [1, 2]
    assert Change.objects.filter(record="window").count() == 2


def test_a_refusal_says_why_and_changes_nothing(client, programme, item):
    asked = requested(item)
    sign_in(client, programme)

    without = decide(client, asked, "refuse", note="", status=400)
    decide(client, asked, "refuse", note="The money ends in March.")

    assert "Say why the change is refused." in without
    assert "<title>Error: " in without
    assert "The money ends in March." in read(client)
    assert Window.objects.filter(item=item).count() == 1
    assert "Ask for a new date" in page_of(client, item)


def test_leads_of_the_item_ask_and_other_leads_do_not(client, programme, item):
    own = item.organisations.get()

    for allowed, more in (
        (True, {"organisation": own}),
        (True, {"workstream": item.workstream}),
        (False, {"organisation": OrganisationFactory()}),
        (False, {"workstream": WorkstreamFactory(programme=programme)}),
        (False, {}),
    ):
        sign_in(client, programme, "lead", **more)
        assert ("Ask for a new date" in page_of(client, item)) is allowed
        form_of(client, item, status=200 if allowed else 404)
        if not allowed:
            ask(client, item, status=404)


def test_the_lead_organisation_of_an_item_asks_too(client, programme, item):
    item.lead_organisation = OrganisationFactory()
    item.save()
    sign_in(client, programme, "lead", organisation=item.lead_organisation)

    ask(client, item)

    assert RebaselineRequest.objects.count() == 1


@pytest.mark.parametrize("role", ["viewer", "analyst"])
def test_readers_read_the_requests_and_neither_ask_nor_decide(client, programme, item, role):
    asked = requested(item)
    sign_in(client, programme, role)

    html = read(client)
    form_of(client, item, status=404)
    ask(client, item, status=404)
    decide(client, asked, status=404)

    assert "The survey came" in html
    assert "Approve" not in html
    assert "Ask for a new date" not in page_of(client, item)
    assert RebaselineRequest.objects.get().decision == "open"


def test_leads_do_not_decide(client, programme, item):
    asked = requested(item)
    sign_in(client, programme, "lead", organisation=item.organisations.get())

    decide(client, asked, status=404)


def test_a_double_click_makes_one_request(client, programme, item):
    sign_in(client, programme)
    nonce = uuid.uuid4()

    ask(client, item, nonce=nonce)
    ask(client, item, nonce=nonce)

    assert RebaselineRequest.objects.count() == 1


def test_other_words_sent_with_a_used_form_are_refused_and_kept(client, programme, item):
    sign_in(client, programme)
    nonce = uuid.uuid4()
    ask(client, item, nonce=nonce)

    html = ask(client, item, nonce=nonce, reason="Another reason.", status=409)

    assert "This form was sent before with other words" in html
    assert "Another reason.</textarea>" in html


def test_a_second_request_on_an_item_is_refused_with_its_words_kept(client, programme, item):
    requested(item)
    sign_in(client, programme)

    html = ask(client, item, reason="A second reason.", status=409)

    assert "waiting for a decision already" in html
    assert "A second reason.</textarea>" in html
    assert "waits for a decision of the programme office already" in form_of(client, item)


def test_a_decision_is_taken_once(client, programme, item):
    asked = requested(item)
    decide_rebaseline(request_id=asked.pk, approve=True, note="", by=UserFactory())
    sign_in(client, programme)

    html = decide(client, asked, "refuse", note="No <b>money</b>.", status=409)

    assert "This was approved already." in html
    assert "No &lt;b&gt;money&lt;/b&gt;." in html
    assert Window.objects.filter(item=item).count() == 2


def test_a_double_click_decides_once_and_is_no_error(client, programme, item):
    asked = requested(item)
    sign_in(client, programme)

    decide(client, asked)
    decide(client, asked)

    assert Window.objects.filter(item=item).count() == 2


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("words", "", "Write the new window in words."),
        ("words", "x" * 121, "Use 120 characters or fewer; there are 121."),
        ("words", "a\x07", "characters that cannot be shown"),
        ("ends_on", "", "Give the new end"),
        ("ends_on", "31/2/2026", "Enter a real date"),
        ("ends_on", "soon", "Enter a real date"),
        ("ends_on", "1/1/9999", "Give a date from 2000 to 2100."),
        ("starts_on", "1/1/0001", "Give a date from 2000 to 2100."),
        ("starts_on", "1/10/2026", "The new end is before the new start."),
        ("precision", "", "Choose how exact the dates are."),
        ("precision", "none", "Choose how exact the dates are from the list."),
        ("reason", "", "Say why the date or the scope has to change."),
        ("reason", "\u200b", "Say why the date or the scope has to change."),
        ("reason", "x" * 2001, "Use 2000 characters or fewer; there are 2001."),
        ("scope", "x" * 2001, "Use 2000 characters or fewer; there are 2001."),
        ("nonce", "x", "The form has lost the mark"),
    ],
)
def test_what_cannot_be_asked_for_says_why_and_keeps_what_was_typed(
    client, programme, item, field, value, sentence
):
    sign_in(client, programme)

    html = ask(client, item, status=400, **{field: value})

    assert sentence in html
    assert "<title>Error: " in html
    assert "by 30 September 2026" in html or field == "words"
    assert not RebaselineRequest.objects.exists()


@pytest.mark.parametrize(
    ("named", "decision"), [("x", "approve"), ("", "approve"), (None, "perhaps"), (None, "")]
)
def test_a_decision_that_says_nothing_is_refused(client, programme, item, named, decision):
    asked = requested(item)
    sign_in(client, programme)

    decide(client, asked, decision, named=named, status=400)

    assert RebaselineRequest.objects.get().decision == "open"


def test_another_programme_is_out_of_scope(client, programme, item):
    theirs = PlanItemFactory(programme__slug="elsewhere", ref="Y1-A-C")
    asked = requested(theirs)
    sign_in(client, programme)

    form_of(client, theirs, status=404)
    ask(client, theirs, status=404)
    read(client, "elsewhere", status=404)
    decide(client, asked, slug="elsewhere", status=404)
    decide(client, asked, status=404)


def test_signed_out_people_are_sent_to_sign_in(client, item):
    asked = requested(item)

    form_of(client, item, status=302)
    ask(client, item, status=302)
    read(client, status=302)
    decide(client, asked, status=302)

    assert RebaselineRequest.objects.get().decision == "open"


def test_the_past_shows_what_was_asked_and_decided_then(client, programme, item):
    with time_machine.travel("2025-06-01T09:00:00Z"):
        asked = requested(item)
    with time_machine.travel("2025-08-01T09:00:00Z"):
        decide_rebaseline(request_id=asked.pk, approve=True, note="", by=UserFactory())
    sign_in(client, programme)

    before, between = read(client, as_at="2025-05-31"), read(client, as_at="2025-07-31")

    assert "The survey came" not in before
    assert "1 request waits for a decision." in between
    assert "Approve" not in between
    assert "Without a note" not in between
    assert "Without a note" in read(client)
    assert "A new date is asked for" in page_of(client, item, as_at="2025-07-31")
    assert "A new date is asked for" not in page_of(client, item)
    assert "Approved" in read(client)


@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_costs_seven_queries_whatever_was_asked(client, programme, rows, django_assert_num_queries):
    for _ in range(rows):
        requested(WindowFactory(item__programme=programme).item)
        done = requested(WindowFactory(item__programme=programme).item)
        decide_rebaseline(request_id=done.pk, approve=True, note="", by=UserFactory())
    sign_in(client, programme)

    with django_assert_num_queries(7):
        read(client)


def test_the_page_of_an_item_tells_the_variance_against_both_baselines(client, programme, item):
    WindowFactory(
        item=item,
        number=2,
        words="by March 2026",
        starts_on=None,
        ends_on=date(2026, 3, 31),
        reason="Late.",
        agreed_on=date(2025, 1, 1),
    )
    UpdateFactory(item=item, confidence="amber", forecast_end=date(2026, 6, 30), forecast_precision="month")
    sign_in(client, programme)

    html = page_of(client, item)

    assert "Forecast end June 2026: 21 months later than September 2024" in html
    assert "Forecast end June 2026: 3 months later than March 2026" in html
    assert "Agreed end March 2026: 18 months later than September 2024" in html


def test_the_page_of_an_item_without_end_or_baseline_tells_no_variance(client, programme):
    item = UpdateFactory(item__programme=programme).item
    sign_in(client, programme)

    assert "Against the first baseline" not in page_of(client, item)


@pytest.mark.parametrize(
    ("agreed", "end", "expected"),
    [
        (End(date(2026, 3, 31), "day"), End(date(2026, 4, 12), "day"), "12 days later"),
        (End(date(2026, 3, 31), "day"), End(date(2026, 3, 30), "day"), "1 day earlier"),
        (End(date(2026, 3, 31), "day"), End(date(2026, 3, 31), "day"), "no difference"),
        (End(date(2026, 3, 31), "month"), End(date(2026, 3, 1), "day"), "no difference"),
        (End(date(2026, 3, 31), "month"), End(date(2025, 12, 31), "month"), "3 months earlier"),
        (End(date(2026, 3, 31), "year"), End(date(2027, 3, 31), "day"), "12 months later"),
    ],
)
def test_a_difference_is_no_more_exact_than_its_dates(agreed, end, expected):
    assert difference_words(agreed, end) == expected


def test_an_end_is_set_against_the_newest_and_the_first_window():
    first = Window(number=1, ends_on=date(2026, 1, 31), precision="month")
    second = Window(number=2, ends_on=date(2026, 3, 31), precision="month")
    undated = Window(number=1, ends_on=None, precision="none")
    end = End(date(2026, 3, 31), "month")

    assert moved_words([undated], end) == "no end was agreed before"
    assert moved_words([first], end) == "2 months later than agreed"
    assert moved_words([first, second], end) == "the end as agreed; 2 months later than first planned"
    assert moved_words([first, second], End(date(2026, 1, 31), "month")) == (
        "2 months earlier than agreed; no difference from first planned"
    )
