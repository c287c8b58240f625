"""What the office does with updates: accept, return and correct, whole or not at all."""

from dataclasses import replace

import pytest

from deliverables.cycle.errors import (
    IncompleteUpdateError,
    PeriodLockedError,
    StaleUpdateError,
    WorkflowError,
)
from deliverables.cycle.periods import lock_period
from deliverables.cycle.reporting import save_draft, submit_update, take_back
from deliverables.cycle.review import accept_updates, correct_update, return_update, versions_of
from deliverables.cycle.words import StepWords, UpdateWords
from deliverables.models import Change, ItemLink, Update
from deliverables.word_difference import MOST_PAIRS, Piece, word_difference
from tests.deliverables.cycle_rows import duty_row, open_period_row, person_with, written
from tests.factories import DependencyFactory, PlanItemFactory, ProgrammeFactory, UpdateFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire")


@pytest.fixture
def period(programme):
    return open_period_row(programme)


@pytest.fixture
def office(programme):
    return person_with("office", programme)


@pytest.fixture
def update(period):
    return written(duty_row(period))


def workflows():
    return sorted(Update.objects.values_list("workflow", flat=True))


def test_accepting_dates_the_words_names_who_did_it_and_is_in_the_history(update, office):
    accept_updates(versions={update.pk: 1}, by=office)

    update.refresh_from_db()
    assert (update.workflow, update.accepted_by, update.version) == ("accepted", office, 2)
    assert update.accepted_at is not None
    row = Change.objects.get()
    assert (row.action, row.record, row.user) == ("accepted", "update", office)


def test_where_one_was_saved_since_none_is_accepted(period, office):
    read, saved_since = written(duty_row(period)), written(duty_row(period), version=3)

    with pytest.raises(StaleUpdateError):
        accept_updates(versions={read.pk: 1, saved_since.pk: 2}, by=office)

    assert workflows() == ["submitted", "submitted"]
    assert not Change.objects.exists()


def test_where_one_is_not_submitted_none_is_accepted(period, office):
    read, draft = written(duty_row(period)), written(duty_row(period), workflow="draft")

    with pytest.raises(WorkflowError, match="is not submitted: it is draft"):
        accept_updates(versions=versions_of([read, draft]), by=office)

    assert workflows() == ["draft", "submitted"]


def test_an_update_that_is_gone_is_told(update, office):
    with pytest.raises(WorkflowError, match="is not there any more"):
        accept_updates(versions={update.pk: 1, update.pk + 1: 1}, by=office)

    assert workflows() == ["submitted"]


def test_accepting_twice_as_a_double_click_does_accepts_once(update, office):
    accept_updates(versions={update.pk: 1}, by=office)
    accept_updates(versions={update.pk: 1}, by=office)

    update.refresh_from_db()
    assert update.version == 2
    assert Change.objects.count() == 1


def test_a_colleague_who_accepts_after_somebody_else_is_told(update, office, programme):
    accept_updates(versions={update.pk: 1}, by=office)

    with pytest.raises(StaleUpdateError):
        accept_updates(versions={update.pk: 1}, by=person_with("office", programme))


def test_accepting_makes_the_link_that_the_state_speaks_of(period, office, programme):
    goal = PlanItemFactory(programme=programme)
    waiting = DependencyFactory(programme=programme)
    absorbed = written(duty_row(period), state="absorbed", confidence="", goes_to=goal)
    waits = written(duty_row(period), state="waiting", waits_for=waiting)

    accept_updates(versions=versions_of([absorbed, waits]), by=office)

    assert {(link.kind, link.to_item, link.dependency) for link in ItemLink.objects.all()} == {
        ("absorbed_into", goal, None),
        ("waits_on", None, waiting),
    }


def test_nothing_is_accepted_or_returned_in_a_locked_period(update, office):
    lock_period(period_id=update.period_id, by=office)

    with pytest.raises(PeriodLockedError, match="is locked, so nothing was saved"):
        accept_updates(versions={update.pk: 1}, by=office)
    with pytest.raises(PeriodLockedError, match="is locked, so nothing was saved"):
        return_update(update_id=update.pk, version=1, note="Say when.", by=office)

    assert workflows() == ["submitted"]


def test_a_returned_update_carries_the_note_and_the_lead_can_write_again(period, office):
    duty = duty_row(period)
    update = written(duty)

    return_update(update_id=update.pk, version=1, note="Say when it ends.", by=office)

    update.refresh_from_db()
    assert (update.workflow, update.return_note, update.version) == ("returned", "Say when it ends.", 2)
    assert Change.objects.get().why == "Say when it ends."
    again = replace(UpdateWords.of(update), summary="It ends in June.")
    submit_update(duty_id=duty.pk, words=again, expected_version=2, by=office)
    assert workflows() == ["submitted"]


@pytest.mark.parametrize(
    ("workflow", "version", "note", "error"),
    [
        ("submitted", 2, "Say when.", StaleUpdateError),
        ("draft", 1, "Say when.", WorkflowError),
        ("accepted", 1, "Say when.", WorkflowError),
        ("submitted", 1, "  ", WorkflowError),
    ],
)
def test_what_cannot_be_returned_stays_as_it_is(period, office, workflow, version, note, error):
    update = written(duty_row(period), workflow=workflow)

    with pytest.raises(error):
        return_update(update_id=update.pk, version=version, note=note, by=office)

    assert workflows() == [workflow]
    assert not Change.objects.exists()


def test_returning_twice_with_the_same_note_returns_once(update, office):
    for _ in range(2):
        return_update(update_id=update.pk, version=1, note="Say when.", by=office)

    update.refresh_from_db()
    assert update.version == 2
    assert Change.objects.count() == 1


def test_a_correction_is_a_new_row_and_the_wrong_one_stays(period, office):
    wrong = written(duty_row(period), workflow="accepted")
    words = replace(
        UpdateWords.of(wrong), summary="It opened in June.", steps=(StepWords("Open the second."),)
    )

    newer = correct_update(update_id=wrong.pk, words=words, why="Wrong month.", by=office)

    wrong.refresh_from_db()
    assert (wrong.summary, wrong.workflow) == ("The first ward opened in May.", "accepted")
    assert (newer.supersedes, newer.workflow, newer.accepted_by) == (wrong, "accepted", office)
    assert UpdateWords.of(newer) == words
    assert newer.correction_reason == "Wrong month."
    assert newer.reported_on == wrong.reported_on
    row = Change.objects.get()
    assert (row.action, row.why) == ("corrected", "Wrong month.")
    assert (row.before["summary"], row.after["summary"]) == (wrong.summary, "It opened in June.")


def test_a_correction_is_allowed_where_the_period_is_locked(period, office):
    wrong = written(duty_row(period), workflow="accepted")
    lock_period(period_id=period.pk, by=office)

    correct_update(update_id=wrong.pk, words=UpdateWords.of(wrong), why="Wrong author.", by=office)

    assert Update.objects.count() == 2


def test_the_same_correction_twice_makes_one_row_and_another_one_is_refused(period, office):
    wrong = written(duty_row(period), workflow="accepted")
    words = replace(UpdateWords.of(wrong), summary="It opened in June.")
    for _ in range(2):
        correct_update(update_id=wrong.pk, words=words, why="Wrong month.", by=office)

    assert Update.objects.count() == 2
    with pytest.raises(WorkflowError, match="was corrected already"):
        correct_update(update_id=wrong.pk, words=words, why="Wrong again.", by=office)


def test_a_correction_needs_a_reason_complete_words_and_an_accepted_update(period, office):
    wrong, draft = written(duty_row(period), workflow="accepted"), written(duty_row(period), workflow="draft")
    words = UpdateWords.of(wrong)

    with pytest.raises(WorkflowError, match="Say why"):
        correct_update(update_id=wrong.pk, words=words, why=" ", by=office)
    with pytest.raises(IncompleteUpdateError, match="Say what happened"):
        correct_update(update_id=wrong.pk, words=replace(words, summary=""), why="Typing error.", by=office)
    with pytest.raises(WorkflowError, match="Only an accepted update"):
        correct_update(update_id=draft.pk, words=words, why="Typing error.", by=office)

    assert Update.objects.count() == 2


def test_words_from_a_document_can_be_corrected_too(office, programme):
    loaded = UpdateFactory(item=PlanItemFactory(programme=programme), confidence="green", summary="Opend.")

    newer = correct_update(
        update_id=loaded.pk,
        words=replace(UpdateWords.of(loaded), summary="Opened."),
        why="Typing error.",
        by=office,
    )

    assert newer.basis == "entered"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_office_that_accepts_while_the_lead_takes_back_never_accepts_a_draft(period, office):
    duty = duty_row(period)
    update = written(duty)

    results = at_once(
        lambda: accept_updates(versions={update.pk: 1}, by=office),
        lambda: take_back(duty_id=duty.pk, expected_version=1, by=office),
    )

    errors = [result.exception() for result in results]
    assert sorted(error is None for error in errors) == [False, True]
    assert workflows() == (["accepted"] if errors[0] is None else ["draft"])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_once_a_lock_is_answered(period, office):
    duty = duty_row(period)

    lock, save = at_once(
        lambda: lock_period(period_id=period.pk, by=office),
        lambda: save_draft(duty_id=duty.pk, words=UpdateWords(summary="Late"), expected_version=0, by=office),
    )

    assert lock.exception() is None
    assert isinstance(save.exception(), PeriodLockedError | None)
    assert Update.objects.exists() == (save.exception() is None)


def marked(pieces):
    signs = {"same": "{}", "added": "[+{}]", "removed": "[-{}]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("earlier", "later", "difference"),
    [
        ("One ward.", "One ward.", "One ward."),
        ("", "One ward.", "[+One ward.]"),
        ("One ward.", "", "[-One ward.]"),
        ("It opened in May.", "It opened in June.", "It opened in [-May.][+June.]"),
        ("It opened late in May.", "It opened in May.", "It opened [-late ]in May."),
        ("one two three", "four five three", "[-one two][+four five] three"),
        ("", "", ""),
    ],
)
def test_a_difference_is_told_word_by_word(earlier, later, difference):
    assert marked(word_difference(earlier, later)) == difference


def test_texts_too_long_to_compare_are_shown_whole():
    many = "a " * MOST_PAIRS

    assert word_difference(many, "b") == [Piece("removed", many.strip()), Piece("added", "b")]
