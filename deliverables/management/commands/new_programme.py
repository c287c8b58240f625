import re
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.db.models import Q

from deliverables.loading import LoadError
from deliverables.loading.start import FolderTakenError, start_programme
from deliverables.loading.starter import NewProgramme
from deliverables.loading.values import read_date, read_text
from deliverables.models import Organisation, OrganisationKind, Programme
from ipqt.dates import parse_date
from ipqt.models import User

SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
ODS_CODE = re.compile(r"^[A-Za-z0-9]{2,8}$")
MAX_SHORT_NAME = Programme._meta.get_field("short_name").max_length


class Command(BaseCommand):
    help = "Starts a programme of any ICB: writes a folder of TOML files to fill in, and loads it."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="Its name in addresses, for example north-midshire.")
        parser.add_argument("--name", required=True, help="Full name of the programme.")
        parser.add_argument("--short-name", default="", help="Name on pages; the full name where left out.")
        parser.add_argument("--icb", required=True, help="ODS code of the ICB, for example QNC.")
        parser.add_argument("--icb-name", default="", help="Its name, where the site does not know it yet.")
        parser.add_argument("--starts", required=True, help="Day that month 1 begins, for example 1/4/2026.")
        parser.add_argument("--years", type=int, default=3, help="Number of plan years, 1 to 10.")
        parser.add_argument("--folder", type=Path, help="Where to write; fixtures/<slug> where left out.")
        parser.add_argument("--office", default="", help="E-mail address of its programme office.")

    def handle(self, *args, slug, folder, office, **options):
        folder = (folder or Path(settings.BASE_DIR) / "fixtures" / slug).absolute()
        shown = _shown(folder)
        try:
            programme = _programme(slug=slug, **options)
            names = start_programme(programme, folder=folder, shown=shown, office=_person(office))
        except LoadError as error:
            raise CommandError("\n  ".join(["Nothing was written.", *error.problems])) from None
        except (ValueError, FolderTakenError) as error:
            raise CommandError(str(error)) from None
        except OperationalError as error:
            raise CommandError(f"Nothing was written: the database is busy or away ({error}).") from None
        except OSError as error:
            raise CommandError(
                f"{shown} cannot be written: {error.strerror}. Choose another with --folder."
            ) from None
        self.stdout.write(f"{programme.name} is there, with {programme.years} empty plan years.")
        for name in names:
            self.stdout.write(f"  wrote {shown}/{name}")
        self.stdout.write(f"Fill in plan.toml, then run: python manage.py load_programmes {shown}")
        if not office:
            self.stdout.write("Nobody has a role in it yet: an administrator gives roles in the admin site.")


def _programme(
    *, slug: str, name: str, short_name: str, icb: str, icb_name: str, starts: str, years: int, **_
):
    """Raises ValueError with a sentence."""
    if not SLUG.match(slug):
        raise ValueError("A slug has small letters, digits and single hyphens, for example north-midshire.")
    if Programme.objects.filter(slug=slug).exists():
        raise ValueError(f"There is a programme “{slug}” already. Choose another slug.")
    if not 1 <= years <= 10:
        raise ValueError("Give 1 to 10 plan years.")
    name = _line("name", name)
    known = _icb(icb, has_name=bool(icb_name))
    return NewProgramme(
        slug=slug,
        name=name,
        short_name=_line("short name", short_name) if short_name else name[:MAX_SHORT_NAME].strip(),
        icb=known.slug if known else icb.lower(),
        icb_name="" if known else _line("ICB's name", icb_name),
        month_one=_month_one(starts),
        years=years,
    )


def _line(what: str, raw: str) -> str:
    line = read_text(raw) if raw.isprintable() else ""
    if not line:
        raise ValueError(f"Give the {what} in visible letters on one line.")
    return line


def _month_one(starts: str) -> date:
    day = parse_date(starts)
    if day.day != 1:
        raise ValueError("Month 1 starts on the first day of a month, for example 1/4/2026.")
    try:
        read_date(day)
    except ValueError as error:
        raise ValueError(f"Month 1 {error}") from None
    return day


def _icb(code: str, *, has_name: bool) -> Organisation | None:
    """The ICB where the site knows it; None where the new folder is to bring it."""
    if not ODS_CODE.match(code):
        raise ValueError("An ODS code has 2 to 8 letters and digits, for example QNC.")
    found = Organisation.objects.filter(Q(code__iexact=code) | Q(slug=code.lower())).first()
    if found and found.kind != OrganisationKind.ICB:
        what = f"{found.name} ({found.get_kind_display()})"
        raise ValueError(f"{code.upper()} is {what}. Give the code of an integrated care board.")
    if not found and not has_name:
        raise ValueError(f"The site does not know {code.upper()} yet. Add its name: --icb-name 'NHS … ICB'.")
    return found


def _person(email: str) -> User | None:
    if not email:
        return None
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        raise ValueError(f"Nobody here has the e-mail address {email}. Create the person first.")
    return person


def _shown(folder: Path) -> str:
    """The folder as a person would type it, from where manage.py stands."""
    base = Path(settings.BASE_DIR)
    shown = (folder.relative_to(base) if folder.is_relative_to(base) else folder).as_posix()
    if not shown.isprintable():
        raise CommandError("Choose a folder whose name can be printed.")
    return shown
