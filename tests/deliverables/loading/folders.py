"""Folders of TOML files for tests: tables as Python, written out as people would write them."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

Table = list[dict[str, Any]]

REFERENCE: dict[str, Table] = {
    "source": [
        {"slug": "plan", "short_name": "Plan", "title": "The plan", "publisher": "An ICB", "kind": "plan"}
    ],
    "organisation": [
        {"slug": "qnm", "code": "QNM", "name": "NHS North Midshire ICB", "kind": "icb"},
        {"slug": "rnm", "code": "RNM", "name": "North Midshire NHS Trust", "kind": "trust", "parent": "qnm"},
    ],
    "domain": [{"slug": "valuing", "name": "Valuing", "position": 1}, {"slug": "humane", "name": "Humane"}],
}
CITED = {"source": "plan", "citation": "Delivery plan"}
PROGRAMME: dict[str, Table] = {
    "programme": [
        {
            "slug": "north",
            "name": "North Midshire programme",
            "short_name": "North Midshire",
            "icb": "qnm",
            "month_one": date(2024, 4, 1),
            "month_one_basis": "judged",
            "ends_on": date(2027, 3, 31),
            **CITED,
        }
    ],
    "plan_year": [{"number": 1, "starts_on": date(2024, 4, 1), "ends_on": date(2025, 3, 31), **CITED}],
    "workstream": [{"slug": "workforce", "name": "Workforce", "position": 1, **CITED}],
    "plan_item": [
        {
            "ref": "A-1",
            "kind": "activity",
            "year": 1,
            "title": "Workforce analysis",
            "workstream": "workforce",
            "organisations": ["rnm"],
            "domains": ["valuing", "humane"],
            "window": {"words": "months 1-6", "months": [1, 6], "basis": "judged"},
            **CITED,
        },
        {"ref": "D-1", "kind": "deliverable", "year": 1, "title": "Gap report", **CITED},
    ],
    "link": [{"from": "A-1", "kind": "contributes_to", "to": "D-1", **CITED}],
    "reporting_period": [
        {
            "slug": "review",
            "name": "Review",
            "kind": "year",
            "starts_on": date(2024, 4, 1),
            "ends_on": date(2025, 5, 31),
            "locked": True,
            **CITED,
        }
    ],
    "update": [
        {
            "item": "A-1",
            "organisation": "rnm",
            "period": "review",
            "state": "delivered",
            "summary": "Two lines.\n\nA second paragraph.",
            "reported_on": date(2025, 5, 31),
            **CITED,
        }
    ],
    "next_step": [
        {
            "ref": "A-1-N1",
            "item": "A-1",
            "period": "review",
            "text": "Recruit.",
            "due": {"words": "in 2025/26", "year": "2025/26"},
            **CITED,
        }
    ],
}


class TomlFolder:
    """A folder whose tables a test changes and writes again."""

    def __init__(self, path: Path, tables: dict[str, Table]):
        self.path = path
        self.tables = deepcopy(tables)
        path.mkdir()
        self.write()

    def write(self) -> None:
        for table, rows in self.tables.items():
            text = "".join(f"[[{table}]]\n{toml(row)}\n" for row in rows)
            (self.path / f"{table}.toml").write_text(text, encoding="utf-8")

    def row(self, table: str, **key: Any) -> dict[str, Any]:
        """The first row that has these values."""
        return next(row for row in self.tables[table] if key.items() <= row.items())

    def change(self, table: str, changes: dict[str, Any], **key: Any) -> None:
        """Change one record of the files; None takes a key out."""
        row = self.row(table, **key)
        row.update(changes)
        for name in [name for name, value in row.items() if value is None]:
            del row[name]
        self.write()

    def add(self, table: str, **row: Any) -> None:
        self.tables.setdefault(table, []).append(row)
        self.write()

    def drop(self, table: str, **key: Any) -> None:
        self.tables[table].remove(self.row(table, **key))
        self.write()


def toml(row: dict[str, Any]) -> str:
    return "".join(f"{name} = {value(entry)}\n" for name, entry in row.items())


def value(entry: Any) -> str:
    if isinstance(entry, dict):
        return "{ " + ", ".join(f"{name} = {value(inner)}" for name, inner in entry.items()) + " }"
    if isinstance(entry, list):
        return f"[{', '.join(map(value, entry))}]"
    return entry.isoformat() if isinstance(entry, date) else json.dumps(entry, ensure_ascii=False)
