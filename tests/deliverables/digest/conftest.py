"""People, a period and a letterbox."""

import pytest
import time_machine

from tests.deliverables.digest.rows import NOW, SITE, duty_of, period_of
from tests.factories import MembershipFactory, OrganisationFactory, ProgrammeFactory
from tests.mail_server import mail_server


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def letterbox(settings):
    with mail_server() as (letterbox, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.DEFAULT_FROM_EMAIL = "office@example.org"
        settings.SITE_ADDRESS = SITE
        yield letterbox


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", name="Midshire transforms", short_name="Midshire")


@pytest.fixture
def trust():
    return OrganisationFactory(short_name="MPFT", name="Midshire Partnership")


@pytest.fixture
def lead(programme, trust):
    membership = MembershipFactory(
        programme=programme, role="lead", user__email="lead@example.org", user__first_name="Lee"
    )
    membership.organisations.add(trust)
    return membership.user


@pytest.fixture
def office(programme):
    return MembershipFactory(programme=programme, role="office", user__email="office@example.org").user


@pytest.fixture
def period(programme):
    return period_of(programme)


@pytest.fixture
def duty(period, trust):
    return duty_of(period, trust)
