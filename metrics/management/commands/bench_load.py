"""What `make bench` runs: time and memory of loading a large file, beside reading it with the csv module.

Everything happens in a transaction that is rolled back.
"""

from __future__ import annotations

import csv
import io
import resource
import time
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import count, islice

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from deliverables.models import Programme
from ipqt.dates import add_months, last_of_month, parse_financial_year
from metrics.loading.applying import apply_submission
from metrics.loading.comparing import compare
from metrics.loading.keeping import keep_file
from metrics.loading.opening import text_rows
from metrics.loading.staging import read_submission
from metrics.models import Indicator, Submission, SubmissionStatus

ROWS, MONTHS, LINES_A_BLOCK = 100_000, 60, 1000
HEADINGS = "indicator,organisation,label,period_type,starts_on,ends_on,value,numerator,denominator\n"
FIRST = parse_financial_year("2019/20")


class Command(BaseCommand):
    help = "Time loading a made-up file of values, beside plain reading in the same run; nothing is kept."

    def add_arguments(self, parser):
        parser.add_argument("--rows", type=int, default=ROWS)

    def handle(self, *args, **options):
        rows = options["rows"]
        programme, indicator = Programme.objects.first(), Indicator.objects.first()
        if rows < 1 or programme is None or indicator is None:
            raise CommandError(
                "Give at least 1 row, and load the programmes first: manage.py load_programmes."
            )
        if not programme.icb.code:
            raise CommandError("The first programme's board has no ODS code, by which a file could name it.")
        of = f"{indicator.code},{programme.icb.code}"
        before = most_memory()
        with transaction.atomic():
            read, load = self.load(programme, blocks_of(of, rows=rows))
            transaction.set_rollback(True)
        grown = most_memory() - before
        text = b"".join(blocks_of(of, rows=rows)).decode()
        plain = timed(lambda: sum(1 for _row in csv.reader(io.StringIO(text))))
        small, large = (memory_of(blocks_of(of, rows=share)) for share in (max(1, rows // 10), rows))
        self.stdout.write(
            f"{rows:,} rows in our own layout, CPU seconds\n"
            f"Plain csv reading    {plain:.2f} s\n"
            f"Read and checked     {spelt(read, rows=rows, plain=plain)}\n"
            f"Compared and loaded  {spelt(load, rows=rows, plain=plain)}\n"
            f"Memory at the peak of reading rows: {small / 1024:,.0f} KB for a tenth of the file, "
            f"{large / 1024:,.0f} KB for all of it; the process grew by {grown / 1024:,.0f} MB\n"
        )

    def load(self, programme: Programme, blocks: Iterator[bytes]) -> tuple[float, float]:
        """Seconds until the preview, and from there until everything is written."""
        submission: Submission | None = None

        def read() -> None:
            nonlocal submission
            kept = keep_file(programme=programme, file_name="bench.csv", content=blocks, by=None)
            submission = read_submission(kept)

        reading = timed(read)
        if submission is None or submission.status != SubmissionStatus.PREVIEWED:
            raise CommandError("The made-up file was refused: run the tests of loading.")
        loading = timed(
            lambda: apply_submission(submission=submission, seen=compare(submission).fingerprint, by=None)
        )
        return reading, loading


def blocks_of(of: str, *, rows: int) -> Iterator[bytes]:
    """The file in blocks; `of` are the codes that every row begins with."""
    yield HEADINGS.encode()
    lines = islice(made_up(of), rows)
    while block := list(islice(lines, LINES_A_BLOCK)):
        yield "".join(block).encode()


def made_up(of: str) -> Iterator[str]:
    """A row a month for one series after the other, without end."""
    for series in count(1):
        for number in range(MONTHS):
            first = add_months(FIRST, number)
            value = (series * 7 + number * 3) % 100 / 2
            days = f"month,{first},{last_of_month(first)}"
            yield f"{of},Bench {series},{days},{value},{value},100\n"


def spelt(seconds: float, *, rows: int, plain: float) -> str:
    return f"{seconds:.2f} s, {rows / seconds:,.0f} rows a second, {seconds / plain:.0f} times plain reading"


def memory_of(blocks: Iterator[bytes]) -> int:
    """Bytes at the peak while the rows go by."""
    tracemalloc.start()
    for _row in text_rows(blocks):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def timed(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return max(time.process_time() - began, 1e-6)


def most_memory() -> int:
    """KB that the process has ever used (bytes where the system says it so: see getrusage)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
