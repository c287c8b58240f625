"""Loads a file of values into a programme, with the same preview and the same rules as the page."""

from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from deliverables.models import Programme, Source
from metrics.loading.applying import apply_submission
from metrics.loading.comparing import Comparison, compare
from metrics.loading.errors import LoadError
from metrics.loading.found import RefusedFileError
from metrics.loading.keeping import keep_file
from metrics.loading.staging import read_submission
from metrics.models import Layout, Standing, Submission, SubmissionStatus

BLOCK = 1 << 20
MOST_PRINTED = 20


class Command(BaseCommand):
    help = "Load values of measures from a file: a preview, and then all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--programme", required=True, help="its address, for example ssot")
        parser.add_argument("--layout", choices=Layout.values, default="", help="else as its headings say")
        parser.add_argument("--period", default="", help="where the file does not say it, as January 2017")
        parser.add_argument("--standing", choices=Standing.values, default=Standing.OWN)
        parser.add_argument(
            "--source", default="", help="address of the published source, for example ssot-strategy"
        )
        parser.add_argument("--dry-run", action="store_true", help="print the preview and write nothing")

    def handle(self, *args, **options):
        submission = self.read(**options)
        self.print_findings(submission)
        if submission.status == SubmissionStatus.FAILED:
            count = submission.outcome["error_count"]
            submission.delete()
            raise CommandError(f"Nothing was written: {count:,} to mend in {options['file'].name}.")
        found = compare(submission)
        self.print_counts(found)
        if options["dry_run"]:
            submission.delete()
            self.stdout.write("Nothing was written (--dry-run).")
            return
        try:
            apply_submission(submission=submission, seen=found.fingerprint, by=None)
        except LoadError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Loaded." if found.changes else "It changes nothing.")

    def read(self, *, file: Path, programme: str, source: str, **options) -> Submission:
        try:
            return read_submission(
                keep_file(
                    programme=self.named(Programme, programme),
                    file_name=file.name,
                    content=blocks_of(file),
                    layout=options["layout"],
                    period_words=options["period"],
                    standing=options["standing"],
                    source=self.named(Source, source) if source else None,
                    by=None,
                )
            )
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except RefusedFileError as error:
            raise CommandError(f"Nothing was written. {error}") from error

    def named(self, model, slug: str):
        found = model.objects.filter(slug=slug).first()
        if found is None:
            known = ", ".join(model.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no {model._meta.verbose_name} “{slug}”. Choose one of: {known}.")
        return found

    def print_findings(self, submission: Submission) -> None:
        outcome = submission.outcome
        for error in outcome["errors"]:
            place = ", ".join(
                filter(None, (f"line {error['line']:,}" if error["line"] else "", error["column"]))
            )
            self.stderr.write(f"{place}: {error['message']}" if place else error["message"])
        for each in outcome["unknown"]:
            self.stderr.write(f"Unknown {each['column']} “{each['code']}”: {each['rows']:,} rows")
        for each in outcome["left_out"][:MOST_PRINTED]:
            self.stdout.write(f"Left out: {each['what']} ({each['rows']:,} rows)")
        more = len(outcome["left_out"]) - MOST_PRINTED
        if more > 0:
            self.stdout.write(f"Left out: {more:,} more kinds of rows")
        for note in outcome["notes"]:
            self.stdout.write(note)

    def print_counts(self, found: Comparison) -> None:
        self.stdout.write(
            f"New: {found.new:,} ({found.new_series:,} new series)\nRevised: {found.revised:,}\n"
            f"Unchanged: {found.unchanged:,}\n"
            f"Provisional or rounded, left out beside the final or exact value: {found.kept:,}\n"
            f"Of all these suppressed: {found.suppressed:,}, not reported: {found.not_reported:,}"
        )


def blocks_of(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while block := opened.read(BLOCK):
            yield block
