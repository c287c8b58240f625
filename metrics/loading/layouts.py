"""Which layout a file has, and what reads it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from metrics.loading.facts import Facts
from metrics.loading.found import FileValue, Row
from metrics.loading.headings import key_of
from metrics.loading.mhsds import NEEDED as MHSDS_COLUMNS
from metrics.loading.mhsds import read_mhsds
from metrics.loading.oaps import NEEDED as OAPS_COLUMNS
from metrics.loading.oaps import read_oaps
from metrics.loading.tidy import NEEDED as TIDY_COLUMNS
from metrics.loading.tidy import read_tidy
from metrics.loading.wide import looks_wide, read_wide

Parser = Callable[[list[Any], Iterator[Row], Facts], Iterator[FileValue]]

PARSERS: dict[str, Parser] = {"tidy": read_tidy, "wide": read_wide, "mhsds": read_mhsds, "oaps": read_oaps}
PUBLISHED = ("mhsds", "oaps")
"""Layouts in which the publisher has dealt with small numbers already."""
_COLUMNS = {"mhsds": MHSDS_COLUMNS, "oaps": OAPS_COLUMNS, "tidy": TIDY_COLUMNS}


def guess_layout(headings: list[Any]) -> str | None:
    """The layout that the headings fit best; None where they fit none."""
    keys = {key_of(heading) for heading in headings}
    for layout, needed in _COLUMNS.items():
        if len(keys.intersection(needed)) > len(needed) / 2 and not (
            layout == "tidy" and looks_wide(headings)
        ):
            return layout
    return "wide" if looks_wide(headings) else None
