"""CSV files out: one writer for every download and feed.

RFC 4180 with CRLF and UTF-8. Text that a spreadsheet would run as a formula gets a quote in front of it,
which `plain_text` takes off again on load.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from types import SimpleNamespace
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

BOM = "\ufeff"
BLOCK_ROWS = 500
QUOTE = "'"

# = + - @ tab CR LF NUL, and the full-width forms that some spreadsheets read as the same characters. Quotes
# before them count as well, so that text that really begins with a quote and a sign comes back unchanged.
_RISKY = re.compile("'*[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
_FIRST = frozenset("'=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20")  # spares most cells the search


def safe_cell(value: Any) -> Any:
    """Stop a spreadsheet running text as a formula; numbers pass through, also negative ones."""
    risky = isinstance(value, str) and value[:1] in _FIRST and _RISKY.match(value)
    return f"{QUOTE}{value}" if risky else value


def plain_text(cell: str) -> str:
    """The text that `safe_cell` was given: its quote is taken off, any other is kept."""
    return cell[1:] if cell.startswith(QUOTE) and _RISKY.match(cell) else cell


def csv_blocks(rows: Iterable[Sequence[Any]], *, header: Sequence[str], bom: bool) -> Iterator[str]:
    """The file in blocks of 500 rows, so that memory does not grow with it; blank for None."""
    writer = csv.writer(SimpleNamespace(write=str))  # write() hands each line straight back
    lines = (writer.writerow([safe_cell(cell) for cell in row]) for row in chain([header], rows))
    mark = BOM if bom else ""
    while block := list(islice(lines, BLOCK_ROWS)):
        yield mark + "".join(block)
        mark = ""


def csv_response(blocks: Iterable[str], *, filename: str) -> StreamingHttpResponse:
    """A download that only the person who asked may keep."""
    blocks = iter(blocks)  # the first is made before the answer begins: a fault then has a page of its own
    response = StreamingHttpResponse(chain([next(blocks)], blocks), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    response["Cache-Control"] = "private"
    return response
