"""Services change the plan and write its history, or do neither."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from deliverables.audit import record_change
from deliverables.models import Change, Programme
from deliverables.services import grant_role, set_month_one
from tests.factories import (
    OrganisationFactory,
    ProgrammeFactory,
    UserFactory,
    WindowFactory,
    WorkstreamFactory,
)

pytestmark = pytest.mark.django_db

MAY = date(2024, 5, 1)


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="north", short_name="North", month_one_basis="judged")


@pytest.fixture
def window(programme):
    return WindowFactory(item__programme=programme, first_month=1, last_month=6)


def move(programme, month_one=MAY, why="Signed off in May", by=None):
    return set_month_one(programme_id=programme.pk, month_one=month_one, by=by, why=why)


def dates(window):
    window.refresh_from_db()
    return window.starts_on, window.ends_on


def test_moving_month_one_moves_windows_that_count_months(programme, window):
    assert move(programme) == 1

    programme.refresh_from_db()
    assert (programme.month_one, programme.month_one_basis) == (MAY, "entered")
    assert dates(window) == (MAY, date(2024, 10, 31))


def test_moving_month_one_leaves_windows_with_dates_of_their_own(programme):
    window = WindowFactory(item__programme=programme, words="by September 2024")

    assert move(programme) == 0
    assert dates(window) == (date(2024, 4, 1), date(2024, 9, 30))


def test_moving_month_one_leaves_other_programmes(programme):
    other = WindowFactory(first_month=1, last_month=6)

    move(programme)

    assert dates(other) == (date(2024, 4, 1), date(2024, 9, 30))


def test_moving_month_one_is_in_the_history_with_its_reason(programme, window):
    person = UserFactory()
    move(programme, by=person)

    row = Change.objects.get()
    assert (row.action, row.record, row.key, row.user) == ("moved month 1", "programme", "north", person)
    assert row.before == {"month_one": "2024-04-01", "month_one_basis": "judged"}
    assert row.after == {"month_one": "2024-05-01", "month_one_basis": "entered", "windows_moved": 1}
    assert row.why == "Signed off in May"


def test_confirming_month_one_turns_a_judgement_into_a_fact_and_moves_nothing(programme, window):
    assert move(programme, programme.month_one) == 0

    programme.refresh_from_db()
    assert programme.month_one_basis == "entered"
    assert Change.objects.count() == 1


def test_setting_the_same_month_one_twice_writes_once(programme, window):
    move(programme)

    assert move(programme) == 0
    assert Change.objects.count() == 1


@pytest.mark.parametrize(
    ("month_one", "why", "sentence"),
    [
        (date(2024, 5, 2), "x", "Month 1 starts on the first day of a month, for example 1/4/2024."),
        (date(2027, 4, 1), "x", "The programme ends on 31 March 2027. Choose an earlier month 1."),
        (MAY, " ", "Say why month 1 is set: the reason stays in the history."),
    ],
)
def test_a_month_one_that_cannot_be_is_refused_in_a_sentence(programme, window, month_one, why, sentence):
    with pytest.raises(ValueError, match=sentence):
        move(programme, month_one, why=why)

    programme.refresh_from_db()
    assert programme.month_one == date(2024, 4, 1)
    assert not Change.objects.exists()


def test_the_command_moves_month_one_and_says_so(programme, window, capsys):
    call_command("set_month_one", "north", "1/5/2024", why="Signed off in May")

    assert capsys.readouterr().out.splitlines() == [
        "Month 1 of North is 1 May 2024; 1 window moved.",
        "Plan years and windows with dates of their own stay as they are.",
    ]
    assert Change.objects.get().actor == "set_month_one"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("south", "1/5/2024"), "There is no programme “south”. Known: north."),
        (("north", "5/2024"), "Enter a real date, for example 31/3/2025 or 2025-03-31."),
        (("north", "2/5/2024"), "Month 1 starts on the first day of a month"),
    ],
)
def test_the_command_refuses_in_sentences(programme, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("set_month_one", *arguments, why="x")


def test_a_granted_role_is_in_the_history(programme):
    admin, lead, trust = UserFactory(), UserFactory(email="lee@example.org"), OrganisationFactory(slug="rnm")

    membership = grant_role(user=lead, programme=programme, role="lead", by=admin, organisations=[trust])

    assert [organisation.slug for organisation in membership.organisations.all()] == ["rnm"]
    row = Change.objects.get()
    assert (row.action, row.key, row.user) == ("granted", "north/lee@example.org/lead", admin)
    assert (row.before, row.after) == (None, {"organisations": ["rnm"], "workstreams": []})


def test_granting_the_same_role_twice_changes_nothing_more(programme):
    lead, strands = UserFactory(), [WorkstreamFactory(programme=programme)]

    for _ in range(2):
        grant_role(user=lead, programme=programme, role="lead", by=None, workstreams=strands)

    assert lead.memberships.count() == 1
    assert Change.objects.count() == 1


def test_what_a_lead_writes_for_can_change_and_that_is_in_the_history(programme):
    lead, trust = UserFactory(), OrganisationFactory(slug="rnm")
    grant_role(user=lead, programme=programme, role="lead", by=None, organisations=[trust])

    grant_role(user=lead, programme=programme, role="lead", by=None)

    row = Change.objects.first()
    assert row.action == "changed"
    assert (row.before["organisations"], row.after["organisations"]) == (["rnm"], [])
    assert not lead.memberships.get().organisations.exists()


def test_the_history_takes_names_of_any_length(programme):
    person = UserFactory(first_name="A" * 150, last_name="B" * 150)

    row = record_change(action="did", record="x", key="k" * 300, by=person, programme=programme)

    row.refresh_from_db()
    assert (len(row.actor), len(row.key)) == (150, 200)


def test_the_history_names_a_command_where_no_person_acts():
    assert record_change(action="did", record="x", key="y", by=None).actor == "command line"
    assert record_change(action="did", record="x", key="y", by=None, actor="demo").actor == "demo"


def test_a_programme_keeps_its_history_when_it_is_removed(programme):
    record_change(action="did", record="x", key="y", by=None, programme=programme)
    Programme.objects.all().delete()

    assert Change.objects.get().programme is None
