"""Two runs of the digest at the same moment."""

from datetime import UTC, date, datetime

import pytest

from deliverables.mailing import send
from deliverables.models import Duty, Mail
from deliverables.selectors.digest import digest_of
from tests.factories import MembershipFactory, OrganisationFactory, PlanItemFactory, ReportingPeriodFactory
from tests.mail_server import mail_server
from tests.races import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_runs_at_once_send_one_mail(settings):
    trust = OrganisationFactory()
    membership = MembershipFactory(role="lead")
    membership.organisations.add(trust)
    period = ReportingPeriodFactory(
        programme=membership.programme, opened_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    Duty.objects.create(period=period, item=PlanItemFactory(programme=period.programme), organisation=trust)
    digest, answers = digest_of(
        membership.user, as_at=date(2026, 1, 20), site="https://tracker.example.nhs.uk"
    )

    def run():
        return send(digest, to=membership.user, answers=answers)

    with mail_server() as (letterbox, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        sent = race(run, run, run)

    assert sorted(sent) == [False, False, True]
    assert len(letterbox.mails) == Mail.objects.count() == 1
