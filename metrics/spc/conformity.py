"""Compares this engine with published test vectors, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from metrics.spc.golden import answer

RELATIVE_TOLERANCE = 1e-9
LINES = ("mean", "lpl", "upl", "near_lpl", "near_upl", "mean_moving_range")
NUMBERS = frozenset(("value", "target", "moving_range", "moving_range_used", *LINES))
# The description of the vectors names these refusals in words only: any kind that says the same is ours.
REFUSED_ALIKE = {
    "duplicate_dates": ("duplicate",),
    "improvement_direction_unknown": ("direction",),
    "rebase_facet_unknown": ("rebase",),
    "no_rows": ("rows", "empty", "no_data"),
}
NOTHING = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One series of a file against this engine."""

    series: str
    fields: int
    differences: tuple[str, ...]
    """A sentence each."""


def compare(vector: dict[str, Any]) -> Comparison:
    ours = _by_name(answer(vector["input"]))
    outcomes = list(_outcomes("", _by_name(vector["expected"]), ours))
    differences = tuple(f"{vector['id']}: {outcome}" for outcome in outcomes if outcome)
    return Comparison(series=vector["id"], fields=len(outcomes), differences=differences)


def _by_name(expected: dict[str, Any]) -> dict[str, Any]:
    """Icons by facet and type, since their order says nothing; the tolerant output likewise."""
    named = dict(expected)
    if "icons" in named:
        named["icons"] = {}
        for row in expected["icons"]:
            name = f"{row.get('facet', '')} {row.get('type')}".strip()
            while name in named["icons"]:
                name += " again"
            named["icons"][name] = row.get("icon")
    if isinstance(named.get("tolerant"), dict):
        named["tolerant"] = _by_name(named["tolerant"])
    return named


def _outcomes(path: str, theirs: Any, ours: Any) -> Iterator[str | None]:
    """One entry a field: None where both agree, else what differs."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for name in dict.fromkeys([*theirs, *ours]):
            inner = f"{path}.{name}" if path else name
            yield from _outcomes(inner, theirs.get(name, NOTHING), ours.get(name, NOTHING))
    elif isinstance(theirs, list) and isinstance(ours, list):
        for row in range(max(len(theirs), len(ours))):
            pair = [column[row] if row < len(column) else NOTHING for column in (theirs, ours)]
            yield from _outcomes(f"{path} row {row + 1}", *pair)
    elif _agree(path, theirs, ours):
        yield None
    else:
        yield f"{path} is {_written(theirs)} in the file and {_written(ours)} in this engine"


def _agree(path: str, theirs: Any, ours: Any) -> bool:
    name = path.rpartition(".")[2].partition(" ")[0]
    if name == "error_kind" and isinstance(theirs, str):
        return theirs == ours or any(words in theirs for words in REFUSED_ALIKE.get(ours, ()))
    if name in NUMBERS and _is_number(theirs) and _is_number(ours):
        return abs(theirs - ours) <= RELATIVE_TOLERANCE * max(abs(theirs), abs(ours))
    if isinstance(theirs, bool) or isinstance(ours, bool):
        return theirs is ours
    return theirs == ours


def _is_number(entry: Any) -> bool:
    return isinstance(entry, int | float) and not isinstance(entry, bool)


def _written(entry: Any) -> str:
    if entry is NOTHING:
        return "missing"
    if entry is None or isinstance(entry, bool):
        return {None: "null", True: "true", False: "false"}[entry]
    if isinstance(entry, dict | list):
        return "a list" if isinstance(entry, list) else "an object"
    return f"“{entry}”" if isinstance(entry, str) else repr(entry)
