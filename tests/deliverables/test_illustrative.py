"""Made-up reports for the demonstration: told, marked everywhere, and taken away without a trace."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from deliverables.cycle.reporting import current_update, save_draft, submit_update
from deliverables.cycle.review import correct_update
from deliverables.cycle.words import UpdateWords
from deliverables.datasets import DATASETS
from deliverables.demo import create_demo_people
from deliverables.illustrative import load_illustrative, remove_illustrative
from deliverables.illustrative.quarters import Quarter, quarters
from deliverables.illustrative.stories import programmes_told, stories_of
from deliverables.loading import default_folders, load_folders
from deliverables.models import (
    Answer,
    Change,
    Duty,
    ItemLink,
    NextStep,
    PlanItem,
    ReportingPeriod,
    Update,
)
from deliverables.models.account import Workflow
from deliverables.selectors.duties import due_updates
from deliverables.status import status_of
from ipqt.datasets import Scope
from ipqt.dates import today
from ipqt.models import User

MADE_UP = {"basis": "illustrative"}
PUBLISHED_BY = date(2025, 5, 31)


def person(account: str) -> User:
    return User.objects.get(email=f"{account}@demo.example")


def files() -> dict[str, str]:
    """Every file but the history, as a site administrator takes it."""
    scope = Scope(person=person("admin"), day=today())
    return {
        dataset.name: "".join(dataset.csv(dataset.rows(scope), bom=False))
        for dataset in DATASETS
        if dataset.name != "changes"
    }


def load(*names: str) -> None:
    load_folders([folder for folder in default_folders() if folder.name in ("reference", *names)])
    create_demo_people()


@pytest.fixture
def published(db):
    """The smallest of the programmes: what is true of it is true of all."""
    load("derby-derbyshire")


@pytest.fixture
def told(published):
    return load_illustrative()


# Which quarters


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2025, 3, 31), 0),
        (date(2025, 4, 1), 1),
        (date(2026, 11, 21), 7),
        (date(2027, 3, 31), 8),
        (date(2028, 1, 1), 8),
    ],
)
def test_quarters_run_from_april_2025_to_the_day_and_at_most_to_the_programmes_end(day, count):
    told = quarters(day)

    assert len(told) == count
    assert [quarter.is_open for quarter in told] == [False] * (count - 1) + [True] * bool(count)


def test_nothing_is_made_up_before_june_2025():
    assert Quarter(1).opened_at.date() > PUBLISHED_BY


@pytest.mark.parametrize("day", [date(2026, 10, 1) + timedelta(days=n) for n in range(0, 92, 7)])
def test_the_open_quarter_is_reported_within_itself_and_never_later_than_today(day):
    quarter = quarters(day)[-1]

    assert quarter.starts_on < quarter.due_on <= quarter.board_on
    assert all(quarter.starts_on <= quarter.reported_on(place) <= day for place in range(40))


def test_a_closed_quarter_is_reported_accepted_and_locked_in_this_order():
    quarter = Quarter(6)

    assert quarter.opened_at.date() < quarter.reported_on(0) < quarter.due_on
    assert quarter.due_on < quarter.accepted_at.date() < quarter.locked_at.date() < quarter.board_on


# The stories as files


@pytest.mark.parametrize("programme", programmes_told())
def test_a_story_speaks_once_a_quarter_and_of_nothing_that_is_done_later(programme):
    for story in stories_of(programme):
        numbers = [said.quarter for said in story.said]
        assert numbers == sorted(set(numbers)), story.item
        assert all(said.done < Quarter(said.quarter).starts_on for said in story.said if said.done), (
            story.item
        )
        assert story.now in ("", "accepted", "submitted", "returned", "draft"), story.item
        assert bool(story.note) == (story.now == "returned"), story.item


# What is told


def test_every_story_fits_its_plan_and_everybody_has_something_to_do(db):
    load("ssot", "coventry-warwickshire", "derby-derbyshire")

    told = load_illustrative()

    assert "updates left out" not in told
    assert told["updates"] > 20 * len(quarters(today()))
    mine = due_updates(user=person("lead"), as_at=today())
    assert len(mine) >= 8
    assert {due.stage for due in mine} >= {"returned", "done"}
    assert Update.objects.filter(workflow=Workflow.SUBMITTED).count() >= 8
    opened = ReportingPeriod.objects.filter(locked_at__isnull=True, opened_at__isnull=False)
    assert sorted(opened.values_list("programme__slug", flat=True)) == programmes_told()


def test_every_row_is_marked_illustrative(told):
    assert not ReportingPeriod.objects.filter(opened_at__isnull=False).exclude(**MADE_UP).exists()
    rows = Update.objects.filter(period__basis="illustrative")
    assert not rows.exclude(basis="illustrative", state_basis="illustrative").exists()
    assert not NextStep.objects.filter(period__basis="illustrative").exclude(**MADE_UP).exists()
    assert ItemLink.objects.filter(**MADE_UP).exists()
    assert Answer.objects.exists()


def test_closed_quarters_are_locked_and_all_accepted(told):
    closed = ReportingPeriod.objects.filter(**MADE_UP, ends_on__lt=today())

    assert not closed.filter(locked_at__isnull=True).exists()
    assert not Update.objects.filter(period__in=closed).exclude(workflow=Workflow.ACCEPTED).exists()


def test_nothing_is_dated_in_the_future(told):
    assert not Update.objects.filter(reported_on__gt=today()).exists()
    assert not Update.objects.filter(accepted_at__date__gt=today()).exists()
    assert not Update.objects.filter(actual_end__gt=today()).exists()


def test_a_status_of_made_up_words_says_so(told):
    [item] = PlanItem.objects.filter(ref="KA-2").as_at(today())
    [before] = PlanItem.objects.filter(ref="KA-2").as_at(PUBLISHED_BY)

    assert status_of(item, as_at=today()).basis == "illustrative"
    assert status_of(before, as_at=PUBLISHED_BY).state == "not_reported"


def test_telling_again_changes_nothing(told):
    before, changes = files(), Change.objects.count()

    assert not load_illustrative()
    assert files() == before
    assert Change.objects.count() == changes


def test_the_same_day_tells_the_same(published):
    load_illustrative()
    first = files()
    remove_illustrative()
    load_illustrative()

    again = files()
    assert {name for name in first if first[name] != again[name]} <= {"next_steps"}


def test_without_the_demo_people_nothing_is_told(published):
    User.objects.filter(email="board@demo.example").update(email="board@example.org")

    with pytest.raises(LookupError, match="create_demo_people"):
        load_illustrative()
    assert not ReportingPeriod.objects.filter(**MADE_UP).exists()


def test_made_up_reports_belong_in_a_demonstration_only(settings, published):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_illustrative")


# What the pages say


PAGES = (
    ("home", []),
    ("programme", ["derby-derbyshire"]),
    ("items", ["derby-derbyshire"]),
    ("item", ["derby-derbyshire", "KA-2"]),
    ("coverage", ["derby-derbyshire"]),
    ("ledger", ["derby-derbyshire", 1]),
    ("year", ["derby-derbyshire", 2]),
    ("workstream", ["derby-derbyshire", "community-services"]),
    ("next_steps", ["derby-derbyshire"]),
    ("domains", ["derby-derbyshire"]),
)


def test_pages_with_made_up_rows_say_so_and_those_of_the_published_day_do_not(client, told):
    client.force_login(person("board"))
    for name, args in PAGES:
        address = reverse(f"deliverables:{name}", args=args)

        now, then = client.get(address), client.get(address, {"as_at": PUBLISHED_BY.isoformat()})

        assert (now.status_code, then.status_code) == (200, 200), name
        assert "Reports so marked are made up" in now.content.decode(), name
        assert f"as_at={PUBLISHED_BY.isoformat()}" in now.content.decode(), name
        assert "Reports so marked are made up" not in then.content.decode(), name


def test_a_state_that_rests_on_made_up_words_carries_the_mark(client, told):
    client.force_login(person("board"))
    address = reverse("deliverables:item", args=["derby-derbyshire", "KA-2"])

    now, then = client.get(address), client.get(address, {"as_at": PUBLISHED_BY.isoformat()})

    assert "app-basis--illustrative" in now.content.decode().split("<main")[1]
    assert "app-basis--illustrative" not in then.content.decode().split("<main")[1]


# Taking it away


def test_afterwards_every_file_is_as_if_it_had_never_been(published):
    before = files()
    load_illustrative()
    assert files() != before

    remove_illustrative()

    assert files() == before
    assert not Duty.objects.exists()


def test_the_history_stays_and_is_marked(told):
    remove_illustrative()

    rows = Change.objects.filter(
        record__in=("update", "reporting_period"), action__in=("submitted", "opened")
    )
    assert rows.count() > 20
    assert not rows.exclude(actor__endswith=", illustrative").exists()
    assert Change.objects.filter(actor="remove_illustrative").count() == 1


def test_a_dry_run_counts_and_removes_nothing(told, capsys):
    before = files()

    call_command("remove_illustrative", "--dry-run")

    assert "Dry run: nothing was removed" in capsys.readouterr().out
    assert files() == before


def test_removing_may_run_anywhere_and_says_when_there_is_nothing(settings, published, capsys):
    settings.DEMO = False

    call_command("remove_illustrative")

    assert "Nothing here is marked illustrative" in capsys.readouterr().out


def test_what_a_person_wrote_in_an_illustrative_period_stays(told):
    duty = untouched(told=True)
    words = UpdateWords(state="in_progress", confidence="green", summary="Our own words.")
    mine = submit_update(duty_id=duty.pk, words=words, expected_version=0, by=person("office"))

    remove_illustrative()

    mine.refresh_from_db()
    assert (mine.summary, mine.basis, mine.period.basis) == ("Our own words.", "entered", "entered")
    assert ReportingPeriod.objects.filter(opened_at__isnull=False).get() == mine.period
    assert Update.objects.filter(period=mine.period).get() == mine


def test_made_up_words_that_a_person_rewrites_become_theirs(told):
    draft = Update.objects.filter(workflow=Workflow.DRAFT).first()
    duty = Duty.objects.get(period=draft.period, item=draft.item, organisation=draft.organisation)
    words = UpdateWords(state="in_progress", confidence="green", summary="Rewritten.")

    save_draft(duty_id=duty.pk, words=words, expected_version=draft.version, by=person("office"))
    remove_illustrative()

    assert current_update(duty).summary == "Rewritten."


def test_made_up_words_that_a_person_repeats_stay_made_up(told):
    duty = untouched(told=True)
    last = Update.objects.accepted_by(today()).filter(item=duty.item, organisation=duty.organisation).first()

    again = submit_update(
        duty_id=duty.pk,
        words=UpdateWords.of(last),
        expected_version=0,
        by=person("office"),
        no_change=True,
    )

    assert again.basis == again.state_basis == "illustrative"


def test_a_correction_by_a_person_outlives_what_it_corrects(told):
    wrong = Update.objects.filter(**MADE_UP, workflow=Workflow.ACCEPTED, state="in_progress").first()
    words = UpdateWords(state="in_progress", confidence="green", summary="As it really is.")
    right = correct_update(update_id=wrong.pk, words=words, why="It was made up.", by=person("office"))

    remove_illustrative()

    right.refresh_from_db()
    assert (right.supersedes, right.summary) == (None, "As it really is.")


def untouched(*, told: bool) -> Duty:
    """An open duty without an update; with `told`, one that was reported on before."""
    for duty in Duty.objects.filter(period__locked_at__isnull=True):
        before = Update.objects.filter(**MADE_UP, item=duty.item, organisation=duty.organisation)
        if current_update(duty) is None and before.exists() == told:
            return duty
    raise LookupError("Every duty has an update.")
