"""The merge of one folder into the database."""

from __future__ import annotations

from typing import Any

from deliverables.audit import change_row
from deliverables.loading.bases import Bases
from deliverables.loading.fields import Field
from deliverables.loading.keys import Found, Keys
from deliverables.loading.merge import decide
from deliverables.loading.records import Folder, Record, RecordReader
from deliverables.loading.report import LoadReport
from deliverables.loading.rows import Row, Rows
from deliverables.loading.writing import BrokenRuleError, change, create
from deliverables.models import Change, Programme, Window
from deliverables.services import move_month_windows


class FolderLoad:
    """Call `merge`, then `finish` once every folder of the load is merged without a problem."""

    def __init__(self, folder: Folder, *, bases: Bases, reader: RecordReader, actor: str):
        self.folder = folder
        self.bases = bases
        self.broken = reader.broken
        self.problems = reader.problems
        self.actor = actor
        self.report = LoadReport(folder.name)
        self.rows = Rows(folder.programme, reader.specs)
        self.keys = Keys(folder, rows=self.rows, bases=bases, broken=reader.broken)
        self.changes: list[Change] = []
        self.late: list[tuple[Record, Field]] = []
        self.has_new_month_one = False

    def merge(self) -> None:
        for record in self.folder.records:
            self._merge(record)
            self.keys.pending.discard(record.identity)
        for record, spec_field in self.late:
            self._set_late(record, spec_field)
        if self.has_new_month_one:
            self._move_other_windows()

    def finish(self) -> None:
        """Name what left the files and write the history."""
        here = {record.identity for record in self.folder.records}
        for table, key in self.bases.of(self.folder.owner):
            if (table, key) not in here and table in self.rows.specs and self.rows.find(table, key):
                self.report.gone_from_files.append(f"{table} {key}")
        programme = Programme.objects.filter(slug=self.folder.programme).first()
        for row in self.changes:
            row.programme = programme
        Change.objects.bulk_create(self.changes, batch_size=500)

    def _merge(self, record: Record) -> None:
        current = self.rows.find(*record.identity)
        if current is None and self.bases.knows(record.identity):
            self.report.removed_here.append(str(record))
            return
        try:
            done = self._create(record) if current is None else self._update(record, current)
        except BrokenRuleError as error:
            self.problems.append(f"{record.place}: {error}")
            self.broken.add(record.identity)
            return
        if done:
            self.bases.remember(record, owner=self.folder.owner)

    def _create(self, record: Record) -> bool:
        found = self.keys.follow(record, record.spec.fields)
        self.keys.follow_programme(record.spec, found)
        if not self._can_write(record, found):
            return False
        pk = create(record.spec.model, found)
        self.rows.add(*record.identity, Row(pk, record.values))
        self.late += [(record, spec_field) for spec_field in found.late]
        self.report.created[record.spec.table] += 1
        self._log(record, "created", None, record.values)
        return True

    def _update(self, record: Record, current: Row) -> bool:
        base = self.bases.values(record.identity)
        if base is None:
            self.report.adopted.append(str(record))
        elif record.spec.rebase:
            base = record.spec.rebase(base, here=current.values, month_one=self.folder.month_one_here)
        decision = decide(record.spec.fields, file=record.values, here=current.values, base=base)
        found = self.keys.follow(record, decision.write)
        if not self._can_write(record, found):
            return False
        self.report.kept += [f"{record}: {spec_field.name}" for spec_field in decision.kept]
        if not decision.write:
            self.report.unchanged[record.spec.table] += 1
            return True
        change(record.spec.model, current.pk, found)
        self.late += [(record, spec_field) for spec_field in found.late]
        self.report.updated[record.spec.table] += 1
        names = [spec_field.name for spec_field in decision.write]
        self.has_new_month_one |= "month_one" in names
        before, after = ({name: side[name] for name in names} for side in (current.values, record.values))
        self._log(record, "updated", before, after)
        return True

    def _can_write(self, record: Record, found: Found) -> bool:
        """Whether every key leads somewhere; otherwise says what is the matter."""
        self.problems += found.missing
        if found.missing or found.broken:
            self.broken.add(record.identity)
            return False
        if found.removed:
            self.bases.left_out.add(record.identity)
            self.report.left_out.append(f"{record}: {', '.join(found.removed)}")
            return False
        return True

    def _set_late(self, record: Record, spec_field: Field) -> None:
        """A key to a record that stood further down, such as a successor."""
        pk = self.keys.pk_of(spec_field.points_to, record.values[spec_field.name])
        if pk is None:
            self.report.kept.append(f"{record}: {spec_field.name}")
            return
        row = self.rows.find(*record.identity)
        record.spec.model._base_manager.filter(pk=row.pk).update(**{f"{spec_field.column}_id": pk})

    def _move_other_windows(self) -> None:
        """Month 1 has moved with the file, and so do windows in programme months that people entered."""
        written = (record.identity for record in self.folder.records if record.spec.model is Window)
        rows = (self.rows.find(*identity) for identity in written)
        windows = Window.objects.filter(item__programme__slug=self.folder.programme)
        others = windows.exclude(pk__in=[row.pk for row in rows if row])
        moved = move_month_windows(others, month_one=self.folder.month_one)
        if moved:
            self.report.updated["window"] += moved
            self._log_moved(moved)

    def _log(self, record: Record, action: str, before: dict | None, after: dict) -> None:
        self._add_change(
            action=action,
            record=record.spec.table,
            key=record.key,
            before=before,
            after=after,
            why=f"Loaded from {record.place.partition(',')[0]}",
        )

    def _log_moved(self, windows: int) -> None:
        self._add_change(
            action="moved month 1",
            record="programme",
            key=self.folder.programme,
            after={"windows_moved": windows},
            why="Windows entered here follow month 1 of the files",
        )

    def _add_change(self, **facts: Any) -> None:
        self.changes.append(change_row(actor=self.actor, **facts))
