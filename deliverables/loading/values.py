"""What a value in a file may be, in its one form for comparing. Readers raise ValueError with a sentence."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from ipqt.forms import clean_text

YEARS = range(1900, 2200)
NUMBERS = range(32_768)


def read_text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError("is text: put it in quotes.")
    try:
        return clean_text(raw, lines=True).strip()
    except ValidationError:
        raise ValueError("has a control character in it: type it again instead of pasting it.") from None


def read_number(raw: Any) -> int:
    """A count or a place in an order; both databases hold it."""
    if isinstance(raw, bool) or not isinstance(raw, int) or raw not in NUMBERS:
        raise ValueError(f"is a whole number from {NUMBERS[0]} to {NUMBERS[-1]}, without quotes.")
    return raw


def read_decimal(raw: Any) -> float:
    """A measured value."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
        raise ValueError("is a number without quotes, for example 24.5.")
    return float(raw)


def read_truth(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise ValueError("is true or false, without quotes.")
    return raw


def read_date(raw: Any) -> str:
    """ISO form of a day in a year that a programme can be about."""
    if isinstance(raw, datetime) or not isinstance(raw, date):
        raise ValueError("is a date without quotes, for example 2025-03-31.")
    if raw.year not in YEARS:
        raise ValueError(f"is in the year {raw.year}. Give a year from {YEARS[0]} to {YEARS[-1]}.")
    return raw.isoformat()


def read_moment(raw: Any) -> str:
    """ISO form in UTC."""
    if not isinstance(raw, datetime) or raw.tzinfo is None:
        raise ValueError(
            "is a moment with its offset, without quotes, for example 2025-03-31T17:00:00+01:00."
        )
    read_date(raw.date())
    return raw.astimezone(UTC).isoformat()


def read_texts(raw: Any) -> list[str]:
    """Sorted and without repetition: the order of a list means nothing."""
    if not isinstance(raw, list) or not all(isinstance(entry, str) for entry in raw):
        raise ValueError('is a list of texts, for example ["valuing", "humane"].')
    return sorted({read_text(entry) for entry in raw})


def is_day(raw: Any) -> bool:
    """Whether `read_date` takes it."""
    try:
        read_date(raw)
    except ValueError:
        return False
    return True
