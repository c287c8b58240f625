"""Keeping a workbook for its preview, and applying what was shown: all of it or nothing, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from deliverables.audit import record_change
from deliverables.cycle.errors import CycleError
from deliverables.cycle.reporting import save_draft, submit_update
from deliverables.cycle.words import StepWords, UpdateWords
from deliverables.models import ReportingPeriod, WorkbookLoad
from deliverables.selectors.workbook import book_of
from deliverables.workbooks.differences import Difference, Differences, differences
from deliverables.workbooks.rows import Book, FileRow
from ipqt.models import User

KEPT = timedelta(days=7)
DATES = ("forecast_end", "actual_start", "actual_end")


class ChangedSinceShownError(CycleError):
    def __init__(self):
        super().__init__(
            "Somebody saved one of these updates after this page was shown, so nothing was written. "
            "Below is what your file would change now."
        )


class GoneError(CycleError):
    def __init__(self):
        super().__init__(
            "The plan has changed since this workbook was read: something that it names is gone. "
            "Nothing was written. Download the period again."
        )


@transaction.atomic
def keep_load(*, period: ReportingPeriod, rows: Sequence[FileRow], by: User) -> WorkbookLoad:
    """Keep what was read until it is applied, and forget the person's previews of more than a week ago."""
    old = WorkbookLoad.objects.filter(owner=by, applied_at__isnull=True, created_at__lt=timezone.now() - KEPT)
    old.delete()
    return WorkbookLoad.objects.create(period=period, owner=by, rows=[_packed(row) for row in rows])


def differences_of(load: WorkbookLoad, book: Book) -> Differences:
    """What the load would change now. Raises GoneError where something it names is no longer there."""
    return differences([_unpacked(row, book) for row in load.rows], book.standings)


@transaction.atomic
def apply_load(*, load: WorkbookLoad, seen: str, chosen: Iterable[int], by: User) -> WorkbookLoad:
    """Write what the preview with the fingerprint `seen` showed, and of its conflicts the chosen duties.

    Applying again changes nothing. Raises ChangedSinceShownError, GoneError, and what saving and submitting
    raise; then nothing at all is written.
    """
    load = WorkbookLoad.objects.select_for_update().get(pk=load.pk, owner=by)
    if load.applied_at:
        return load
    period = (
        ReportingPeriod.objects.select_for_update(of=("self",))
        .select_related("programme")
        .get(pk=load.period_id)
    )
    found = differences_of(load, book_of(period, user=by))
    if found.fingerprint != seen:
        raise ChangedSinceShownError
    settled = set(chosen)
    taken = found.ready + [each for each in found.conflicts if each.row.duty_id in settled]
    for each in taken:
        _write(each, by=by)
    load.outcome = _outcome(found, taken)
    load.rows = []
    load.applied_at = timezone.now()
    load.save(update_fields=("outcome", "rows", "applied_at"))
    record_change(
        action="loaded",
        record="workbook",
        key=f"{period.programme.slug}/{period.slug}",
        by=by,
        programme=period.programme,
        after=load.outcome,
    )
    return load


def record_download(period: ReportingPeriod, *, by: User, rows: int) -> None:
    """A line in the history: who took which words away."""
    record_change(
        action="downloaded",
        record="workbook",
        key=f"{period.programme.slug}/{period.slug}",
        by=by,
        programme=period.programme,
        after={"updates": rows},
    )


def _write(each: Difference, *, by: User) -> None:
    facts: dict[str, Any] = {
        "duty_id": each.row.duty_id,
        "words": each.words,
        "expected_version": each.standing.version,
        "by": by,
    }
    if each.row.submit:
        submit_update(**facts, no_change=each.no_change)
    else:
        save_draft(**facts)


def _outcome(found: Differences, taken: Sequence[Difference]) -> dict[str, list[str]]:
    done = {each.row.duty_id for each in taken}
    return {
        "submitted": [_name(each) for each in taken if each.row.submit],
        "saved": [_name(each) for each in taken if not each.row.submit],
        "left out": [_name(each) for each in found.all if each.row.duty_id not in done],
    }


def _name(each: Difference) -> str:
    return f"{each.standing.item.ref} of {each.standing.organisation}"


def _packed(row: FileRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "duty_id": row.duty_id,
        "version": row.version,
        "touched": row.touched,
        "submit": row.submit,
        "words": row.words.as_values(),
    }


def _unpacked(values: dict[str, Any], book: Book) -> FileRow:
    words = dict(values["words"])
    words["steps"] = tuple(
        StepWords(step["text"], step["owner"], _day(step["due_on"])) for step in words["steps"]
    )
    words |= {name: _day(words[name]) for name in DATES}
    try:
        words["goes_to"] = book.items[words["goes_to"]] if words["goes_to"] else None
        words["waits_for"] = book.dependencies[words["waits_for"]] if words["waits_for"] else None
    except KeyError:
        raise GoneError from None
    return FileRow(**{**values, "words": UpdateWords(**words)})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
