"""The mail that tells a person what is due, returned, overdue and answered, over a real mail server."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from deliverables import mailing
from deliverables.models import Answer, Duty, Mail, ToldAnswer, Update
from deliverables.selectors.digest import digest_of
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PlanItemFactory,
    ProgrammeFactory,
    ReportingPeriodFactory,
    UpdateFactory,
    UserFactory,
)
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 20, 9, tzinfo=UTC)
SITE = "https://tracker.example.nhs.uk"


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


def period_of(programme, *, slug="q3", due_on=date(2026, 1, 31), **facts):
    return ReportingPeriodFactory(
        programme=programme, slug=slug, name="Quarter 3", due_on=due_on, opened_at=timezone.now(), **facts
    )


def duty_of(period, trust, ref="Y1-D1", title="Bed model"):
    item = PlanItemFactory(programme=period.programme, ref=ref, title=title)
    return Duty.objects.create(period=period, item=item, organisation=trust)


@pytest.fixture
def duty(period, trust):
    return duty_of(period, trust)


def update_of(duty, **facts):
    return UpdateFactory(item=duty.item, organisation=duty.organisation, period=duty.period, **facts)


def send_digest(*arguments):
    """What the command prints, on both streams."""
    out, err = StringIO(), StringIO()
    call_command("send_digest", *arguments, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def html_of(mail):
    return mail.get_body(("html",)).get_content()


# What stands in it


def test_what_is_due_is_told_with_its_day_and_a_link(letterbox, lead, duty):
    assert send_digest() == "1 mail sent, 0 with nothing new.\n"

    [mail] = letterbox.to("lead@example.org")
    assert mail["Subject"] == "Inpatient programme tracker: 1 due"
    assert mail["From"] == "office@example.org"
    assert "DUE FROM YOU" in text_of(mail)
    assert "Y1-D1 Bed model" in text_of(mail)
    assert "Midshire: MPFT, Quarter 3, due by 31 January 2026." in text_of(mail)
    assert f"{SITE}/my/updates/{duty.pk}/" in text_of(mail)


def test_the_plain_text_and_the_html_say_the_same(letterbox, lead, duty):
    send_digest()

    [mail] = letterbox.mails
    for words in ("Y1-D1 Bed model", "due by 31 January 2026", f"{SITE}/my/updates/{duty.pk}/", "Dear Lee"):
        assert words in text_of(mail)
        assert words in html_of(mail)


def test_what_was_returned_carries_the_note(letterbox, lead, duty):
    update_of(duty, workflow="returned", return_note="Say by when.", returned_at=NOW)

    send_digest()

    text = text_of(letterbox.mails[0])
    assert "RETURNED TO YOU" in text
    assert "The office asks: Say by when." in text


def test_what_is_overdue_is_called_that(letterbox, lead, trust, programme):
    duty_of(period_of(programme, due_on=date(2026, 1, 19)), trust)

    send_digest()

    assert letterbox.mails[0]["Subject"] == "Inpatient programme tracker: 1 overdue"
    assert "due by 19 January 2026" in text_of(letterbox.mails[0])


def test_what_is_submitted_or_accepted_or_locked_is_not_mentioned(letterbox, lead, duty, trust, programme):
    update_of(duty, workflow="submitted")
    update_of(duty_of(duty.period, trust, ref="Y1-D2"))
    duty_of(period_of(programme, slug="old", locked_at=NOW), trust, ref="Y1-D3")

    assert send_digest() == "0 mails sent, 1 with nothing new.\n"
    assert letterbox.mails == []


def answered(duty, *, by, text="Yes, from April.", **facts):
    update = update_of(duty, ask="May we recruit?", **facts)
    return Answer.objects.create(update=update, text=text, answered_by=by)


def test_an_answered_ask_goes_back_to_the_lead_with_the_answer_and_its_day(letterbox, lead, duty):
    answered(duty, by=UserFactory(first_name="Bea", last_name="Board"))

    send_digest()

    text = text_of(letterbox.mails[0])
    assert letterbox.mails[0]["Subject"] == "Inpatient programme tracker: 1 ask answered"
    assert "answered on 20 January 2026 by Bea Board" in text
    assert "The ask: May we recruit?" in text
    assert "The answer: Yes, from April." in text
    assert f"{SITE}/programmes/midshire/plan/Y1-D1/" in text


def test_an_answer_is_told_once_though_other_news_follows(letterbox, lead, duty, trust):
    answered(duty, by=UserFactory())
    send_digest()
    duty_of(duty.period, trust, ref="Y1-D2", title="Workforce plan")

    send_digest()

    assert "Workforce plan" in text_of(letterbox.mails[1])
    assert "The answer" not in text_of(letterbox.mails[1])


def test_an_answer_of_long_ago_is_no_news(letterbox, lead, duty):
    answer = answered(duty, by=UserFactory())
    Answer.objects.filter(pk=answer.pk).update(answered_at=NOW - timedelta(days=94))

    send_digest()

    assert letterbox.mails == []


def test_an_answer_to_another_trust_stays_there(letterbox, lead, period):
    answered(duty_of(period, OrganisationFactory()), by=UserFactory())

    send_digest()

    assert letterbox.mails == []


def test_the_office_gets_the_number_of_updates_that_wait(letterbox, office, duty, trust):
    update_of(duty, workflow="submitted")
    update_of(duty_of(duty.period, trust, ref="Y1-D2"), workflow="submitted")

    send_digest()

    [mail] = letterbox.to("office@example.org")
    assert mail["Subject"] == "Inpatient programme tracker: 2 to review"
    assert "2 updates wait for you to read, accept or return." in text_of(mail)
    assert f"{SITE}/review/" in text_of(mail)


def test_an_office_hears_of_its_own_programmes_only(letterbox, office):
    theirs = period_of(ProgrammeFactory())
    update_of(duty_of(theirs, OrganisationFactory()), workflow="submitted")

    send_digest()

    assert letterbox.mails == []


def test_a_site_administrator_who_is_no_member_is_left_in_peace(letterbox, duty):
    UserFactory(is_superuser=True)
    update_of(duty, workflow="submitted")

    assert send_digest() == "0 mails sent, 0 with nothing new.\n"


def test_what_is_made_up_is_marked_in_the_mail(letterbox, lead, trust, programme):
    duty_of(period_of(programme, basis="illustrative"), trust)

    send_digest()

    assert "[Illustrative] Y1-D1" in text_of(letterbox.mails[0])
    assert "made up for demonstration" in html_of(letterbox.mails[0])


def test_what_people_typed_is_no_markup_in_the_html(letterbox, lead, duty):
    note = "<script>alert(1)</script> & more"
    update_of(duty, workflow="returned", return_note=note, returned_at=NOW)

    send_digest()

    assert note in text_of(letterbox.mails[0])
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html_of(letterbox.mails[0])


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


def mailing_of(person):
    return digest_of(person, as_at=date(2026, 1, 20), site=SITE)


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


@pytest.mark.parametrize("rows", [1, 8])
def test_a_mail_costs_the_same_whatever_it_tells(
    lead, office, period, trust, rows, django_assert_num_queries
):
    MembershipFactory(user=lead, programme=period.programme, role="office")
    for number in range(rows):
        update_of(duty_of(period, trust, ref=f"Y1-D2{number}"), workflow="submitted")
        duty_of(period, trust, ref=f"Y1-D1{number}")
        answered(duty_of(period, trust, ref=f"Y1-D3{number}"), by=office)

    with django_assert_num_queries(3):
        digest, _answers = mailing_of(lead)

    assert [section.count for section in digest.sections] == [rows, rows, rows]
