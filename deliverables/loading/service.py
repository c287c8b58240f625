"""Loading folders: everything is checked, merged and written in one transaction, or nothing is."""

from __future__ import annotations

from collections.abc import Iterable
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
    reports what would happen and writes nothing. Raises LoadError with every mistake; only the
    database's own rules for what hangs on a wrong record wait until that one is mended.
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
        _settle_month_one(folder, bases)
        reader.read(folder, files)
    loads = [FolderLoad(folder, bases=bases, reader=reader, actor=actor) for _, folder in read]
    for load in loads:
        load.merge()
    _raise_on(reader.problems)
    bases.save()
    for load in loads:
        load.finish()
    return [load.report for load in loads]


def _settle_month_one(folder: Folder, bases: Bases) -> None:
    """Month 1 of the folder is the file's, unless people have set another here."""
    programme = Programme.objects.select_for_update(no_key=True).filter(slug=folder.programme).first()
    if programme is None:
        return
    folder.month_one_here = programme.month_one
    base = bases.values(("programme", folder.programme)) or {}
    if programme.month_one.isoformat() != base.get("month_one"):
        folder.month_one = programme.month_one


def _wait_for_other_loads() -> None:
    """Two loads at once would both create what neither sees yet. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(FixtureRecord._meta.db_table)
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def _raise_on(problems: list[str]) -> None:
    if problems:
        raise LoadError(problems)
