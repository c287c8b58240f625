"""Writing a folder: a three-way merge of the file, what was last loaded, and what people changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from deliverables.loading.fields import Field, Spec
from deliverables.loading.files import Folder, LoadError, Record, read_folder
from deliverables.loading.rows import Rows
from deliverables.loading.specs import SPECS
from deliverables.models import Change, FixtureRecord, Programme

ACTOR = "load_programmes"


@dataclass(slots=True)
class LoadReport:
    """What a load did. Counters are by table; `kept` names fields that people changed and the load left alone."""

    name: str
    created: Counter = field(default_factory=Counter)
    updated: Counter = field(default_factory=Counter)
    unchanged: Counter = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    removed_here: list[str] = field(default_factory=list)
    gone_from_files: list[str] = field(default_factory=list)

    @property
    def changed(self) -> int:
        return self.created.total() + self.updated.total()


@transaction.atomic
def load_folder(path: Path, *, specs: Sequence[Spec] | None = None) -> LoadReport:
    """Load one folder in one transaction. Raises LoadError, with nothing written, on any mistake.

    A record that the folder adds is created; a field is updated where the file changed and people did not;
    what people changed or removed stays as it is and is named in the report. Nothing is ever deleted.
    """
    specs = specs or SPECS
    folder = read_folder(path, specs=specs)
    load = _Load(folder, LoadReport(path.name), specs)
    load.run()
    return load.report


class _Load:
    def __init__(self, folder: Folder, report: LoadReport, specs: Sequence[Spec]):
        self.folder = folder
        self.report = report
        self.rows = Rows(folder.programme, specs)
        self.changes: list[Change] = []
        self.problems: list[str] = []
        self.late: list[tuple[Record, Field]] = []

    def run(self) -> None:
        self.bases = {(row.record, row.key): row for row in FixtureRecord.objects.select_for_update()}
        for record in self.folder.records:
            self._merge(record)
        self._second_pass()
        if self.problems:
            raise LoadError(self.problems)
        self._name_what_left_the_files()
        programme = Programme.objects.filter(slug=self.folder.programme).first()
        for change in self.changes:
            change.programme = programme
        Change.objects.bulk_create(self.changes)

    def _merge(self, record: Record) -> None:
        base = self.bases.get((record.spec.table, record.key))
        current = self.rows.find(record.spec, record.key)
        if current is None and base is not None:
            self.report.removed_here.append(f"{record.spec.table} {record.key}")
            return
        if current is None:
            self._create(record)
        else:
            self._update(record, current.values, base.values if base else current.values, pk=current.pk)
        self._remember(record, base)

    def _remember(self, record: Record, base: FixtureRecord | None) -> None:
        if base is None:
            FixtureRecord.objects.create(
                folder=self.report.name, record=record.spec.table, key=record.key, values=record.values
            )
        elif base.values != record.values:
            base.values = record.values
            base.save(update_fields=("values", "loaded_at"))

    def _create(self, record: Record) -> None:
        attributes, lists = self._attributes(record, record.spec.fields)
        if attributes is None:
            return
        if record.spec.scope == "programme":
            attributes["programme_id"] = self.rows.programme_pk()
        instance = record.spec.model(**attributes)
        if not self._write(record, lambda: self._save_new(instance, lists)):
            return
        self.rows.add(record.spec, record.key, instance.pk, record.values)
        self.report.created[record.spec.table] += 1
        self._log(record, "created", None, record.values)

    def _save_new(self, instance: Any, lists: dict[str, list[int]]) -> None:
        relations = [f.name for f in instance._meta.fields if f.is_relation]
        instance.clean_fields(exclude=relations)
        instance.save(force_insert=True)
        for attribute, pks in lists.items():
            getattr(instance, attribute).set(pks)

    def _update(self, record: Record, current: dict, base: dict, *, pk: int) -> None:
        fields = record.spec.fields
        moved = [f for f in fields if record.values[f.name] != base.get(f.name, current[f.name])]
        free = [f for f in moved if current[f.name] == base.get(f.name, current[f.name])]
        write = [f for f in free if current[f.name] != record.values[f.name]]
        kept = [f for f in fields if f not in write and current[f.name] != record.values[f.name]]
        self.report.kept += [f"{record.spec.table} {record.key}: {f.name}" for f in kept]
        if not write:
            self.report.unchanged[record.spec.table] += 1
            return
        attributes, lists = self._attributes(record, write)
        if attributes is None or not self._write(record, lambda: self._save_changed(record, pk, attributes, lists)):
            return
        self.report.updated[record.spec.table] += 1
        names = [f.name for f in write]
        self._log(
            record, "updated", {n: current[n] for n in names}, {n: record.values[n] for n in names}
        )

    def _save_changed(self, record: Record, pk: int, attributes: dict, lists: dict[str, list[int]]) -> None:
        model = record.spec.model
        instance = model(pk=pk, **attributes)
        untouched = [f.name for f in model._meta.fields if f.attname not in attributes and f.name not in attributes]
        instance.clean_fields(exclude=untouched + [f.name for f in model._meta.fields if f.is_relation])
        if any(f.name == "version" for f in model._meta.fields):
            attributes = {**attributes, "version": F("version") + 1}
        if attributes:
            model.objects.filter(pk=pk).update(**attributes)
        for attribute, pks in lists.items():
            getattr(instance, attribute).set(pks)

    def _attributes(self, record: Record, fields: Sequence[Field]) -> tuple[dict | None, dict[str, list[int]]]:
        """Model attributes and lists of primary keys; None where a key leads nowhere."""
        attributes, lists, found = {}, {}, True
        for spec_field in fields:
            value = record.values[spec_field.name]
            if not spec_field.points_to:
                attributes[spec_field.column] = _for_model(record.spec, spec_field, value)
                continue
            targets = value if spec_field.many else [value] if value is not None else []
            pks = [self.rows.pk_of(spec_field.points_to, target) for target in targets]
            if None in pks:
                late = not spec_field.many and self.rows.comes_later(spec_field, record, self.folder)
                if late:
                    self.late.append((record, spec_field))
                    continue
                missing = targets[pks.index(None)]
                self.problems.append(
                    f"{record.place}: {spec_field.name} names {spec_field.points_to} “{missing}”, which is not there."
                )
                found = False
                continue
            if spec_field.many:
                lists[spec_field.column] = pks
            else:
                attributes[f"{spec_field.column}_id"] = pks[0] if pks else None
        return (attributes if found else None), lists

    def _second_pass(self) -> None:
        """Sets keys to records of the same table that stand further down, such as a successor."""
        for record, spec_field in self.late:
            pk = self.rows.pk_of(record.spec.table, self.rows.local(record))
            target = self.rows.pk_of(spec_field.points_to, record.values[spec_field.name])
            if pk and target:
                record.spec.model.objects.filter(pk=pk).update(**{f"{spec_field.column}_id": target})

    def _write(self, record: Record, save: Any) -> bool:
        try:
            with transaction.atomic():
                save()
        except ValidationError as error:
            details = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
            self.problems.append(f"{record.place}: {details}")
            return False
        except IntegrityError as error:
            self.problems.append(f"{record.place}: {_broken_rule(record.spec.model, error)}")
            return False
        return True

    def _log(self, record: Record, action: str, before: dict | None, after: dict) -> None:
        self.changes.append(
            Change(
                actor=ACTOR,
                action=action,
                record=record.spec.table,
                key=record.key,
                before=before,
                after=after,
                why=f"Loaded from {record.place.partition(',')[0]}",
            )
        )

    def _name_what_left_the_files(self) -> None:
        here = {(record.spec.table, record.key) for record in self.folder.records}
        for (table, key), base in sorted(self.bases.items()):
            if base.folder == self.report.name and (table, key) not in here:
                self.report.gone_from_files.append(f"{table} {key}")


def _for_model(spec: Spec, spec_field: Field, value: Any) -> Any:
    column = spec.model._meta.get_field(spec_field.column)
    if value == "" and column.null:
        return None
    return column.to_python(value) if value is not None else None


def _broken_rule(model: type, error: IntegrityError) -> str:
    """The sentence of the constraint that was broken."""
    for constraint in model._meta.constraints:
        if constraint.name in str(error):
            return str(constraint.violation_error_message)
    return f"breaks a rule of the database: {error}"
