"""Reads a file of test vectors in the layout `spc-golden-1`; says in words what is wrong with a bad one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from metrics.spc.series import LARGEST

FORMAT = "spc-golden-1"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
JUDGED = ("points", "summary", "icons", "short_group_warning")


class VectorsError(ValueError):
    """A file that is no file of test vectors; the text is a sentence."""


def read_vectors(path: Path) -> list[dict[str, Any]]:
    """The series of the file, each with an input that the engine can be asked. Raises VectorsError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise VectorsError(f"{path} cannot be read: {error.strerror or error}. Check its name.") from error
    except (ValueError, RecursionError) as error:
        raise VectorsError(f"{path} is no JSON file. Give one in the layout {FORMAT}.") from error
    series = content.get("series") if isinstance(content, dict) else None
    if not isinstance(series, list) or not series:
        raise VectorsError(
            f"{path} has no list “series” with at least one series. Give one in the layout {FORMAT}."
        )
    meta = content.get("meta")
    layout = meta.get("format", FORMAT) if isinstance(meta, dict) else FORMAT
    if layout != FORMAT:
        raise VectorsError(f"{path} is in the layout “{layout}”. Give one in the layout {FORMAT}.")
    for place, vector in enumerate(series, start=1):
        _check(vector, place)
    return series


def _check(vector: Any, place: int) -> None:
    name = vector.get("id") if isinstance(vector, dict) else None
    if not isinstance(name, str):
        raise VectorsError(
            f"Series {place} has no “id”. Give each series an id, an input and what is expected."
        )
    for part in ("input", "expected"):
        if not isinstance(vector.get(part), dict):
            raise VectorsError(
                f"Series {name} has no “{part}”. Give each series an input and what is expected."
            )
    given = vector["input"]
    for field, (is_right, what) in INPUT.items():
        if field not in given:
            raise VectorsError(f"Series {name}: the input has no “{field}”. Give {what}.")
        if not is_right(given[field]):
            raise VectorsError(f"Series {name}: “{field}” of the input is wrong. Give {what}.")
    rows = {field: len(given[field]) for field in ("dates", "values", "facet") if given[field] is not None}
    if len(set(rows.values())) > 1:
        counts = ", ".join(f"{count} {field}" for field, count in rows.items())
        raise VectorsError(f"Series {name}: the input has {counts}. Give as many of each.")
    _check_expected(vector["expected"], name)


def _check_expected(expected: dict[str, Any], name: str) -> None:
    """Only that there is something to compare; what is in it is for the comparison."""
    status = expected.get("status")
    if status not in ("ok", "error"):
        raise VectorsError(f"Series {name}: the expected status is neither “ok” nor “error”.")
    judged = expected if status == "ok" else expected.get("tolerant")
    if judged is None:
        return
    if not isinstance(judged, dict) or any(part not in judged for part in JUDGED):
        raise VectorsError(f"Series {name}: what is expected lacks one of {', '.join(JUDGED)}.")
    icons = judged["icons"]
    if not isinstance(icons, list) or not all(isinstance(icon, dict) for icon in icons):
        raise VectorsError(f"Series {name}: the expected icons are no list of objects.")


def _is_number(entry: Any) -> bool:
    return isinstance(entry, int | float) and not isinstance(entry, bool) and abs(entry) <= LARGEST


def _is_date(entry: Any) -> bool:
    try:
        return isinstance(entry, str) and bool(DAY.fullmatch(entry)) and bool(date.fromisoformat(entry))
    except ValueError:
        return False


def _is_text(entry: Any) -> bool:
    return isinstance(entry, str)


def _or_null(is_right: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda entry: entry is None or is_right(entry)


def _list_of(is_right: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda entry: isinstance(entry, list) and all(map(is_right, entry))


def _plain_or_by_facet(is_right: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda entry: all(map(is_right, entry.values())) if isinstance(entry, dict) else is_right(entry)


INPUT = {
    "dates": (_list_of(_is_date), "a list of dates like 2024-04-01"),
    "values": (_list_of(_or_null(_is_number)), "a list of numbers, with null where a value is missing"),
    "facet": (_or_null(_list_of(_is_text)), "null, or a list of names"),
    "improvement_direction": (_or_null(_is_text), "increase, decrease or neutral"),
    "screen_outliers": (lambda entry: isinstance(entry, bool), "true or false"),
    "fix_after_n_points": (_or_null(_is_number), "null or a number"),
    "target": (
        _or_null(_plain_or_by_facet(_or_null(_is_number))),
        "null, a number, or a number for each facet",
    ),
    "rebase": (
        _or_null(_plain_or_by_facet(_list_of(_is_date))),
        "null, a list of dates, or one for each facet",
    ),
}
