"""The pages of loading, as those see them who load."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from metrics.loading import keeping
from metrics.models import Observation, Submission
from tests.factories import MembershipFactory, ProgrammeFactory
from tests.metrics.loading.rows import TIDY, mhsds, month, table

FILE = table(TIDY, month(1, 1), month(2, "*"))
LOAD = "/load/"


@pytest.fixture
def analyst(client, desk):
    person = MembershipFactory(programme=desk.programme, role="analyst").user
    client.force_login(person)
    return person


@pytest.fixture
def send(client, analyst):
    def send(text: str | bytes, *, name: str = "values.csv", **fields):
        content = text.encode() if isinstance(text, str) else text
        file = SimpleUploadedFile(name, content, content_type="text/csv")
        return client.post(
            LOAD, {"programme": "midshire", "layout": "", "period": "", "file": file, **fields}
        )

    return send


def words_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_file_is_shown_then_loaded_then_told(client, send):
    page = client.get(send(FILE).url)
    assert "Load 2 values" in words_of(page)
    assert not Observation.objects.exists()

    loaded = client.post(
        page.request["PATH_INFO"], {"seen": page.context["page"].found.fingerprint}, follow=True
    )

    assert "The file is loaded." in words_of(loaded)
    assert Observation.objects.count() == 2
    assert "/measures/OUT-02/" in words_of(loaded)


def test_the_same_file_again_offers_nothing_to_load(client, desk, send):
    desk.load(FILE)

    page = client.get(send(FILE).url)

    assert "It changes nothing" in words_of(page)
    assert "The very same file was loaded on" in words_of(page)
    assert "<button" not in words_of(page).split("<main")[1].split("</main>")[0]


def test_a_revision_shows_what_stands_beside_what_comes(client, desk, send):
    desk.load(FILE)

    page = words_of(client.get(send(table(TIDY, month(1, 7), month(2, 5)), name="new.csv").url))

    assert '<td data-label="Stands now">1 day</td>' in page
    assert '<td data-label="Stands now">Suppressed</td>' in page


def test_errors_come_with_a_form_for_the_mended_file(send):
    response = send(table(TIDY, month(1, "lots"), month(2, 1, code="OUT-99")))

    text = words_of(response)
    assert response.status_code == 400
    assert "<title>Error: values.csv" in text
    assert "“lots” is no number" in text
    assert "Codes that we do not know" in text
    assert 'type="file"' in text


def test_a_file_that_cannot_be_read_is_refused_on_the_upload(send):
    response = send(b"\x00\x01")

    assert response.status_code == 400
    assert "not text that we can read" in words_of(response)
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"file": ""}, "Choose the file with your values."),
        ({"programme": "elsewhere"}, "Choose a programme in which you load measures."),
        ({"layout": "pdf"}, "Choose one of the layouts."),
        ({"period": "whenever"}, "Write the period like January 2017"),
    ],
)
def test_what_is_missing_or_wrong_in_the_form_is_said(send, fields, words):
    ProgrammeFactory(slug="elsewhere")

    response = send(FILE, **fields)

    assert response.status_code == 400
    assert words in words_of(response)


def test_a_file_that_is_too_large_goes_no_further_than_the_limit(client, send, monkeypatch):
    monkeypatch.setattr("metrics.load_forms.LargestMeasuresHandler.largest", 1000)

    response = send("x" * 200_000)

    assert response.status_code == 400
    assert keeping.TOO_LARGE_FILE in words_of(response)


def test_what_is_left_out_is_told_before_the_load(client, send):
    text = mhsds(
        ("01/08/2024", "31/08/2024", "Performance", "RRE", "OAP03aM", "15"),
        ("01/08/2024", "31/08/2024", "Performance", "RRE", "MHS01", "15"),
    )

    assert "Measure MHS01, which no indicator uses" in words_of(client.get(send(text).url))


def test_a_preview_that_others_overtook_is_shown_anew(client, desk, send):
    page = client.get(send(FILE).url)
    desk.load(table(TIDY, month(1, 1)), name="another.csv")

    response = client.post(page.request["PATH_INFO"], {"seen": page.context["page"].found.fingerprint})

    assert response.status_code == 409
    assert "Values were loaded after this page was shown" in words_of(response)
    assert "Load 1 value<" in words_of(response)


def test_a_file_to_mend_cannot_be_loaded_by_hand(client, send):
    send(table(TIDY, month(1, "lots")))
    submission = Submission.objects.get()

    response = client.post(submission.get_absolute_url(), {"seen": ""})

    assert response.status_code == 409
    assert not Observation.objects.exists()


def test_the_template_is_a_csv_file(client, analyst):
    response = client.get(reverse("metrics:load_template"))

    assert response["Content-Disposition"] == 'attachment; filename="measures-template.csv"'
    assert response.content.decode("utf-8-sig").startswith("programme,indicator,organisation,")


@pytest.mark.parametrize("values", [1, 6])
def test_a_preview_costs_the_same_queries_whatever_its_length(
    client, send, values, django_assert_num_queries
):
    address = send(table(TIDY, *(month(number + 1, 1) for number in range(values)))).url

    with django_assert_num_queries(11):
        client.get(address)


@pytest.mark.parametrize("files", [1, 5])
def test_the_upload_costs_the_same_queries_whatever_was_loaded(
    client, analyst, desk, files, django_assert_num_queries
):
    for number in range(files):
        desk.load(table(TIDY, month(number + 1, 1)))

    with django_assert_num_queries(5):
        client.get(LOAD)


def test_only_those_who_load_find_loading_in_the_menu(client, desk, analyst):
    assert 'href="/load/"' in words_of(client.get("/"))

    client.force_login(MembershipFactory(programme=desk.programme, role="viewer").user)

    assert 'href="/load/"' not in words_of(client.get("/"))
