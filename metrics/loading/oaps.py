"""NHS Digital's monthly open data on out-of-area placements, 2016 to 2017. Pure.

Traps of the files: the period stands in the file's name only; the columns changed from month to month, the
names of categories came late; `Region` and `region` are the same; totals of the nation are repeated in every
breakdown. The figures are of all placements, whatever the reason and the bed: every series is labelled so,
since our indicators are of inappropriate placements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from metrics.loading.facts import Facts
from metrics.loading.found import FileValue, RefusedFileError, Row
from metrics.loading.headings import cell_of, places_of, require
from metrics.loading.numbers import SUPPRESSED, CellRefusedError, plain, read_number
from metrics.loading.periods import MONTH, Period, read_heading

NEEDED = ("question", "breakdown1", "breakdown1code", "breakdown2", "breakdown2code", "value")


class Question(NamedTuple):
    """The indicator that a question is a look-alike of, and the step to which trusts' figures are rounded."""

    indicator: str
    rounded_to: int


QUESTIONS = {
    "oaps active at period end": Question("OAP-01", 5),
    "total number of oap days over the period": Question("OAP-02", 0),
    "total recorded costs over the period": Question("OAP-04", 0),
}
# Who sent people away; placements by the trust that received them are something else.
LEVELS = ("ccg", "region", "sendingprovider")
LABEL = "All placements, whatever the reason"
DIMENSIONS = {
    "bedtype": (
        "Bed type",
        {"10": "Acute adult", "11": "Acute older adult", "12": "Psychiatric intensive care"},
    ),
    "gender": ("Gender", {"1": "Male", "2": "Female", "9": "Indeterminate", "X": "Not known"}),
    "mhastatus": ("Detained under the Mental Health Act", {"1": "Yes", "2": "No"}),
    "outofareareason": (
        "Reason for the placement",
        {
            "10": "Unavailability of bed",
            "11": "Safeguarding",
            "12": "Offending restrictions",
            "13": "Staff member or family or friend",
            "14": "Patient choice",
            "15": "Admitted while away from home",
        },
    ),
}
NO_PERIOD = (
    "These files tell their month only in their name, and this name tells none. Name the file like "
    "oaps-open-data-jan-2017.csv, or give the period, for example January 2017."
)
_IN_NAME = re.compile(r"(?<![a-z])(?P<month>[a-z]{3,9})[-_ ]?(?P<year>20\d{2})(?!\d)")


def period_in_name(name: str) -> Period | None:
    """The month that a file's name tells: oaps-open-data-oct-2016.csv, OAPs_January 2017.csv."""
    for match in _IN_NAME.finditer(name.casefold()):
        if period := read_heading(f"{match['month']} {match['year']}"):
            return period
    return None


def read_oaps(headings: list[Any], rows: Iterator[Row], facts: Facts) -> Iterator[FileValue]:
    """The values of our look-alikes for the programme's organisations; the rest is counted and left out."""
    places = places_of(headings)
    require(places, NEEDED, layout="Out-of-area placements open data")
    if facts.period is None:
        raise RefusedFileError(NO_PERIOD)
    if facts.period.period_type != MONTH:
        raise RefusedFileError(
            "These files cover one month. Give the period as a month, for example January 2017."
        )
    for row in rows:
        value = _value(row, places, facts, facts.period)
        if value is not None:
            yield value


def _value(row: Row, places: dict[str, int], facts: Facts, period: Period) -> FileValue | None:
    question, level, code, dimension, category = (plain(cell_of(row, places[name])) for name in NEEDED[:5])
    asked, left_out = QUESTIONS.get(question.casefold()), facts.findings.left_out
    if asked is None or facts.catalogue.indicator(asked.indicator) is None:
        left_out[f"Question “{question[:80]}”, which no indicator uses"] += 1
        return None
    if level.casefold() not in LEVELS:
        left_out[
            f"Breakdown {level[:40] or 'without a name'}, which is of no organisation that sent people"
        ] += 1
        return None
    if code.upper() not in facts.catalogue.own:
        left_out[f"Organisation {code[:20] or 'without a code'}, not of this programme"] += 1
        return None
    name, categories = DIMENSIONS.get(dimension.casefold(), ("", {}))
    if dimension and category.upper() not in categories:
        left_out[f"Category {category[:20]} of {dimension[:40]}"] += 1
        return None
    try:
        value, status = read_number(cell_of(row, places["value"]))
    except CellRefusedError as error:
        facts.findings.wrong(row.line, "value", str(error))
        return None
    return FileValue(
        line=row.line,
        indicator=asked.indicator,
        organisation=code.upper(),
        dimension=name,
        category=categories.get(category.upper(), ""),
        label=LABEL,
        **period._asdict(),
        value=value,
        status=status,
        rounded_to=asked.rounded_to if status != SUPPRESSED else 0,
    )
