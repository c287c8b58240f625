"""Reads which open data there is, whose it is, and its values. Pure: no database."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from ipqt.dates import LONDON

FOLDER = Path(__file__).parent


class Part(NamedTuple):
    """What one series is about; `dimension` and `category` are empty for the total."""

    organisation: str
    dimension: str
    category: str


class Value(NamedTuple):
    starts_on: date
    ends_on: date
    value: float | None
    numerator: float | None
    denominator: float | None
    status: str


class Dated(NamedTuple):
    """A value and the moment from which an edition made it known."""

    known_at: datetime
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Rows chosen from a publication, for one indicator; `editions` date its copies by their name."""

    file: str
    source: str
    indicator: str
    label: str
    period_type: str
    editions: dict[str, date]
    rounded_to: int = 0

    def parts(self) -> Iterator[tuple[Part, list[Dated]]]:
        """The values of each series, by period and then by edition."""
        rows = sorted(self._rows(), key=lambda row: (row[0], row[1].value.starts_on, row[1].known_at))
        for part, some in groupby(rows, key=lambda row: row[0]):
            yield part, [dated for _part, dated in some]

    def _rows(self) -> Iterator[tuple[Part, Dated]]:
        with (FOLDER / "data" / f"{self.file}.csv").open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                known_at = datetime.combine(self.editions[row["edition"]], time(9), tzinfo=LONDON)
                part = Part(row["organisation"], row["dimension"], row["category"])
                yield part, Dated(known_at, _value(row))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`sources` and `organisations` are columns of rows to create, `measures` codes to take up."""

    sources: list[dict] = field(default_factory=list)
    organisations: list[dict] = field(default_factory=list)
    excerpts: list[Excerpt] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)


@cache
def catalogue() -> Catalogue:
    raw = tomllib.loads((FOLDER / "catalogue.toml").read_text(encoding="utf-8"))
    excerpts = [Excerpt(**one) for one in raw["excerpt"]]
    measures = [one["indicator"] for one in raw["measure"]]
    return Catalogue(raw["source"], raw["organisation"], excerpts, measures)


def _value(row: dict[str, str]) -> Value:
    numbers = (float(row[name]) if row[name] else None for name in ("value", "numerator", "denominator"))
    days = (date.fromisoformat(row[name]) for name in ("starts_on", "ends_on"))
    return Value(*days, *numbers, row["status"])
