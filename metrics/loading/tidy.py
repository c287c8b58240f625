"""Our own template: one row a value, columns as in the dataset of observations. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ipqt.exports import plain_text
from metrics.loading.facts import Facts
from metrics.loading.found import FileValue, Row
from metrics.loading.headings import cell_of, places_of, require
from metrics.loading.numbers import (
    MARKS,
    NOT_REPORTED,
    PROVISIONAL,
    REPORTED,
    WITHOUT_VALUE,
    CellRefusedError,
    plain,
    read_number,
)
from metrics.loading.periods import ADVICE, OTHER, Period, misfit, read_day

NEEDED = ("indicator", "organisation", "period_type", "starts_on", "ends_on", "value")
OPTIONAL = (
    *("programme", "ward", "dimension", "category", "label"),
    *("numerator", "denominator", "value_status", "note"),
)
# Also in the dataset of observations, which loads back unchanged.
OF_DATASET = ("standing", "hidden_here", "rounded_to")
TRUE = ("true", "yes", "1")
MOST_ROUNDED = 1000
HIDDEN = "Values that this site hides, since they are small: it knows them already"
ELSEWHERE = "Values of another standing than that of this load"
PERIOD_TYPES = (*ADVICE, OTHER)
STATUSES = {status: status for status in (REPORTED, PROVISIONAL, *WITHOUT_VALUE)}
LONGEST = {"dimension": 60, "category": 120, "label": 200, "note": 2000}


def read_tidy(headings: list[Any], rows: Iterator[Row], facts: Facts) -> Iterator[FileValue]:
    """A value for every row that is right; what is wrong with the others is noted in the findings."""
    places = places_of(headings)
    require(places, NEEDED, layout="Our own template")
    unread = [plain(heading)[:60] for heading in headings if _is_unread(heading, places)]
    if unread:
        facts.findings.notes.append(f"These columns are not read: {', '.join(unread)}.")
    for row in rows:
        value = _Reader(row, places, facts).value()
        if value is not None:
            yield value


def _is_unread(heading: Any, places: dict[str, int]) -> bool:
    return plain(heading) != "" and not {*NEEDED, *OPTIONAL, *OF_DATASET} & places_of([heading]).keys()


class _Reader:
    """Reads one row; all that is wrong with it is noted, not only the first."""

    def __init__(self, row: Row, places: dict[str, int], facts: Facts):
        self.row, self.places, self.facts, self.right = row, places, facts, True

    def wrong(self, column: str, message: str) -> None:
        self.right = False
        self.facts.findings.wrong(self.row.line, column, message)

    def cell(self, column: str) -> Any:
        return cell_of(self.row, self.places.get(column))

    def text(self, column: str) -> str:
        text, longest = plain_text(plain(self.cell(column))), LONGEST.get(column, 80)
        if len(text) > longest:
            self.wrong(column, f"Use {longest} characters or fewer; there are {len(text):,}.")
        return text[:longest]

    def value(self) -> FileValue | None:
        if why := self.left_out():
            self.facts.findings.left_out[why] += 1
            return None
        period, known = self.period(), self.codes()
        number, status = self.number()
        parts = {name: self.part(name) for name in ("numerator", "denominator")}
        rounded_to = self.rounded_to()
        names = {name: self.text(name) for name in ("dimension", "category", "label", "note")}
        if bool(names["dimension"]) != bool(names["category"]):
            self.wrong("dimension", "Name both the breakdown and its category, or neither.")
        if status in WITHOUT_VALUE and parts["numerator"] is not None:
            self.wrong(
                "numerator", "There is a numerator beside a missing value. Empty it, or give the value."
            )
        if not (self.right and period and known):
            return None
        return FileValue(
            line=self.row.line,
            **known,
            **names,
            **parts,
            **period._asdict(),
            value=number,
            status=status,
            rounded_to=rounded_to,
        )

    def left_out(self) -> str:
        """Why a row of the dataset of observations is no news to this load; empty where it is."""
        if plain(self.cell("hidden_here")).casefold() in TRUE:
            return HIDDEN
        standing = plain(self.cell("standing"))
        return ELSEWHERE if standing and standing != self.facts.standing else ""

    def rounded_to(self) -> int:
        step = self.part("rounded_to") or 0.0
        if not (0 <= step <= MOST_ROUNDED and step.is_integer()):
            self.wrong(
                "rounded_to", f"Give the step of rounding as a whole number up to {MOST_ROUNDED}, or nothing."
            )
            return 0
        return int(step)

    def codes(self) -> dict[str, str] | None:
        facts, line = self.facts, self.row.line
        programme, indicator, organisation, ward = map(
            self.text, ("programme", "indicator", "organisation", "ward")
        )
        if programme and programme != facts.programme:
            self.wrong("programme", f"This row is of “{programme}”. Here we load “{facts.programme}”.")
        known = facts.indicator(line, indicator)
        if not facts.is_known(line, organisation, ward) or known is None:
            return None
        return {"indicator": known.code, "organisation": organisation.upper(), "ward": ward}

    def period(self) -> Period | None:
        kind = plain(self.cell("period_type")).casefold().replace(" ", "_")
        if kind not in PERIOD_TYPES:
            self.wrong(
                "period_type", f"“{kind[:30]}” is no type of period. Use one of: {', '.join(PERIOD_TYPES)}."
            )
        days = [self.day("starts_on"), self.day("ends_on")]
        if None in days or kind not in PERIOD_TYPES:
            return None
        period = Period(kind, *days)
        if wrong := misfit(period):
            self.wrong("starts_on", wrong)
        elif period.starts_on > self.facts.today and plain(self.cell("value")):
            self.wrong("starts_on", "This period has not begun yet. Check the year, or take the row out.")
        return period

    def day(self, column: str):
        try:
            return read_day(self.cell(column))
        except CellRefusedError as error:
            self.wrong(column, str(error))
            return None

    def number(self) -> tuple[float | None, str]:
        """The value, and the status that the file says or that the cell itself tells."""
        try:
            number, read = read_number(self.cell("value"))
        except CellRefusedError as error:
            self.wrong("value", str(error))
            return None, NOT_REPORTED
        said = plain(self.cell("value_status")).casefold()
        status = {**MARKS, **STATUSES}.get(said.replace(" ", "_"), MARKS.get(said)) if said else read
        if status is None:
            self.wrong("value_status", f"“{said[:30]}” is no status. Use one of: {', '.join(STATUSES)}.")
        elif number is None and status not in WITHOUT_VALUE:
            self.wrong(
                "value", f"The value is missing, but its status is “{said}”. Give one or mend the other."
            )
        elif number is not None and status in WITHOUT_VALUE:
            self.wrong("value", f"There is a value, but its status is “{said}”. Empty it or mend the status.")
        return number, status or NOT_REPORTED

    def part(self, column: str) -> float | None:
        try:
            return read_number(self.cell(column))[0]
        except CellRefusedError as error:
            self.wrong(column, str(error))
            return None
