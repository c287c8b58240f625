"""Windows that count months follow month 1, whoever moved it."""

from datetime import date

import pytest
from django.core.management import call_command

from deliverables.models import Change, Programme, Window
from tests.factories import WindowFactory

pytestmark = pytest.mark.django_db

MAY, JULY = date(2024, 5, 1), date(2024, 7, 1)


@pytest.fixture
def moved(load):
    """The folder is loaded, then people moved month 1 to May."""
    load()
    call_command("set_month_one", "north", "1/5/2024", why="Signed off in May")
    return load


def window(ref="A-1"):
    return Window.objects.get(item__ref=ref)


def test_a_load_does_not_move_windows_back(moved):
    first, second = moved(), moved()

    assert Programme.objects.get().month_one == MAY
    assert (window().starts_on, window().ends_on) == (MAY, date(2024, 10, 31))
    assert first.kept == ["programme north: month_one", "programme north: month_one_basis"]
    assert first.kept == second.kept
    assert first.changed == second.changed == 0


def test_a_window_that_the_files_add_counts_from_the_month_that_stands_here(north, moved):
    north.change("plan_item", {"window": {"words": "month 2", "months": [2, 2]}}, ref="D-1")

    moved()

    assert window("D-1").starts_on == date(2024, 6, 1)


def test_a_window_that_the_files_change_counts_from_the_month_that_stands_here(north, moved):
    north.change("plan_item", {"window": {"words": "months 3-4", "months": [3, 4]}}, ref="A-1")

    report = moved()

    assert (window().starts_on, window().ends_on) == (JULY, date(2024, 8, 31))
    assert report.updated == {"window": 1}


def test_windows_move_with_the_file_where_people_left_month_one_alone(north, load):
    load()
    north.change("programme", {"month_one": MAY})

    report = load()

    assert window().starts_on == MAY
    assert report.updated == {"programme": 1, "window": 1}
    assert Change.objects.get(record="window", action="updated").after["starts_on"] == "2024-05-01"
    assert load().changed == 0


def test_windows_that_people_entered_in_months_move_with_the_file_too(north, load):
    load()
    item = Programme.objects.get().items.get(ref="D-1")
    WindowFactory(item=item, words="month 1", first_month=1, last_month=1, ends_on=date(2024, 4, 30))
    north.change("programme", {"month_one": MAY})

    assert load().updated == {"programme": 1, "window": 2}
    assert (window("D-1").starts_on, window("D-1").ends_on) == (MAY, date(2024, 5, 31))
    assert Change.objects.get(action="moved month 1").after == {"windows_moved": 1}


def test_a_window_with_dates_of_its_own_stays(north, load):
    north.change("plan_item", {"window": {"words": "by July", "end": date(2024, 7, 31)}}, ref="D-1")
    load()

    call_command("set_month_one", "north", "2024-07-01", why="Late start")

    assert window("D-1").ends_on == date(2024, 7, 31)
    assert window("A-1").starts_on == JULY
