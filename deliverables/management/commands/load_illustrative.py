from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from deliverables.illustrative import load_illustrative


class Command(BaseCommand):
    help = "Loads made-up reporting periods, marked illustrative, up to this quarter. Only in demo mode."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Made-up reports belong in a demonstration only: this needs DEMO=1.")
        try:
            told = load_illustrative()
        except LookupError as error:
            raise CommandError(str(error)) from None
        if not told:
            self.stdout.write("Illustrative reports: there already, or no programme to tell them of.")
            return
        counts = ", ".join(f"{number:,} {name}" for name, number in told.items())
        self.stdout.write(f"Illustrative reports: {counts}. remove_illustrative takes them away.")
