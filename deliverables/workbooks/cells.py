"""One cell as a value: text, date, choice. Each refuses with a sentence that says what to write. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from deliverables.workbooks.layout import Column
from ipqt.dates import parse_date
from ipqt.forms import clean_text

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


class CellRefusedError(ValueError):
    """What is wrong with a cell, as a sentence."""


def plain(value: Any) -> str:
    """What stands in a cell as text, line ends as one character, no space around it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def read_text(value: Any, *, longest: int, lines: bool = True) -> str:
    """Text without control characters; without `lines`, line ends become spaces."""
    text = plain(value) if lines else one_line(plain(value))
    if len(text) > longest:
        raise CellRefusedError(f"Use {longest:,} characters or fewer; there are {len(text):,}.")
    try:
        return clean_text(text, lines=lines)
    except ValidationError as error:
        raise CellRefusedError(error.message) from None


def read_date(value: Any) -> date | None:
    """A real date, or text as 31/3/2026 or 2026-03-31; None for an empty cell."""
    if value == "" or value is None:
        return None
    day = _as_date(value)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CellRefusedError("Give a date from 2000 to 2100, for example 31/3/2026.")
    return day


def _as_date(value: Any) -> date:
    if isinstance(value, datetime):
        if value.time() != time.min:
            raise CellRefusedError("Give the date without a time of day, for example 31/3/2026.")
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool | int | float | time | timedelta):
        raise CellRefusedError("This is a number, not a date. Write the date, for example 31/3/2026.")
    try:
        return parse_date(str(value))
    except ValueError:
        text = plain(value)[:40]
        raise CellRefusedError(f"“{text}” is no date. Write it like 31/3/2026 or 2026-03-31.") from None


def read_choice(value: Any, column: Column) -> str:
    """The stored code of a word from the list; empty for an empty cell."""
    text = plain(value)
    codes = {label.casefold(): code for code, label in (column.choices or {}).items()}
    if not text:
        return ""
    if text.casefold() not in codes:
        allowed = ", ".join((column.choices or {}).values())
        raise CellRefusedError(f"“{text[:60]}” is not in the list. Choose one of: {allowed}.")
    return codes[text.casefold()]


def read_version(value: Any) -> int:
    text = plain(value)
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise CellRefusedError("The version was changed. Leave it as it was downloaded.")
    return int(text)
