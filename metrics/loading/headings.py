"""Headings of a table and the cells below them by name. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from metrics.loading.found import RefusedFileError, Row
from metrics.loading.numbers import plain


def key_of(heading: Any) -> str:
    """A heading without the differences that do not matter: case, spaces, dashes."""
    return plain(heading).casefold().replace(" ", "_").replace("-", "_")


def places_of(headings: Sequence[Any]) -> dict[str, int]:
    """Where each column is by its key. Raises RefusedFileError where one is there twice."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        key = key_of(heading)
        if key and key in places:
            raise RefusedFileError(f"The column “{plain(heading)[:60]}” is there twice. Take one out.")
        if key:
            places[key] = place
    return places


def require(places: dict[str, int], names: Iterable[str], *, layout: str) -> None:
    """Raises RefusedFileError that names every missing column."""
    missing = [name for name in names if name not in places]
    if missing:
        raise RefusedFileError(
            f"This file has no column “{'”, “'.join(missing)}”, which the layout “{layout}” needs. "
            "Put it back with this heading in the first row, or choose another layout."
        )


def cell_of(row: Row, place: int | None) -> Any:
    """The cell, or nothing where the row is shorter or the column is not there."""
    return row.cells[place] if place is not None and place < len(row.cells) else ""
