"""Writes every dataset to a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from deliverables.selectors.sentences import counted
from ipqt.datasets import Scope
from ipqt.dates import today
from ipqt.models import User
from ipqt.views.catalogue import DATASETS


class Command(BaseCommand):
    help = "Write every dataset as <dataset>.csv: the bytes that /data/ gives an administrator today."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="Made if it is not there.")

    def handle(self, *, folder: Path, **options):
        everything = Scope(person=User(is_superuser=True), day=today())
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for dataset in DATASETS:
                rows = dataset.rows(everything)
                write_whole(folder / f"{dataset.name}.csv", dataset.csv(rows, bom=True))
                self.stdout.write(f"{dataset.name}.csv: {counted(rows.count(), 'row')}")
        except OSError as error:
            raise CommandError(
                f"Cannot write to {folder}: {error.strerror}. Give a folder that you may write to."
            ) from None


def write_whole(path: Path, blocks: Iterable[str]) -> None:
    """The old file or the new one, never half of one."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            file.writelines(blocks)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
