"""What stands in a person's mail, as it arrives."""

from datetime import date, timedelta

import pytest

from deliverables.models import Answer
from tests.deliverables.digest.rows import (
    NOW,
    SITE,
    answered,
    duty_of,
    html_of,
    mailing_of,
    period_of,
    send_digest,
    text_of,
    update_of,
)
from tests.factories import MembershipFactory, OrganisationFactory, ProgrammeFactory, UserFactory

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("rows", [1, 8])
def test_a_mail_costs_the_same_whatever_it_tells(
    lead, office, period, trust, rows, django_assert_num_queries
):
    MembershipFactory(user=lead, programme=period.programme, role="office")
    for number in range(rows):
        update_of(duty_of(period, trust, ref=f"Y1-D2{number}"), workflow="submitted")
        duty_of(period, trust, ref=f"Y1-D1{number}")
        answered(duty_of(period, trust, ref=f"Y1-D3{number}"), by=office)

    with django_assert_num_queries(10):
        digest, _answers = mailing_of(lead)

    assert [section.count for section in digest.news] == [rows, rows, rows]
