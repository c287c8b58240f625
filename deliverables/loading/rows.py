"""What the database holds now, read table by table in comparable form and found by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from deliverables.loading.fields import Field, Spec
from deliverables.loading.files import Folder, Record


@dataclass(frozen=True, slots=True)
class Row:
    pk: int
    values: dict[str, Any]


class Rows:
    """The rows of one programme (or the shared ones), locked for this transaction. Two queries a table or less."""

    def __init__(self, programme: str, specs: Sequence[Spec]):
        self.programme = programme
        self.specs = list(specs)
        self.by_table = {spec.table: spec for spec in specs}
        self.tables: dict[str, dict[str, Row]] = {}

    def find(self, spec: Spec, key: str) -> Row | None:
        return self._table(spec).get(key)

    def add(self, spec: Spec, key: str, pk: int, values: dict[str, Any]) -> None:
        self._table(spec)[key] = Row(pk, values)

    def pk_of(self, table: str, local_key: Any) -> int | None:
        """Primary key by a key as files write it, without the programme."""
        spec = self.by_table[table]
        key = f"{self.programme}/{local_key}" if spec.scope and self.programme else str(local_key)
        row = self._table(spec).get(key)
        return row.pk if row else None

    def programme_pk(self) -> int | None:
        if not self.programme:
            return None
        row = self._table(self.by_table["programme"]).get(self.programme)
        return row.pk if row else None

    def local(self, record: Record) -> str:
        return record.key.removeprefix(f"{self.programme}/")

    def comes_later(self, field: Field, record: Record, folder: Folder) -> bool:
        """Whether the key leads to a record of the same table that the folder still has to write."""
        if field.points_to != record.spec.table:
            return False
        target = record.values[field.name]
        key = f"{self.programme}/{target}" if record.spec.scope and self.programme else str(target)
        return any(other.spec is record.spec and other.key == key for other in folder.records)

    def _table(self, spec: Spec) -> dict[str, Row]:
        if spec.table not in self.tables:
            self.tables[spec.table] = self._read(spec)
        return self.tables[spec.table]

    def _read(self, spec: Spec) -> dict[str, Row]:
        single = [field for field in spec.fields if not field.many]
        rows = list(self._scoped(spec).values("pk", *{field.lookup for field in single}))
        lists = {field.name: self._lists(spec, field) for field in spec.fields if field.many}
        found = {}
        for row in rows:
            values = {field.name: _comparable(field, row[field.lookup]) for field in single}
            values |= {name: sorted(entries[row["pk"]]) for name, entries in lists.items()}
            found[spec.key_of(values, self.programme)] = Row(row["pk"], values)
        return found

    def _lists(self, spec: Spec, field: Field) -> dict[int, list[str]]:
        entries: dict[int, list[str]] = defaultdict(list)
        pairs = self._scoped(spec).filter(**{f"{field.column}__isnull": False})
        for pk, key in pairs.values_list("pk", field.lookup):
            entries[pk].append(key)
        return entries

    def _scoped(self, spec: Spec):
        rows = spec.model.objects.order_by("pk").select_for_update(of=("self",))
        if spec.table == "programme":
            return rows.filter(slug=self.programme)
        if spec.optional_scope and not self.programme:
            return rows.filter(programme=None)
        return rows.filter(**{f"{spec.scope}__slug": self.programme}) if spec.scope else rows


def _comparable(field: Field, value: Any) -> Any:
    if value is None and not field.points_to and isinstance(field.default, str):
        return ""
    return field.comparable(value)
