"""A change field by field, in words. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from deliverables.cycle.words import LABELS
from ipqt.dates import day_words

LONGEST = 300
NOTHING = "nothing"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """`before` is None where the record or the field is new, `after` where it is gone."""

    label: str
    before: str | None
    after: str | None


def changed_fields(before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[FieldChange]:
    """Fields that differ, in the order in which they were written; empty ones of a new record left out."""
    old, new = before or {}, after or {}
    names = [*old, *(name for name in new if name not in old)]
    return [
        FieldChange(
            label_of(name),
            None if before is None else value_words(old.get(name)),
            None if after is None else value_words(new.get(name)),
        )
        for name in names
        if (says(old.get(name)) or says(new.get(name))) and old.get(name) != new.get(name)
    ]


def label_of(name: str) -> str:
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def says(value: Any) -> bool:
    """Whether there is anything in a value; false and zero are something."""
    return value not in (None, "", [], {})


def value_words(value: Any) -> str:
    """The value as people write it, cut where it is long: the file of changes has all of it."""
    words = _words(value)
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"


def _words(value: Any) -> str:
    if not says(value):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{label_of(name)}: {_words(part)}" for name, part in value.items() if says(part))
    if isinstance(value, list):
        return "; ".join(map(_words, value))
    return _day_or_text(str(value))


def _day_or_text(text: str) -> str:
    try:
        return day_words(date.fromisoformat(text)) if _DAY.match(text) else text
    except ValueError:
        return text
