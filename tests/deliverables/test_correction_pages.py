"""Accepted words are corrected by a new row with a reason; the old row stays."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from deliverables.models import Update
from tests.deliverables.cycle_rows import duty_row, open_period_row, person_with, written
from tests.factories import (
    OrganisationFactory,
    PlanItemFactory,
    ProgrammeFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db

QUEUE = "/review/"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(datetime(2026, 4, 10, 12, tzinfo=UTC), tick=False)


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire")


@pytest.fixture
def period(programme):
    return open_period_row(programme)


@pytest.fixture
def office(client, programme):
    client.force_login(person_with("office", programme))
    return client


def get(client, address=QUEUE, *, status=200, **query):
    return read(client.get(address, query), status)


def post(client, address=QUEUE, *, status=302, **data):
    response = client.post(address, data)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.headers["Location"] if status == 302 else read(response, status)


def read(response, status):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def correction(update, **fields):
    typed = {
        "version": update.version,
        "state": update.state,
        "confidence": update.confidence,
        "summary": "It opened in June.",
        "steps-TOTAL_FORMS": "0",
        "steps-INITIAL_FORMS": "0",
        "why": "Wrong month.",
    }
    return {**typed, **fields}


@pytest.fixture
def accepted(period):
    return written(duty_row(period), workflow="accepted")


def address_of(update):
    return reverse("deliverables:correct", args=[update.pk])


def test_the_form_of_a_correction_holds_the_accepted_words(office, accepted):
    html = get(office, address_of(accepted))

    assert "The first ward opened in May.</textarea>" in html
    assert "Why is it corrected?" in html


def test_a_correction_stands_and_the_old_row_is_shown_as_corrected(office, accepted):
    location = post(office, address_of(accepted), **correction(accepted))

    newer = Update.objects.get(supersedes=accepted)
    assert location == address_of(newer)
    html = get(office, location)
    assert "<strong>This row is a correction:</strong> Wrong month." in html
    assert "corrected since: The first ward opened in May." in html
    old = get(office, address_of(accepted))
    assert "This row was corrected on 10 April 2026" in old
    assert f'href="{location}">The row that stands' in old
    assert "Why is it corrected?" not in old


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"why": ""}, "Say why the update is corrected."),
        ({"summary": ""}, "Say what happened since the last report."),
        ({"state": "flying"}, "Select a valid choice"),
        ({"forecast_end": "31/2/2026"}, "Enter a real date"),
        ({"confidence": "red"}, "Say why, because it is not green."),
        (
            {"steps-TOTAL_FORMS": "1", "steps-0-text": "", "steps-0-owner": "Pat"},
            "Say what is to be done, or empty the row.",
        ),
    ],
)
def test_a_correction_that_cannot_be_is_refused_with_the_typing_kept(office, accepted, fields, sentence):
    data = correction(accepted, ask="Please decide.") | fields

    html = post(office, address_of(accepted), status=400, **data)

    assert sentence in html
    assert "Please decide.</textarea>" in html
    assert "<title>Error: Correct" in html
    assert Update.objects.count() == 1


def test_a_second_correction_of_the_same_row_is_refused_with_the_typing_kept(office, accepted):
    post(office, address_of(accepted), **correction(accepted))

    html = post(
        office, address_of(accepted), status=409, **correction(accepted, summary="It opened in July.")
    )

    assert "This update was corrected already." in html
    assert "It opened in July.</textarea>" in html
    assert Update.objects.count() == 2


def test_words_from_a_document_are_corrected_in_the_same_way(office, programme):
    loaded = UpdateFactory(item=PlanItemFactory(programme=programme), confidence="green", summary="Opend.")

    post(office, address_of(loaded), **correction(loaded))

    assert Update.objects.get(supersedes=loaded).summary == "It opened in June."


def test_a_draft_is_not_corrected(office, period):
    get(office, address_of(written(duty_row(period))), status=404)


def test_a_lead_of_another_trust_does_not_reach_the_correction(client, accepted, programme):
    client.force_login(person_with("lead", programme, [OrganisationFactory()]))

    get(client, address_of(accepted), status=404)


def test_the_office_finds_the_form_on_the_page_of_the_item_and_readers_do_not(
    office, client, programme, period
):
    update = written(duty_row(period), workflow="accepted", summary="The ward opened.")
    page = update.item.get_absolute_url()
    form = reverse("deliverables:correct", args=[update.pk])

    assert form in get(office, page)
    client.force_login(person_with("viewer", programme))
    assert form not in get(client, page)
