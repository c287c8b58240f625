"""Loading folders: everything is checked, merged and written in one transaction, or nothing is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from deliverables.loading.bases import Bases
from deliverables.loading.files import FolderFiles, read_files
from deliverables.loading.load import FolderLoad
from deliverables.loading.problems import LoadError
from deliverables.loading.records import Folder, RecordReader, read_head
from deliverables.loading.report import LoadReport
from deliverables.loading.specs import SPECS
from deliverables.models import FixtureRecord, Programme

REFERENCE = "reference"


def default_folders() -> list[Path]:
    """Every folder of fixtures/, the shared reference tables first."""
    root = Path(settings.BASE_DIR) / "fixtures"
    folders = (path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))
    return sorted(folders, key=lambda path: (path.name != REFERENCE, path.name))


def load_folders(
    paths: Iterable[Path], *, dry_run: bool = False, actor: str = "load_programmes"
) -> list[LoadReport]:
    """Load folders in one transaction, shared tables before programmes.

    A record that the files add is created; a field is updated where the file changed and people did not; what
    people changed or removed stays as it is and is named in the report. Nothing is ever deleted. `dry_run`
    reports what would happen and writes nothing. Raises LoadError with every mistake.
    """
    specs = {spec.table: spec for spec in SPECS}
    read = [(files, read_head(files)) for files in (read_files(path, tables=specs) for path in paths)]
    _raise_on([problem for files, _ in read for problem in files.problems])
    read.sort(key=lambda pair: pair[1].programme != "")
    with transaction.atomic():
        _wait_for_other_loads()
        reports = _merge(read, RecordReader(specs), actor=actor)
        if dry_run:
            transaction.set_rollback(True)
    return reports


def _merge(read: list[tuple[FolderFiles, Folder]], reader: RecordReader, *, actor: str) -> list[LoadReport]:
    bases = Bases()
    for files, folder in read:
        reader.read(folder, files, month_one=_month_one(folder, bases))
    loads = [FolderLoad(folder, bases=bases, reader=reader, actor=actor) for _, folder in read]
    for load in loads:
        load.merge()
    _raise_on(reader.problems)
    bases.save()
    for load in loads:
        load.finish()
    return [load.report for load in loads]


def _month_one(folder: Folder, bases: Bases) -> date | None:
    """The first day of month 1 once the folder is loaded: the file's, unless people have set another."""
    programme = Programme.objects.select_for_update(no_key=True).filter(slug=folder.programme).first()
    base = bases.values(("programme", folder.programme)) or {}
    if programme and programme.month_one.isoformat() != base.get("month_one"):
        return programme.month_one
    return folder.month_one


def _wait_for_other_loads() -> None:
    """Two loads at once would both create what neither sees yet. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(FixtureRecord._meta.db_table)
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def _raise_on(problems: list[str]) -> None:
    if problems:
        raise LoadError(problems)
