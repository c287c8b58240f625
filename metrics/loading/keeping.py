"""Keeping an uploaded file in compressed pieces, and reading it from them: no more than a piece in memory."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from deliverables.models import Programme, Source
from deliverables.workbooks.archive import LARGEST as LARGEST_WORKBOOK
from ipqt.models import User
from metrics.loading.found import RefusedFileError, Row
from metrics.loading.layouts import guess_layout
from metrics.loading.oaps import period_in_name
from metrics.loading.opening import TOO_LARGE, is_workbook, table_of, text_rows, workbook_rows
from metrics.loading.periods import Period, read_heading
from metrics.models import FileChunk, Layout, Standing, Submission, SubmissionStatus

MEGABYTE = 1024 * 1024
LARGEST = 100 * MEGABYTE
PIECE = 512 * 1024
KEPT = timedelta(days=7)
TOO_LARGE_FILE = (
    f"The file is larger than {LARGEST // MEGABYTE} MB. Split it, for example by year, and load the parts."
)
NO_LAYOUT = (
    "The headings in the first row fit none of the layouts. Choose the layout yourself, or begin with our "
    "template."
)
STRANGE_PERIOD = "Write the period like January 2017, Q1 2024/25 or 2024/25."


@transaction.atomic
def keep_file(
    *,
    programme: Programme,
    file_name: str,
    content: Iterable[bytes],
    layout: str = "",
    period_words: str = "",
    standing: str = Standing.OWN,
    source: Source | None = None,
    by: User | None,
) -> Submission:
    """The file with its layout, which is guessed from its first row where none is given.

    Forgets the programme's previews of more than a week ago. Raises RefusedFileError; then nothing is kept.
    """
    if period_words and read_heading(period_words) is None:
        raise RefusedFileError(STRANGE_PERIOD)
    forget_old(programme)
    submission = Submission.objects.create(
        programme=programme,
        file_name=_safe_name(file_name),
        period_words=period_words,
        standing=standing,
        source=source,
        owner=by,
    )
    _keep_pieces(submission, content)
    headings, _rows = table_of(rows_of(submission))
    submission.layout = layout or guess_layout(headings) or ""
    if not submission.layout:
        raise RefusedFileError(NO_LAYOUT)
    submission.save(update_fields=("layout", "sha256", "rows_read"))
    return submission


def forget_old(programme: Programme) -> None:
    """Files that were never loaded and that nobody touched for a week."""
    old = Submission.objects.filter(programme=programme, moved_at__lt=timezone.now() - KEPT)
    old.exclude(status=SubmissionStatus.LOADED).delete()


def rows_of(submission: Submission) -> Iterator[Row]:
    """The rows of the kept file. Raises RefusedFileError."""
    first = next(pieces_of(submission), b"")
    if not is_workbook(first):
        return text_rows(pieces_of(submission))
    content = bytearray()
    for piece in pieces_of(submission):
        content += piece
        if len(content) > LARGEST_WORKBOOK:
            raise RefusedFileError(TOO_LARGE)
    return workbook_rows(bytes(content))


def pieces_of(submission: Submission) -> Iterator[bytes]:
    """One query a piece."""
    for number in count():
        piece = FileChunk.objects.filter(submission=submission, number=number).values_list(
            "content", flat=True
        )
        content = piece.first()
        if content is None:
            return
        yield zlib.decompress(content)


def period_of(submission: Submission) -> Period | None:
    """The period as given by hand, or else as the file's name tells it."""
    if submission.period_words:
        return read_heading(submission.period_words)
    return period_in_name(submission.file_name) if submission.layout == Layout.OAPS else None


def _keep_pieces(submission: Submission, content: Iterable[bytes]) -> None:
    """Also counts lines and fingerprints the file. Raises RefusedFileError where it is too large."""
    digest, size, lines = hashlib.sha256(), 0, 0
    for number, piece in enumerate(_pieces(content)):
        size += len(piece)
        if size > LARGEST:
            raise RefusedFileError(TOO_LARGE_FILE)
        digest.update(piece)
        lines += piece.count(b"\n")
        FileChunk.objects.create(submission=submission, number=number, content=zlib.compress(piece, 1))
    submission.sha256, submission.rows_read = digest.hexdigest(), lines


def _pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size."""
    held = bytearray()
    for block in content:
        held += block
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)


def _safe_name(name: str) -> str:
    visible = "".join(letter for letter in PurePath(name.replace("\\", "/")).name if letter.isprintable())
    return visible[-255:] or "file"
