"""What the still pictures make of odd values and long words."""

import re
from datetime import date
from xml.etree import ElementTree

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ipqt.svg.text import text_width, wrap
from tests.ipqt.svg.drawing import bar, bars, draw, line, parsed, texts


def test_arrays_dates_and_days_are_all_read():
    days = [date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1)]
    moments = np.array(days, dtype="datetime64[ns]")

    assert draw(line(days, [1, 2, 3])) == draw(line(moments, np.array([1, 2, 3])))
    assert draw(line(days, [1, 2, 3])) == draw(line([str(day) for day in days], [1, 2, 3]))


def test_what_only_looks_like_a_date_is_a_name():
    assert "2024-99-99" in texts(parsed(bar(["2024-99-99", "2024-04-01"], [1, 2])))


def test_arrays_may_style_each_point_and_hold_each_base():
    marker = {"color": np.array(["#111111", "#222222"]), "size": np.array([4, 8])}
    points = {"type": "scatter", "x": [1, 2], "y": [1, 2], "mode": "markers", "marker": marker}
    based = bar([1, 1], ["A", "B"], base=np.array([1, 2]), orientation="h", xaxis="x")

    assert [circle.get("r") for circle in parsed(points).findall("circle")] == ["2", "4"]
    assert len(bars(parsed(based))) == 2
    assert len(bars(parsed(based | {"base": 5}))) == 2


def test_long_names_break_between_words_and_end_in_an_ellipsis():
    name = "Public engagement report summarising key findings and recommendations"

    lines = wrap(name, width=160, size=14, most=2)

    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(text_width(line, 14) <= 160 for line in lines)
    assert wrap("Short", width=160, size=14, most=2) == ["Short"]
    assert wrap("x" * 60, width=160, size=14, most=2)[0].endswith("…")
    assert wrap("", width=160, size=14, most=2) == []


ANY_NUMBER = st.one_of(st.none(), st.floats(), st.integers(-(10**18), 10**18))
ANY_DAY = st.one_of(st.none(), st.dates(), st.datetimes(), st.text(max_size=6))
KINDS = st.sampled_from(["lines", "markers", "lines+markers", "stack", "group", "relative", "based"])


def trace_of(kind, xs, ys):
    if "lines" in kind or kind == "markers":
        return {"type": "scatter", "x": xs, "y": ys, "mode": kind}
    return {"type": "bar", "x": xs, "y": ys, "base": [1] * len(ys) if kind == "based" else None}


@settings(max_examples=60, deadline=None)
@given(
    kind=KINDS, xs=st.lists(st.one_of(ANY_DAY, ANY_NUMBER), max_size=6), ys=st.lists(ANY_NUMBER, max_size=6)
)
def test_whatever_the_values_the_picture_is_whole_and_finite(kind, xs, ys):
    mode = kind if kind in ("stack", "group", "relative") else None

    text = draw(trace_of(kind, xs, ys), barmode=mode)

    ElementTree.fromstring(text)  # noqa: S314
    assert not re.search(r"nan|inf\b", re.sub(r"<text.*?</text>", "", text))


@settings(max_examples=60, deadline=None)
@given(value=st.floats(-1e14, 1e14), count=st.integers(1, 4))
def test_equal_values_and_single_points_have_a_place(value, count):
    root = parsed({"type": "scatter", "x": [1] * count, "y": [value] * count, "mode": "markers"})

    assert len(root.findall("circle")) == count
    assert all(50 <= float(circle.get("cy")) <= 350 for circle in root.findall("circle"))


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60), width=st.floats(10, 400), most=st.integers(1, 4))
def test_wrapped_names_never_have_too_many_lines(text, width, most):
    lines = wrap(text, width=width, size=14, most=most)

    assert len(lines) <= most
    assert all(text_width(line, 14) <= width or line == "…" for line in lines)
