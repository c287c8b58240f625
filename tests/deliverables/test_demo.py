"""The demonstration people: one for each role, only where the site is a demonstration."""

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from deliverables.demo import DEMO_PASSWORD, DEMO_PEOPLE, create_demo_people
from deliverables.models import Change, Membership, Programme, Role
from ipqt.models import User
from tests.factories import OrganisationFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmes():
    OrganisationFactory(slug="rly", short_name="NSCHT")
    return [ProgrammeFactory(slug=slug) for slug in ("ssot", "derby-derbyshire")]


def person(role) -> User:
    return User.objects.get(email=f"{next(p.account for p in DEMO_PEOPLE if p.role == role)}@demo.example")


def test_there_is_one_person_for_each_role(programmes):
    assert {demo.role for demo in DEMO_PEOPLE} == set(Role.values)
    assert create_demo_people() == len(DEMO_PEOPLE)


def test_each_person_has_the_role_in_the_programmes_they_are_for(programmes):
    create_demo_people()

    for role in (Role.VIEWER, Role.OFFICE, Role.ANALYST, Role.ADMIN):
        memberships = Membership.objects.filter(user=person(role))
        assert {(m.role, m.programme) for m in memberships} == {(role, programme) for programme in programmes}
    membership = Membership.objects.get(user=person(Role.LEAD))
    assert (membership.role, membership.programme.slug) == (Role.LEAD, "ssot")
    assert [trust.slug for trust in membership.organisations.all()] == ["rly"]


def test_only_the_administrator_reaches_the_admin_site(programmes):
    create_demo_people()

    assert list(User.objects.filter(is_staff=True)) == [person(Role.ADMIN)]
    assert list(User.objects.filter(is_superuser=True)) == [person(Role.ADMIN)]


def test_each_person_can_sign_in(programmes):
    create_demo_people()

    for demo in DEMO_PEOPLE:
        assert authenticate(username=demo.email, password=DEMO_PASSWORD).get_full_name() == demo.name


def test_a_second_start_keeps_people_passwords_and_history(programmes):
    create_demo_people()
    before = list(User.objects.values_list("pk", "password")), Change.objects.count()

    assert create_demo_people() == 0
    assert (list(User.objects.values_list("pk", "password")), Change.objects.count()) == before


def test_a_second_start_mends_what_visitors_changed(programmes):
    create_demo_people()
    board = person(Role.VIEWER)
    board.set_password("something else")
    board.is_active = False
    board.save()
    person(Role.LEAD).memberships.all().delete()

    create_demo_people()

    assert authenticate(username=board.email, password=DEMO_PASSWORD) == board
    assert person(Role.LEAD).memberships.get().organisations.count() == 1


def test_a_programme_loaded_later_is_theirs_after_the_next_start(programmes):
    create_demo_people()
    late = ProgrammeFactory(slug="coventry-warwickshire")

    create_demo_people()

    assert late in Programme.objects.visible_to(person(Role.VIEWER))
    assert late not in Programme.objects.visible_to(person(Role.LEAD))


def test_the_command_names_everybody(programmes, settings, capsys):
    settings.DEMO = True

    call_command("create_demo_people")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "5 demonstration people created, 0 were there."
    assert "  Lead: lead@demo.example / only-for-the-demo" in lines


def test_the_command_is_refused_where_the_site_is_no_demonstration(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="this needs DEMO=1"):
        call_command("create_demo_people")
    assert not User.objects.exists()
