"""Days as an iCalendar file (RFC 5545), for the calendar programs that people have. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCT = "-//Inpatient programme tracker//EN"
LONGEST_LINE = 75  # bytes, by section 3.1

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Something that takes a whole day and keeps nobody busy. `uid` never changes, `changed_at` may."""

    uid: str
    day: date
    summary: str
    description: str
    url: str
    changed_at: datetime


def icalendar(days: Iterable[Day], *, name: str) -> str:
    """The file. The same days give the same bytes."""
    return "".join(f"{folded(line)}\r\n" for line in _lines(days, name=name))


def _lines(days: Iterable[Day], *, name: str) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:{PRODUCT}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{escaped(name)}"
    yield "X-WR-TIMEZONE:Europe/London"
    yield "REFRESH-INTERVAL;VALUE=DURATION:PT6H"
    yield "X-PUBLISHED-TTL:PT6H"
    for day in days:
        yield from _event(day)
    yield "END:VCALENDAR"


def _event(day: Day) -> Iterator[str]:
    changed = f"{day.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(day.uid)}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(day.summary)}"
    yield f"DESCRIPTION:{escaped(day.description)}"
    yield f"URL:{day.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A TEXT value by section 3.3.11; control characters are left out, since no value may have them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return _CONTROLS.sub("", text)


def folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, never cut within a character."""
    pieces, length = [[]], 0
    for letter in line:
        size = len(letter.encode())
        if length + size > LONGEST_LINE:
            pieces.append([" "])
            length = 1
        pieces[-1].append(letter)
        length += size
    return "\r\n".join("".join(piece) for piece in pieces)
