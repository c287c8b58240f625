"""What monitors are told, and what people see when the database does not answer."""

import pytest
from django.db import OperationalError, connection


@pytest.fixture
def no_database(settings):
    """Every query fails, as it does when the server is away."""

    def fail(*args):
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(fail):
        yield


def test_the_process_says_that_it_is_up_without_asking_the_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_the_site_is_ready_when_its_database_answers(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_the_site_is_not_ready_when_its_database_does_not_answer(client, no_database):
    assert client.get("/readyz").status_code == 503


@pytest.mark.django_db
def test_nobody_needs_to_sign_in_for_a_health_check_and_nothing_can_be_sent_to_it(client):
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_a_database_that_is_away_is_a_503_that_says_when_to_come_back(client, no_database):
    client.raise_request_exception = False
    client.cookies["sessionid"] = "a" * 32

    response = client.get("/account/")

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "cannot reach its data" in response.text
    assert response["X-Request-ID"] in response.text
