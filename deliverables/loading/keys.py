"""From keys in files to primary keys."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from deliverables.loading.bases import Bases
from deliverables.loading.fields import Field
from deliverables.loading.records import Folder, Identity, Record
from deliverables.loading.rows import Rows
from deliverables.loading.spec import Spec


@dataclass(slots=True)
class Found:
    """What fields of a record come to in the model, and the keys among them that lead nowhere.

    `late` lead to a record further down, `removed` to one that people removed, `missing` to none at all (in
    sentences). `broken`: one of them leads to a record that has mistakes of its own.
    """

    attributes: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list[int]] = field(default_factory=dict)
    late: list[Field] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    broken: bool = False


class Keys:
    """Follows keys of one folder's records. `pending` are the identities that are still to be written."""

    def __init__(self, folder: Folder, *, rows: Rows, bases: Bases, broken: Set[Identity]):
        self.folder = folder
        self.broken = broken
        self.rows = rows
        self.bases = bases
        self.pending = {record.identity for record in folder.records}

    def pk_of(self, table: str, local_key: Any) -> int | None:
        row = self.rows.find(table, self._unique(table, local_key))
        return row.pk if row else None

    def follow(self, record: Record, fields: Sequence[Field]) -> Found:
        """What `fields` of the record come to."""
        values = {spec_field.name: record.values[spec_field.name] for spec_field in fields}
        found = Found(record.spec.columns(values))
        for spec_field in fields:
            if not spec_field.points_to:
                continue
            value = values[spec_field.name]
            if spec_field.many:
                pks = [self._pk(record, spec_field, target, found) for target in value]
                found.lists[spec_field.column] = [pk for pk in pks if pk]
            elif value is None:
                found.attributes[f"{spec_field.column}_id"] = None
            elif pk := self._pk(record, spec_field, value, found):
                found.attributes[f"{spec_field.column}_id"] = pk
        return found

    def follow_programme(self, spec: Spec, found: Found) -> None:
        """Adds the programme that the folder implies."""
        if spec.scope != "programme":
            return
        programme = self.folder.programme
        found.attributes["programme_id"] = pk = self.pk_of("programme", programme) if programme else None
        if programme and pk is None:
            self._explain("programme", programme, found)

    def _pk(self, record: Record, spec_field: Field, target: Any, found: Found) -> int | None:
        pk = self.pk_of(spec_field.points_to, target)
        if pk is not None or self._explain(spec_field.points_to, target, found):
            return pk
        if (spec_field.points_to, self._unique(spec_field.points_to, target)) in self.pending:
            found.late.append(spec_field)
        else:
            named = f"{spec_field.points_to} “{target}”"
            found.missing.append(f"{record.place}: {spec_field.name} names {named}, which is not there.")
        return None

    def _explain(self, table: str, target: Any, found: Found) -> bool:
        """Whether the record that is not there has mistakes of its own, or was removed by people."""
        identity = table, self._unique(table, target)
        if identity in self.broken:
            found.broken = True
        elif self.bases.knows(identity) or identity in self.bases.left_out:
            found.removed.append(f"{table} {identity[1]}")
        else:
            return False
        return True

    def _unique(self, table: str, local_key: Any) -> str:
        return self.rows.specs[table].scoped(str(local_key), self.folder.programme)
