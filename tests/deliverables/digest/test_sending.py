"""Each mail once, over a real mail server, also when something is wrong."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError
from django.db import IntegrityError

from deliverables import mailing
from deliverables.models import Mail, ToldAnswer, Update
from tests.deliverables.digest.rows import (
    NOW,
    SITE,
    answered,
    duty_of,
    mailing_of,
    send_digest,
    update_of,
)
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


# Once


def test_the_same_mail_never_goes_out_twice(letterbox, lead, duty):
    send_digest()
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        assert send_digest() == "0 mails sent, 1 with nothing new.\n"

    assert len(letterbox.mails) == 1


def test_the_day_on_which_it_becomes_overdue_is_news(letterbox, lead, duty):
    send_digest()
    with time_machine.travel(datetime(2026, 2, 1, 9, tzinfo=UTC), tick=False):
        send_digest()

    assert [mail["Subject"].rpartition(": ")[2] for mail in letterbox.mails] == ["1 due", "1 overdue"]


def test_a_second_return_with_the_same_note_is_news(letterbox, lead, duty):
    update = update_of(duty, workflow="returned", return_note="Say by when.", returned_at=NOW)
    send_digest()
    Update.objects.filter(pk=update.pk).update(returned_at=NOW + timedelta(hours=2))

    send_digest()

    assert len(letterbox.mails) == 2


def test_as_many_updates_to_review_as_last_time_are_news_when_they_are_others(letterbox, office, duty):
    update = update_of(duty, workflow="submitted", submitted_at=NOW)
    send_digest()
    Update.objects.filter(pk=update.pk).update(submitted_at=NOW + timedelta(hours=2))

    send_digest()

    assert len(letterbox.mails) == 2


def test_a_mail_that_another_run_has_sent_meanwhile_is_not_sent_again(letterbox, lead, duty):
    digest, answers = mailing_of(lead)
    assert mailing.send(digest, to=lead, answers=answers) is True

    assert mailing.send(digest, to=lead, answers=answers) is False
    assert len(letterbox.mails) == 1


def test_a_mail_sent_again_after_a_crash_carries_the_same_id(letterbox, lead, duty):
    send_digest()
    Mail.objects.all().delete()

    send_digest()

    first, second = letterbox.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@tracker.example.nhs.uk>")


def test_any_other_broken_rule_is_not_taken_for_a_mail_sent_already(letterbox, lead, duty):
    digest, _answers = mailing_of(lead)
    answer = answered(duty, by=lead)

    with pytest.raises(IntegrityError):
        mailing.send(digest, to=lead, answers=[answer, answer])


# When something is wrong


def test_an_address_that_is_refused_does_not_stop_the_others(letterbox, lead, duty, programme, trust):
    other = MembershipFactory(programme=programme, role="lead", user__email="also@example.org")
    other.organisations.add(trust)
    letterbox.refused.add("also@example.org")

    with pytest.raises(CommandError, match=r"1 mail could not be sent\. The next run tries again\."):
        send_digest()

    assert len(letterbox.to("lead@example.org")) == 1
    assert Mail.objects.get().person == lead


def test_a_mail_that_was_refused_goes_out_by_the_next_run(letterbox, lead, duty):
    answered(duty, by=UserFactory())
    letterbox.refused.add("lead@example.org")
    with pytest.raises(CommandError):
        send_digest()
    assert not ToldAnswer.objects.exists()
    letterbox.refused.clear()

    send_digest()

    assert len(letterbox.mails) == ToldAnswer.objects.count() == 1


def test_a_mail_server_that_is_away_is_an_error_for_each_and_no_crash(settings, lead, duty):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.SITE_ADDRESS = SITE

    with pytest.raises(CommandError, match="1 mail could not be sent"):
        send_digest()


def test_without_the_address_of_the_site_nothing_is_sent(settings, lead, duty):
    settings.SITE_ADDRESS = ""

    with pytest.raises(CommandError, match="Set SITE_ADDRESS"):
        send_digest()


# Dry run, one person, everybody


def test_a_dry_run_prints_the_mails_and_writes_nothing(letterbox, lead, duty):
    printed = send_digest("--dry-run")

    assert "To: lead@example.org\nSubject: Inpatient programme tracker: 1 due\n" in printed
    assert "Y1-D1 Bed model" in printed
    assert printed.endswith("1 mail would be sent, 0 with nothing new.\n")
    assert letterbox.mails == []
    assert not Mail.objects.exists()


def test_one_person_may_be_written_to_alone(letterbox, lead, office, duty, trust):
    update_of(duty_of(duty.period, trust, ref="Y1-D2"), workflow="submitted")

    send_digest("--person", "LEAD@example.org")

    assert [mail["To"] for mail in letterbox.mails] == ["lead@example.org"]


@pytest.mark.parametrize("address", ["nobody@example.org", "viewer@example.org", "closed@example.org"])
def test_an_address_that_gets_no_mail_is_said_so(letterbox, programme, address):
    MembershipFactory(programme=programme, user__email="viewer@example.org")
    MembershipFactory(
        programme=programme, role="lead", user__email="closed@example.org", user__is_active=False
    )

    with pytest.raises(CommandError, match="is no lead and in no programme office"):
        send_digest("--person", address)
