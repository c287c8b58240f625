from django.core.management.base import BaseCommand

from metrics.demonstration import remove_demonstration


class Command(BaseCommand):
    help = "Takes away the open data that was loaded for demonstration. Everything else stays."

    def handle(self, *args, **options):
        removed = remove_demonstration()
        if not removed:
            self.stdout.write("There is no open data for demonstration here.")
            return
        for name, number in sorted(removed.items()):
            self.stdout.write(f"  {number:,} {name}")
        self.stdout.write("Removed. The history keeps its rows.")
