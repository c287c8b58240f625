"""Two people on one update, a locked period, a draft that comes late: nothing typed is lost."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from deliverables.cycle.review import accept_updates, return_update
from deliverables.models import Update
from tests.deliverables.reporting_rows import address, cycle, send, sent, stored, text
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2026-01-31T12:00:00Z", tick=False):
        yield


@pytest.fixture
def quarter():
    return cycle()


@pytest.fixture
def duty(quarter):
    return quarter.duty(ref="Y1-D1", title="Bed model")


@pytest.fixture
def lead(client, quarter):
    client.force_login(quarter.lead)
    return client


def colleague(quarter, client_class):
    client = client_class()
    person = MembershipFactory(
        programme=quarter.programme, role="lead", user__first_name="Kim", user__last_name="Second"
    )
    person.organisations.add(quarter.trust)
    client.force_login(person.user)
    return client


@pytest.fixture
def second(quarter, client):
    return colleague(quarter, type(client))


def test_the_second_of_two_people_gets_both_texts_and_nothing_is_overwritten(lead, second, duty):
    send(lead, duty, summary="First text.")

    html = text(send(second, duty, summary="Second text.", cause="Weather"), status=409)

    assert "First text." in html
    assert "Second text." in html
    assert "Nothing was overwritten" in html
    assert 'name="choose_summary"' in html
    assert 'name="choose_cause"' in html
    assert 'name="choose_state"' not in html
    assert stored(duty).summary == "First text."


def choose(client, duty, version, choices, **words):
    picked = {f"choose_{name}": side for name, side in choices.items()}
    return client.post(address(duty), {**sent(version, **words), **picked, "action": "choose"})


def test_what_is_chosen_field_by_field_is_saved(lead, second, duty):
    send(lead, duty, summary="First text.", cause="Snow", steps=[("Do one", "", "")])

    response = choose(
        second,
        duty,
        1,
        {"summary": "yours", "cause": "theirs", "steps": "theirs"},
        summary="Second text.",
        cause="Rain",
        steps=[("Do two", "", "")],
    )

    update = stored(duty)
    assert response.url == f"{address(duty)}?done=saved"
    assert (update.summary, update.cause, update.version) == ("Second text.", "Snow", 2)
    assert update.steps.get().text == "Do one"


def test_a_field_without_a_choice_is_asked_for_and_the_other_choices_stay(lead, second, duty):
    send(lead, duty, summary="First text.", cause="Snow")

    html = text(
        choose(second, duty, 1, {"cause": "theirs"}, summary="Second text.", cause="Rain"), status=400
    )

    assert "Choose yours or theirs for “What happened”." in html
    assert 'id="choose-cause-theirs" name="choose_cause" type="radio" value="theirs" checked' in html
    assert stored(duty).summary == "First text."


def test_a_third_save_while_choosing_brings_the_newest_text(lead, second, duty):
    send(lead, duty, summary="First text.")
    send(lead, duty, 1, summary="Third text.")

    html = text(choose(second, duty, 1, {"summary": "yours"}, summary="Second text."), status=409)

    assert "Third text." in html
    assert "Second text." in html
    assert stored(duty).summary == "Third text."


def test_choosing_where_nothing_is_stored_saves_what_was_typed(lead, duty):
    assert choose(lead, duty, 3, {}).status_code == 302
    assert stored(duty).summary == "Two wards opened."


def test_an_own_save_from_another_window_is_told_as_such(lead, duty):
    send(lead, duty, summary="Here.")

    html = text(send(lead, duty, summary="There."), status=409)

    assert "You saved this update from another window" in html


def test_words_for_an_update_that_a_colleague_has_submitted_are_shown_to_copy(lead, second, duty):
    send(lead, duty, action="submit")

    html = text(send(second, duty, summary="Mine."), status=409)

    assert "Nothing was overwritten" in html
    assert "What you typed" in html
    assert "Mine." in html
    assert "choose_" not in html


def test_a_locked_period_refuses_and_keeps_what_was_typed_on_the_page(lead, quarter, duty):
    quarter.period.locked_at = datetime(2026, 1, 20, tzinfo=UTC)
    quarter.period.save()

    for action, end in (("save", "31/3/2026"), ("submit", "31/3/2026"), ("save", "soon")):
        html = text(send(lead, duty, action=action, summary="Typed for long.", forecast_end=end), status=409)
        assert "Quarter 4 is locked, so nothing was saved." in html
        assert "Typed for long." in html
    assert "Quarter 4 is locked." in text(lead.get(address(duty)))
    assert not Update.objects.exists()


def test_a_period_that_is_not_open_yet_refuses(lead, quarter, duty):
    quarter.period.opened_at = None
    quarter.period.save()

    assert "Quarter 4 is not open yet." in text(send(lead, duty), status=409)
    assert "Quarter 4 is not open yet." in text(lead.get(address(duty)))


def test_an_accepted_update_is_read_and_not_written(lead, duty):
    send(lead, duty, action="submit")
    accept_updates(versions={stored(duty).pk: 1}, by=UserFactory())

    html = text(lead.get(address(duty)))

    assert "Accepted on 31 January 2026." in html
    assert "data-update" not in html
    assert "Take back" not in html
    assert "What you typed" in text(send(lead, duty, 2, summary="Again."), status=409)


def test_a_returned_update_shows_its_note_until_it_is_submitted_again(lead, duty):
    send(lead, duty, action="submit")
    return_update(update_id=stored(duty).pk, version=1, note="Name the ward.", by=UserFactory())
    send(lead, duty, 2, summary="Ward 5 op")

    assert "Name the ward." in text(lead.get(address(duty)))
    assert "Returned to you" in text(lead.get(reverse("deliverables:my_updates")))
    with time_machine.travel("2026-01-31T13:00:00Z", tick=False):
        send(lead, duty, 3, action="submit", summary="Ward 5 opened.")
        assert "Name the ward." not in text(lead.get(address(duty)))


def draft(client, duty, version=0, **words):
    response = client.post(f"{address(duty)}draft", sent(version, **words))
    return response.status_code, json.loads(response.content)


def test_a_script_saves_the_draft_and_learns_its_version_and_time(lead, duty):
    assert draft(lead, duty) == (200, {"version": 1, "message": "Draft saved at 12:00pm"})
    assert draft(lead, duty, 1, summary="More.")[1]["version"] == 2
    assert stored(duty).summary == "More."


def test_a_script_is_told_what_stands_in_the_way(lead, second, quarter, duty):
    assert draft(lead, duty, forecast_end="31/")[0] == 400
    draft(lead, duty)
    assert "saved this update after you opened it" in draft(second, duty, summary="Mine.")[1]["message"]
    quarter.period.locked_at = datetime(2026, 1, 20, tzinfo=UTC)
    quarter.period.save()
    assert draft(lead, duty, 1, summary="Late.")[0] == 409
    assert stored(duty).summary == "Two wards opened."


def test_a_draft_that_comes_after_the_submission_does_not_undo_it(lead, duty):
    send(lead, duty, action="submit")

    status, _ = draft(lead, duty, 0, summary="An earlier keystroke.")

    assert status == 409
    assert (stored(duty).workflow, stored(duty).summary) == ("submitted", "Two wards opened.")


def test_who_was_signed_out_while_typing_sees_their_words_and_nothing_that_is_stored(client, duty):
    response = send(
        client, duty, summary="<b>Typed</b> for long.", confidence="amber", steps=[("Do it", "", "")]
    )
    html = text(response, status=403)

    for words in ("&lt;b&gt;Typed&lt;/b&gt; for long.", "Amber", "Do it", f"?next={address(duty)}"):
        assert words in html
    assert duty.item.title not in html
    assert not Update.objects.exists()
    assert client.get(address(duty)).url == f"/account/sign-in/?next={address(duty)}"


def test_who_is_signed_out_is_sent_to_sign_in(client, duty):
    assert "/account/sign-in/" in client.post(f"{address(duty)}draft", sent()).url
