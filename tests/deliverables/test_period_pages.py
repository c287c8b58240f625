"""Reporting periods: anybody reads how far they are, the office opens, locks and reopens them."""

from datetime import UTC, date, datetime

import pytest

from deliverables.models import ReportingPeriod
from tests.deliverables.cycle_rows import duty_row, open_period_row, person_with, written
from tests.factories import (
    OrganisationFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    ReportingPeriodFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PERIODS = "/programmes/midshire/periods/"
FACTS = {
    "slug": "2026-27-q1",
    "name": "Quarter 1 2026/27",
    "kind": "quarter",
    "starts_on": date(2026, 4, 1),
    "ends_on": date(2026, 6, 30),
    "due_on": date(2026, 7, 10),
    "board_on": date(2026, 7, 30),
}
TYPED = FACTS | {
    "starts_on": "1/4/2026",
    "ends_on": "30/6/2026",
    "due_on": "10/7/2026",
    "board_on": "30/7/2026",
}


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(datetime(2026, 5, 10, 12, tzinfo=UTC), tick=False)


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire", icb__name="Midshire ICB")


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


def get(client, address=PERIODS, *, status=200, **query):
    return read(client.get(address, query), status)


def test_the_list_counts_what_is_due_submitted_and_accepted(client, programme):
    client.force_login(person_with("viewer", programme))
    period = open_period_row(programme, due_on=date(2026, 4, 15))
    duty_row(period)
    written(duty_row(period))
    for _ in range(2):
        written(duty_row(period), workflow="accepted")

    html = get(client)

    assert f'<a href="{PERIODS}2025-26-q4/">Quarter 4 2025/26</a>' in html
    assert '<td data-label="Due">15 April 2026</td> <td data-label="Board">No date</td>' in html
    cells = [
        'data-label="Asked for" class="app-numeric">4',
        'Submitted" class="app-numeric">1',
        'Accepted" class="app-numeric">2',
    ]
    assert all(cell in html for cell in cells)
    assert "Open a new period" not in html


def test_a_correction_counts_once(client, programme):
    client.force_login(person_with("viewer", programme))
    duty = duty_row(open_period_row(programme))
    written(duty, supersedes=written(duty, workflow="accepted"), workflow="accepted")

    assert 'Accepted" class="app-numeric">1<' in get(client)


def test_the_list_tells_the_past_as_it_was(client, programme):
    client.force_login(person_with("viewer", programme))
    period = open_period_row(programme, locked_at=datetime(2026, 4, 20, tzinfo=UTC))
    written(
        duty_row(period),
        workflow="accepted",
        submitted_at=datetime(2026, 3, 30, tzinfo=UTC),
        accepted_at=datetime(2026, 4, 5, tzinfo=UTC),
    )
    open_period_row(
        programme,
        slug="later",
        name="Opened later",
        starts_on=date(2026, 5, 1),
        ends_on=date(2026, 5, 31),
        opened_at=datetime(2026, 5, 2, tzinfo=UTC),
    )

    html = get(client, as_at="2026-04-01")

    assert 'data-label="State">Open' in html
    assert 'Submitted" class="app-numeric">1<' in html
    assert 'Accepted" class="app-numeric">0<' in html
    assert "Opened later" not in html
    assert 'data-label="State">Locked' in get(client)
    assert 'Accepted" class="app-numeric">0<' in get(client, f"{PERIODS}", as_at="2026-04-01")


def test_a_period_of_a_document_says_that_nobody_was_asked(client, programme):
    client.force_login(person_with("viewer", programme))
    period = ReportingPeriodFactory(programme=programme)
    UpdateFactory(item=PlanItemFactory(programme=programme), period=period)

    assert "From a document" in get(client)
    html = get(client, f"{PERIODS}year-1-review/")
    assert "1 accepted update." in html
    assert "Nobody was asked for them here." in html


def test_an_empty_list_says_so(office):
    html = get(office)

    assert "No period has been opened for this programme yet." in html
    assert "Open a new period" in html


def test_a_period_shows_who_is_missing_first(client, programme):
    client.force_login(person_with("viewer", programme))
    period = open_period_row(programme)
    quick, slow = OrganisationFactory(name="Quick trust"), OrganisationFactory(name="Slow trust")
    accepted = duty_row(period, organisation=quick)
    written(accepted, workflow="accepted")
    missing = duty_row(period, organisation=slow)

    html = get(client, f"{PERIODS}2025-26-q4/")

    assert "2 updates are due: 1 accepted, 0 submitted, 1 still missing." in html
    assert html.index(">Slow trust</th>") < html.index(">Quick trust</th>")
    assert html.index(str(missing.item)) < html.index(str(accepted.item))
    assert "What to do" not in html
    assert "Lock the period" not in html


def test_the_office_finds_what_to_do_beside_each_row(office, programme):
    period = open_period_row(programme)
    accepted = written(duty_row(period), workflow="accepted")
    submitted = written(duty_row(period))
    returned = duty_row(period)
    written(returned, workflow="returned")
    empty = duty_row(period)

    html = get(office, f"{PERIODS}2025-26-q4/")

    assert f'href="/review/{accepted.pk}/correct/">Correct' in html
    assert f'href="/review/#update-{submitted.pk}">Review' in html
    assert f'href="/my/updates/{returned.pk}/">Write' in html
    assert f'href="/my/updates/{empty.pk}/">Write' in html
    assert f'href="{PERIODS}2025-26-q4/lock/">Lock the period' in html


def test_a_lead_finds_only_their_own_to_write(client, programme):
    period = open_period_row(programme)
    own, foreign = duty_row(period), duty_row(period)
    client.force_login(person_with("lead", programme, [own.organisation]))

    html = get(client, f"{PERIODS}2025-26-q4/")

    assert f"/my/updates/{own.pk}/" in html
    assert f"/my/updates/{foreign.pk}/" not in html


def test_the_rows_are_narrowed_by_stage_and_organisation(office, programme):
    period = open_period_row(programme)
    written(duty_row(period, title="A quick one"))
    missing = duty_row(period, title="Forgotten")

    html = get(office, f"{PERIODS}2025-26-q4/", stage="none", organisation=missing.organisation.slug)

    assert "Forgotten" in html
    assert "A quick one" not in html
    assert "Choose an organisation from the list." in get(
        office, f"{PERIODS}2025-26-q4/", organisation="x", status=400
    )
    get(office, f"{PERIODS}2025-26-q4/", stage="x", status=400)


def test_a_suggestion_is_shown_only_where_it_is_asked_for(office):
    plain, quarter = get(office, f"{PERIODS}open/"), get(office, f"{PERIODS}open/", suggest="quarter")

    assert "Quarter 1 2026/27" not in plain
    assert 'value="Quarter 1 2026/27"' in quarter
    assert 'value="2026-27-q1"' in quarter
    assert 'value="1/4/2026"' in quarter
    assert 'value="30/6/2026"' in quarter
    assert "Nothing is opened until you press Open." in quarter


def test_what_has_a_period_already_is_not_suggested(office, programme):
    for number, (first, last) in enumerate([((2026, 4, 1), (2026, 6, 30)), ((2026, 5, 1), (2026, 5, 31))]):
        open_period_row(programme, slug=f"p{number}", starts_on=date(*first), ends_on=date(*last))

    assert 'value="Quarter 2 2026/27"' in get(office, f"{PERIODS}open/", suggest="quarter")
    assert 'value="June 2026"' in get(office, f"{PERIODS}open/", suggest="month")


def test_the_suggestion_goes_on_into_the_next_year(office, programme, time_machine):
    time_machine.move_to(datetime(2027, 2, 1, tzinfo=UTC), tick=False)
    office.force_login(person_with("office", programme))
    open_period_row(programme, starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))

    assert 'value="Quarter 1 2027/28"' in get(office, f"{PERIODS}open/", suggest="quarter")


def test_a_period_is_opened_as_typed(office, programme):
    PlanItemFactory(programme=programme)

    response = office.post(f"{PERIODS}open/", TYPED)

    assert response.headers["Location"] == f"{PERIODS}2026-27-q1/?done=opened"
    period = ReportingPeriod.objects.get()
    assert {name: getattr(period, name) for name in FACTS} == FACTS
    html = read(office.get(response.headers["Location"]))
    assert "The period is open." in html
    assert "1 update is due: 0 accepted, 0 submitted, 1 still missing." in html


def test_a_double_click_opens_one_period_and_says_so(office):
    office.post(f"{PERIODS}open/", TYPED)

    html = read(office.post(f"{PERIODS}open/", TYPED), 400)

    assert "This programme has a period with the address “2026-27-q1” already." in html
    assert ReportingPeriod.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Name the period"),
        ({"name": "x" * 121}, "Use 120 characters or fewer; there are 121."),
        ({"name": "a\x00b"}, "The text has characters that cannot be shown."),
        ({"slug": ""}, "Give the name in addresses"),
        ({"slug": "q/1"}, "Use only letters, figures and hyphens"),
        ({"slug": "OPEN"}, "This name is taken by a page."),
        ({"kind": ""}, "Choose how often."),
        ({"kind": "daily"}, "Choose from the list."),
        ({"starts_on": ""}, "Give the first day"),
        ({"ends_on": "31/6/2026"}, "Enter a real date"),
        ({"ends_on": "1/3/2026"}, "The period ends before it starts."),
        ({"ends_on": "1/1/9999"}, "Give a date from 2000 to 2100."),
        ({"due_on": "1/1/2026"}, "The updates are due before the period starts."),
        ({"board_on": "1/7/2026"}, "The board meets before the updates are due."),
    ],
)
def test_a_period_that_cannot_be_is_refused_at_its_field(office, fields, sentence):
    html = read(office.post(f"{PERIODS}open/", TYPED | fields), 400)

    assert sentence in html
    assert "<title>Error: Open a period" in html
    assert not ReportingPeriod.objects.exists()


def test_a_smuggled_field_changes_nothing(office):
    office.post(
        f"{PERIODS}open/", TYPED | {"locked_at": "2026-01-01", "programme": "1", "basis": "published"}
    )

    period = ReportingPeriod.objects.get()
    assert (period.locked_at, period.basis, period.programme.slug) == (None, "entered", "midshire")


def test_the_lock_says_first_how_many_are_not_accepted_yet(office, programme):
    period = open_period_row(programme)
    duty_row(period)
    written(duty_row(period))

    html = get(office, f"{PERIODS}2025-26-q4/lock/")

    assert "1 submitted update is not accepted yet and 1 of 2 was never submitted." in html
    assert "Review the submitted ones first" in html
    response = office.post(f"{PERIODS}2025-26-q4/lock/")
    assert "The period is locked." in read(office.get(response.headers["Location"]))
    again = read(office.post(f"{PERIODS}2025-26-q4/lock/"), 409)
    assert "Quarter 4 2025/26 is locked already." in again


def test_the_lock_says_where_all_are_accepted(office, programme):
    written(duty_row(open_period_row(programme)), workflow="accepted")

    assert "All 1 update is accepted." in get(office, f"{PERIODS}2025-26-q4/lock/")


def test_a_period_is_opened_again_with_a_reason(office, programme):
    open_period_row(programme, locked_at=datetime(2026, 5, 1, tzinfo=UTC))
    address = f"{PERIODS}2025-26-q4/reopen/"

    assert "Why is the period opened again?" in get(office, address)
    assert "Say why the period is opened again." in read(office.post(address, {"why": ""}), 400)
    response = office.post(address, {"why": "One trust was ill."})
    assert "The period is open again." in read(office.get(response.headers["Location"]))
    html = read(office.post(address, {"why": "Once more."}), 409)
    assert "Quarter 4 2025/26 is not locked." in html
    assert "Once more.</textarea>" in html


ADDRESSES = [
    (PERIODS, True),
    (f"{PERIODS}2025-26-q4/", True),
    (f"{PERIODS}open/", False),
    (f"{PERIODS}2025-26-q4/lock/", False),
    (f"{PERIODS}2025-26-q4/reopen/", False),
]


@pytest.mark.parametrize("role", ["viewer", "lead", "analyst"])
@pytest.mark.parametrize(("address", "may_read"), ADDRESSES)
def test_all_roles_read_and_only_the_office_changes(client, programme, role, address, may_read):
    open_period_row(programme)
    client.force_login(person_with(role, programme))

    assert client.get(address).status_code == (200 if may_read else 404)
    assert client.post(address, TYPED | {"why": "x"}).status_code == (405 if may_read else 404)
    assert ReportingPeriod.objects.get().is_open


@pytest.mark.parametrize("address", [address for address, _may_read in ADDRESSES])
def test_people_from_outside_find_nothing(client, programme, address):
    open_period_row(programme)
    assert client.get(address).status_code == 302
    client.force_login(person_with("office", ProgrammeFactory()))

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("end", ["", "lock/", "reopen/"])
def test_a_period_that_does_not_exist_is_not_found(office, end):
    get(office, f"{PERIODS}2099-q1/{end}", status=404)


def test_a_period_of_another_programme_is_not_found(office):
    open_period_row(ProgrammeFactory(), slug="elsewhere")

    get(office, f"{PERIODS}elsewhere/", status=404)


def test_a_site_administrator_reads_them_too(client, programme):
    client.force_login(UserFactory(is_superuser=True))
    open_period_row(programme)

    assert "Lock the period" in get(client, f"{PERIODS}2025-26-q4/")


@pytest.mark.parametrize("rows", [1, 12])
def test_the_pages_cost_the_same_queries_whatever_their_length(
    office, programme, rows, django_assert_num_queries
):
    PlanYearFactory(programme=programme)
    for number in range(rows):
        period = open_period_row(programme, slug=f"p{number}")
        written(duty_row(period))
    period = open_period_row(programme)
    for _ in range(rows):
        written(duty_row(period), workflow="accepted")

    with django_assert_num_queries(8):
        get(office)
    with django_assert_num_queries(13):
        get(office, f"{PERIODS}2025-26-q4/")
