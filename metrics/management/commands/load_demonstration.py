from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from metrics.demonstration import load_demonstration


class Command(BaseCommand):
    help = "Loads real open data of other bodies to show what the measures can do. Only in demo mode."

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="Load it outside demo mode as well.")

    def handle(self, *args, force, **options):
        if not (settings.DEMO or force):
            raise CommandError(
                "Open data of other bodies belongs in a demonstration: this needs DEMO=1, or --force."
            )
        written = load_demonstration()
        if not written:
            self.stdout.write("Open data: there already, or no programme has a measure that it fits.")
            return
        counts = ", ".join(f"{number:,} {name}" for name, number in written.items())
        self.stdout.write(f"Open data: {counts}. remove_demonstration takes them away.")
