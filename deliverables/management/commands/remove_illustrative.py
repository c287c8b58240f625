from django.core.management.base import BaseCommand

from deliverables.illustrative import remove_illustrative


class Command(BaseCommand):
    help = (
        "Takes away everything that is marked illustrative. What the sources say and what people entered "
        "stays, and so does the history, in which it is marked."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would go and remove nothing.")

    def handle(self, *args, dry_run, **options):
        removed = remove_illustrative(dry_run=dry_run)
        if not removed:
            self.stdout.write("Nothing here is marked illustrative.")
            return
        for name, number in sorted(removed.items()):
            self.stdout.write(f"  {number:,} {name}")
        self.stdout.write(
            "Dry run: nothing was removed." if dry_run else "Removed. The history keeps its rows."
        )
