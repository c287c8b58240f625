from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from deliverables.loading import LoadError, LoadReport, load_folder

REFERENCE = "reference"


class Command(BaseCommand):
    help = (
        "Loads programmes from folders of TOML files. Safe to run on live data: it never overwrites or deletes "
        "what people have changed since, and says what it did."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folders", nargs="*", type=Path, help="Folders to load. Without any: every folder of fixtures/."
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen and write nothing.")

    def handle(self, *args, folders, dry_run, verbosity, **options):
        folders = folders or default_folders()
        try:
            with transaction.atomic():
                reports = [load_folder(folder) for folder in folders]
                if dry_run:
                    transaction.set_rollback(True)
        except LoadError as error:
            raise CommandError(
                "Nothing was loaded. Mend these and run it again:\n  " + "\n  ".join(error.problems)
            ) from None
        for report in reports:
            self._print(report, verbosity=verbosity)
        if dry_run:
            self.stdout.write("Dry run: nothing was written.")

    def _print(self, report: LoadReport, *, verbosity: int) -> None:
        self.stdout.write(
            f"{report.name}: {report.created.total()} created, {report.updated.total()} updated, "
            f"{report.unchanged.total()} unchanged"
        )
        if verbosity > 1:
            for table in sorted(report.created | report.updated | report.unchanged):
                counts = report.created[table], report.updated[table], report.unchanged[table]
                self.stdout.write("  {}: {} created, {} updated, {} unchanged".format(table, *counts))
        self._name("Changed here since, so kept as it is", report.kept)
        self._name("Removed here since, so left out", report.removed_here)
        self._name("No longer in the files, still here", report.gone_from_files)

    def _name(self, heading: str, names: list[str]) -> None:
        if names:
            self.stdout.write(f"  {heading}:")
            for name in names:
                self.stdout.write(f"    {name}")


def default_folders() -> list[Path]:
    """Every folder of fixtures/, the shared reference tables first."""
    root = Path(settings.BASE_DIR) / "fixtures"
    folders = sorted(path for path in root.iterdir() if path.is_dir())
    return sorted(folders, key=lambda path: path.name != REFERENCE)
