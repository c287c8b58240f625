"""The administration pages are entered through the site's own sign-in, which counts failed tries."""

import pytest

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_the_one_sign_in(client):
    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1] == ("/account/sign-in/?next=/admin/", 302)


def test_no_password_can_be_tried_at_the_administrations_own_address(client):
    response = client.post("/admin/login/", {"username": "a@example.org", "password": "a guess"})

    assert response.url == "/account/sign-in/?next=/admin/"


def test_a_person_without_the_right_finds_nothing(client):
    client.force_login(UserFactory())

    assert client.get("/admin/", follow=True).status_code == 404


def test_an_administrator_comes_in(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    assert client.get("/admin/login/", follow=True).status_code == 200
