"""A sheet as people keep it: a row for each indicator and organisation, a column for each period. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from metrics.loading.facts import Facts
from metrics.loading.found import FileValue, RefusedFileError, Row
from metrics.loading.headings import cell_of, key_of, places_of, require
from metrics.loading.numbers import NOT_REPORTED, CellRefusedError, plain, read_number
from metrics.loading.periods import Period, read_heading

NEEDED = ("indicator", "organisation")
OPTIONAL = ("ward", "dimension", "category", "label", "note")
# Names that people keep beside the codes.
IGNORED = ("indicator_name", "organisation_name", "ward_name", "name", "unit", "trust", "measure")
NO_PERIODS = (
    "No heading names a period. In the first row, write months like Apr 2024 or 2024-04, quarters like "
    "Q1 2024/25 and years like 2024/25."
)


def read_wide(headings: list[Any], rows: Iterator[Row], facts: Facts) -> Iterator[FileValue]:
    """A value for every cell below a period, blank ones as not reported once the period is over."""
    periods = {place: period for place, cell in enumerate(headings) if (period := read_heading(cell))}
    others = ["" if place in periods else heading for place, heading in enumerate(headings)]
    places = places_of(others)
    require(places, NEEDED, layout="One column a period")
    _check_headings(headings, periods, places)
    for row in rows:
        yield from _values(row, headings, periods, places, facts)


def _check_headings(headings: list[Any], periods: dict[int, Period], places: dict[str, int]) -> None:
    """Raises RefusedFileError for no period, a period twice, or a heading that is neither."""
    strange = [
        plain(headings[place]) for key, place in places.items() if key not in {*NEEDED, *OPTIONAL, *IGNORED}
    ]
    if strange:
        raise RefusedFileError(
            f"We do not know the heading “{strange[0][:60]}”. Take the column out, or write its period like "
            "Apr 2024, Q1 2024/25 or 2024/25."
        )
    if not periods:
        raise RefusedFileError(NO_PERIODS)
    seen: set[Period] = set()
    for place, period in periods.items():
        if period in seen:
            raise RefusedFileError(
                f"The period “{plain(headings[place])}” is there twice. Take one column out."
            )
        seen.add(period)


def _values(
    row: Row, headings: list[Any], periods: dict[int, Period], places: dict[str, int], facts: Facts
) -> Iterator[FileValue]:
    text = {name: plain(cell_of(row, places.get(name)))[:200] for name in (*NEEDED, *OPTIONAL)}
    indicator = facts.indicator(row.line, text["indicator"])
    known = facts.is_known(row.line, text["organisation"], text["ward"])
    if bool(text["dimension"]) != bool(text["category"]):
        message = "Name both the breakdown and its category, or neither."
        facts.findings.wrong(row.line, "dimension", message)
        known = False
    text |= {"indicator": indicator.code if indicator else "", "organisation": text["organisation"].upper()}
    text |= {"dimension": text["dimension"][:60], "category": text["category"][:120]}
    for place, period in periods.items():
        cell = cell_of(row, place)
        try:
            value, status = read_number(cell)
        except CellRefusedError as error:
            facts.findings.wrong(row.line, plain(headings[place]), str(error))
            continue
        if status == NOT_REPORTED and period.ends_on >= facts.today:
            continue
        if period.starts_on > facts.today:
            message = "This period has not begun yet. Check the heading, or empty the cell."
            facts.findings.wrong(row.line, plain(headings[place]), message)
            continue
        if indicator and known:
            yield FileValue(line=row.line, **text, **period._asdict(), value=value, status=status)


def looks_wide(headings: list[Any]) -> bool:
    keys = {key_of(heading) for heading in headings}
    return set(NEEDED) <= keys and any(read_heading(heading) for heading in headings)
