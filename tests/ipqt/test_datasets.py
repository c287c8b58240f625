"""What a column writes, it can read."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipqt.datasets import Boolean, Choice, Column, Date, Integer, Json, Keys, Moment, Number, Text
from ipqt.exports import safe_cell

KIND = Choice((("a", "First"), ("b", "Second")))
SUMMER = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("cells", "value", "cell"),
    [
        (Text(), "Ward", "Ward"),
        (Text(), None, ""),
        (Integer(), -5, -5),
        (Integer(), None, ""),
        (Number(), 37.0, 37),
        (Number(), 24.5, 24.5),
        (Number(), None, ""),
        (Date(), date(2025, 3, 31), "2025-03-31"),
        (Date(), None, ""),
        (Moment(), datetime(2025, 6, 1, 0, 30, tzinfo=SUMMER), "2025-05-31T23:30:00Z"),
        (Moment(), None, ""),
        (Boolean(), True, "true"),
        (Boolean(), None, ""),
        (KIND, "a", "a"),
        (Keys(), ("RLY", "RRE"), "RLY; RRE"),
        (Json(), {"b": 1, "a": "é"}, '{"a": "é", "b": 1}'),
        (Json(), None, ""),
    ],
)
def test_a_value_is_written_as_the_dictionary_says(cells, value, cell):
    assert cells.to_cell(value) == cell


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        (Integer(), -5),
        (Integer(), 0),
        (Integer(), None),
        (Number(), 37.0),
        (Number(), 24.5),
        (Number(), None),
        (Date(), date(2025, 3, 31)),
        (Date(), None),
        (Moment(), datetime(2025, 5, 31, 23, 30, 1, 250, tzinfo=UTC)),
        (Moment(), None),
        (Boolean(), True),
        (Boolean(), False),
        (Boolean(), None),
        (KIND, "b"),
        (KIND, ""),
        (Keys(), ("RLY", "RRE")),
        (Keys(), ()),
        (Json(), {"title": "=SUM(A1)", "none": None}),
        (Json(), None),
    ],
)
def test_a_value_comes_back_unchanged(cells, value):
    column = Column(name="x", meaning="Any.", type=cells)

    assert column.from_cell(str(safe_cell(cells.to_cell(value)))) == value


@given(st.text())
def test_any_text_comes_back_unchanged(text):
    assert Column(name="x", meaning="Any.").from_cell(safe_cell(text)) == text


@pytest.mark.parametrize(
    ("cells", "cell"),
    [(Integer(), "five"), (Number(), "five"), (Date(), "31/3/2025"), (Boolean(), "yes"), (KIND, "c")],
)
def test_a_cell_that_stands_for_no_value_is_refused(cells, cell):
    with pytest.raises(ValueError, match=cell):
        cells.from_cell(cell)


def test_a_column_cannot_be_declared_with_a_wrong_example():
    with pytest.raises(ValueError, match="“c” is none of a, b"):
        Column(name="kind", meaning="Kind.", type=KIND, example="c")
