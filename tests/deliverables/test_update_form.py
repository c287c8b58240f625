"""Writing an update: prefilled, marked, checked, saved; and what happens when it cannot be."""

from datetime import date

import pytest
import time_machine

from deliverables.cycle.review import accept_updates
from deliverables.models import NextStep, Update
from tests.deliverables.reporting_rows import address, cycle, send, stored, text
from tests.factories import DependencyFactory, PlanItemFactory, UserFactory

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


@pytest.mark.parametrize("steps", [1, 15])
def test_the_page_costs_the_same_whatever_it_holds(lead, quarter, duty, steps, django_assert_num_queries):
    quarter.said(duty)
    for _ in range(steps):
        quarter.said(quarter.duty())
    send(lead, duty, steps=[("Do", "", "")] * steps)

    with django_assert_num_queries(11):
        text(lead.get(address(duty)))
