"""What needs attention stands beside the news, and is no news itself."""

from datetime import date

import pytest

from tests.deliverables.digest.rows import SITE, mailing_of, send_digest, text_of
from tests.factories import WindowFactory

pytestmark = pytest.mark.django_db


def a_date_passes(programme):
    return WindowFactory(item__programme=programme, item__ref="Y9-D1", ends_on=date(2024, 9, 30))


def test_a_mail_tells_what_needs_attention_by_the_same_rules_as_the_pages(letterbox, lead, duty, programme):
    a_date_passes(programme)

    send_digest()

    text = text_of(letterbox.mails[0])
    assert "WHAT NEEDS ATTENTION" in text
    assert "Its time has passed and nobody has reported: " in text
    assert f"{SITE}{programme.get_absolute_url()}" in text
    assert letterbox.mails[0]["Subject"] == "Inpatient programme tracker: 1 due"


def test_attention_alone_sends_no_mail(letterbox, lead, programme):
    a_date_passes(programme)

    send_digest()

    assert letterbox.mails == []


def test_a_count_that_moves_does_not_send_the_same_news_again(letterbox, lead, duty, programme):
    send_digest()
    before = mailing_of(lead)[0].fingerprint
    a_date_passes(programme)

    send_digest()

    assert len(letterbox.mails) == 1
    assert mailing_of(lead)[0].fingerprint == before
