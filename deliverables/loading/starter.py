"""The folder that a new programme starts from: a few commented tables to fill in and load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ipqt.dates import add_months, financial_year, last_of_month

PLAN_GUIDE = """\
# The plan. One [[plan_item]] for each deliverable, activity, milestone or initiative. Take the title exactly
# from your document and name the section in `citation`. Leave out what the document does not say.
# Remove the leading # of the example to use it, then run: python manage.py load_programmes {folder}
#
# [[workstream]]
# slug = "workforce"
# name = "Workforce"
# position = 1
# basis = "entered"
#
# [[plan_item]]
# ref = "Y1-D1"
# kind = "deliverable"              # deliverable, activity, milestone or initiative
# year = 1
# position = 1
# title = "Workforce gap analysis report"
# workstream = "workforce"
# lead_organisation = "{icb}"
# domains = ["therapeutic"]
# window = {{ words = "months 1-6", months = [1, 6] }}   # or quarter = "2026/27 Q3", year = "2026/27", end = 2027-03-31
# citation = "Delivery plan"
# basis = "entered"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProgramme:
    slug: str
    name: str
    short_name: str
    icb: str
    month_one: date
    years: int

    @property
    def ends_on(self) -> date:
        return last_of_month(add_months(self.month_one, 12 * self.years - 1))


def write_starter(folder: Path, programme: NewProgramme) -> list[Path]:
    """Write programme.toml and plan.toml. Raises FileExistsError where the folder already has files."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} already has files. Choose another slug or folder.")
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        folder / "programme.toml": _programme_text(programme),
        folder / "plan.toml": PLAN_GUIDE.format(folder=folder.as_posix(), icb=programme.icb),
    }
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return list(files)


def _programme_text(programme: NewProgramme) -> str:
    lines = [
        f"# {programme.name}: the programme and its plan years.",
        "",
        "[programme]",
        f"slug = {_quoted(programme.slug)}",
        f"name = {_quoted(programme.name)}",
        f"short_name = {_quoted(programme.short_name)}",
        f"icb = {_quoted(programme.icb)}",
        f"month_one = {programme.month_one.isoformat()}",
        'month_one_basis = "entered"',
        f"ends_on = {programme.ends_on.isoformat()}",
        'basis = "entered"',
        "",
        "[[participation]]",
        f"organisation = {_quoted(programme.icb)}",
        'role = "commissioner"',
        'basis = "entered"',
    ]
    for number in range(1, programme.years + 1):
        starts = add_months(programme.month_one, 12 * (number - 1))
        ends = last_of_month(add_months(starts, 11))
        lines += [
            "",
            f"[[plan_year]]  # {financial_year(starts)}" if starts.month == 4 else "[[plan_year]]",
            f"number = {number}",
            'title = ""',
            'goal = ""',
            f"starts_on = {starts.isoformat()}",
            f"ends_on = {ends.isoformat()}",
            'dates_basis = "entered"',
            'basis = "entered"',
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
