"""The words of an update and the services that keep them: saved, submitted, taken back, all or nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine

from deliverables.cycle.errors import (
    IncompleteUpdateError,
    PeriodLockedError,
    PeriodNotOpenError,
    StaleUpdateError,
    WorkflowError,
)
from deliverables.cycle.reporting import expected_end, last_accepted, save_draft, submit_update, take_back
from deliverables.cycle.review import accept_updates, correct_update, return_update
from deliverables.cycle.words import StepWords, UpdateWords, days_moved, needs_reason, problems
from deliverables.models import Change, ExternalDependency, NextStep, PlanItem, Update
from deliverables.selectors.next_steps import next_steps_said
from deliverables.update_words import moved_words, step_words, told
from tests.deliverables.reporting_rows import GREEN, cycle
from tests.factories import NextStepFactory, UpdateFactory, UserFactory

MARCH = date(2026, 3, 31)
WORDS = UpdateWords(**GREEN)
REASON = {"reason": "The survey came late.", "cause": "Survey", "control": "outside"}


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2026-01-31T12:00:00Z", tick=False):
        yield


# The words alone


def test_green_words_on_their_date_lack_nothing():
    assert problems(WORDS, expected_end=MARCH) == {}


def test_without_a_state_nothing_else_is_asked_yet():
    assert problems(UpdateWords(), expected_end=None) == {"state": "Choose how it stands."}


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"summary": " "}, {"summary"}),
        ({"confidence": ""}, {"confidence"}),
        ({"confidence": "amber"}, {"reason", "cause", "control"}),
        ({"confidence": "red", "reason": "Why", "cause": "What"}, {"control"}),
        ({"state": "stopped"}, {"reason", "cause", "control"}),
        ({"forecast_end": date(2026, 4, 1)}, {"reason", "cause", "control"}),
        ({"forecast_end": date(2026, 3, 30)}, set()),
        ({"forecast_precision": "none"}, {"forecast_precision"}),
        ({"state": "absorbed"}, {"goes_to"}),
        ({"state": "carried_forward", "goes_to": PlanItem()}, set()),
        ({"state": "waiting"}, {"waits_for"}),
        ({"state": "waiting", "waits_for": ExternalDependency()}, set()),
        ({"state": "delivered"}, {"actual_end"}),
        ({"state": "delivered", "actual_end": MARCH}, {"actual_precision"}),
        (
            {
                "state": "delivered",
                "actual_start": date(2026, 4, 1),
                "actual_end": MARCH,
                "actual_precision": "day",
            },
            {"actual_end"},
        ),
    ],
)
def test_each_gap_is_named_at_its_field(changes, missing):
    assert set(problems(replace(WORDS, **changes).tidied(), expected_end=MARCH)) == missing


def test_words_that_are_said_again_need_no_summary_but_everything_else():
    words = replace(WORDS, summary="", confidence="")

    assert set(problems(words, expected_end=MARCH, no_change=True)) == {"confidence"}


@pytest.mark.parametrize(
    ("words", "expected", "days"),
    [
        (UpdateWords(forecast_end=date(2026, 4, 30)), MARCH, 30),
        (UpdateWords(forecast_end=date(2026, 3, 1)), MARCH, -30),
        (UpdateWords(forecast_end=date(2026, 4, 30), actual_end=date(2026, 4, 2)), MARCH, 2),
        (UpdateWords(), MARCH, None),
        (UpdateWords(forecast_end=MARCH), None, None),
    ],
)
def test_the_days_that_an_end_moves_are_counted_from_the_last_belief(words, expected, days):
    assert days_moved(words, expected_end=expected) == days


def test_the_move_is_told_in_a_sentence_or_not_at_all():
    later = replace(WORDS, forecast_end=date(2026, 4, 1))
    earlier = replace(WORDS, forecast_end=date(2026, 3, 29))

    assert moved_words(later, expected_end=MARCH) == (
        "The end moves 1 day later: it was expected on 31 March 2026."
    )
    assert "2 days earlier" in moved_words(earlier, expected_end=MARCH)
    assert moved_words(WORDS, expected_end=MARCH) == ""
    assert moved_words(later, expected_end=None) == ""


def test_an_end_that_comes_earlier_needs_no_reason():
    assert not needs_reason(replace(WORDS, forecast_end=date(2026, 3, 1)), expected_end=MARCH)


def test_what_a_state_does_not_have_is_left_out():
    words = replace(
        WORDS,
        state="delivered",
        actual_end=MARCH,
        actual_precision="day",
        goes_to=PlanItem(),
        steps=(StepWords("Do"), StepWords(" ", "Who")),
    )

    tidied = words.tidied()

    assert (tidied.confidence, tidied.forecast_end, tidied.forecast_precision) == ("", None, "none")
    assert (tidied.goes_to, tidied.actual_end, tidied.steps) == (None, MARCH, (StepWords("Do"),))
    assert replace(words, state="in_progress").tidied().actual_end is None


def test_words_are_told_with_dates_no_more_exact_than_they_are():
    words = replace(WORDS, forecast_precision="quarter", steps=(StepWords("Do it", "Kim", MARCH),))

    rows = {row.label: row.words for row in told(words)}

    assert rows["Forecast end"] == "Quarter 4 2025/26"
    assert rows["Next steps"] == "Do it (Kim, by 31 March 2026)"
    assert "Forecast is exact to the" not in rows
    assert step_words(StepWords("Do it")) == "Do it"


# The services


@pytest.fixture
def quarter(db):
    return cycle()


@pytest.fixture
def duty(quarter):
    return quarter.duty(ref="Y1-D1")


@pytest.fixture
def save(quarter, duty):
    def save(words=WORDS, version=0, by=None):
        return save_draft(duty_id=duty.pk, words=words, expected_version=version, by=by or quarter.lead)

    return save


@pytest.fixture
def submit(quarter, duty):
    def submit(words=WORDS, version=0, **kwargs):
        return submit_update(
            duty_id=duty.pk, words=words, expected_version=version, by=quarter.lead, **kwargs
        )

    return submit


def accept(update, **kwargs):
    update.refresh_from_db()
    return accept_updates(versions={update.pk: update.version}, by=UserFactory(), **kwargs)


def test_a_draft_is_one_row_and_one_entry_in_the_history(save, quarter):
    update = save()

    change = Change.objects.get()
    assert (update.version, update.workflow, update.saved_by, update.basis) == (
        1,
        "draft",
        quarter.lead,
        "entered",
    )
    assert (change.action, change.key) == ("saved", f"midshire/Y1-D1/{quarter.trust.slug}/q4")
    assert change.before is None
    assert change.after["summary"] == "Two wards opened."


def test_the_same_words_again_change_nothing(save):
    save()
    again = save()

    assert again.version == 1
    assert Change.objects.count() == 1


def test_each_change_raises_the_version_and_stands_in_the_history_with_what_was_before(save):
    save()
    save(replace(WORDS, summary="Three wards."), 1)

    newest = Change.objects.order_by("-pk").first()
    assert Update.objects.get().version == 2
    assert (newest.before["summary"], newest.after["summary"]) == ("Two wards opened.", "Three wards.")


@pytest.mark.parametrize("version", [0, 2, 99])
def test_a_save_from_another_version_is_refused_and_shown_what_stands(save, version):
    save()

    with pytest.raises(StaleUpdateError) as refusal:
        save(replace(WORDS, summary="Mine."), version, by=UserFactory())

    assert refusal.value.stored.summary == "Two wards opened."
    assert Update.objects.get().summary == "Two wards opened."
    assert Change.objects.count() == 1


def test_submitting_stamps_who_and_when_and_drops_what_the_state_does_not_have(submit, quarter):
    update = submit(replace(WORDS, state="delivered", actual_end=date(2026, 1, 30), actual_precision="day"))

    update.refresh_from_db()
    assert (update.workflow, update.author, update.confidence) == ("submitted", quarter.lead, "")
    assert update.submitted_at == datetime(2026, 1, 31, 12, tzinfo=UTC)
    assert update.reported_on == date(2026, 1, 31)


def test_incomplete_words_are_refused_and_nothing_is_written(submit):
    with pytest.raises(IncompleteUpdateError) as refusal:
        submit(replace(WORDS, confidence="red"))

    assert set(refusal.value.problems) == {"reason", "cause", "control"}
    assert not Update.objects.exists()
    assert not Change.objects.exists()


def test_submitting_twice_is_submitting_once(submit):
    submit()
    submit()

    assert Update.objects.get().version == 1
    assert Change.objects.filter(action="submitted").count() == 1


def test_a_submitted_update_is_not_written_over(submit, save):
    submit()

    with pytest.raises(WorkflowError):
        save(replace(WORDS, summary="More."), 1)
    with pytest.raises(WorkflowError):
        submit(replace(WORDS, summary="More."), 1)
    assert Update.objects.get().summary == "Two wards opened."


def test_taking_back_needs_a_submitted_update_of_the_version_seen(submit, save, duty, quarter):
    with pytest.raises(WorkflowError):
        take_back(duty_id=duty.pk, expected_version=0, by=quarter.lead)
    submit()
    with pytest.raises(StaleUpdateError):
        take_back(duty_id=duty.pk, expected_version=0, by=quarter.lead)

    update = take_back(duty_id=duty.pk, expected_version=1, by=quarter.lead)

    assert (update.workflow, update.version) == ("draft", 2)
    assert Change.objects.filter(action="took back").exists()


def test_a_locked_period_takes_nothing_and_says_what_to_do(quarter, duty, save, submit):
    update = submit()
    quarter.period.locked_at = datetime(2026, 1, 20, tzinfo=UTC)
    quarter.period.save()

    for write in (lambda: save(version=1), lambda: submit(replace(WORDS, summary="x"), 1)):
        with pytest.raises(PeriodLockedError, match="Ask the programme office to open it again"):
            write()
    with pytest.raises(PeriodLockedError):
        take_back(duty_id=duty.pk, expected_version=update.version, by=quarter.lead)


def test_a_period_takes_nothing_before_it_is_opened(quarter, save):
    quarter.period.opened_at = None
    quarter.period.save()

    with pytest.raises(PeriodNotOpenError):
        save()


def test_a_returned_update_becomes_a_draft_again_when_it_is_written(submit, save):
    update = submit()
    return_update(update_id=update.pk, version=1, note="Which?", by=UserFactory())

    draft = save(replace(WORDS, summary="Ward 5."), 2)

    assert (draft.workflow, draft.return_note) == ("draft", "Which?")


def test_next_steps_are_replaced_as_a_whole_and_repeat_a_resent_form_adds_none(save):
    save(replace(WORDS, steps=(StepWords("One"), StepWords("Two"))))
    save(replace(WORDS, steps=(StepWords("Two", "Kim", MARCH),)), 1)
    save(replace(WORDS, steps=(StepWords("Two", "Kim", MARCH),)), 1)

    step = NextStep.objects.get()
    assert (step.text, step.owner, step.due_on, step.due_precision) == ("Two", "Kim", MARCH, "day")


def test_the_end_last_believed_in_is_the_accepted_forecast_else_the_plan(quarter, duty, submit):
    assert expected_end(duty.item) == MARCH

    accept(submit(replace(WORDS, forecast_end=date(2026, 5, 31), **REASON)))

    assert expected_end(duty.item) == date(2026, 5, 31)


def test_only_accepted_words_count_as_the_last(quarter, duty, submit):
    first = quarter.said(duty)
    update = submit()
    assert last_accepted(duty.item) == first

    accept(update)

    assert last_accepted(duty.item) == update
    assert last_accepted(duty.item, before=update) == first
    assert last_accepted(duty.item, organisation_id=0) is None


# Next steps on pages


def said(quarter, day=date(2026, 1, 31)):
    return [step.text for step in next_steps_said(user=quarter.lead, as_at=day)]


def test_steps_show_from_the_moment_their_update_is_accepted(quarter, save, submit):
    words = replace(WORDS, steps=(StepWords("Recruit two people"),))
    save(words)
    assert said(quarter) == []
    update = submit(words, 1)
    assert said(quarter) == []

    accept(update)

    assert said(quarter) == ["Recruit two people"]
    assert said(quarter, date(2026, 1, 30)) == []


def test_newer_words_replace_the_steps_of_the_same_organisation_only(quarter, duty, submit):
    earlier = quarter.said(duty, reported_on=date(2025, 12, 1))
    NextStepFactory(item=duty.item, period=earlier.period, update=earlier, text="Of last time")
    other = UpdateFactory(item=duty.item, period=earlier.period, reported_on=date(2025, 12, 1))
    NextStepFactory(item=duty.item, period=earlier.period, update=other, text="Of somebody else")
    loaded = NextStepFactory(item=duty.item, period=earlier.period, text="Loaded")

    accept(submit(replace(WORDS, steps=(StepWords("Of this time"),))))

    assert sorted(said(quarter)) == ["Loaded", "Of somebody else", "Of this time"]
    assert "Of last time" in said(quarter, date(2026, 1, 30))
    assert loaded.update is None


def test_a_correction_brings_its_own_steps(quarter, submit):
    update = submit(replace(WORDS, steps=(StepWords("Wrong"),)))
    accept(update)

    with time_machine.travel("2026-01-31T13:00:00Z", tick=False):
        right = replace(WORDS, steps=(StepWords("Right"),))
        correct_update(update_id=update.pk, words=right, why="Typing error", by=UserFactory())

    assert said(quarter) == ["Right"]


def test_steps_are_told_with_the_organisation_of_their_own_update(quarter, duty, submit):
    accept(submit(replace(WORDS, steps=(StepWords("Recruit"),))))

    step = next_steps_said(user=quarter.lead, as_at=date(2026, 1, 31)).get()

    assert (step.said_by_short, step.said_on) == ("Trust of midshire", date(2026, 1, 31))
