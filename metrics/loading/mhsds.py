"""NHS England's monthly statistics of the Mental Health Services Data Set: 11 columns, one row a value. Pure.

Traps of the files: months and rolling three months stand in one file and only the first day tells them
apart; Provisional and Performance rows may give the same period; trusts change their names, so that rows are
joined on the code; counts below the nation are rounded to 5, percentages to whole numbers, small ones `*`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from metrics.loading.catalogue import DENOMINATOR, NUMERATOR, VALUE, KnownIndicator
from metrics.loading.facts import Facts
from metrics.loading.found import FileValue, Row
from metrics.loading.headings import cell_of, places_of, require
from metrics.loading.numbers import (
    NOT_APPLICABLE,
    PROVISIONAL,
    REPORTED,
    WITHOUT_VALUE,
    CellRefusedError,
    plain,
    read_number,
)
from metrics.loading.periods import ROLLING, Period, months_of, read_day

COLUMNS = (
    "reporting_period_start",
    "reporting_period_end",
    "status",
    "breakdown",
    "primary_level",
    "primary_level_description",
    "secondary_level",
    "secondary_level_description",
    "measure_id",
    "measure_name",
    "measure_value",
)
NEEDED = tuple(name for name in COLUMNS if not name.endswith(("_description", "_name")))
# The status of a row; of two rows for one value the one that stands later here counts.
RANKS = {"provisional": 1, "performance": 2, "final": 3}
ROUNDED_COUNT, WHOLE_NUMBER = 5, 1
NOTHING, TOTALS = "NONE", ("all", "total", "grand total")

Key = tuple[str, str, str, str, Period]


@dataclass(slots=True)
class _Entry:
    """What the rows of one indicator, organisation, category and period said so far, by role."""

    indicator: KnownIndicator
    line: int
    national: bool
    ranks: dict[str, int] = field(default_factory=dict)
    said: dict[str, tuple[float | None, str]] = field(default_factory=dict)


def read_mhsds(headings: list[Any], rows: Iterator[Row], facts: Facts) -> Iterator[FileValue]:
    """The values of our indicators for our organisations; everything else is counted and left out.

    Rows of a ratio stand apart in the file, so what is ours is held until the end; the rest passes by.
    """
    places = places_of(headings)
    require(places, NEEDED, layout="MHSDS monthly statistics")
    reader = _Reader(places, facts)
    for row in rows:
        reader.take(row)
    for key, entry in reader.entries.items():
        yield _value(key, entry)


class _Reader:
    def __init__(self, places: dict[str, int], facts: Facts):
        self.places, self.facts, self.findings = places, facts, facts.findings
        self.entries: dict[Key, _Entry] = {}
        self.periods: dict[tuple[str, str], Period] = {}

    def take(self, row: Row) -> None:
        measure, level, breakdown = (
            plain(cell_of(row, self.places[name])) for name in ("measure_id", "primary_level", "breakdown")
        )
        parts, code = self.facts.catalogue.national.get(measure.upper()), level.upper()
        if parts is None:
            self.findings.left_out[f"Measure {measure[:20] or 'without an id'}, which no indicator uses"] += 1
            self.findings.unused[
                measure[:20], plain(cell_of(row, self.places.get("measure_name")))[:120]
            ] += 1
            return
        if code not in self.facts.catalogue.own:
            self.findings.left_out[
                f"Organisation {code[:20] or 'without a code'}, not of this programme"
            ] += 1
            return
        dimension, category = self._category(row, breakdown)
        if bool(dimension) != bool(category) or category.casefold() in TOTALS:
            self.findings.left_out[f"Breakdown {breakdown[:60]} without a category"] += 1
            return
        period, said = self._period(row), self._said(row)
        if period and said:
            for part in parts:
                key = (part.indicator.code, code, dimension, category, period)
                self._note(row.line, key, part.indicator, part.role, *said)

    def _category(self, row: Row, breakdown: str) -> tuple[str, str]:
        """Breakdown beyond the level (`Provider; Age Band`), and the category's name or else its code."""
        beyond = [part.strip() for part in breakdown.split(";")[1:]]
        names = ("secondary_level_description", "secondary_level")
        said = [plain(cell_of(row, self.places.get(name))) for name in names]
        category = next((text for text in said if text and text.upper() != NOTHING), "")
        return ", ".join(beyond).capitalize()[:60], category[:120]

    def _period(self, row: Row) -> Period | None:
        cells = tuple(plain(cell_of(row, self.places[name])) for name in NEEDED[:2])
        if cells in self.periods:
            return self.periods[cells]
        try:
            starts_on, ends_on = map(read_day, cells)
        except CellRefusedError as error:
            self.findings.wrong(row.line, "REPORTING_PERIOD_START", str(error))
            return None
        kind = ROLLING.get(months_of(starts_on, ends_on) or 0)
        if kind is None:
            message = "The dates are neither a month nor three or twelve whole months. Check both dates."
            self.findings.wrong(row.line, "REPORTING_PERIOD_START", message)
            return None
        self.periods[cells] = Period(kind, starts_on, ends_on)
        return self.periods[cells]

    def _said(self, row: Row) -> tuple[int, float | None, str] | None:
        """Rank, value and status of the row; None with the error noted."""
        status = plain(cell_of(row, self.places["status"]))
        rank = RANKS.get(status.casefold())
        if rank is None:
            message = f"“{status[:30]}” is no status. The files use Provisional, Performance or Final."
            self.findings.wrong(row.line, "STATUS", message)
            return None
        try:
            value, read = read_number(cell_of(row, self.places["measure_value"]))
        except CellRefusedError as error:
            self.findings.wrong(row.line, "MEASURE_VALUE", str(error))
            return None
        return rank, value, read

    def _note(
        self,
        line: int,
        key: Key,
        indicator: KnownIndicator,
        role: str,
        rank: int,
        value: float | None,
        status: str,
    ) -> None:
        entry = self.entries.setdefault(key, _Entry(indicator, line, key[1] == "ENGLAND"))
        before = entry.ranks.get(role, 0)
        if before == rank and entry.said[role] != (value, status):
            message = f"Line {entry.line:,} or one below it gives another value of the same status. Keep one."
            self.findings.wrong(line, "MEASURE_VALUE", message)
        elif before and before != rank:
            self.findings.left_out["Provisional rows where the file has later ones"] += 1
        if rank > before:
            entry.ranks[role], entry.said[role] = rank, (value, status)


def _value(key: Key, entry: _Entry) -> FileValue:
    indicator, organisation, dimension, category, period = key
    value, status, rounded_to = _own(entry) if VALUE in entry.said else _worked_out(entry)
    parts = {role: entry.said[role][0] for role in (NUMERATOR, DENOMINATOR) if role in entry.said}
    if status in WITHOUT_VALUE:
        parts = {}
    elif min(entry.ranks.values()) == RANKS["provisional"]:
        status = PROVISIONAL
    return FileValue(
        line=entry.line,
        indicator=indicator,
        organisation=organisation,
        dimension=dimension,
        category=category,
        **period._asdict(),
        **parts,
        value=value,
        status=status,
        rounded_to=0 if entry.national else rounded_to,
    )


def _own(entry: _Entry) -> tuple[float | None, str, int]:
    """As published. Only counts are rounded to 5: rates and means come from true values, as whole numbers."""
    rounded_to = ROUNDED_COUNT if entry.indicator.calculation == "count" else WHOLE_NUMBER
    return *entry.said[VALUE], rounded_to


def _worked_out(entry: _Entry) -> tuple[float | None, str, int]:
    """Numerator over denominator, where the file has no row for the ratio itself."""
    above, below = (entry.said.get(role, (None, NOT_APPLICABLE)) for role in (NUMERATOR, DENOMINATOR))
    if above[0] is None or below[0] is None:
        return None, above[1] if above[0] is None else below[1], 0
    if below[0] == 0:
        return None, NOT_APPLICABLE, 0
    return entry.indicator.factor * above[0] / below[0], REPORTED, ROUNDED_COUNT
