"""What a column holds: how a value is written to a file, and how the same text is read back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import TextChoices

SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Text:
    """Words. Nothing known and nothing said are both an empty cell."""

    label = "Text"
    choices = ()

    def to_cell(self, value: Any) -> Any:
        return "" if value is None else value

    def from_cell(self, text: str) -> Any:
        return text


@dataclass(frozen=True, slots=True)
class Integer(Text):
    label = "Whole number"

    def from_cell(self, text: str) -> int | None:
        return int(text) if text else None


@dataclass(frozen=True, slots=True)
class Number(Text):
    """37 or 24.5: whole numbers without a point."""

    label = "Number"

    def to_cell(self, value: float | None) -> Any:
        if value is None:
            return ""
        return int(value) if float(value).is_integer() else value

    def from_cell(self, text: str) -> float | None:
        return float(text) if text else None


@dataclass(frozen=True, slots=True)
class Date(Text):
    """2025-03-31."""

    label = "Date (ISO 8601)"

    def to_cell(self, value: date | None) -> str:
        return value.isoformat() if value else ""

    def from_cell(self, text: str) -> date | None:
        return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Moment(Text):
    """2025-05-31T12:00:00Z: always in UTC, so that it sorts as text."""

    label = "Date and time (ISO 8601, UTC)"

    def to_cell(self, value: datetime | None) -> str:
        return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z" if value else ""

    def from_cell(self, text: str) -> datetime | None:
        return datetime.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Boolean(Text):
    label = "true or false"

    def to_cell(self, value: bool | None) -> str:
        return "" if value is None else str(value).lower()

    def from_cell(self, text: str) -> bool | None:
        if text not in ("true", "false", ""):
            raise ValueError(f"“{text}” is neither true nor false.")
        return text == "true" if text else None


@dataclass(frozen=True, slots=True)
class Choice(Text):
    """One of a few codes; `choices` gives each with its words."""

    label = "One of a list"

    choices: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, choices: type[TextChoices]) -> Choice:
        return cls(choices=tuple(choices.choices))

    def from_cell(self, text: str) -> str:
        if text and text not in dict(self.choices):
            raise ValueError(f"“{text}” is none of {', '.join(dict(self.choices))}.")
        return text


@dataclass(frozen=True, slots=True)
class Keys(Text):
    """Several keys in one cell. A key never holds the separator."""

    label = "Keys, joined by “; ”"

    def to_cell(self, value: Iterable[str]) -> str:
        return SEPARATOR.join(value)

    def from_cell(self, text: str) -> tuple[str, ...]:
        return tuple(text.split(SEPARATOR)) if text else ()


@dataclass(frozen=True, slots=True)
class Json(Text):
    """A JSON object, its names in alphabetical order."""

    label = "JSON"

    def to_cell(self, value: Any) -> str:
        return "" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def from_cell(self, text: str) -> Any:
        return json.loads(text) if text else None
