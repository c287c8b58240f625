"""A whole period in one table: only changed rows are saved, all or none, and no text is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from deliverables.cycle.errors import StaleUpdateError
from deliverables.cycle.grid import RowChange, RowsRefusedError, save_rows
from deliverables.cycle.reporting import save_draft
from deliverables.cycle.words import StepWords, UpdateWords
from deliverables.models import Change, Update
from tests.deliverables.cycle_rows import duty_row, open_period_row, person_with, written
from tests.factories import OrganisationFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db

GRID = "/programmes/midshire/periods/2025-26-q4/grid/"
CELLS = ("state", "confidence", "end", "exact", "summary", "reason", "cause", "control")


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
def person(programme):
    return person_with("office", programme)


@pytest.fixture
def office(client, person):
    client.force_login(person)
    return client


def read(response, status=200):
    assert response.status_code == status, response.content.decode()[:3000]
    return " ".join(response.content.decode().split())


def opened(client, *duties, **query):
    """What a browser would send back from the page as it was opened."""
    rows = {row.entry.duty.pk: row.form for row in client.get(GRID, query).context["rows"]}
    data = {"row": [str(duty.pk) for duty in duties]}
    for duty in duties:
        form = rows[duty.pk]
        names = (*CELLS, "version", "opened")
        data |= {form[name].html_name: "" if (v := form[name].value()) is None else str(v) for name in names}
    return data


def cell(duty, name):
    return f"d{duty.pk}-{name}"


def green(duty, **more):
    typed = {"state": "in_progress", "confidence": "green", "summary": "The first ward opened."}
    return {cell(duty, name): value for name, value in (typed | more).items()}


def test_the_office_sees_all_rows_and_a_lead_their_own(client, office, period, programme):
    own, foreign = duty_row(period), duty_row(period)

    html = read(office.get(GRID))
    assert all(f'id="row-{duty.pk}"' in html for duty in (own, foreign))

    client.force_login(person_with("lead", programme, [own.organisation]))
    html = read(client.get(GRID))
    assert f'id="row-{own.pk}"' in html
    assert f'id="row-{foreign.pk}"' not in html


def test_rows_hold_what_stands_else_the_last_accepted_words(office, period, programme):
    stands, stood, silent = duty_row(period), duty_row(period), duty_row(period)
    written(stands, workflow="draft", summary="Half written")
    written(stood, workflow="accepted", period=open_period_row(programme, slug="before"), summary="As before")

    html = read(office.get(GRID))

    assert "Half written</textarea>" in html
    assert "As before</textarea>" in html
    assert html.count('name="row"') == 3
    assert f'id="row-{silent.pk}"' in html


def test_what_the_office_has_already_is_shown_without_controls(office, period):
    duty = duty_row(period)
    written(duty, summary="Handed in already.")

    html = read(office.get(GRID))

    assert "Handed in already." in html
    assert 'name="row"' not in html
    assert "Save all rows" not in html


def test_only_rows_in_which_something_was_typed_are_saved(office, period, programme):
    typed, left = duty_row(period), duty_row(period)
    written(left, workflow="accepted", period=open_period_row(programme, slug="before"), summary="Two\nlines")

    response = office.post(GRID, opened(office, typed, left) | green(typed))

    assert response.headers["Location"] == f"{GRID}?saved=1&submitted=0"
    update = Update.objects.get(workflow="draft")
    assert (update.item, update.summary, update.version) == (typed.item, "The first ward opened.", 1)
    assert "1 row saved as a draft." in read(office.get(response.headers["Location"]))


def test_line_ends_of_a_browser_are_no_change(office, period):
    duty = duty_row(period)
    written(duty, workflow="draft", summary="Two\nlines")
    data = opened(office, duty)

    response = office.post(GRID, data | {cell(duty, "summary"): "Two\r\nlines"})

    assert response.headers["Location"].endswith("saved=0&submitted=0")
    assert "Nothing was typed, so nothing was saved." in read(office.get(response.headers["Location"]))


def test_ticked_rows_are_submitted(office, period):
    submitted, saved = duty_row(period), duty_row(period)
    data = opened(office, submitted, saved) | green(submitted) | green(saved)

    response = office.post(GRID, data | {cell(submitted, "submit"): "on"})

    assert response.headers["Location"].endswith("saved=1&submitted=1")
    assert Update.objects.get(item=submitted.item).workflow == "submitted"
    assert Update.objects.get(item=saved.item).workflow == "draft"


def test_accepted_words_submitted_as_they_are_say_no_change(office, period, programme):
    duty = duty_row(period)
    written(duty, workflow="accepted", period=open_period_row(programme, slug="before"))

    office.post(GRID, opened(office, duty) | {cell(duty, "submit"): "on"})

    update = Update.objects.get(period=period)
    assert (update.workflow, update.no_change) == ("submitted", True)


def test_what_the_table_has_no_cell_for_stays(office, period, person):
    duty = duty_row(period)
    words = UpdateWords(
        state="in_progress",
        summary="Begun",
        ask="Please decide.",
        actual_start=date(2026, 1, 5),
        actual_precision="day",
        steps=(StepWords("Open it", "Pat", date(2026, 5, 1)),),
    )
    save_draft(duty_id=duty.pk, words=words, expected_version=0, by=person)

    office.post(GRID, opened(office, duty) | {cell(duty, "summary"): "Half done"})

    assert UpdateWords.of(Update.objects.get()) == replace(words, summary="Half done")


@pytest.mark.parametrize(
    ("state", "field", "empty"),
    [("in_progress", "forecast_end", "actual_end"), ("delivered", "actual_end", "forecast_end")],
)
def test_the_end_is_a_forecast_while_work_goes_on_and_a_fact_afterwards(office, period, state, field, empty):
    duty = duty_row(period)
    typed = green(duty, state=state, end="31/3/2026", exact="day", confidence="")

    office.post(GRID, opened(office, duty) | typed)

    update = Update.objects.get()
    assert (getattr(update, field), getattr(update, empty)) == (date(2026, 3, 31), None)
    assert 'value="31/3/2026"' in read(office.get(GRID))


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        ({"end": "31/2/2026"}, "end", "Enter a real date"),
        ({"state": "flying"}, "state", "Choose from the list."),
        ({"summary": "x" * 4001}, "summary", "Use 4000 characters or fewer; there are 4001."),
        ({"cause": "a\x00b"}, "cause", "characters that cannot be shown"),
        ({"confidence": "red", "submit": "on"}, "reason", "Say why, because it is not green."),
        ({"confidence": "red", "submit": "on"}, "control", "Say whether the cause is inside or outside"),
        ({"state": "absorbed", "submit": "on"}, "state", "Choose it on the update’s own page."),
        ({"state": "delivered", "submit": "on"}, "end", "Give the date it was delivered."),
        ({"end": "31/3/2026", "submit": "on"}, "exact", "Say how exact the date is"),
        ({"state": "", "submit": "on"}, "state", "Choose how it stands."),
    ],
)
def test_a_mistake_stands_at_its_cell_and_in_the_summary_and_no_row_is_saved(
    office, period, typed, name, sentence
):
    wrong, right = duty_row(period), duty_row(period)
    data = opened(office, wrong, right) | green(right) | green(wrong, **typed)

    html = read(office.post(GRID, data), 400)

    assert f'href="#id_{cell(wrong, name)}"' in html
    assert html.count(sentence) >= 2
    assert "<title>Error: Quarter 4 2025/26 in one table" in html
    assert html.count("The first ward opened.</textarea>") + html.count("xxxx</textarea>") == 2
    assert not Update.objects.exists()
    assert not Change.objects.exists()


def test_where_somebody_saved_since_both_texts_are_shown_and_nothing_is_saved(office, period, programme):
    contested, other = duty_row(period), duty_row(period)
    data = opened(office, contested, other) | green(contested, summary="Mine") | green(other)
    colleague = person_with("office", programme)
    save_draft(duty_id=contested.pk, words=UpdateWords(summary="Theirs"), expected_version=0, by=colleague)

    html = read(office.post(GRID, data), 409)

    assert "Mine</textarea>" in html
    assert "<dd>Theirs</dd>" in html
    assert f"<strong>{colleague}</strong> saved this row on 10 April 2026" in html
    assert f'name="{cell(contested, "version")}" value="1"' in html
    assert "The first ward opened.</textarea>" in html
    assert [update.summary for update in Update.objects.all()] == ["Theirs"]


@pytest.mark.parametrize(("keep", "summary"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_the_chosen_text_stands(office, period, programme, keep, summary):
    duty = duty_row(period)
    data = opened(office, duty) | green(duty, summary="Mine")
    colleague = person_with("office", programme)
    save_draft(duty_id=duty.pk, words=UpdateWords(summary="Theirs"), expected_version=0, by=colleague)
    again = data | {cell(duty, "version"): "1", cell(duty, "choice"): "1"}

    html = read(office.post(GRID, again), 400)
    assert "Choose which text stands." in html
    assert "<dd>Theirs</dd>" in html
    assert "Mine</textarea>" in html

    office.post(GRID, again | {cell(duty, "keep"): keep})
    assert Update.objects.get().summary == summary


def test_a_row_in_which_nothing_was_typed_is_no_conflict(office, period, person):
    duty, other = duty_row(period), duty_row(period)
    data = opened(office, duty, other) | green(other)
    save_draft(duty_id=duty.pk, words=UpdateWords(summary="Theirs"), expected_version=0, by=person)

    office.post(GRID, data)

    assert sorted(Update.objects.values_list("summary", flat=True)) == ["The first ward opened.", "Theirs"]


def test_a_row_that_was_handed_in_meanwhile_keeps_what_was_typed_on_the_page(office, period):
    duty = duty_row(period)
    data = opened(office, duty) | green(duty, summary="Mine")
    written(duty, summary="Theirs", version=2)

    html = read(office.post(GRID, data), 409)

    assert "copy what you need" in html
    assert "Mine</textarea>" in html
    assert Update.objects.get().summary == "Theirs"


def test_a_double_click_saves_once(office, period):
    duty = duty_row(period)
    data = opened(office, duty) | green(duty)
    for _ in range(2):
        assert office.post(GRID, data).status_code == 302

    assert Update.objects.get().version == 1


def test_a_locked_period_refuses_and_keeps_what_was_typed(office, period):
    duty = duty_row(period)
    data = opened(office, duty) | green(duty, summary="Mine")
    period.locked_at = datetime(2026, 4, 1, tzinfo=UTC)
    period.save()

    html = read(office.post(GRID, data), 409)

    assert "Quarter 4 2025/26 is locked, so nothing was saved." in html
    assert "Mine</textarea>" in html
    assert not Update.objects.exists()
    assert "Save all rows" not in read(office.get(GRID))


@pytest.mark.parametrize("role", ["viewer", "analyst", "lead"])
def test_those_with_nothing_to_write_find_no_table(client, period, programme, role):
    duty = duty_row(period)
    client.force_login(person_with(role, programme, [OrganisationFactory()]))

    assert client.get(GRID).status_code == 404
    assert client.post(GRID, {"row": duty.pk}).status_code == 404


def test_a_lead_cannot_send_a_row_of_another_trust(client, period, programme):
    own, foreign = duty_row(period), duty_row(period)
    client.force_login(person_with("lead", programme, [own.organisation]))
    data = opened(client, own) | green(own)

    response = client.post(GRID, data | green(foreign) | {"row": [own.pk, foreign.pk]})

    assert response.status_code == 404
    assert not Update.objects.exists()


@pytest.mark.parametrize("rows", [[], ["x"], ["-1"], ["99999999999999999999"], ["1"] * 41, ["١"]])
def test_tampered_rows_are_refused_in_a_sentence(office, period, rows):
    duty_row(period)

    assert "The form named no rows that can be read." in read(office.post(GRID, {"row": rows}), 400)


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999"])
def test_a_tampered_version_is_refused(office, period, version):
    duty = duty_row(period)

    html = read(office.post(GRID, opened(office, duty) | green(duty) | {cell(duty, "version"): version}), 400)

    assert "Open the page again." in html
    assert not Update.objects.exists()


def test_signed_out_people_are_asked_to_sign_in(client, period):
    assert client.get(GRID).status_code == 302


def test_a_large_period_has_pages_and_filters(office, period):
    trust = OrganisationFactory(slug="rnm")
    duties = [duty_row(period, organisation=trust) for _ in range(41)]
    other = duty_row(period)

    assert read(office.get(GRID)).count('name="row"') == 40
    assert read(office.get(GRID, {"page": 2})).count('name="row"') == 2
    assert read(office.get(GRID, {"organisation": other.organisation.slug})).count('name="row"') == 1
    assert read(office.get(GRID, {"tick": "all"})).count(" checked>") == 40
    assert "Choose a state of the report from the list." in read(office.get(GRID, {"stage": "x"}), 400)
    assert "Nothing matches these filters." in read(office.get(GRID, {"stage": "accepted"}))
    assert len(duties) == 41


@pytest.mark.parametrize("rows", [1, 12])
def test_the_table_costs_the_same_queries_whatever_its_length(
    office, period, programme, rows, django_assert_num_queries
):
    before = open_period_row(programme, slug="before")
    for _ in range(rows):
        duty = duty_row(period)
        written(duty, workflow="accepted", period=before)
        written(duty, workflow="draft")

    with django_assert_num_queries(12):
        office.get(GRID)


def test_rows_are_saved_together_or_not_at_all(period, person):
    good, stale = duty_row(period), duty_row(period)
    written(stale, workflow="draft", version=4)
    words = UpdateWords(summary="New")
    changes = [
        RowChange(duty_id=duty.pk, words=words, expected_version=version, submit=False)
        for duty, version in ((good, 0), (stale, 3))
    ]

    with pytest.raises(RowsRefusedError) as refused:
        save_rows(changes=changes, by=person)

    assert isinstance(refused.value.problems[stale.pk], StaleUpdateError)
    assert set(refused.value.problems) == {stale.pk}
    assert not Update.objects.filter(item=good.item).exists()
