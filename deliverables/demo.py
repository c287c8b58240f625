"""One demonstration person for each role, for `make demo` only."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from deliverables.models import Organisation, Programme, Role
from deliverables.services import grant_role
from ipqt.models import User

DEMO_DOMAIN = "demo.example"
DEMO_PASSWORD = "only-for-the-demo"  # noqa: S105 (printed on the demonstration's sign-in page)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`does` stands on the sign-in page. `programmes` empty means all; `trust` is what a lead writes for."""

    account: str
    first_name: str
    last_name: str
    role: str
    does: str
    programmes: tuple[str, ...] = ()
    trust: str = ""

    @property
    def email(self) -> str:
        return f"{self.account}@{DEMO_DOMAIN}"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def role_label(self) -> str:
        return Role(self.role).label


DEMO_PEOPLE = (
    DemoPerson("board", "Bea", "Board", Role.VIEWER, "Reads the status of all three programmes"),
    DemoPerson(
        "lead",
        "Lee",
        "Lead",
        Role.LEAD,
        "Reports for NSCHT in Staffordshire and Stoke-on-Trent",
        programmes=("ssot",),
        trust="rly",
    ),
    DemoPerson("office", "Olu", "Office", Role.OFFICE, "Runs the programme office of all three programmes"),
    DemoPerson("analyst", "Ana", "Analyst", Role.ANALYST, "Takes data as CSV from all three programmes"),
    DemoPerson("admin", "Ada", "Admin", Role.ADMIN, "Manages people and reference data"),
)


@transaction.atomic
def create_demo_people() -> int:
    """Create the demonstration people, or make them again what they were. Gives how many are new."""
    password = _current_hash() or make_password(DEMO_PASSWORD)
    created = 0
    for person in DEMO_PEOPLE:
        user, is_new = User.objects.update_or_create(
            email=person.email,
            defaults={
                "username": person.email,
                "first_name": person.first_name,
                "last_name": person.last_name,
                "password": password,
                "is_active": True,
                "is_staff": person.role == Role.ADMIN,
                "is_superuser": person.role == Role.ADMIN,
            },
        )
        created += is_new
        _grant(person, user)
    return created


def _grant(person: DemoPerson, user: User) -> None:
    programmes = Programme.objects.all()
    if person.programmes:
        programmes = programmes.filter(slug__in=person.programmes)
    trusts = list(Organisation.objects.filter(slug=person.trust)) if person.trust else []
    for programme in programmes:
        grant_role(
            user=user,
            programme=programme,
            role=person.role,
            by=None,
            organisations=trusts,
            actor="create_demo_people",
        )


def _current_hash() -> str | None:
    """The stored hash where it still fits, so that a second start keeps sessions and costs no hashing."""
    user = User.objects.filter(email=DEMO_PEOPLE[0].email).first()
    return user.password if user and check_password(DEMO_PASSWORD, user.password) else None
