"""A wrong address or a fault gives a page in plain words with the right status."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import path

from ipqt import urls
from ipqt.errors import BadRequestError

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

handler400, handler500 = urls.handler400, urls.handler500


def raises(error):
    def view(request):
        raise error

    view.login_required = False
    return view


urlpatterns = [
    path("bad-date/", raises(BadRequestError("31/2/2025 is no <date>. Write it like 31/3/2025."))),
    path("odd/", raises(SuspiciousOperation("the inside of the site"))),
    path("forbidden/", raises(PermissionDenied)),
    path("fault/", raises(ZeroDivisionError("the inside of the site"))),
    *urls.urlpatterns,
]


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def test_a_bad_value_in_an_address_is_explained(client):
    response = client.get("/bad-date/")

    assert response.status_code == 400
    assert "31/2/2025 is no &lt;date&gt;. Write it like 31/3/2025." in response.text


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/odd/", 400, "We cannot read this address"),
        ("/forbidden/", 403, "You may not do this"),
        ("/nowhere/", 404, "Page not found"),
        ("/fault/", 500, "Something went wrong on our side"),
    ],
)
def test_every_error_has_a_page_that_keeps_the_inside_to_itself(client, address, status, words):
    response = client.get(address)

    assert response.status_code == status
    assert words in response.text
    assert "the inside of the site" not in response.text
    assert "Traceback" not in response.text


def test_a_form_without_its_secret_says_that_nothing_was_saved():
    response = Client(enforce_csrf_checks=True).post("/account/sign-in/", {})

    assert response.status_code == 403
    assert "Nothing was saved" in response.text


def test_a_fault_quotes_the_reference_of_the_log(client):
    response = client.get("/fault/")

    assert response["X-Request-ID"] in response.text


def test_an_address_with_more_parameters_than_anybody_types_is_refused_in_words(client):
    names = "&".join(f"x{number}=1" for number in range(1500))

    response = client.get(f"/account/sign-in/?{names}")

    assert response.status_code == 400
    assert "We cannot read this address" in response.text
