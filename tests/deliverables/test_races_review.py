"""Two people decide at the same moment: one wins, the other is told, and nothing is done twice.

Every race is run twenty times over, on threads of their own, since one round proves little.
"""

import uuid
from datetime import date

import pytest

from deliverables.cycle.errors import StaleUpdateError, WorkflowError
from deliverables.cycle.periods import open_period
from deliverables.cycle.rebaseline import ask_rebaseline, decide_rebaseline
from deliverables.cycle.reporting import take_back
from deliverables.cycle.review import accept_updates, answer_ask, comment_on, correct_update, return_update
from deliverables.models import Comment, Duty, ItemLink, RebaselineRequest, ReportingPeriod, Update
from tests.factories import PlanItemFactory, UpdateFactory, UserFactory, WindowFactory
from tests.races import one_of, race
from tests.reporting import HERS, HIS, actions, due, open_cycle, submitted

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = range(20)


@pytest.fixture
def ada():
    return UserFactory(first_name="Ada")


@pytest.fixture
def ben():
    return UserFactory(first_name="Ben")


def test_of_two_people_of_the_office_who_accept_one_does(ada, ben):
    cycle = open_cycle()
    for _round in ROUNDS:
        update = submitted(due(cycle), state="absorbed", confidence="", goes_to=PlanItemFactory())

        results = race(
            lambda pk=update.pk: accept_updates(versions={pk: 1}, by=ada),
            lambda pk=update.pk: accept_updates(versions={pk: 1}, by=ben),
        )

        [won], told = one_of(results, StaleUpdateError)
        assert told.stored.accepted_by == won.accepted_by == Update.objects.get(pk=update.pk).accepted_by
        assert actions(update) == ["accepted"]
        assert ItemLink.objects.filter(from_item=update.item).count() == 1


def test_two_lists_accepted_in_opposite_order_do_not_wait_for_each_other_for_ever(ada):
    cycle = open_cycle()
    for _round in ROUNDS:
        keys = [submitted(due(cycle)).pk for _ in range(4)]

        results = race(
            lambda keys=keys: accept_updates(versions=dict.fromkeys(keys, 1), by=ada),
            lambda keys=keys: accept_updates(versions=dict.fromkeys(reversed(keys), 1), by=ada),
        )

        assert [len(result) for result in results] == [4, 4]
        assert [actions(update) for update in results[0]] == [["accepted"]] * 4


def test_an_update_that_is_returned_and_accepted_at_once_is_one_of_the_two(ada, ben):
    cycle = open_cycle()
    for _round in ROUNDS:
        update = submitted(due(cycle))

        results = race(
            lambda pk=update.pk: accept_updates(versions={pk: 1}, by=ada),
            lambda pk=update.pk: return_update(update_id=pk, version=1, note="Say when.", by=ben),
        )

        one_of(results, StaleUpdateError)
        update.refresh_from_db()
        assert (update.workflow == "accepted") == (update.accepted_at is not None)
        assert (update.workflow == "returned") == (update.return_note == "Say when.")


def test_of_two_notes_that_return_an_update_one_stays(ada, ben):
    cycle = open_cycle()
    for _round in ROUNDS:
        update = submitted(due(cycle))

        results = race(
            lambda pk=update.pk: return_update(update_id=pk, version=1, note="Say when.", by=ada),
            lambda pk=update.pk: return_update(update_id=pk, version=1, note="Say who.", by=ben),
        )

        won, told = one_of(results, StaleUpdateError)
        assert told.stored.return_note == won.return_note
        assert actions(update) == ["returned"]


def test_an_update_is_never_accepted_after_it_was_taken_back(ada, ben):
    cycle = open_cycle()
    for _round in ROUNDS:
        duty = due(cycle)
        update = submitted(duty)

        results = race(
            lambda pk=update.pk: accept_updates(versions={pk: 1}, by=ben),
            lambda pk=duty.pk: take_back(duty_id=pk, expected_version=1, by=ada),
        )

        one_of(results, StaleUpdateError)
        update.refresh_from_db()
        assert actions(update) == ["accepted" if update.workflow == "accepted" else "took back"]


def test_of_two_corrections_of_the_same_words_one_stands(ada, ben):
    for _round in ROUNDS:
        wrong = UpdateFactory()

        results = race(
            lambda pk=wrong.pk: correct_update(update_id=pk, words=HERS, why="Miscounted.", by=ada),
            lambda pk=wrong.pk: correct_update(update_id=pk, words=HIS, why="Wrong ward.", by=ben),
        )

        won, _told = one_of(results, WorkflowError)
        assert list(Update.objects.filter(supersedes=wrong)) == [won]


def test_an_ask_is_answered_once(ada, ben):
    for _round in ROUNDS:
        update = UpdateFactory(ask="Agree the budget.")

        results = race(
            lambda pk=update.pk: answer_ask(update_id=pk, text="Agreed.", by=ada),
            lambda pk=update.pk: answer_ask(update_id=pk, text="Not yet.", by=ben),
        )

        won, _told = one_of(results, WorkflowError)
        update.refresh_from_db()
        assert update.answer == won


def test_a_comment_sent_three_times_is_there_once(ada):
    for _round in ROUNDS:
        update, nonce = UpdateFactory(), uuid.uuid4()

        results = race(
            *[lambda update=update, nonce=nonce: comment_on(update=update, text="Good.", nonce=nonce, by=ada)]
            * 3
        )

        assert len({comment.pk for comment in results}) == 1
        assert Comment.objects.filter(update=update).count() == 1
        assert actions(update) == ["commented on"]


def test_a_period_that_two_people_open_is_there_once_with_what_is_due_in_it(ada, ben):
    cycle = open_cycle()
    PlanItemFactory.create_batch(3, programme=cycle.programme)
    for number in ROUNDS:
        results = race(
            *[lambda by=by, slug=f"q-{number}": opened(cycle, slug=slug, by=by) for by in (ada, ben)]
        )

        won, told = one_of(results, WorkflowError)
        assert "already" in str(told)
        assert list(ReportingPeriod.objects.filter(slug=f"q-{number}")) == [won]
        assert Duty.objects.filter(period=won).count() == 3


def opened(cycle, *, slug, by):
    days = {"starts_on": date(2026, 4, 1), "ends_on": date(2026, 6, 30), "due_on": None, "board_on": None}
    return open_period(programme=cycle.programme, slug=slug, name=slug, kind="quarter", by=by, **days)


def asked(item, *, by, nonce=None, ends_on=date(2027, 6, 30)):
    return ask_rebaseline(
        item=item,
        nonce=nonce or uuid.uuid4(),
        words=f"by {ends_on}",
        starts_on=None,
        ends_on=ends_on,
        precision="day",
        scope="",
        reason="The builder left.",
        by=by,
    )


def test_a_change_of_dates_that_two_people_approve_adds_one_window(ada, ben):
    for _round in ROUNDS:
        request = asked(WindowFactory().item, by=ada)

        results = race(
            *[
                lambda by=by, pk=request.pk: decide_rebaseline(request_id=pk, approve=True, note="", by=by)
                for by in (ada, ben)
            ]
        )

        won, _told = one_of(results, WorkflowError)
        assert [window.number for window in request.item.windows.order_by("number")] == [1, 2]
        assert won.window.approved_by == won.decided_by


def test_a_change_of_dates_is_approved_or_refused_never_both(ada, ben):
    for _round in ROUNDS:
        request = asked(WindowFactory().item, by=ada)

        results = race(
            lambda pk=request.pk: decide_rebaseline(request_id=pk, approve=True, note="", by=ada),
            lambda pk=request.pk: decide_rebaseline(request_id=pk, approve=False, note="Too late.", by=ben),
        )

        won, _told = one_of(results, WorkflowError)
        assert request.item.windows.count() == (2 if won.decision == "approved" else 1)


def test_two_changes_of_one_item_cannot_wait_together(ada, ben):
    for _round in ROUNDS:
        item, nonce = WindowFactory().item, uuid.uuid4()

        results = race(
            lambda item=item: asked(item, by=ada, ends_on=date(2027, 7, 31)),
            lambda item=item: asked(item, by=ben, ends_on=date(2027, 8, 31)),
        )
        won, _told = one_of(results, WorkflowError)
        assert list(RebaselineRequest.objects.filter(item=item)) == [won]

        other = WindowFactory().item
        twice = race(*[lambda item=other, nonce=nonce: asked(item, by=ada, nonce=nonce)] * 2)
        assert twice[0] == twice[1]
