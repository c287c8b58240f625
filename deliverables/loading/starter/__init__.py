"""The folder that a new programme starts from: commented tables to fill in and load.

The texts are the .toml files beside this one, with $names for what differs from programme to programme.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from ipqt.dates import add_months, financial_year, last_of_month

HERE = Path(__file__).parent
FILES = ("programme.toml", "plan.toml")

ORGANISATION = """
# The ICB, which the site did not know yet.
[[organisation]]
slug = $icb_text
code = $icb_code
name = $icb_name
kind = "icb"
"""

YEAR = """
[[plan_year]]
number = $number
title = ""
goal = ""
starts_on = $starts_on
ends_on = $ends_on
dates_basis = "entered"
basis = "entered"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProgramme:
    """`icb` is the slug of its organisation; `icb_name` is given where the site does not know it yet."""

    slug: str
    name: str
    short_name: str
    icb: str
    icb_name: str = ""
    month_one: date
    years: int

    @property
    def ends_on(self) -> date:
        return last_of_month(add_months(self.month_one, 12 * self.years - 1))


def write_starter(folder: Path, programme: NewProgramme, *, shown: str) -> tuple[str, ...]:
    """Write the files of a new folder and give their names. `shown` is the folder as its comments name it."""
    words = _words(programme, shown=shown)
    folder.mkdir()
    for name in FILES:
        text = (HERE / name).read_text(encoding="utf-8")
        (folder / name).write_text(Template(text).substitute(words).rstrip() + "\n", encoding="utf-8")
    return FILES


def _words(programme: NewProgramme, *, shown: str) -> dict[str, str]:
    words = {
        "folder": shown,
        "slug": programme.slug,
        "name": programme.name,
        "month_one": programme.month_one.isoformat(),
        "ends_on": programme.ends_on.isoformat(),
        "financial_year": financial_year(programme.month_one),
        "slug_text": _quoted(programme.slug),
        "name_text": _quoted(programme.name),
        "short_name": _quoted(programme.short_name),
        "icb_text": _quoted(programme.icb),
        "icb_name": _quoted(programme.icb_name),
        "icb_code": _quoted(programme.icb.upper()),
    }
    organisation = Template(ORGANISATION).substitute(words) if programme.icb_name else ""
    years = "".join(_year(programme, number) for number in range(1, programme.years + 1))
    return words | {"organisation": organisation, "years": years}


def _year(programme: NewProgramme, number: int) -> str:
    starts_on = add_months(programme.month_one, 12 * (number - 1))
    ends_on = last_of_month(add_months(starts_on, 11))
    return Template(YEAR).substitute(
        number=number, starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat()
    )


def _quoted(text: str) -> str:
    """A TOML string; JSON's escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)
