"""Two people write at the same moment: one wins, the other is told, and nothing of either is lost.

Every race is run twenty times over, on threads of their own, since one round proves little.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from deliverables.cycle.errors import PeriodLockedError, StaleUpdateError
from deliverables.cycle.periods import lock_period
from deliverables.cycle.reporting import save_draft, submit_update, take_back
from deliverables.cycle.review import accept_updates, return_update
from deliverables.cycle.words import UpdateWords
from deliverables.models import Change, Duty, Update
from tests.factories import (
    OrganisationFactory,
    PlanItemFactory,
    ProgrammeFactory,
    ReportingPeriodFactory,
    UserFactory,
)
from tests.races import PATIENCE, one_of, race
from tests.reporting import GREEN, HERS, HIS, OPENED, actions, due, open_cycle, submitted

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = range(20)


@pytest.fixture
def ada():
    return UserFactory(first_name="Ada")


@pytest.fixture
def ben():
    return UserFactory(first_name="Ben")


@pytest.mark.parametrize("drafted", [False, True], ids=["nothing there", "a draft there"])
def test_of_two_saves_at_one_version_one_wins_and_the_other_keeps_both_texts(ada, ben, drafted):
    cycle = open_cycle()
    for _round in ROUNDS:
        duty = due(cycle)
        version = (
            save_draft(duty_id=duty.pk, words=GREEN, expected_version=0, by=ben).version if drafted else 0
        )

        results = race(
            lambda duty=duty, at=version: save_draft(
                duty_id=duty.pk, words=HERS, expected_version=at, by=ada
            ),
            lambda duty=duty, at=version: save_draft(duty_id=duty.pk, words=HIS, expected_version=at, by=ben),
        )

        won, told = one_of(results, StaleUpdateError)
        stored = Update.objects.get(item=duty.item)
        words = HERS if won.saved_by == ada else HIS
        assert UpdateWords.of(stored) == UpdateWords.of(told.stored) == words
        assert (stored.version, told.stored.saved_by) == (version + 1, won.saved_by)
        # The one who lost chooses with both texts in view, and then saves at the version that was shown.
        lost, person = (HIS, ben) if won.saved_by == ada else (HERS, ada)
        save_draft(duty_id=duty.pk, words=lost, expected_version=told.stored.version, by=person)
        newest = Change.objects.filter(action="saved").order_by("-pk")[0]
        assert (newest.before["summary"], newest.after["summary"]) == (words.summary, lost.summary)


def test_a_double_click_on_save_saves_once(ada):
    cycle = open_cycle()
    for _round in ROUNDS:
        duty = due(cycle)

        results = race(
            *[lambda duty=duty: save_draft(duty_id=duty.pk, words=HERS, expected_version=0, by=ada)] * 3
        )

        assert {(update.pk, update.version) for update in results} == {(results[0].pk, 1)}
        assert actions(results[0]) == ["saved"]


def test_of_two_submits_with_other_words_one_wins(ada, ben):
    cycle = open_cycle()
    for _round in ROUNDS:
        duty = due(cycle)

        results = race(
            lambda duty=duty: submit_update(duty_id=duty.pk, words=HERS, expected_version=0, by=ada),
            lambda duty=duty: submit_update(duty_id=duty.pk, words=HIS, expected_version=0, by=ben),
        )

        won, told = one_of(results, StaleUpdateError)
        assert UpdateWords.of(told.stored).summary == (HERS if won.author == ada else HIS).summary
        assert actions(won) == ["saved", "submitted"]


def test_a_double_click_on_submit_submits_once(ada):
    cycle = open_cycle()
    for _round in ROUNDS:
        duty = due(cycle)

        results = race(
            *[lambda duty=duty: submit_update(duty_id=duty.pk, words=HERS, expected_version=0, by=ada)] * 3
        )

        assert {(update.pk, update.version) for update in results} == {(results[0].pk, 1)}
        assert actions(results[0]) == ["saved", "submitted"]


def test_words_saved_while_another_submits_never_go_to_the_office_unread(ada, ben):
    cycle = open_cycle()
    for _round in ROUNDS:
        duty = due(cycle)

        results = race(
            lambda duty=duty: submit_update(duty_id=duty.pk, words=HERS, expected_version=0, by=ada),
            lambda duty=duty: save_draft(duty_id=duty.pk, words=HIS, expected_version=0, by=ben),
        )

        won, _told = one_of(results, StaleUpdateError)
        stored = Update.objects.get(item=duty.item)
        assert (stored.workflow, stored.summary) == (
            ("submitted", HERS.summary) if won.saved_by == ada else ("draft", HIS.summary)
        )


@pytest.mark.parametrize("step", ["save", "submit", "take back", "accept", "return"])
def test_nothing_is_written_after_the_lock(ada, ben, step):
    programme, trust = ProgrammeFactory(), OrganisationFactory()
    for number in ROUNDS:
        period = ReportingPeriodFactory(programme=programme, slug=f"q-{number}", opened_at=OPENED)
        duty = Duty.objects.create(
            period=period, organisation=trust, item=PlanItemFactory(programme=programme)
        )
        pk = None if step in ("save", "submit") else submitted(duty).pk
        write = {
            "save": lambda duty=duty: save_draft(duty_id=duty.pk, words=HERS, expected_version=0, by=ada),
            "submit": lambda duty=duty: submit_update(
                duty_id=duty.pk, words=HERS, expected_version=0, by=ada
            ),
            "take back": lambda duty=duty: take_back(duty_id=duty.pk, expected_version=1, by=ada),
            "accept": lambda pk=pk: accept_updates(versions={pk: 1}, by=ada),
            "return": lambda pk=pk: return_update(update_id=pk, version=1, note="Say when.", by=ada),
        }[step]

        locked, written = race(lambda period=period: lock_period(period_id=period.pk, by=ben), write)

        of_write = Change.objects.filter(key__endswith=f"/{duty.item.ref}/{trust.slug}/{period.slug}")
        if isinstance(written, Exception):
            assert isinstance(written, PeriodLockedError)
            assert not of_write.exists()
            assert Update.objects.filter(period=period, version__gt=1).count() == 0
        else:
            assert all(change.at < locked.locked_at for change in of_write)


def test_a_save_that_waits_while_the_period_is_locked_is_refused(ada, ben):
    cycle = open_cycle()
    duty = due(cycle)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            lock_period(period_id=cycle.period.pk, by=ben)
            save = pool.submit(
                on_its_own, lambda: save_draft(duty_id=duty.pk, words=HERS, expected_version=0, by=ada)
            )
            until_somebody_waits()
        told = save.exception(PATIENCE)

    assert isinstance(told, PeriodLockedError)
    assert not Update.objects.exists()


def test_a_lock_waits_for_a_save_that_began_before_it(ada, ben):
    cycle = open_cycle()
    duty = due(cycle)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            save_draft(duty_id=duty.pk, words=HERS, expected_version=0, by=ada)
            lock = pool.submit(on_its_own, lambda: lock_period(period_id=cycle.period.pk, by=ben))
            until_somebody_waits()
            saved_by = timezone.now()
        locked = lock.result(PATIENCE)

    assert locked.locked_at > saved_by
    assert Update.objects.get().summary == HERS.summary


def on_its_own(call):
    """Runs the call in a thread and gives the thread's connection back."""
    try:
        return call()
    finally:
        connections.close_all()


def until_somebody_waits() -> None:
    deadline = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone()[0]:
                return
    pytest.fail("Nobody waits for the row.")
