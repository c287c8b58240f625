"""From an uploaded file to its load: here and now where it is small, by a worker where it is large."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from ipqt.models import User
from metrics.loading.applying import apply_submission
from metrics.loading.comparing import compare
from metrics.loading.errors import ChangedSinceShownError, LoadError, NotReadyError, NotStuckError
from metrics.loading.keeping import keep_file
from metrics.loading.linking import link_series
from metrics.loading.staging import read_submission
from metrics.models import Submission, SubmissionStatus

ROWS_IN_REQUEST = 20_000
"""Files with fewer rows are dealt with at once: a second or two."""


def receive_file(**facts: Any) -> Submission:
    """Keeps the file (see `keep_file`) and reads it, or leaves that to a worker. Raises RefusedFileError."""
    with transaction.atomic():
        submission = keep_file(**facts)
        if is_large(submission):
            _hand_over(submission)
            return submission
    return read_submission(submission)


def agree(*, submission: Submission, seen: str, by: User) -> Submission:
    """Loads what the preview with this fingerprint showed, or leaves that to a worker. Raises LoadError."""
    if submission.status != SubmissionStatus.PREVIEWED or not is_large(submission):
        return apply_submission(submission=submission, seen=seen, by=by)
    link_series(submission)
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        if submission.status != SubmissionStatus.PREVIEWED:
            raise NotReadyError
        if compare(submission).fingerprint != seen:
            raise ChangedSinceShownError
        submission.seen, submission.owner, submission.status = seen, by, SubmissionStatus.WAITING
        _hand_over(submission)
    return submission


def start_again(*, submission: Submission) -> None:
    """Gives a file to a worker once more, after the first one was stopped. Raises NotStuckError."""
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        if not submission.is_stuck:
            raise NotStuckError
        _hand_over(submission)


def is_large(submission: Submission) -> bool:
    return submission.rows_read >= ROWS_IN_REQUEST


def read_in_background(submission: Submission) -> None:
    """Does nothing where the file was read already."""
    if submission.status == SubmissionStatus.READING:
        read_submission(submission)


def load_in_background(submission: Submission) -> None:
    """A refusal goes to the page of the file, with what it would change now."""
    Submission.objects.filter(pk=submission.pk, status=SubmissionStatus.WAITING).update(
        status=SubmissionStatus.LOADING, moved_at=timezone.now()
    )
    try:
        apply_submission(submission=submission, seen=submission.seen, by=submission.owner)
    except LoadError as error:
        submission.status, submission.moved_at = SubmissionStatus.PREVIEWED, timezone.now()
        submission.outcome |= {"refused": str(error)}
        submission.save(update_fields=("status", "moved_at", "outcome"))


def _hand_over(submission: Submission) -> None:
    """The task is a row of this transaction: it is there when the submission is, and only then."""
    from metrics.loading.tasks import load_file, read_file

    task = read_file if submission.status == SubmissionStatus.READING else load_file
    submission.moved_at = timezone.now()
    submission.save(update_fields=("status", "seen", "owner", "moved_at"))
    task.enqueue(str(submission.pk))
