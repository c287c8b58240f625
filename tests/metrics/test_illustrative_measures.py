"""Made-up values for the demonstration: the same each time, marked everywhere, gone without a trace."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from deliverables.datasets import DATASETS as OF_THE_PLAN
from deliverables.demo import create_demo_people
from deliverables.illustrative import load_illustrative, remove_illustrative
from deliverables.loading import default_folders, load_folders
from deliverables.models import Change
from ipqt.datasets import Scope
from ipqt.dates import today
from ipqt.models import User
from metrics.datasets import DATASETS as OF_THE_MEASURES
from metrics.illustrative.numbers import PROVISIONAL, known_at, months_known, values_of
from metrics.illustrative.stories import Change as Shift
from metrics.illustrative.stories import Run, programmes_told, stories_of
from metrics.illustrative.telling import LABEL
from metrics.models import (
    Note,
    Observation,
    ProgrammeIndicator,
    Series,
    SpcStep,
    Target,
)
from metrics.selectors.points import points_of
from tests.metrics.factories import ObservationFactory, SeriesFactory

PUBLISHED_BY = date(2025, 5, 31)
MADE_UP = {"basis": "illustrative"}
DAY = date(2026, 11, 21)


def load(*names: str) -> None:
    load_folders([folder for folder in default_folders() if folder.name in ("reference", *names)])
    create_demo_people()


def person(account: str) -> User:
    return User.objects.get(email=f"{account}@demo.example")


def files() -> dict[str, str]:
    """Every file but the history, as a site administrator takes it."""
    scope = Scope(person=person("admin"), day=today())
    return {
        dataset.name: "".join(dataset.csv(dataset.rows(scope), bom=False))
        for dataset in (*OF_THE_PLAN, *OF_THE_MEASURES)
        if dataset.name != "changes"
    }


@pytest.fixture
def published(db):
    load("coventry-warwickshire")


@pytest.fixture
def told(published):
    return load_illustrative()


@pytest.fixture
def delays(told) -> Series:
    return Series.objects.get(ref="illustrative/out-08/ryg")


# The numbers


def test_the_same_run_gives_the_same_values_and_a_new_month_changes_no_old_one():
    run = Run(first=date(2024, 4, 1), level=20, noise=2)

    before = values_of(run, name="a", factor=1, day=DAY)
    after = values_of(run, name="a", factor=1, day=DAY + timedelta(days=61))

    assert after[: len(before)] == before
    assert len(after) == len(before) + 2
    assert values_of(run, name="b", factor=1, day=DAY) != before


def test_a_run_without_chance_is_what_its_story_says():
    run = Run(
        first=date(2025, 11, 1),
        level=20,
        drift=1,
        winter=5,
        changes=(Shift(month=date(2026, 3, 1), by=-10),),
        gaps=(date(2026, 4, 1),),
    )

    counts = [made.count for made in values_of(run, name="a", factor=1, day=date(2026, 6, 21))]

    assert counts == [20, 26, 27, 28, 14, None, 16]


def test_a_month_is_known_on_the_20th_of_the_next_and_nothing_before_june_2025():
    assert known_at(date(2026, 9, 1)).date() == date(2026, 10, 20)
    assert known_at(date(2023, 10, 1)).date() > PUBLISHED_BY
    assert months_known(date(2026, 9, 1), day=date(2026, 11, 20)) == [date(2026, 9, 1)]
    assert months_known(date(2023, 10, 1), day=PUBLISHED_BY) == []


# The stories as files


@pytest.mark.parametrize("programme", programmes_told())
def test_a_story_fits_together(programme):
    stories = stories_of(programme)

    refs = [story.ref for story in stories.series]
    assert len(refs) == len(set(refs))
    for story in stories.series:
        assert bool(story.run) != bool(story.sum_of), story.ref
        assert all(sum(part.shares.values()) == pytest.approx(1) for part in story.parts), story.ref
        assert not (story.parts and story.run.revised), (
            f"{story.ref}: parts would not add up to the first value"
        )
    assert all("Made up" in aim.reason for aim in stories.targets)


# What is told


def test_every_story_is_about_a_measure_that_its_programme_has_taken_up(db):
    load("ssot", "coventry-warwickshire", "derby-derbyshire")

    load_illustrative()

    for programme in programmes_told():
        taken_up = ProgrammeIndicator.objects.filter(programme__slug=programme)
        codes = set(taken_up.values_list("indicator__code", flat=True))
        assert {story.indicator for story in stories_of(programme).series} <= codes
        for story in stories_of(programme).series:
            assert Series.objects.filter(programme__slug=programme, ref=story.ref).exists(), story.ref


def test_every_row_is_marked_illustrative_and_kept_apart_by_its_label(told):
    series = Series.objects.filter(ref__startswith="illustrative/")

    assert series.count() == told["series"]
    assert not series.exclude(**MADE_UP, label=LABEL, standing="own").exists()
    assert not Observation.objects.filter(series__in=series).exclude(**MADE_UP).exists()
    assert Target.objects.filter(**MADE_UP).count() == told["targets"]


def test_parts_add_up_to_their_total_in_every_month(delays):
    totals = dict(delays.observations.values_list("starts_on", "value"))
    parts = Series.objects.filter(indicator=delays.indicator, dimension="Reason for the delay", **MADE_UP)

    assert parts.count() == 5
    for month, total in totals.items():
        values = Observation.objects.filter(series__in=parts, starts_on=month).values_list("value", flat=True)
        assert sum(values) == total


def test_a_sum_of_organisations_is_the_sum_of_their_values(db):
    load("ssot")
    load_illustrative()
    placements = Observation.objects.filter(series__indicator__code="OAP-01", series__dimension="", **MADE_UP)

    for month in placements.filter(series__organisation__slug="qnc"):
        trusts = placements.filter(series__organisation__slug__in=("rre", "rly"), starts_on=month.starts_on)
        assert month.value == sum(trusts.values_list("value", flat=True))


def test_the_newest_months_are_provisional_and_a_gap_is_not_reported(told):
    answers = Series.objects.get(ref="illustrative/out-12/ryg")

    statuses = list(answers.observations.order_by("starts_on").values_list("starts_on", "value_status"))

    assert [status for _month, status in statuses[-PROVISIONAL - 1 :]] == [
        "reported",
        "provisional",
        "provisional",
    ]
    assert dict(statuses)[date(2024, 12, 1)] == "not_reported"


def test_a_revised_month_shows_at_first_what_was_reported_first(db):
    load("ssot")
    load_illustrative()
    series = Series.objects.get(ref="illustrative/cap-02/rly")
    month = date(2026, 2, 1)

    then, now = (
        next(point for point in points_of([series], as_at=day)[series.pk] if point.starts_on == month)
        for day in (date(2026, 3, 31), DAY)
    )

    assert (then.revision, now.revision) == (1, 2)
    assert then.value < now.value


def test_limits_start_afresh_at_a_delivered_item_and_analysts_have_written_notes(delays):
    step = SpcStep.objects.get(series=delays)

    assert (step.item.ref, step.made_by) == ("Q3-3", person("office"))
    assert Note.objects.filter(series=delays).get().author == person("analyst")


def test_readiness_stays_what_the_sources_support(published):
    before = list(ProgrammeIndicator.objects.order_by("pk").values_list("pk", "readiness"))

    load_illustrative()

    assert list(ProgrammeIndicator.objects.order_by("pk").values_list("pk", "readiness")) == before


def test_nothing_of_it_shows_on_a_page_of_the_published_day(told):
    series = list(Series.objects.filter(**MADE_UP))

    assert not any(points_of(series, as_at=PUBLISHED_BY).values())
    assert not Target.objects.as_at(PUBLISHED_BY).filter(**MADE_UP).exists()


def test_nothing_is_dated_in_the_future(told):
    assert not Observation.objects.filter(**MADE_UP, known_at__date__gt=today()).exists()
    assert not Note.objects.filter(written_at__date__gt=today()).exists()


def test_telling_again_changes_nothing(told):
    before, changes = files(), Change.objects.count()

    assert not load_illustrative()
    assert files() == before
    assert Change.objects.count() == changes


# Taking it away


def test_afterwards_every_file_is_as_if_it_had_never_been(published):
    before = files()
    load_illustrative()

    removed = remove_illustrative()

    assert files() == before
    assert removed["series"] > 10
    assert not SpcStep.objects.exists()


def test_what_people_wrote_on_it_goes_with_it_and_is_counted(delays):
    Note.objects.create(series=delays, on=date(2026, 5, 1), text="Mine.", author=person("analyst"))
    SpcStep.objects.create(series=delays, on=date(2026, 6, 1), reason="Mine.")

    removed = remove_illustrative()

    assert (removed["notes"], removed["steps of limits"]) == (2, 2)


def test_real_values_beside_it_stay(delays):
    own = SeriesFactory(
        programme=delays.programme, indicator=delays.indicator, organisation=delays.organisation
    )
    ObservationFactory(series=own)

    remove_illustrative()

    assert own.observations.count() == 1


def test_values_that_people_loaded_into_a_made_up_series_keep_it(delays):
    ObservationFactory(series=delays, starts_on=date(2020, 1, 1))

    removed = remove_illustrative()

    delays.refresh_from_db()
    assert (delays.basis, delays.observations.count()) == ("entered", 1)
    assert removed["series kept for the values that people loaded"] == 1


def test_a_dry_run_counts_and_removes_nothing(told, capsys):
    before = Observation.objects.count()

    call_command("remove_illustrative", "--dry-run")

    assert f"{told['values']:,} values" in capsys.readouterr().out
    assert Observation.objects.count() == before
