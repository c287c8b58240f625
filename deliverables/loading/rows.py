"""What the database holds now, read table by table in comparable form and found by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from deliverables.loading.fields import Field
from deliverables.loading.spec import Spec


@dataclass(frozen=True, slots=True)
class Row:
    pk: int
    values: dict[str, Any]


class Rows:
    """The rows of one programme (or the shared ones), locked for this transaction.

    A table is read on first use: one query and one for each list.
    """

    def __init__(self, programme: str, specs: Mapping[str, Spec]):
        self.programme = programme
        self.specs = specs
        self.tables: dict[str, dict[str, Row]] = {}

    def find(self, table: str, key: str) -> Row | None:
        return self._table(table).get(key)

    def add(self, table: str, key: str, row: Row) -> None:
        self._table(table)[key] = row

    def _table(self, table: str) -> dict[str, Row]:
        if table not in self.tables:
            self.tables[table] = self._read(self.specs[table])
        return self.tables[table]

    def _read(self, spec: Spec) -> dict[str, Row]:
        single = [field for field in spec.fields if not field.many]
        scoped = self._scoped(spec)
        locked = scoped.select_for_update(of=("self",), no_key=True)
        rows = list(locked.values("pk", *{field.lookup for field in single}))
        lists = {field.name: _lists(scoped, field) for field in spec.fields if field.many}
        found = {}
        for row in rows:
            values = {field.name: field.comparable(row[field.lookup]) for field in single}
            values |= {name: sorted(entries[row["pk"]]) for name, entries in lists.items()}
            found[spec.key_of(values, self.programme)] = Row(row["pk"], values)
        return found

    def _scoped(self, spec: Spec) -> QuerySet:
        rows = spec.model.objects.filter(spec.only).order_by("pk")
        if not spec.scope:
            return rows
        if spec.model is self.specs["programme"].model:
            return rows.filter(slug=self.programme)
        if spec.optional_scope and not self.programme:
            return rows.filter(**{spec.scope: None})
        return rows.filter(**{f"{spec.scope}__slug": self.programme})


def _lists(rows: QuerySet, field: Field) -> dict[int, list[str]]:
    """The keys of a list by the primary key of its row."""
    entries: dict[int, list[str]] = defaultdict(list)
    named = rows.filter(**{f"{field.column}__isnull": False})
    for pk, key in named.values_list("pk", field.lookup):
        entries[pk].append(key)
    return entries
