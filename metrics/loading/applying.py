"""Taking what was read into the observations: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import Any

from django.db import connection, transaction
from django.db.models import F, IntegerField, Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import slugify

from deliverables.audit import record_change
from deliverables.models import Basis, Programme
from ipqt.models import User
from metrics.loading.comparing import NEW, REVISED, Comparison, changes_of, compare
from metrics.loading.errors import ChangedSinceShownError, NotReadyError
from metrics.loading.layouts import PUBLISHED
from metrics.loading.linking import link_series
from metrics.models import Observation, Series, StagedSeries, Standing, Submission, SubmissionStatus

APPLICABLE = (SubmissionStatus.PREVIEWED, SubmissionStatus.WAITING, SubmissionStatus.LOADING)
LONGEST_REF = Series._meta.get_field("ref").max_length


def apply_submission(*, submission: Submission, seen: str, by: User | None) -> Submission:
    """Writes what the preview with the fingerprint `seen` showed. Again it changes nothing.

    Loads of one programme wait for each other. Raises ChangedSinceShownError and NotReadyError; then nothing
    at all is written.
    """
    link_series(submission)
    with transaction.atomic():
        return _apply(submission, seen=seen, by=by)


def _apply(submission: Submission, *, seen: str, by: User | None) -> Submission:
    _wait_as_long_as_it_takes()
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=submission.programme_id)
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if submission.status == SubmissionStatus.LOADED:
        return submission
    if submission.status not in APPLICABLE:
        raise NotReadyError
    found = compare(submission)
    if found.fingerprint != seen:
        raise ChangedSinceShownError
    moment = timezone.now()
    _make_series(submission, programme)
    _supersede(submission, moment)
    _insert(submission, moment)
    _finish(submission, found, moment)
    if found.changes:
        _record(submission, found, by=by)
    return submission


def _wait_as_long_as_it_takes() -> None:
    """The limit on statements is there for pages; a load of a year's files takes longer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")


def _make_series(submission: Submission, programme: Programme) -> None:
    staged = submission.staged_series.filter(series__isnull=True).select_related(
        "indicator", "organisation", "ward"
    )
    refs = set(Series.objects.filter(programme=programme).values_list("ref", flat=True))
    waiting = list(staged)
    for row in waiting:
        row.series, _made = Series.objects.get_or_create(
            programme=programme,
            indicator=row.indicator,
            organisation=row.organisation,
            ward=row.ward,
            dimension=row.dimension,
            category=row.category,
            label=row.label,
            period_type=row.period_type,
            standing=submission.standing,
            defaults={
                "ref": _free_ref(row, submission, refs),
                "shared_as_published": submission.layout in PUBLISHED,
                **_cited(submission),
            },
        )
    StagedSeries.objects.bulk_update(waiting, ["series"], batch_size=500)


def _free_ref(row: StagedSeries, submission: Submission, refs: set[str]) -> str:
    """Names the line of values by its codes, for example out-02-rre-month."""
    parts = (
        row.indicator.code,
        row.organisation.code,
        row.ward.slug if row.ward else "",
        row.dimension,
        row.category,
        row.label,
        row.period_type.replace("_", "-"),
        "" if submission.standing == Standing.OWN else submission.standing,
    )
    ref = "-".join(filter(None, map(slugify, parts)))[: LONGEST_REF - 8]
    free = next(name for name in _numbered(ref) if name not in refs)
    refs.add(free)
    return free


def _numbered(ref: str) -> Iterator[str]:
    yield ref
    yield from (f"{ref}-{number}" for number in count(2))


def _cited(submission: Submission) -> dict[str, Any]:
    basis = Basis.PUBLISHED if submission.source_id else Basis.ENTERED
    return {"basis": basis, "source": submission.source, "citation": submission.file_name}


def _supersede(submission: Submission, moment: datetime) -> None:
    old = changes_of(submission).filter(change=REVISED).order_by().values("now__pk")
    Observation.objects.filter(pk__in=old).update(superseded_at=moment)


def _insert(submission: Submission, moment: datetime) -> None:
    """One statement of the database, so that memory stays flat and others wait for no more than it."""
    before = Observation.objects.filter(
        series=OuterRef("staged_series__series"), starts_on=OuterRef("starts_on")
    )
    newest = before.order_by().values("series").annotate(newest=Max("revision")).values("newest")
    cited = _cited(submission)
    columns: dict[str, Any] = {
        "series_id": F("staged_series__series"),
        **{name: F(name) for name in ("starts_on", "ends_on", "value", "numerator", "denominator")},
        **{name: F(name) for name in ("value_status", "rounded_to", "note")},
        "revision": Coalesce(Subquery(newest, output_field=IntegerField()), 0) + 1,
        "known_at": _constant("known_at", moment),
        "submission_id": _constant("submission", submission.pk),
        "source_id": _constant("source", submission.source_id),
        "citation": _constant("citation", cited["citation"]),
        "basis": _constant("basis", cited["basis"]),
        "words": _constant("words", ""),
    }
    rows = changes_of(submission).filter(change=NEW).order_by("pk")
    selected = rows.values_list(*columns.values())
    select, values = selected.query.sql_with_params()
    with connection.cursor() as cursor:
        names = ", ".join(connection.ops.quote_name(name) for name in columns)
        table = connection.ops.quote_name(Observation._meta.db_table)
        cursor.execute(f"INSERT INTO {table} ({names}) {select}", values)


def _constant(name: str, value: Any) -> Value:
    return Value(value, output_field=Observation._meta.get_field(name))


def _finish(submission: Submission, found: Comparison, moment: datetime) -> None:
    submission.staged_series.all().delete()
    submission.status, submission.loaded_at, submission.moved_at = SubmissionStatus.LOADED, moment, moment
    submission.outcome |= found.as_json()
    submission.outcome.pop("refused", None)
    submission.save(update_fields=("status", "loaded_at", "moved_at", "outcome"))


def _record(submission: Submission, found: Comparison, *, by: User | None) -> None:
    record_change(
        action="loaded",
        record="measures",
        key=f"{submission.programme.slug}/{submission.file_name}",
        by=by,
        programme=submission.programme,
        after={
            "layout": submission.layout,
            "new": found.new,
            "revised": found.revised,
            "unchanged": found.unchanged,
            "sha256": submission.sha256,
        },
    )
