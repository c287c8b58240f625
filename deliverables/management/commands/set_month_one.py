from django.core.management.base import BaseCommand, CommandError

from deliverables.models import Programme
from deliverables.services import set_month_one
from ipqt.dates import day_words, parse_date


class Command(BaseCommand):
    help = "Ties month 1 of a programme to a calendar month and moves every window that counts months."

    def add_arguments(self, parser):
        parser.add_argument("programme", help="Its slug, for example ssot.")
        parser.add_argument("month_one", help="First day of month 1, for example 1/4/2024.")
        parser.add_argument("--why", required=True, help="The reason; it stays in the history.")

    def handle(self, *args, programme, month_one, why, **options):
        found = Programme.objects.filter(slug=programme).first()
        if found is None:
            known = ", ".join(Programme.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no programme “{programme}”. Known: {known or 'none yet'}.")
        try:
            day = parse_date(month_one)
            moved = set_month_one(
                programme_id=found.pk, month_one=day, by=None, why=why, actor="set_month_one"
            )
        except ValueError as error:
            raise CommandError(str(error)) from None
        windows = "window" if moved == 1 else "windows"
        self.stdout.write(f"Month 1 of {found} is {day_words(day)}; {moved} {windows} moved.")
        self.stdout.write("Plan years and windows with dates of their own stay as they are.")
