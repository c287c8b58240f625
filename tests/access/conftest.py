"""The site of the matrix, made once, and a way to ask it as each role."""

import copy

import pytest
from django.db import transaction
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from tests.access.site import make_site
from tests.access.table import ROLES


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """Made once for all rows; what a request writes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_site()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def sessions(site, django_db_blocker):
    """The cookies of every role, signed in once."""
    clients = {role: Client() for role in ROLES}
    with django_db_blocker.unblock():
        for role, person in site.people.items():
            if person:
                clients[role].force_login(person)
    return {role: client.cookies for role, client in clients.items()}


@pytest.fixture
def ask(sessions):
    """Sends a request as a role and forgets what it wrote."""

    def send(role: str, method: str, path: str, data=None, *, content_type=MULTIPART_CONTENT, **options):
        client = Client(raise_request_exception=False, **options)
        client.cookies = copy.deepcopy(sessions[role])
        with transaction.atomic():
            response = (
                client.generic(method, path)
                if data is None
                else client.post(path, data, content_type=content_type)
            )
            response.told = b"".join(response) if method != "HEAD" else b""
            transaction.set_rollback(True)
        return response

    return send
