"""Bars in the still pictures: where they start, how far they go, and how they are told apart."""

import pytest

from tests.ipqt.svg.drawing import MONTH, YEAR, bar, bars, parsed, texts


def test_a_month_on_a_timeline_starts_and_ends_where_it_should():
    trace = bar([31 * 86_400_000], ["row"], base=["2024-07-01"], orientation="h")

    [(x, _, width, _)] = bars(parsed(trace, **YEAR))

    assert x == pytest.approx(100 + 91 / 365 * 700, abs=0.1)
    assert width == pytest.approx(31 / 365 * 700, abs=0.1)


def test_a_bar_is_cut_where_the_picture_ends():
    before = bar([MONTH * 2], ["row"], base=["2024-03-02"], orientation="h")
    outside = bar([MONTH], ["row"], base=["2022-01-01"], orientation="h")

    [(x, _, width, _)] = bars(parsed(before, outside, barmode="overlay", **YEAR))

    assert x == 100
    assert width == pytest.approx(30 / 365 * 700, abs=0.1)


def test_bars_stand_on_zero_side_by_side():
    root = parsed(bar(["A", "B"], [1, 2]), bar(["A", "B"], [2, -1]), bargap=0, yaxis={"range": [-1, 3]})

    (x1, y1, width, height), (x2, *_), (x3, *_), (_, y4, _, _) = bars(root)

    assert (x1, x2) == (100, 450)
    assert x3 == 100 + width == 275
    assert y1 + height == y4 == 50 + 300 * 0.75


def test_stacked_bars_go_on_where_the_last_ended_and_losses_go_down():
    root = parsed(bar([1], [3]), bar([1], [1]), bar([1], [-4]), barmode="stack", yaxis={"range": [-4, 4]})

    (_, y1, _, h1), (_, y2, _, h2), (_, y3, _, h3) = bars(root)

    assert y1 + h1 == y3 == 200
    assert y2 + h2 == y1
    assert h1 == pytest.approx(3 * h2, abs=0.1)
    assert h3 == pytest.approx(h1 + h2, abs=0.1)


def test_a_bar_keeps_the_width_and_place_it_is_given():
    trace = bar([4], [0], orientation="h", offset=-0.5, width=0.25)

    [(_, y, _, height)] = bars(parsed(trace, yaxis={"range": [1, -1]}, xaxis={"range": [0, 4]}))

    assert (y, height) == (125, 37.5)


def test_a_bar_without_a_value_or_a_place_is_left_out():
    based = bar([1, 2, 3], ["A", "B", "C"], base=[0, None, 1], orientation="h")

    assert len(bars(parsed(bar(["A", None, "C"], [1, 2, None])))) == 1
    assert len(bars(parsed(based))) == 2


def test_bars_say_their_number_inside_or_beyond_their_end():
    inside = bar([1, 90], ["A", "B"], orientation="h", text=["hidden", "ninety"], textposition="auto")
    beyond = bar([5, -5], ["A", "B"], orientation="h", text=["right", "left"], textposition="outside")
    upright = bar(["A", "B"], [5, -5], text=["above", "below"], textposition="outside")
    silent = bar([5], ["A"], orientation="h", text=["nothing"], textposition="none")

    assert "ninety" in texts(parsed(inside))
    assert "hidden" not in texts(parsed(inside))
    assert {"right", "left"} < set(texts(parsed(beyond)))
    assert {"above", "below"} < set(texts(parsed(upright)))
    assert "nothing" not in texts(parsed(silent))


@pytest.mark.parametrize("shape", ["/", "\\", "x", "-", "|", "+", "."])
def test_a_pattern_is_defined_once_and_named_after_its_picture(shape):
    pattern = {"shape": shape, "fgcolor": "#003087", "bgcolor": "#fff", "size": 6}

    root = parsed(bar(["A", "B"], [1, 2], marker={"pattern": pattern}))

    [definition] = root.find("defs")
    assert definition.get("id").startswith("test-")
    assert {rect.get("fill") for rect in root.findall("rect")} == {f"url(#{definition.get('id')})"}


def test_a_pattern_lies_over_its_colour_where_asked():
    marker = {"color": "#005eb8", "pattern": {"shape": "x", "fillmode": "overlay"}}

    root = parsed(bar(["A"], [1], marker=marker))

    assert root.find("defs/pattern/rect").get("fill") == "#005eb8"


def test_each_point_may_have_its_own_strength_and_edge():
    marker = {
        "color": ["#111111", "#222222"],
        "opacity": [0.25, 1],
        "line": {"width": [0, 2], "color": "#ffffff"},
    }

    first, second = parsed(bar(["A", "B"], [1, 2], marker=marker)).findall("rect")

    assert (first.get("fill"), first.get("fill-opacity"), first.get("stroke")) == ("#111111", "0.25", None)
    assert (second.get("fill"), second.get("fill-opacity"), second.get("stroke")) == (
        "#222222",
        None,
        "#ffffff",
    )
