from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from deliverables.demo import DEMO_PASSWORD, DEMO_PEOPLE, create_demo_people


class Command(BaseCommand):
    help = "Creates one person for each role, with a known password. Only in demo mode (DEMO=1)."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Demonstration people have a known password: this needs DEMO=1.")
        created = create_demo_people()
        self.stdout.write(f"{created} demonstration people created, {len(DEMO_PEOPLE) - created} were there.")
        for person in DEMO_PEOPLE:
            self.stdout.write(f"  {person.role_label}: {person.email} / {DEMO_PASSWORD}")
