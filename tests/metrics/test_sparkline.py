"""The small line in the measures table."""

from datetime import date
from xml.etree import ElementTree

import pytest

from metrics.selectors.readings import read_series
from metrics.sparkline import sparkline
from tests.metrics.factories import SeriesFactory, monthly

pytestmark = pytest.mark.django_db

SWINGING = [20, 22, 21, 23] * 4


def line_of(values) -> str:
    series = SeriesFactory()
    monthly(series, values)
    (reading,) = read_series([series], as_at=date(2030, 1, 1))
    return sparkline(reading)


def parts(picture: str) -> list[str]:
    return [part.tag for part in ElementTree.fromstring(picture)]  # noqa: S314 our own drawing


def test_the_usual_range_lies_under_the_line_and_the_newest_value_has_its_mark():
    assert parts(line_of(SWINGING)) == ["rect", "path", "circle"]


def test_a_signal_has_a_shape_and_a_colour_of_its_own():
    assert 'fill="#e46c0a"' in line_of([*SWINGING, 60])
    assert parts(line_of([*SWINGING, 60])) == ["rect", "path", "path"]


def test_a_month_without_a_value_is_a_gap_and_a_lone_value_a_dot():
    assert parts(line_of([20, 22, None, 21, None, 23, 24])) == ["path", "circle", "path", "circle"]


def test_nothing_is_drawn_for_a_series_without_a_value():
    assert line_of([]) == ""
    assert line_of([None, None]) == ""


def test_one_value_or_equal_values_have_no_range():
    assert parts(line_of([5])) == ["circle", "circle"]
    assert parts(line_of([5, 5, 5])) == ["path", "circle"]


def test_the_line_is_nothing_to_a_screen_reader_since_the_table_says_it_all():
    assert 'aria-hidden="true" focusable="false"' in line_of(SWINGING)


def test_only_the_last_three_years_are_drawn():
    assert line_of([20, 22] * 30).count("L") == 35
