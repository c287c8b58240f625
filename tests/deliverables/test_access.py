"""One module decides who may do what."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from deliverables.access import ALLOWED, Action, can, programme_or_404, programmes_allowing
from deliverables.models import Programme, Role
from tests.factories import MembershipFactory, ProgrammeFactory, UserFactory

pytestmark = pytest.mark.django_db

MAY = {
    Role.VIEWER: {"read", "comment", "answer"},
    Role.LEAD: {"read", "report", "assess"},
    Role.OFFICE: {
        "read",
        "comment",
        "answer",
        "report",
        "review",
        "load",
        "annotate",
        "step",
        "assess",
        "audit",
    },
    Role.ANALYST: {"read", "load", "annotate"},
    Role.ADMIN: {action.value for action in Action},
}


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("action", list(Action))
def test_each_role_may_do_what_the_design_says(role, action):
    membership = MembershipFactory(role=role)

    assert can(membership.user, action, membership.programme) == (action in MAY[role])
    assert programmes_allowing(membership.user, action).exists() == (action in MAY[role])


def test_every_role_has_its_list():
    assert set(ALLOWED) == set(Role.values)


@pytest.mark.parametrize("action", list(Action))
def test_a_role_in_one_programme_gives_nothing_in_another(action):
    person = MembershipFactory(role="admin").user

    assert not can(person, action, ProgrammeFactory())


@pytest.mark.parametrize("action", list(Action))
def test_a_site_administrator_may_do_everything(action):
    programme = ProgrammeFactory()
    person = UserFactory(is_superuser=True)

    assert can(person, action, programme)
    assert programme in programmes_allowing(person, action)


def test_nobody_reads_a_private_programme_signed_out():
    programme = ProgrammeFactory()

    assert not can(AnonymousUser(), Action.READ, programme)
    assert not Programme.objects.visible_to(AnonymousUser()).exists()


def test_a_public_programme_is_read_by_anybody_and_written_by_nobody():
    programme = ProgrammeFactory(is_public=True)

    assert can(AnonymousUser(), Action.READ, programme)
    assert list(Programme.objects.visible_to(UserFactory())) == [programme]
    assert not can(AnonymousUser(), Action.REPORT, programme)
    assert not programmes_allowing(AnonymousUser(), Action.REPORT).exists()


def test_several_roles_add_up():
    membership = MembershipFactory(role="viewer")
    MembershipFactory(user=membership.user, programme=membership.programme, role="analyst")

    assert can(membership.user, Action.LOAD, membership.programme)
    assert Programme.objects.visible_to(membership.user).count() == 1


def test_a_programme_out_of_scope_is_not_found_like_one_that_never_was():
    person = MembershipFactory().user
    hidden = ProgrammeFactory()

    with pytest.raises(Http404) as out_of_scope:
        programme_or_404(person, hidden.slug)
    with pytest.raises(Http404) as unknown:
        programme_or_404(person, "no-such-programme")

    assert str(out_of_scope.value) == str(unknown.value)
