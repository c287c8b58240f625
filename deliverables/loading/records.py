"""Checked records from what the files say; nothing here touches the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from deliverables.loading.fields import Field
from deliverables.loading.files import Entry, FolderFiles
from deliverables.loading.spec import Raw, Spec
from deliverables.loading.values import is_day

MAX_KEY_LENGTH = 200
MAX_NAME_LENGTH = 80
NEVER_USED = date(2000, 4, 1)

Identity = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """One checked record. `values` has every field of its spec in comparable form."""

    spec: Spec
    key: str
    values: dict[str, Any]
    place: str

    @property
    def identity(self) -> Identity:
        return self.spec.table, self.key

    def __str__(self):
        return f"{self.spec.table} {self.key}"


@dataclass(slots=True)
class Folder:
    """The records of a programme's folder in writing order; of a shared one where `programme` is empty.

    `month_one` is what windows in months count from once the folder is loaded, `month_one_here` what they
    count from now.
    """

    name: str
    programme: str
    month_one: date
    month_one_here: date
    records: list[Record] = field(default_factory=list)

    @property
    def owner(self) -> str:
        """The name under which its records are remembered: a renamed programme folder stays the same."""
        return self.programme or self.name


def read_head(files: FolderFiles) -> Folder:
    """The folder with its programme and month 1, without records yet. Adds to the problems of the files."""
    if len(files.name) > MAX_NAME_LENGTH:
        files.problems.append(f"{files.name}: shorten the folder's name to {MAX_NAME_LENGTH} characters.")
    programmes = [entry.raw for entry in files.programmes]
    if not programmes:
        return Folder(files.name, "", NEVER_USED, NEVER_USED)
    slug, month_one = programmes[0].get("slug"), programmes[0].get("month_one")
    has_slug = isinstance(slug, str) and slug.strip()
    mistakes = {
        f"a folder holds one [programme], this one has {len(programmes)}.": len(programmes) > 1,
        'it needs a slug, for example slug = "north-midshire".': not has_slug,
        "it needs a date as month_one, for example month_one = 2024-04-01.": not is_day(month_one),
    }
    files.problems += [f"{files.name}, programme: {words}" for words, holds in mistakes.items() if holds]
    return Folder(files.name, str(slug).strip(), month_one, month_one)


class RecordReader:
    """Turns the entries of one load's folders into records, gathering every mistake in `problems`.

    `broken` names records that the files have and that cannot be written; whatever hangs on them is left out
    without a further message.
    """

    def __init__(self, specs: Mapping[str, Spec]):
        self.specs = specs
        self.problems: list[str] = []
        self.broken: set[Identity] = set()
        self.places: dict[Identity, str] = {}

    def read(self, folder: Folder, files: FolderFiles) -> None:
        """Check every entry and add it to the folder."""
        homeless = sorted({entry.table for entry in files.entries if not self._has_home(entry, folder)})
        if homeless:
            tables = ", ".join(homeless)
            self.problems.append(f"{folder.name}: {tables} must stand in a folder with a [programme] table.")
        for entry in files.entries:
            if entry.table not in homeless:
                self._add(entry, folder)
        order = {table: position for position, table in enumerate(self.specs)}
        folder.records.sort(key=lambda record: order[record.spec.table])

    def _has_home(self, entry: Entry, folder: Folder) -> bool:
        spec = self.specs[entry.table]
        return bool(folder.programme) or not spec.scope or spec.optional_scope

    def _add(self, entry: Entry, folder: Folder) -> None:
        spec = self.specs[entry.table]
        label = spec.label(entry.raw)
        place = f"{folder.name}/{entry.file}, {entry.table} {entry.number}" + (f" ({label})" if label else "")
        main, *others = self._expanded(spec, entry.raw, place=place, month_one=folder.month_one)
        if self._keep(spec, main[1], folder, place=place):
            for table, raw in others:
                self._keep(self.specs[table], raw, folder, place=f"{place}, {table}")

    def _expanded(self, spec: Spec, raw: Raw, *, place: str, month_one: date) -> list[tuple[str, Raw]]:
        if spec.expand is None:
            return [(spec.table, raw)]
        try:
            return spec.expand(raw, month_one=month_one)
        except ValueError as error:
            self.problems.append(f"{place}: {error}")
            return [(spec.table, {name: value for name, value in raw.items() if name not in spec.accepts})]

    def _keep(self, spec: Spec, raw: Raw, folder: Folder, *, place: str) -> bool:
        """Whether the record is one that others can name; a wrong one is remembered as broken."""
        before = len(self.problems)
        values = self._values(spec, raw, place=place)
        if any(name not in values for name in spec.key):
            return False
        key = spec.key_of(values, folder.programme)
        if len(key) > MAX_KEY_LENGTH:
            self.problems.append(f"{place}: its key is over {MAX_KEY_LENGTH} characters. Shorten it.")
            return False
        identity = spec.table, key
        if identity in self.places:
            self.problems.append(f"{place}: has the same key as {self.places[identity]}. Keep one of them.")
        elif len(self.problems) > before:
            self.broken.add(identity)
        else:
            folder.records.append(Record(spec, key, values, place))
        self.places.setdefault(identity, place)
        return True

    def _values(self, spec: Spec, raw: Raw, *, place: str) -> dict[str, Any]:
        """Every field that can be read, in comparable form."""
        names = {field.name for field in spec.fields}
        for unknown in sorted(set(raw) - names):
            known = ", ".join(sorted(names | set(spec.accepts)))
            self.problems.append(f"{place}: has no field “{unknown}”. Known: {known}.")
        values = {}
        for spec_field in spec.fields:
            try:
                values[spec_field.name] = _value(spec_field, raw)
            except ValueError as error:
                self.problems.append(f"{place}: {spec_field.name} {error}")
        try:
            spec.check(values)
        except ValueError as error:
            self.problems.append(f"{place}: {error}")
        return values


def _value(spec_field: Field, raw: Raw) -> Any:
    if spec_field.name in raw:
        return spec_field.read(raw[spec_field.name])
    if spec_field.required:
        raise ValueError("is missing.")
    return spec_field.left_out()
