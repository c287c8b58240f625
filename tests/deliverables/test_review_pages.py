"""The office reads, accepts and returns without leaving its queue."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from deliverables.models import Update
from tests.deliverables.cycle_rows import duty_row, open_period_row, person_with, written
from tests.factories import (
    NextStepFactory,
    ProgrammeFactory,
)

pytestmark = pytest.mark.django_db

QUEUE = "/review/"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(datetime(2026, 4, 10, 12, tzinfo=UTC), tick=False)


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire")


@pytest.fixture
def period(programme):
    return open_period_row(programme)


@pytest.fixture
def office(client, programme):
    client.force_login(person_with("office", programme))
    return client


def submitted(period, **fields):
    return written(duty_row(period), **fields)


def get(client, address=QUEUE, *, status=200, **query):
    return read(client.get(address, query), status)


def post(client, address=QUEUE, *, status=302, **data):
    response = client.post(address, data)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.headers["Location"] if status == 302 else read(response, status)


def read(response, status):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def value(update):
    return f"{update.pk}:{update.version}"


def workflows():
    return sorted(Update.objects.values_list("workflow", flat=True))


def test_the_queue_shows_what_is_submitted_the_oldest_first(office, period):
    newer = submitted(period, submitted_at=datetime(2026, 3, 9, tzinfo=UTC))
    older = submitted(period, submitted_at=datetime(2026, 3, 2, tzinfo=UTC))
    for workflow in ("draft", "returned", "accepted"):
        written(duty_row(period, title=f"A {workflow} one"), workflow=workflow)

    html = get(office)

    assert "2 updates wait for you, the oldest first" in html
    assert html.index(f'id="update-{older.pk}"') < html.index(f'id="update-{newer.pk}"')
    assert "A draft one" not in html
    assert "A returned one" not in html
    assert "A accepted one" not in html


def test_an_empty_queue_says_so(office):
    assert "Nothing waits for you." in get(office)


def test_what_changed_since_the_last_accepted_words_is_marked_word_by_word(office, period, programme):
    duty = duty_row(period)
    written(
        duty,
        workflow="accepted",
        period=open_period_row(programme, slug="before", name="Quarter 3"),
        summary="The ward opens in May.",
        reported_on=date(2025, 12, 1),
    )
    written(duty, summary="The ward opens in June.", confidence="amber")

    html = get(office)

    assert "Changed since the last accepted words of 1 December 2025 (Quarter 3)" in html
    assert 'The ward opens in <del class="app-removed">' in html
    assert '<span class="nhsuk-u-visually-hidden"> (removed) </span>May.' in html
    assert '<span class="nhsuk-u-visually-hidden"> (added) </span>June.' in html
    assert "(removed) </span>Green" in html
    assert "What stayed the same (1 field)" in html


def test_the_words_of_another_organisation_are_no_measure(office, period):
    duty = duty_row(period)
    written(duty_row(period, item=duty.item), workflow="accepted", summary="Their own words.")
    update = written(duty)

    html = get(office)

    assert f"The first words of {update.organisation} on this item" in html
    assert "Their own words." not in html


def test_words_that_are_the_same_are_said_to_be_the_same(office, period, programme):
    duty = duty_row(period)
    written(duty, workflow="accepted", period=open_period_row(programme, slug="before"))
    written(duty, no_change=True)

    html = get(office)

    assert "The same words as those accepted on 1 March 2026" in html
    assert "No change, still true." in html


def test_an_end_that_moves_is_told_in_days(office, period, programme):
    duty = duty_row(period)
    before = open_period_row(programme, slug="before")
    ends = {"forecast_end": date(2026, 6, 30), "forecast_precision": "day"}
    written(duty, workflow="accepted", period=before, **ends)
    written(duty, **ends | {"forecast_end": date(2026, 7, 10)})

    assert "The end moves 10 days later: it was expected on 30 June 2026." in get(office)


def test_markup_that_somebody_typed_is_shown_as_text(office, period):
    submitted(period, summary="<script>alert(1)</script> & done")

    html = get(office)

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; done" in html


def test_one_is_accepted_and_the_next_one_is_shown(office, period):
    first, second, third = (submitted(period) for _ in range(3))
    order = [value(update) for update in (first, second, third)]

    location = post(office, accept=value(second), order=order)

    assert location == f"/review/?accepted=1#update-{third.pk}"
    assert workflows() == ["accepted", "submitted", "submitted"]
    assert "1 update accepted." in get(office, accepted="1")


def test_many_are_accepted_at_once(office, period):
    updates = [submitted(period) for _ in range(3)]

    location = post(office, update=[value(update) for update in updates[:2]])

    assert location == "/review/?accepted=2#queue"
    assert workflows() == ["accepted", "accepted", "submitted"]


def test_all_on_the_page_are_chosen_without_a_script(office, period):
    for _ in range(3):
        submitted(period)

    html = get(office, choose="all")

    assert html.count('name="update" value=') == html.count(" checked>") == 3
    assert "Choose none" in html


def test_choosing_nothing_is_told(office, period):
    submitted(period)

    html = post(office, status=400)

    assert "Choose the updates that you accept." in html
    assert "<title>Error: Review" in html


def test_where_one_changed_since_none_is_accepted_and_it_is_named(office, period):
    updates = [submitted(period) for _ in range(3)]
    read_at = [value(update) for update in updates]
    Update.objects.filter(pk=updates[1].pk).update(version=2, summary="New words.")

    html = post(office, update=read_at, status=409)

    assert workflows() == ["submitted"] * 3
    assert "Nothing was accepted" in html
    assert "1 update changed after you opened this page. The others are still chosen." in html
    assert f'<a href="#update-{updates[1].pk}">{updates[1].item}' in html
    assert html.count(" checked>") == 2
    assert "Changed since you read it" in html


def test_one_that_was_taken_back_is_named_though_it_left_the_queue(office, period):
    stays, gone = submitted(period), submitted(period)
    Update.objects.filter(pk=gone.pk).update(version=2, workflow="draft")

    html = post(office, update=[value(stays), value(gone)], status=409)

    assert f"{gone.item}, {gone.organisation}</a>: now draft" in html
    assert workflows() == ["draft", "submitted"]


def test_a_double_click_is_answered_as_one(office, period):
    update = submitted(period)
    for _ in range(2):
        post(office, accept=value(update))

    assert workflows() == ["accepted"]


def test_one_is_returned_with_a_note_and_the_next_one_is_shown(office, period):
    first, second = submitted(period), submitted(period)
    order = [value(first), value(second)]

    location = post(
        office, **{"return": value(first), f"{first.pk}-note": "Say when it ends.", "order": order}
    )

    assert location == f"/review/?returned=1#update-{second.pk}"
    first.refresh_from_db()
    assert (first.workflow, first.return_note) == ("returned", "Say when it ends.")


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("", "Say what has to change before you return the update."),
        ("\u200b\u200b", "Say what has to change before you return the update."),
        ("x" * 2001, "Use 2000 characters or fewer; there are 2001."),
        ("a\x00b", "The text has characters that cannot be shown."),
    ],
)
def test_a_note_that_cannot_be_is_refused_at_its_field(office, period, note, sentence):
    update = submitted(period)

    html = post(office, **{"return": value(update), f"{update.pk}-note": note, "status": 400})

    assert sentence in html
    assert f'href="#id_{update.pk}-note"' in html
    assert workflows() == ["submitted"]


def test_a_note_is_not_lost_where_the_update_changed_since(office, period):
    update = submitted(period)
    Update.objects.filter(pk=update.pk).update(version=2)

    html = post(office, **{"return": value(update), f"{update.pk}-note": "Say when it ends.", "status": 409})

    assert "Nothing was returned" in html
    assert "Say when it ends." in html
    assert workflows() == ["submitted"]


def test_filters_stay_through_an_action(office, period):
    update = submitted(period)
    address = f"{QUEUE}?period={period.pk}&choose=all"

    assert post(office, address, accept=value(update)) == f"/review/?period={period.pk}&accepted=1#queue"


def test_the_queue_is_narrowed_by_programme_and_period(office, period, programme):
    other = open_period_row(programme, slug="other", name="Other period")
    here, there = submitted(period), submitted(other)

    html = get(office, period=period.pk, programme="midshire")

    assert f'id="update-{here.pk}"' in html
    assert f'id="update-{there.pk}"' not in html
    assert "Choose a period from the list." in get(office, period="nonsense", status=400)


def test_what_is_submitted_in_a_locked_period_is_counted_but_cannot_be_decided(office, period):
    update = submitted(period)
    period.locked_at = datetime(2026, 4, 2, tzinfo=UTC)
    period.save()

    assert "1 submitted update stands in locked periods" in get(office)
    assert "is locked, so nothing was saved" in post(office, accept=value(update), status=409)
    assert workflows() == ["submitted"]


@pytest.mark.parametrize("role", ["viewer", "lead", "analyst"])
def test_the_queue_is_there_for_the_office_only(client, period, programme, role):
    update = written(duty_row(period), workflow="accepted")
    client.force_login(person_with(role, programme, [update.organisation]))

    for address in (QUEUE, reverse("deliverables:correct", args=[update.pk])):
        assert client.get(address).status_code == client.post(address).status_code == 404


def test_signed_out_people_are_asked_to_sign_in(client):
    assert client.get(QUEUE).status_code == 302


def test_updates_of_another_office_are_neither_shown_nor_decided(office, period):
    own, foreign = submitted(period), submitted(open_period_row(ProgrammeFactory()))

    assert f'id="update-{foreign.pk}"' not in get(office)
    post(office, update=[value(own), value(foreign)], status=404)
    post(office, **{"return": value(foreign), f"{foreign.pk}-note": "x", "status": 404})
    assert workflows() == ["submitted", "submitted"]


@pytest.mark.parametrize(
    "bad", ["x", "1", "1:", "1:1:1", "9999999999:1", "1:9999999999", "١:١", "1:1\x00", "-1:1"]
)
@pytest.mark.parametrize("name", ["update", "accept", "return", "order"])
def test_a_tampered_value_is_refused_in_a_sentence(office, period, name, bad):
    data = {name: bad} if name != "order" else {"accept": value(submitted(period)), "order": bad}

    assert "Open the queue again and choose there." in post(office, **data, status=400)


def test_a_choice_of_more_than_a_page_holds_is_refused(office):
    post(office, update=[f"{number}:1" for number in range(1, 102)], status=400)


def test_an_odd_count_in_the_address_says_nothing(office):
    assert "accepted." not in get(office, accepted="<b>", returned="-1")


@pytest.mark.parametrize("rows", [1, 12])
def test_the_queue_costs_the_same_queries_whatever_its_length(
    office, period, programme, rows, django_assert_num_queries
):
    before = open_period_row(programme, slug="before")
    for _ in range(rows):
        duty = duty_row(period)
        written(duty, workflow="accepted", period=before)
        NextStepFactory(item=duty.item, period=period, update=written(duty))

    with django_assert_num_queries(12):
        get(office)


def test_a_long_queue_has_pages(office, period):
    for number in range(51):
        submitted(period, submitted_at=datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=number))

    assert get(office).count('class="app-review__entry"') == 50
    assert get(office, page="2").count('class="app-review__entry"') == 1
