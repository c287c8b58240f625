"""What a file holds, and what reading it brought up. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, NamedTuple

MOST_KEPT = 200
"""Errors are counted without end, but only so many are kept and shown."""


class Row(NamedTuple):
    """One row of a file. `line` is the line of a CSV file or the row of a sheet, from 1."""

    line: int
    cells: list[Any]


class RefusedFileError(Exception):
    """A file that cannot be read at all; its text says what to do next."""


@dataclass(slots=True, kw_only=True)
class FileValue:
    """One value as a file gives it: codes are not yet looked up."""

    line: int
    indicator: str
    organisation: str
    ward: str = ""
    dimension: str = ""
    category: str = ""
    label: str = ""
    period_type: str
    starts_on: date
    ends_on: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    status: str = "reported"
    rounded_to: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class FileError:
    """One thing to mend; `line` is 0 where it is about the whole file."""

    line: int
    column: str
    message: str


@dataclass(slots=True)
class Findings:
    """Collects what is to be mended and what is worth knowing while a file is read."""

    errors: list[FileError] = field(default_factory=list)
    error_count: int = 0
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    unused: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Rows of national measures that no indicator uses, by id and name."""
    notes: list[str] = field(default_factory=list)

    def wrong(self, line: int, column: str, message: str) -> None:
        self.error_count += 1
        if len(self.errors) < MOST_KEPT:
            self.errors.append(FileError(line, column, message))

    def unknown_code(self, line: int, column: str, code: str, *, advice: str) -> None:
        """The first row of each unknown code is an error; the others are counted with it."""
        self.unknown[column, code] += 1
        if self.unknown[column, code] == 1:
            self.wrong(line, column, f"We do not know “{code}”. {advice}" if code else advice)

    def as_json(self) -> dict[str, Any]:
        """For the submission's outcome; the most frequent codes and reasons first."""
        return {
            "errors": [asdict(error) for error in self.errors],
            "error_count": self.error_count,
            "unknown": [
                {"column": column, "code": code, "rows": rows}
                for (column, code), rows in self.unknown.most_common(MOST_KEPT)
            ],
            "left_out": [{"what": what, "rows": rows} for what, rows in self.left_out.most_common(MOST_KEPT)],
            "notes": self.notes,
        }
