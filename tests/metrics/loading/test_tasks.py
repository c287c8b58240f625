"""Large files: handed to a worker, read and loaded outside the request, started again if it stopped."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from metrics.loading import handling
from metrics.loading.comparing import compare
from metrics.loading.errors import ChangedSinceShownError, NotReadyError, NotStuckError
from metrics.models import Observation, Submission
from tests.factories import MembershipFactory
from tests.metrics.loading.rows import TIDY, month, table

# The worker begins and ends connections of its own.
pytestmark = pytest.mark.django_db(transaction=True)
FILE = table(TIDY, *(month(number, number) for number in range(1, 7)))


@pytest.fixture
def work(monkeypatch):
    """Lets every file count as large; calling it does what waits, as the worker does."""
    monkeypatch.setattr(handling, "ROWS_IN_REQUEST", 1)

    def work() -> None:
        call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0, reload=False)

    return work


@pytest.fixture
def analyst(desk):
    return MembershipFactory(programme=desk.programme, role="analyst").user


def test_a_large_file_is_read_by_the_worker(desk, work):
    submission = desk.read(FILE)
    assert submission.status == "reading"
    assert not submission.staged_series.exists()

    work()

    submission.refresh_from_db()
    assert (submission.status, submission.rows_done, submission.percent_done) == ("previewed", 7, 100)
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_large_file_is_loaded_by_the_worker(desk, work, analyst):
    submission = desk.read(FILE)
    work()
    submission.refresh_from_db()

    waiting = handling.agree(submission=submission, seen=compare(submission).fingerprint, by=analyst)
    assert waiting.status == "waiting"
    assert not Observation.objects.exists()
    work()

    submission.refresh_from_db()
    assert (submission.status, submission.owner) == ("loaded", analyst)
    assert Observation.objects.count() == 6


def test_a_load_that_others_overtook_while_it_waited_goes_back_to_its_preview(desk, work, analyst):
    submission = desk.read(FILE)
    work()
    submission.refresh_from_db()
    handling.agree(submission=submission, seen=compare(submission).fingerprint, by=analyst)
    series = submission.staged_series.get()
    other = desk.read(table(TIDY, month(1, 99)), name="other.csv")
    handling.read_in_background(other)
    handling.apply_submission(submission=other, seen=compare(other).fingerprint, by=None)

    work()

    submission.refresh_from_db()
    assert submission.status == "previewed"
    assert "Values were loaded after" in submission.outcome["refused"]
    assert series.values.count() == 6
    assert Observation.objects.count() == 1


def test_a_preview_that_others_overtook_is_not_handed_over(desk, work, analyst):
    submission = desk.read(FILE)
    work()
    submission.refresh_from_db()

    with pytest.raises(ChangedSinceShownError):
        handling.agree(submission=submission, seen="another", by=analyst)


def test_agreeing_twice_loads_once(desk, work, analyst):
    submission = desk.read(FILE)
    work()
    submission.refresh_from_db()
    seen = compare(submission).fingerprint
    handling.agree(submission=submission, seen=seen, by=analyst)

    with pytest.raises(NotReadyError):
        handling.agree(submission=submission, seen=seen, by=analyst)


def test_a_file_that_was_left_behind_can_be_started_again(desk, work):
    submission = desk.read(FILE)
    DBTaskResult.objects.all().delete()
    Submission.objects.update(moved_at=timezone.now() - timedelta(minutes=3))

    handling.start_again(submission=submission)
    work()

    submission.refresh_from_db()
    assert submission.status == "previewed"


def test_a_file_that_is_being_worked_on_is_not_started_again(desk, work):
    submission = desk.read(FILE)

    with pytest.raises(NotStuckError):
        handling.start_again(submission=submission)


def test_doing_a_task_twice_does_no_harm(desk, work, analyst):
    submission = desk.read(FILE)
    DBTaskResult.objects.all().update(status="READY")
    work()
    DBTaskResult.objects.all().update(status="READY")

    work()

    submission.refresh_from_db()
    assert compare(submission).new == 6


def test_the_page_tells_how_far_it_is_and_offers_to_start_again(desk, work, analyst, client):
    client.force_login(analyst)
    submission = desk.read(FILE)
    text = client.get(submission.get_absolute_url()).content.decode()
    assert "0 of about 7 lines read (0%)" in text
    assert "Start it again" not in text
    early = client.post(submission.get_absolute_url(), {"again": "1"})
    assert early.status_code == 409
    assert "still being worked on" in early.content.decode()

    Submission.objects.update(moved_at=timezone.now() - timedelta(minutes=3))

    assert "Start it again" in client.get(submission.get_absolute_url()).content.decode()
    assert client.post(submission.get_absolute_url(), {"again": "1"}).status_code == 302


@pytest.mark.parametrize(("status", "words"), [("waiting", "next in the queue"), ("loading", "in one step")])
def test_the_page_tells_what_is_being_done(desk, work, analyst, client, status, words):
    client.force_login(analyst)
    submission = desk.read(FILE)
    Submission.objects.update(status=status)

    assert words in client.get(submission.get_absolute_url()).content.decode()


def test_previews_that_nobody_wanted_are_forgotten_after_a_week(desk):
    desk.read(FILE)
    kept = desk.load(FILE)
    Submission.objects.update(moved_at=timezone.now() - timedelta(days=8))

    desk.read(FILE)

    assert Submission.objects.count() == 2
    assert Submission.objects.filter(pk=kept.pk).exists()
