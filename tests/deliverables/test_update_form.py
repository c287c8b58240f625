"""Writing an update: prefilled, marked, checked, saved; and what happens when it cannot be."""

import json
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from deliverables.cycle.review import accept_updates, return_update
from deliverables.models import NextStep, Update
from tests.deliverables.reporting_rows import cycle, sent
from tests.factories import DependencyFactory, MembershipFactory, PlanItemFactory, UserFactory

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


def text(response, *, status=200) -> str:
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def address(duty) -> str:
    return reverse("deliverables:my_update", args=[duty.pk])


def send(client, duty, version=0, *, action="save", **words):
    return client.post(address(duty), {**sent(version, **words), "action": action})


def stored(duty) -> Update:
    return Update.objects.get(item=duty.item, period=duty.period)


def test_the_form_opens_with_the_last_accepted_words_without_their_ask(lead, quarter, duty):
    quarter.said(duty, ask="More money", summary="One ward opened.")

    html = text(lead.get(address(duty)))

    form = html[html.index("data-update") : html.index("</form>", html.index("data-update"))]
    assert ">One ward opened.</textarea>" in form
    assert ">More money</textarea>" not in form
    assert 'value="31/3/2026"' in form
    assert "The form holds the last accepted words." in form


def test_the_definitions_of_red_amber_and_green_stand_beside_the_choice(lead, duty):
    html = text(lead.get(address(duty)))

    assert "Looks unachievable as planned" in html
    assert "Feasible, but significant issues need attention" in html


def test_a_draft_comes_back_as_it_was_typed_even_where_it_is_at_odds_with_itself(lead, duty):
    send(lead, duty, state="delivered", confidence="amber", actual_start="2/2/2026", actual_end="1/1/2026")

    html = text(lead.get(address(duty)))

    update = stored(duty)
    assert (update.workflow, update.state, update.confidence) == ("draft", "delivered", "amber")
    assert 'value="2/2/2026"' in html
    assert 'value="1/1/2026"' in html


def test_a_draft_without_a_chosen_state_does_not_choose_one(lead, duty):
    send(lead, duty, state=None, confidence=None, summary="Half a sen")

    html = text(lead.get(address(duty)))

    assert stored(duty).state == ""
    assert "Half a sen" in html
    assert 'value="not_started" checked' not in html


def test_what_differs_from_the_last_words_is_marked_with_what_they_were(lead, quarter, duty):
    quarter.said(duty)
    send(lead, duty, summary="Three wards opened.", forecast_end="15/5/2026")

    html = text(lead.get(address(duty)))

    marks = [part.split("</p>")[0] for part in html.split("data-mark>")[1:]]
    assert len(marks) == 2
    assert "<strong>Changed.</strong> Last accepted: <q>One ward opened.</q>" in marks[0]
    assert "<q>31 March 2026</q>" in marks[1]
    assert "The end moves 45 days later: it was expected on 31 March 2026." in html


def test_lines_count_as_the_same_however_the_browser_ends_them(lead, quarter, duty):
    quarter.said(duty, summary="One.\nTwo.")
    send(lead, duty, summary="One.\r\nTwo.")

    html = text(lead.get(address(duty)))

    assert stored(duty).summary == "One.\nTwo."
    assert "data-mark>" not in html


def test_saving_leads_to_the_form_again_and_names_the_next_one(lead, quarter, duty):
    following = quarter.duty(ref="Y1-D2", title="Crisis line")

    response = send(lead, duty)
    html = text(lead.get(response.url))

    assert response.url == f"{address(duty)}?done=saved"
    assert "Draft saved: Y1-D1." in html
    assert f'Next: <a href="{address(following)}">Y1-D2 Crisis line</a>' in html


def test_submitting_shows_the_words_and_the_way_back(lead, duty):
    response = send(lead, duty, action="submit")
    html = text(lead.get(response.url))

    assert stored(duty).workflow == "submitted"
    assert "Submitted: Y1-D1." in html
    assert "Nothing else is due from you." in html
    assert "Take back to change it" in html
    assert "data-update" not in html


def test_what_was_taken_back_can_be_written_again(lead, duty):
    send(lead, duty, action="submit")

    response = lead.post(f"{address(duty)}take-back/", {"version": stored(duty).version})
    html = text(lead.get(response.url))

    assert stored(duty).workflow == "draft"
    assert "Taken back: it is a draft again: Y1-D1." in html
    assert "data-update" in html


def test_taking_back_what_the_office_has_accepted_meanwhile_is_refused(lead, duty):
    send(lead, duty, action="submit")
    version = stored(duty).version
    accept_updates(versions={stored(duty).pk: version}, by=UserFactory())

    html = text(lead.post(f"{address(duty)}take-back/", {"version": version}), status=409)

    assert "Not saved" in html
    assert stored(duty).workflow == "accepted"


def test_missing_words_are_named_at_their_fields_and_what_was_typed_is_kept_as_a_draft(lead, duty):
    html = text(send(lead, duty, action="submit", confidence="amber", summary="Late."), status=400)

    assert "<title>Error: " in html
    for field, words in (("reason", "Say why, because it is not green."), ("cause", "Name the cause")):
        assert f'href="#id_{field}"' in html
        assert html.count(words) == 2
    assert 'href="#id_control"' in html
    assert ">Late.</textarea>" in html
    assert (stored(duty).workflow, stored(duty).summary) == ("draft", "Late.")
    assert 'name="version" value="1"' in html


def test_a_later_end_asks_for_reason_cause_and_control(lead, duty):
    html = text(send(lead, duty, action="submit", forecast_end="1/4/2026"), status=400)

    assert "The end moves 1 day later: it was expected on 31 March 2026." in html
    assert "Say why, because its end moves or it stops." in html


@pytest.mark.parametrize(
    ("state", "field"),
    [
        ("absorbed", "goes_to"),
        ("carried_forward", "goes_to"),
        ("waiting", "waits_for"),
        ("delivered", "actual_end"),
    ],
)
def test_each_state_asks_for_its_link_or_date(lead, duty, state, field):
    assert f'href="#id_{field}"' in text(send(lead, duty, action="submit", state=state), status=400)


def test_absorbed_and_waiting_keep_their_link(lead, quarter, duty):
    into = PlanItemFactory(programme=quarter.programme)
    send(lead, duty, action="submit", state="absorbed", goes_to=into.pk)
    other = quarter.duty()
    plan = DependencyFactory(programme=quarter.programme)
    send(lead, other, action="submit", state="waiting", waits_for=plan.pk)

    assert (stored(duty).goes_to, stored(duty).confidence, stored(duty).forecast_end) == (into, "", None)
    assert stored(other).waits_for == plan


def test_next_steps_are_kept_in_order_with_hints_that_do_not_block(lead, duty):
    steps = [("Recruit two people", "The trust", "30/4/2026"), ("Findings will help.", "", "")]

    response = send(lead, duty, action="submit", steps=steps)
    send(lead, duty, version=1)

    assert response.status_code == 302
    rows = NextStep.objects.values_list("text", "owner", "due_on")
    assert list(rows) == [
        ("Recruit two people", "The trust", date(2026, 4, 30)),
        ("Findings will help.", "", None),
    ]


def test_a_hint_says_what_a_step_lacks(lead, duty):
    send(lead, duty, steps=[("Findings will help.", "", "")])

    assert "Hint: it would be easier to follow up with a verb first and an owner and a date." in text(
        lead.get(address(duty))
    )


def test_a_row_without_a_step_keeps_what_was_typed_and_blocks_only_submitting(lead, duty):
    html = text(send(lead, duty, action="submit", steps=[("", "The trust", "")]), status=400)

    assert "Say what is to be done, or empty the row." in html
    assert 'href="#id_steps-0-text"' in html
    assert NextStep.objects.get().owner == "The trust"
    assert stored(duty).workflow == "draft"


def test_adding_a_row_saves_the_draft_and_gives_more_rows(lead, duty):
    response = send(lead, duty, action="add-row", steps=[("One", "", ""), ("", "", ""), ("", "", "")])
    html = text(lead.get(response.url))

    assert stored(duty).steps.get().text == "One"
    assert 'name="steps-3-text"' in html
    assert 'name="steps-4-text"' not in html


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"summary": "x" * 4001}, "Use 4000 characters or fewer"),
        ({"cause": "x" * 201}, "at most 200 characters"),
        ({"summary": "on\x00track"}, "characters that cannot be shown"),
        ({"reason": "on\x1btrack"}, "characters that cannot be shown"),
        ({"forecast_end": "31/2/2026"}, "Enter a real date"),
        ({"forecast_end": "2/30/2026"}, "Enter a real date"),
        ({"actual_start": "soon"}, "Enter a real date"),
        ({"state": "finished"}, "Select a valid choice"),
        ({"confidence": "<b>"}, "Select a valid choice"),
        ({"goes_to": str(2**70)}, "Select a valid choice"),
        ({"goes_to": "1\x00"}, "Null characters are not allowed"),
        ({"version": "x"}, "which version it was opened at"),
        ({"version": "-1"}, "which version it was opened at"),
        ({"version": str(2**70)}, "which version it was opened at"),
        ({"version": None}, "which version it was opened at"),
        ({"steps-TOTAL_FORMS": None}, "rows of next steps did not arrive"),
        ({"steps-TOTAL_FORMS": "x"}, "rows of next steps did not arrive"),
        ({"steps-TOTAL_FORMS": "1000"}, "Give 20 next steps or fewer"),
        ({"steps": [("Do", "", "31/2/2026")]}, "Enter a real date"),
    ],
)
@pytest.mark.parametrize("action", ["save", "submit", "choose", "nonsense"])
def test_what_cannot_be_read_is_said_so_and_nothing_is_written_or_lost(lead, duty, action, words, said):
    html = text(send(lead, duty, action=action, **{"summary": "My words.", **words}), status=400)

    assert said in html
    assert "There is a problem" in html
    assert "summary" in words or ">My words.</textarea>" in html
    assert not Update.objects.exists()


def test_a_smuggled_field_changes_nothing(lead, quarter, duty):
    send(
        lead,
        duty,
        workflow="accepted",
        accepted_at="2026-01-01",
        organisation="1",
        return_note="Fine",
        no_change="on",
        basis="published",
    )

    update = stored(duty)
    assert (update.workflow, update.organisation, update.return_note) == ("draft", quarter.trust, "")
    assert (update.no_change, update.basis) == (False, "entered")


def test_markup_is_shown_as_text(lead, duty):
    send(lead, duty, action="submit", summary="<script>alert(1)</script>")

    html = text(lead.get(address(duty)))

    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html


def test_a_double_click_makes_one_update(lead, duty):
    for _ in range(2):
        assert send(lead, duty, action="submit").status_code == 302

    assert stored(duty).version == 1


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


def test_who_is_signed_out_is_sent_to_sign_in(client, duty):
    assert "/account/sign-in/" in client.post(f"{address(duty)}draft", sent()).url


@pytest.mark.parametrize("steps", [1, 15])
def test_the_page_costs_the_same_whatever_it_holds(lead, quarter, duty, steps, django_assert_num_queries):
    quarter.said(duty)
    for _ in range(steps):
        quarter.said(quarter.duty())
    send(lead, duty, steps=[("Do", "", "")] * steps)

    with django_assert_num_queries(11):
        text(lead.get(address(duty)))
