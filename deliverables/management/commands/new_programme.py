from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.core.exceptions import ValidationError
from django.db import transaction

from deliverables.loading import LoadError, load_folder
from deliverables.loading.starter import NewProgramme, write_starter
from deliverables.models import Organisation, Programme, Role
from deliverables.services import grant_role
from ipqt.dates import add_months, parse_date
from ipqt.models import User


class Command(BaseCommand):
    help = "Starts a programme of any ICB: writes a folder of TOML files to fill in, and loads it."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="Its name in addresses, for example north-midshire.")
        parser.add_argument("--name", required=True, help="Full name of the programme.")
        parser.add_argument("--short-name", help="Name on pages; the full name where left out.")
        parser.add_argument("--icb", required=True, help="ODS code of the ICB, for example QNC.")
        parser.add_argument("--icb-name", help="Its name, needed only where the code is not known here yet.")
        parser.add_argument("--starts", required=True, help="Day that month 1 begins, for example 1/4/2026.")
        parser.add_argument("--years", type=int, default=3, help="Number of plan years, 1 to 10.")
        parser.add_argument("--folder", type=Path, help="Where to write; fixtures/<slug> where left out.")
        parser.add_argument("--office", help="E-mail address of a person who becomes its programme office.")

    def handle(self, *args, slug, icb, icb_name, office, folder, **options):
        programme = self._programme(slug=slug, icb=icb, **options)
        folder = folder or Path(settings.BASE_DIR) / "fixtures" / slug
        person = self._person(office)
        try:
            with transaction.atomic():
                self._organisation(icb, icb_name)
                files = write_starter(folder, programme)
                load_folder(folder)
                if person:
                    grant_role(
                        user=person,
                        programme=Programme.objects.get(slug=slug),
                        role=Role.OFFICE,
                        by=None,
                        actor="new_programme",
                    )
        except (LoadError, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{programme.name} is there, with {programme.years} empty plan years.")
        for file in files:
            self.stdout.write(f"  wrote {file}")
        self.stdout.write(f"Fill in plan.toml, then run: python manage.py load_programmes {folder}")

    def _programme(self, *, slug, name, short_name, icb, starts, years, **options) -> NewProgramme:
        try:
            validate_slug(slug)
            month_one = parse_date(starts)
        except (ValidationError, ValueError) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from None
        if month_one != add_months(month_one, 0):
            raise CommandError("Month 1 starts on the first day of a month, for example 1/4/2026.")
        if not 1 <= years <= 10:
            raise CommandError("Give 1 to 10 plan years.")
        if Programme.objects.filter(slug=slug).exists():
            raise CommandError(f"There is a programme “{slug}” already. Choose another slug.")
        return NewProgramme(
            slug=slug.lower(),
            name=name.strip(),
            short_name=(short_name or name).strip()[:80],
            icb=icb.lower(),
            month_one=month_one,
            years=years,
        )

    def _organisation(self, code: str, name: str | None) -> None:
        if Organisation.objects.filter(slug=code.lower()).exists():
            return
        if not name:
            raise CommandError(f"{code.upper()} is not known here. Add its name: --icb-name 'NHS … ICB'.")
        Organisation.objects.create(slug=code.lower(), code=code.upper(), name=name, kind="icb")

    def _person(self, email: str | None) -> User | None:
        if not email:
            return None
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody here has the e-mail address {email}. Create the person first.")
        return person
