"""Axes in the still pictures: round numbers, months, quarters and years, and the words beside them."""

import pytest

from ipqt.svg.text import text_width
from tests.ipqt.svg.drawing import MONTH, YEAR, bar, bars, line, parsed, paths, texts


def test_numbers_on_an_axis_are_round_and_have_commas():
    assert {"0", "1,000", "2,000"} <= set(texts(parsed(bar(["A"], [2100]))))
    assert {"0.00", "0.02", "0.10"} <= set(texts(parsed(line([1, 2], [0, 0.12]))))
    assert {"0%", "50%", "100%"} <= set(
        texts(parsed(line([1, 2], [0, 1]), yaxis={"tickformat": ".0%", "dtick": 0.5}))
    )
    assert "£5m" in texts(parsed(line([1, 2], [0, 5]), yaxis={"tickprefix": "£", "ticksuffix": "m"}))


def test_a_step_far_too_fine_for_the_picture_is_not_drawn():
    assert len(texts(parsed(line([1, 2], [0, 1000]), yaxis={"dtick": 0.001}))) < 40


def test_months_are_named_once_and_their_year_where_it_changes():
    words = texts(parsed(line(["2024-04-01", "2025-03-31"], [1, 2]), xaxis={"dtick": "M1"}))

    assert words[:2] == ["Apr2024", "May"]
    assert "Jan2025" in words


def test_a_month_is_named_in_its_middle_when_it_is_a_period():
    root = parsed(
        bar([MONTH], ["row"], base=["2024-04-01"], orientation="h"),
        xaxis=YEAR["xaxis"] | {"dtick": "M1", "ticklabelmode": "period"},
    )

    april = next(text for text in root.findall("text") if "".join(text.itertext()) == "Apr2024")

    assert float(april.find("tspan").get("x")) == pytest.approx(100 + 15 / 365 * 700, abs=0.1)
    assert len([t for t in texts(root) if t[:3].isalpha() and t != "row"]) == 12


def test_quarters_begin_in_april():
    quarters = texts(
        parsed(line(["2024-05-10", "2025-05-10"], [1, 2]), xaxis={"dtick": "M3", "tickformat": "%b %Y"})
    )

    assert quarters[:3] == ["Jul 2024", "Oct 2024", "Jan 2025"]


def test_years_may_begin_where_the_figure_says():
    axis = {"dtick": "M12", "tick0": "2024-01-01", "tickformat": "%Y"}

    assert texts(parsed(line(["2023-06-01", "2026-06-01"], [1, 2]), xaxis=axis))[:3] == [
        "2024",
        "2025",
        "2026",
    ]


@pytest.mark.parametrize(
    ("first", "last", "word"),
    [
        ("2025-03-01", "2025-03-20", "3 Mar"),
        ("2024-04-01", "2024-12-31", "Apr2024"),
        ("1990-01-01", "2025-01-01", "2000"),
        ("1750-01-01", "2900-01-01", "1800"),
    ],
)
def test_dates_choose_marks_that_fit(first, last, word):
    words = texts(parsed(line([first, last], [1, 2]), xaxis={"dtick": "M0"} if first < "1900" else {}))

    assert word in words
    assert len(words) < 40


def test_marks_may_be_given_word_by_word():
    axis = {"tickvals": ["2024-04-01", "2025-04-01", "never"], "ticktext": ["2024/25"]}

    words = texts(parsed(line(["2024-04-01", "2026-03-31"], [1, 2]), xaxis=axis))

    assert words[:2] == ["2024/25", "2025-04-01"]
    assert "never" not in words


def test_names_on_the_side_move_the_plot_out_of_their_way():
    name = "Level 2 rehabilitation placements"
    layout = {"yaxis": {"automargin": True, "title": {"text": "Workstream"}}}

    [(x, *_)] = bars(parsed(bar([4], [name], orientation="h"), **layout))

    assert x > text_width(name, 14)


def test_axes_may_be_given_titles_lines_and_another_side():
    axis = {"showline": True, "linecolor": "#123456", "title": {"text": "People"}}
    root = parsed(line([1, 2], [1, 2]), xaxis=axis | {"side": "top"}, yaxis=axis)

    assert len(paths(root, "#123456")) == 2
    assert texts(root).count("People") == 2
    assert [t for t in root.findall("text") if t.get("transform")]
    assert paths(root, "#123456")[0] == "M100 50H800"


def test_axes_may_be_silent():
    hidden = {"visible": False, "showline": True}
    bare = {"showticklabels": False, "showgrid": False, "title": {"text": "Days"}}

    assert texts(parsed(line([1, 2], [1, 2]), xaxis=hidden, yaxis=hidden)) == []
    assert texts(parsed(line([1, 2], [1, 2]), xaxis=bare, yaxis=bare | {"title": None})) == ["Days"]


def test_an_axis_may_run_backwards():
    root = parsed(bar([1, 2], ["first", "second"], orientation="h"), yaxis={"autorange": "reversed"})

    (_, first, *_), (_, second, *_) = bars(root)

    assert first < second


def test_categories_keep_the_order_the_axis_gives():
    root = parsed(bar(["B", "A"], [1, 5]), xaxis={"categoryarray": ["A", "B"]}, yaxis={"rangemode": "tozero"})

    (b, *_), (a, *_) = bars(root)

    assert a < b
