"""What leads ask of the board: open asks, one answer each, and the log that every member reads."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from deliverables.cycle.review import answer_ask
from deliverables.models import Answer, Change
from tests.factories import MembershipFactory, PlanItemFactory, ProgrammeFactory, UpdateFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2026-01-31T12:00:00Z", tick=False):
        yield


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire")


@pytest.fixture
def update(programme):
    item = PlanItemFactory(programme=programme, ref="Y1-A-C", title="Bed model")
    return UpdateFactory(item=item, ask="Release the <i>ward</i> plans.")


def sign_in(client, programme, role="viewer"):
    person = MembershipFactory(programme=programme, role=role).user
    client.force_login(person)
    return person


def text_of(response, status):
    assert response.status_code == status, response.content.decode()[:2000]
    return " ".join(response.content.decode().split())


def read(client, slug="midshire", *, name="asks", status=200, **query):
    return text_of(client.get(reverse(f"deliverables:{name}", args=[slug]), query), status)


def send(client, update, text="Yes, in March.", *, slug="midshire", named=None, status=302):
    sent = {"update": update.pk if named is None else named, f"answer-{update.pk}-text": text}
    return text_of(client.post(reverse("deliverables:asks", args=[slug]), sent), status)


def answer(update, text="Yes, in March.", *, on="2026-01-10T09:00:00Z"):
    with time_machine.travel(on, tick=False):
        return answer_ask(update_id=update.pk, text=text, by=UserFactory(last_name="Chair"))


@pytest.mark.parametrize("role", ["viewer", "office", "admin"])
def test_an_open_ask_is_answered_and_moves_to_the_log_with_its_dates(client, programme, update, role):
    person = sign_in(client, programme, role)

    before = read(client)
    send(client, update)
    after = read(client)

    assert "1 ask waits for an answer of the board." in before
    assert "Release the &lt;i&gt;ward&lt;/i&gt; plans." in before
    assert "on 31 May 2025, 8 months ago; Year 1 review" in before
    assert "Nothing waits for an answer of the board. 1 ask was answered." in after
    assert "Yes, in March." in after
    assert "31 January 2026" in after
    assert f"{person}, after 8 months" in after
    assert Change.objects.get().action == "answered"


def test_the_answer_goes_back_to_the_page_of_the_item(client, programme, update):
    answer(update)
    sign_in(client, programme, "lead")

    html = text_of(client.get(update.item.get_absolute_url()), 200)

    assert "Asked of the board" in html
    assert "Yes, in March." in html
    assert "Pat Chair, 10 January 2026" in html


def test_an_ask_without_answer_says_so_on_the_page_of_the_item(client, programme, update):
    sign_in(client, programme)

    assert "Not answered yet" in text_of(client.get(update.item.get_absolute_url()), 200)


@pytest.mark.parametrize("role", ["lead", "analyst"])
def test_leads_and_analysts_read_and_answer_nothing(client, programme, update, role):
    sign_in(client, programme, role)

    html = read(client)
    send(client, update, status=404)

    assert "Release the" in html
    assert "Send answer" not in html
    assert not Answer.objects.exists()


def test_a_second_answer_is_refused_with_its_words_kept(client, programme, update):
    answer(update)
    sign_in(client, programme)

    html = send(client, update, "No, <b>never</b>.", status=409)

    assert "Pat Chair answered this already." in html
    assert "No, &lt;b&gt;never&lt;/b&gt;." in html
    assert "Yes, in March." in html
    assert "<title>Error: " in html
    assert Answer.objects.get().text == "Yes, in March."


def test_a_double_click_gives_one_answer_and_no_error(client, programme, update):
    sign_in(client, programme)

    send(client, update)
    send(client, update)

    assert Answer.objects.count() == 1


def test_an_answer_that_comes_between_reading_and_writing_is_refused_too(
    client, programme, update, monkeypatch
):
    sign_in(client, programme)
    monkeypatch.setattr("deliverables.views.asks.why_closed", lambda *_args, **_more: answer(update) and "")

    html = send(client, update, "No, never.", status=409)

    assert "This ask was answered already." in html
    assert "No, never." in html


def correct(update, *, ask):
    return UpdateFactory(
        item=update.item,
        organisation=update.organisation,
        period=update.period,
        supersedes=update,
        correction_reason="A wrong date.",
        ask=ask,
        accepted_at=datetime(2025, 7, 1, tzinfo=UTC),
    )


def test_an_ask_that_a_correction_left_out_takes_no_answer_and_loses_no_words(client, programme, update):
    correct(update, ask="")
    sign_in(client, programme)

    html = send(client, update, status=409)

    assert "The update was corrected since" in html
    assert "Yes, in March." in html
    assert "Nothing waits for an answer" in html


def test_an_answer_holds_for_the_correction_that_asks_the_same(client, programme, update):
    answer(update)
    newer = correct(update, ask=update.ask)
    sign_in(client, programme)

    html = read(client)
    send(client, newer, "Another", status=409)

    assert "Nothing waits for an answer of the board. 1 ask was answered." in html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write the answer before you send it."),
        ("\u200b", "Write the answer before you send it."),
        ("x" * 2001, "Use 2000 characters or fewer; there are 2001."),
        ("a\x07b", "The text has characters that cannot be shown."),
    ],
)
def test_an_answer_that_cannot_be_kept_says_why_at_its_field(client, programme, update, text, words):
    sign_in(client, programme)

    html = send(client, update, text, status=400)

    assert words in html
    assert "<title>Error: " in html
    assert f'href="#id_answer-{update.pk}-text"' in html
    assert not Answer.objects.exists()


@pytest.mark.parametrize("named", ["", "x", "-1", "99999999999999999999"])
def test_a_form_that_names_no_ask_is_refused(client, programme, update, named):
    sign_in(client, programme)

    send(client, update, named=named, status=400)


@pytest.mark.parametrize("workflow", ["draft", "submitted", "returned"])
def test_what_is_not_accepted_is_neither_shown_nor_answered(client, programme, workflow):
    hidden = UpdateFactory(item__programme=programme, workflow=workflow, ask="In secret")
    sign_in(client, programme)

    assert "In secret" not in read(client)
    send(client, hidden, status=404)


def test_an_accepted_update_without_ask_is_not_found(client, programme):
    sign_in(client, programme)

    send(client, UpdateFactory(item__programme=programme), status=404)


def test_a_programme_out_of_scope_and_its_asks_are_not_found(client, programme):
    theirs = UpdateFactory(item__programme__slug="elsewhere", ask="Help")
    sign_in(client, programme)

    read(client, "elsewhere", status=404)
    send(client, theirs, slug="elsewhere", status=404)
    send(client, theirs, status=404)


def test_signed_out_people_are_sent_to_sign_in(client, update):
    read(client, status=302)
    send(client, update, status=302)

    assert not Answer.objects.exists()


def test_a_public_programme_is_read_signed_out_and_answered_by_nobody(client, programme, update):
    programme.is_public = True
    programme.save()

    assert "Send answer" not in read(client)
    send(client, update, status=302)
    assert not Answer.objects.exists()


def test_the_page_tells_the_past_and_takes_no_answer_there(client, programme, update):
    answer(update, on="2025-09-01T09:00:00Z")
    sign_in(client, programme)

    before, then = read(client, as_at="2025-05-30"), read(client, as_at="2025-08-31")

    assert "Release the" not in before
    assert "1 ask waits for an answer of the board." in then
    assert "Send answer" not in then
    assert "Yes, in March." not in then
    assert "1 ask was answered." in read(client, as_at="2025-09-01")


def test_a_moment_that_cannot_be_shown_is_refused(client, programme):
    sign_in(client, programme)

    read(client, as_at="soon", status=400)


def test_the_overview_shows_open_asks_and_nothing_where_there_are_none(client, programme, update):
    sign_in(client, programme)

    before = read(client, name="programme")
    send(client, update)

    assert "Asked of the board" in before
    assert "Release the &lt;i&gt;ward&lt;/i&gt; plans." in before
    assert 'id="asks"' not in read(client, name="programme")


@pytest.mark.parametrize("rows", [1, 8])
def test_the_page_costs_seven_queries_whatever_was_asked(client, programme, rows, django_assert_num_queries):
    for number in range(rows):
        UpdateFactory(item__programme=programme, ask=f"Ask {number}")
        answer(UpdateFactory(item__programme=programme, ask=f"Answered {number}"))
    sign_in(client, programme)

    with django_assert_num_queries(7):
        read(client)


def test_the_oldest_ask_stands_first(client, programme, update):
    UpdateFactory(item__programme=programme, ask="The older one", reported_on=date(2025, 1, 1))
    sign_in(client, programme)

    html = read(client)

    assert html.index("The older one") < html.index("Release the")
