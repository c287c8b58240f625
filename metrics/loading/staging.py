"""Reading a kept file into rows of the database, and all that is wrong with it. Writes no observation."""

from __future__ import annotations

from itertools import islice

from django.db.models import Count, Max, Min
from django.utils import timezone

from ipqt.dates import today
from metrics.loading.comparing import compare
from metrics.loading.facts import Facts
from metrics.loading.found import FileValue, Findings, RefusedFileError
from metrics.loading.keeping import period_of, rows_of
from metrics.loading.layouts import PARSERS
from metrics.loading.linking import SAME, Key, known_series
from metrics.loading.opening import table_of
from metrics.models import StagedSeries, StagedValue, Submission, SubmissionStatus
from metrics.selectors.loads import catalogue_of, not_taken_up

BATCH = 2000
FIRST_TOLD = 3
NOTHING_OURS = "Nothing in this file is of the programme’s organisations and of indicators that we know."
COPIED = (
    "line",
    "starts_on",
    "ends_on",
    "value",
    "numerator",
    "denominator",
    "rounded_to",
    "note",
)


def read_submission(submission: Submission) -> Submission:
    """Reads the file and ends as previewed, or as failed with what is to be mended. Can be done again.

    Commits every few thousand rows, so that others can write meanwhile and see how far it is.
    """
    findings = Findings()
    submission.staged_series.all().delete()
    try:
        _Stage(submission, findings).fill()
        _note_twins(submission, findings)
    except RefusedFileError as error:
        findings.wrong(0, "", str(error))
    submission.outcome = findings.as_json()
    if findings.error_count:
        submission.staged_series.all().delete()
        submission.status = SubmissionStatus.FAILED
    else:
        submission.outcome |= compare(submission).as_json()
        submission.status = SubmissionStatus.PREVIEWED
    submission.chunks.all().delete()
    submission.moved_at = timezone.now()
    submission.save(update_fields=("status", "outcome", "moved_at", "rows_done"))
    return submission


class _Stage:
    """Writes values in batches and remembers which line of values each belongs to."""

    def __init__(self, submission: Submission, findings: Findings):
        self.submission, self.findings = submission, findings
        self.catalogue = catalogue_of(submission.programme)
        self.staged: dict[Key, StagedSeries] = {}
        self.known = known_series(submission)

    def fill(self) -> None:
        """Raises RefusedFileError where the file as a whole cannot be read."""
        submission = self.submission
        headings, rows = table_of(rows_of(submission))
        facts = Facts(
            catalogue=self.catalogue,
            today=today(),
            period=period_of(submission),
            programme=submission.programme.slug,
            standing=submission.standing,
            findings=self.findings,
        )
        values = PARSERS[submission.layout](headings, rows, facts)
        while batch := list(islice(values, BATCH)):
            self._write(batch)
        if not (self.staged or self.findings.error_count):
            raise RefusedFileError(self._nothing())
        self._note_unshown()

    def _write(self, batch: list[FileValue]) -> None:
        """Nothing more is staged once something is wrong: the file has to come again anyway."""
        if not self.findings.error_count:
            keys = [self._key(value) for value in batch]
            self._add_series(set(keys) - self.staged.keys())
            StagedValue.objects.bulk_create(
                _staged(value, self.staged[key]) for value, key in zip(batch, keys, strict=True)
            )
        self.submission.rows_done = batch[-1].line
        Submission.objects.filter(pk=self.submission.pk).update(
            rows_done=self.submission.rows_done, moved_at=timezone.now()
        )

    def _key(self, value: FileValue) -> Key:
        catalogue, code = self.catalogue, value.organisation
        return (
            catalogue.indicators[value.indicator].pk,
            catalogue.organisations[code],
            catalogue.ward(code, value.ward) if value.ward else None,
            value.dimension,
            value.category,
            value.label,
            value.period_type,
        )

    def _add_series(self, keys: set[Key]) -> None:
        rows = [
            StagedSeries(
                submission=self.submission, series_id=self.known.get(key), **dict(zip(SAME, key, strict=True))
            )
            for key in sorted(keys, key=str)
        ]
        made = StagedSeries.objects.bulk_create(rows)
        self.staged |= {tuple(getattr(row, name) for name in SAME): row for row in made}

    def _nothing(self) -> str:
        if self.findings.unused:
            return f"{NOTHING_OURS} {_unused(self.findings)}"
        if self.findings.left_out:
            return f"{NOTHING_OURS} Check that you chose the right programme and the right file."
        return "The file has headings but no values. Choose the file with your values."

    def _note_unshown(self) -> None:
        codes = {one.pk: one.code for one in self.catalogue.indicators.values()}
        missing = not_taken_up(self.submission.programme, [codes[key[0]] for key in self.staged])
        if missing:
            self.findings.notes.append(
                f"No page of the programme shows {', '.join(missing)}, which is not among its measures. "
                "The values are kept until it is."
            )


def _unused(findings: Findings) -> str:
    """The first measures that nothing uses, and who can change that."""
    first = "; ".join(
        f"{measure} {name} ({rows:,} {'row' if rows == 1 else 'rows'})"
        for (measure, name), rows in islice(findings.unused.items(), FIRST_TOLD)
    )
    more = len(findings.unused) - FIRST_TOLD
    others = f"; and {more:,} more" if more > 0 else ""
    return (
        f"No indicator uses these measures in it: {first}{others}. To load one of them, ask an administrator "
        "to define an indicator with that national measure, and then choose the file again."
    )


def _staged(value: FileValue, series: StagedSeries) -> StagedValue:
    copied = {name: getattr(value, name) for name in COPIED}
    return StagedValue(staged_series=series, value_status=value.status, **copied)


def _note_twins(submission: Submission, findings: Findings) -> None:
    """Two rows for one period of one line of values: nobody can say which is meant."""
    if findings.error_count:
        return
    places = StagedValue.objects.filter(staged_series__submission=submission)
    twins = places.values("staged_series", "starts_on").annotate(
        rows=Count("pk"), first=Min("line"), last=Max("line")
    )
    for twin in twins.filter(rows__gt=1).order_by("last").iterator():
        message = (
            f"Line {twin['first']:,} gives a value for the same indicator, organisation and period. Keep one."
        )
        findings.wrong(twin["last"], "starts_on", message)
