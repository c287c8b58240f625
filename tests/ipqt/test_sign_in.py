"""Signing in by e-mail address; the same answer whatever was wrong."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deliverables.models import Change
from ipqt.models import SignInFailure
from ipqt.sign_in import MAX_FAILURES
from tests.factories import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

WRONG = "The e-mail address or the password is wrong. Check both and try again."


@pytest.fixture
def person():
    user = UserFactory(email="pat@example.org", username="pat@example.org")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post(reverse("sign-in"), {"username": email, "password": password, **extra})


@pytest.mark.parametrize("email", ["pat@example.org", "PAT@Example.org"])
def test_the_case_of_the_address_does_not_matter(client, person, email):
    response = sign_in(client, email)

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


def test_signing_in_is_in_the_history(client, person):
    sign_in(client, person.email)

    assert Change.objects.get().action == "signed in"


@pytest.mark.parametrize(
    ("email", "password"), [("pat@example.org", "wrong-password"), ("nobody@example.org", PASSWORD)]
)
def test_wrong_password_and_unknown_address_get_the_same_answer(client, person, email, password):
    response = sign_in(client, email, password)

    assert response.status_code == 200
    assert WRONG in response.content.decode()


def test_a_closed_account_gets_the_same_answer(client, person):
    person.is_active = False
    person.save()

    assert WRONG in sign_in(client, person.email).content.decode()


@pytest.mark.parametrize("email", ["pat@example.org", "nobody@example.org"])
def test_after_ten_wrong_tries_the_account_waits_whether_or_not_it_exists(client, person, email):
    for _ in range(MAX_FAILURES):
        SignInFailure.objects.create(account=email)

    assert "Wait 15 minutes" in sign_in(client, email).content.decode()


def test_the_wait_ends(client, person):
    for _ in range(MAX_FAILURES):
        SignInFailure.objects.create(account=person.email)
    SignInFailure.objects.update(at=timezone.now() - timedelta(minutes=16))

    assert sign_in(client, person.email).status_code == 302


def test_a_sign_in_clears_the_count(client, person):
    sign_in(client, person.email, "wrong-password")
    sign_in(client, person.email)

    assert not SignInFailure.objects.exists()


@pytest.mark.parametrize("email", ["", "no-address", "x" * 200 + "@example.org"])
def test_a_bad_address_is_explained(client, email):
    response = sign_in(client, email)

    assert response.status_code == 200
    assert response.context["form"].errors["username"]


def test_signing_in_leads_back_to_the_page_asked_for_and_never_off_the_site(client, person):
    assert sign_in(client, person.email, next="/data/").url == "/data/"
    client.logout()
    assert sign_in(client, person.email, next="https://example.com/").url == "/"


def test_signing_out_needs_a_post_and_ends_the_session(client, person):
    client.force_login(person)

    assert client.get(reverse("sign-out")).status_code == 405
    assert client.post(reverse("sign-out")).url == reverse("sign-in")
    assert "_auth_user_id" not in client.session


def test_demonstration_people_are_shown_only_in_the_demonstration(client, settings):
    settings.DEMO = False
    assert "demo.example" not in client.get(reverse("sign-in")).content.decode()

    settings.DEMO = True
    assert "board@demo.example" in client.get(reverse("sign-in")).content.decode()


def test_the_account_page_names_the_roles(client, person):
    membership = MembershipFactory(user=person, role="analyst")
    client.force_login(person)

    page = client.get(reverse("account")).content.decode()

    assert membership.programme.name in page
    assert "analyst" in page
