from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from deliverables.loading import LoadError, LoadReport, default_folders, load_folders


class Command(BaseCommand):
    help = (
        "Loads programmes from folders of TOML files. Safe to run on live data: it never overwrites or "
        "deletes what people have changed since, and says what it did."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folders", nargs="*", type=Path, help="Folders to load. Without any: every folder of fixtures/."
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen and write nothing.")

    def handle(self, *args, folders, dry_run, verbosity, **options):
        try:
            reports = load_folders(folders or default_folders(), dry_run=dry_run)
        except LoadError as error:
            lines = ["Nothing was loaded. Mend these and run it again:", *error.problems]
            raise CommandError("\n  ".join(lines)) from None
        except OperationalError as error:
            raise CommandError(
                f"Nothing was loaded: the database is busy or away ({error}). Run it again."
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
        for heading, names in report.names.items():
            self.stdout.write(f"  {heading}:")
            for name in names:
                self.stdout.write(f"    {name}")
