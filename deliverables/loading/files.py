"""Reading a folder of TOML files into checked records; nothing here touches the database."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from deliverables.loading.fields import Spec

MAX_FILE_BYTES = 4_000_000


class LoadError(Exception):
    """Files that cannot be loaded. `problems` are sentences, one a mistake; nothing was written."""

    def __init__(self, problems: Sequence[str]):
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Record:
    """One checked record. `values` has every field of its spec in comparable form."""

    spec: Spec
    key: str
    values: dict[str, Any]
    place: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A programme's folder, or the shared reference folder where `programme` is empty."""

    programme: str
    records: list[Record]


def read_folder(path: Path, *, specs: Sequence[Spec]) -> Folder:
    """Every record of the folder in writing order. Raises LoadError naming file, table, record and mistake."""
    if not path.is_dir():
        raise LoadError([f"There is no folder {path}. Give the folder that holds a programme's TOML files."])
    problems: list[str] = []
    tables = list(_tables(path, specs, problems))
    programmes = [record for name, table, _, record in tables if table == "programme"]
    if len(programmes) > 1:
        problems.append(f"{path.name}: a folder holds one [programme], this one has {len(programmes)}.")
    head = programmes[0] if programmes else {}
    month_one = head.get("month_one")
    if head and not isinstance(month_one, date):
        problems.append(f"{path.name}: [programme] needs month_one, for example 2024-04-01.")
    if problems:
        raise LoadError(problems)
    reader = _Reader(specs, programme=head.get("slug", ""), month_one=month_one or date(2000, 4, 1))
    for name, table, number, record in tables:
        reader.add(table, record, place=f"{path.name}/{name}, {table} {number}")
    if reader.problems:
        raise LoadError(reader.problems)
    order = {spec.table: position for position, spec in enumerate(specs)}
    reader.records.sort(key=lambda record: order[record.spec.table])
    return Folder(reader.programme, reader.records)


def _tables(path: Path, specs: Sequence[Spec], problems: list[str]) -> Iterator[tuple[str, str, int, dict]]:
    known = {spec.table for spec in specs}
    for file in sorted(path.glob("*.toml")):
        try:
            if file.stat().st_size > MAX_FILE_BYTES:
                raise ValueError("the file is over 4 MB.")
            content = tomllib.loads(file.read_text(encoding="utf-8"))
        except (ValueError, OSError) as error:
            problems.append(f"{path.name}/{file.name}: cannot be read: {error}")
            continue
        for table, rows in content.items():
            if table not in known:
                problems.append(
                    f"{path.name}/{file.name}: there is no table “{table}”. Known: {', '.join(sorted(known))}."
                )
                continue
            for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
                if isinstance(row, dict):
                    yield file.name, table, number, row
                else:
                    problems.append(f"{path.name}/{file.name}: write {table} as [[{table}]].")


class _Reader:
    def __init__(self, specs: Sequence[Spec], *, programme: str, month_one: date):
        self.specs = {spec.table: spec for spec in specs}
        self.programme = programme
        self.month_one = month_one
        self.records: list[Record] = []
        self.problems: list[str] = []
        self.seen: dict[tuple[str, str], str] = {}

    def add(self, table: str, raw: dict, *, place: str) -> None:
        label = raw.get("ref") or raw.get("slug") or raw.get("item") or raw.get("from") or raw.get("organisation")
        place = f"{place} ({label})" if label else place
        spec = self.specs[table]
        try:
            expanded = spec.expand(raw, month_one=self.month_one) if spec.expand else [(table, raw)]
        except ValueError as error:
            self.problems.append(f"{place}: {error}")
            return
        for name, record in expanded:
            self._add_one(self.specs[name], record, place=place)

    def _add_one(self, spec: Spec, raw: dict, *, place: str) -> None:
        if spec.scope and not self.programme and not spec.optional_scope:
            self.problems.append(f"{place}: belongs in a folder with a [programme].")
            return
        values = self._values(spec, raw, place=place)
        if values is None:
            return
        key = spec.key_of(values, self.programme)
        earlier = self.seen.setdefault((spec.table, key), place)
        if earlier != place:
            self.problems.append(f"{place}: has the same key as {earlier}.")
            return
        self.records.append(Record(spec, key, values, place))

    def _values(self, spec: Spec, raw: dict, *, place: str) -> dict[str, Any] | None:
        before = len(self.problems)
        names = {field.name for field in spec.fields}
        for unknown in sorted(set(raw) - names - set(spec.accepts)):
            self.problems.append(f"{place}: has no field “{unknown}”. Known: {', '.join(sorted(names))}.")
        values = {}
        for field in spec.fields:
            if field.name not in raw:
                values[field.name] = list(field.default) if field.many else field.default
                if field.required or (field.choices and "" not in field.choices and not field.default):
                    self.problems.append(f"{place}: {field.name} is missing.")
                continue
            try:
                values[field.name] = field.read(raw[field.name])
            except ValueError as error:
                self.problems.append(f"{place}: {field.name} {error}")
                continue
            missing = values[field.name] in ("", None) and (field.required or "" not in (field.choices or ("",)))
            if missing:
                self.problems.append(f"{place}: {field.name} is empty.")
        return values if len(self.problems) == before else None
