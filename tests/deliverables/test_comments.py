"""Members of the board comment on accepted updates; everybody who reads the programme reads it."""

import uuid
from datetime import date

import pytest
import time_machine

from deliverables.cycle.review import comment_on
from deliverables.models import Change, Comment
from tests.factories import MembershipFactory, PlanItemFactory, ProgrammeFactory, UpdateFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2026-01-31T12:00:00Z", tick=False):
        yield


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire")


@pytest.fixture
def update(programme):
    return UpdateFactory(item=PlanItemFactory(programme=programme, ref="Y1-A-C"))


def sign_in(client, programme, role="viewer"):
    person = MembershipFactory(programme=programme, role=role).user
    client.force_login(person)
    return person


def send(client, update, text="Well done.", *, nonce=None, status=302, address=None, named=None):
    prefix = f"comment-{update.pk}"
    named = update.pk if named is None else named
    sent = {"update": named, f"{prefix}-text": text, f"{prefix}-nonce": nonce or uuid.uuid4()}
    response = client.post(address or update.item.get_absolute_url(), sent)
    assert response.status_code == status, response.content.decode()[:2000]
    return " ".join(response.content.decode().split())


def read(client, update, **query):
    return " ".join(client.get(update.item.get_absolute_url(), query).content.decode().split())


@pytest.mark.parametrize("role", ["viewer", "office", "admin"])
def test_a_comment_stands_under_its_update_with_who_and_when(client, programme, update, role):
    person = sign_in(client, programme, role)

    send(client, update, "Please show the <b>ward</b> figures.")
    html = read(client, update)

    assert "1 comment of the board" in html
    assert "Please show the &lt;b&gt;ward&lt;/b&gt; figures." in html
    assert f"{person}, 31 January 2026" in html
    assert Change.objects.get().action == "commented on"


@pytest.mark.parametrize("role", ["lead", "analyst"])
def test_leads_and_analysts_read_comments_and_write_none(client, programme, update, role):
    comment_on(update=update, text="Well done.", nonce=uuid.uuid4(), by=UserFactory())
    sign_in(client, programme, role)

    html = read(client, update)
    send(client, update, status=404)

    assert "Well done." in html
    assert "Comment on this" not in html
    assert Comment.objects.count() == 1


def test_a_double_click_makes_one_comment(client, programme, update):
    sign_in(client, programme)
    nonce = uuid.uuid4()

    send(client, update, nonce=nonce)
    send(client, update, nonce=nonce)

    assert Comment.objects.count() == 1


def test_other_words_sent_with_a_used_form_are_kept_to_be_sent_again(client, programme, update):
    sign_in(client, programme)
    nonce = uuid.uuid4()
    send(client, update, nonce=nonce)

    html = send(client, update, "And thank you.", nonce=nonce, status=409)

    assert "This form was sent before with other words" in html
    assert "And thank you.</textarea>" in html
    assert str(nonce) not in html
    assert Comment.objects.get().text == "Well done."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write your comment before you send it."),
        ("\u200b \u2800", "Write your comment before you send it."),
        ("x" * 2001, "Use 2000 characters or fewer; there are 2001."),
        ("a\x00b", "characters that"),
        ("a\x07b", "The text has characters that cannot be shown."),
    ],
)
def test_a_comment_that_cannot_be_kept_says_why_at_its_field(client, programme, update, text, words):
    sign_in(client, programme)

    html = send(client, update, text, status=400)

    assert words.lower() in html.lower()
    assert "<title>Error: " in html
    assert f'href="#id_comment-{update.pk}-text"' in html
    assert not Comment.objects.exists()


def test_2000_characters_are_not_too_many(client, programme, update):
    sign_in(client, programme)

    send(client, update, "x" * 2000)

    assert Comment.objects.count() == 1


def test_a_form_without_its_mark_keeps_the_words_and_nothing_else(client, programme, update):
    sign_in(client, programme)

    html = send(client, update, nonce="1 or 1=1", status=400)

    assert "The form has lost the mark" in html
    assert "Well done.</textarea>" in html
    assert not Comment.objects.exists()


@pytest.mark.parametrize("named", ["", "x", "0", "-1", "1e3", "٣", "99999999999999999999"])
def test_a_form_that_names_no_update_is_refused(client, programme, update, named):
    sign_in(client, programme)

    send(client, update, status=400, named=named)


@pytest.mark.parametrize("workflow", ["draft", "submitted", "returned"])
def test_only_accepted_updates_are_commented_on(client, programme, update, workflow):
    other = UpdateFactory(item=update.item, workflow=workflow)
    sign_in(client, programme)

    send(client, other, status=404)


def test_an_update_of_another_item_or_programme_is_not_found(client, programme, update):
    theirs = UpdateFactory()
    sign_in(client, programme)

    send(client, theirs, status=404)
    send(client, theirs, address=update.item.get_absolute_url(), status=404)

    assert not Comment.objects.exists()


def test_somebody_signed_out_is_sent_to_sign_in(client, update):
    send(client, update)

    assert not Comment.objects.exists()


def test_somebody_signed_out_reads_a_public_programme_and_comments_on_nothing(client, update):
    update.item.programme.is_public = True
    update.item.programme.save()

    send(client, update)

    assert "Comment on this" not in read(client, update)
    assert not Comment.objects.exists()


def test_a_page_of_the_past_shows_only_what_had_been_written_and_has_no_form(client, programme, update):
    with time_machine.travel(date(2025, 9, 1)):
        comment_on(update=update, text="Well done.", nonce=uuid.uuid4(), by=UserFactory())
    sign_in(client, programme)

    after, before = read(client, update, as_at="2025-09-01"), read(client, update, as_at="2025-08-30")

    assert "Well done." in after
    assert "Well done." not in before
    assert "Comment on this" not in after
    assert "Comment on this" in read(client, update)
