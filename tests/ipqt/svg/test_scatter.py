"""Lines and points in the still pictures: gaps, steps, dashes and shapes."""

import re

import pytest

from tests.ipqt.svg.drawing import draw, line, parsed, paths, texts


def test_a_line_breaks_where_nothing_is_known_and_nothing_falls_to_zero():
    [path] = paths(parsed(line([1, 2, 3, 4, 5], [1, 2, None, 2, 1])), "#005eb8")

    assert path.count("M") == 2
    assert path.count("L") == 2


def test_a_line_may_be_told_to_cross_its_gaps():
    [path] = paths(parsed(line([1, 2, 3], [1, None, 2], connectgaps=True)), "#005eb8")

    assert path.count("M") == 1


@pytest.mark.parametrize(("shape", "steps"), [("linear", "L"), ("hv", "HV"), ("vh", "VH"), ("hvh", "HVH")])
def test_a_step_line_holds_its_value_until_the_next(shape, steps):
    [path] = paths(parsed(line([1, 2], [1, 2], line={"color": "#005eb8", "shape": shape})), "#005eb8")

    assert "".join(re.findall("[A-Z]", path)) == f"M{steps}"


def test_a_line_that_leaves_the_picture_is_clipped_and_its_points_left_out():
    root = parsed(line([1, 2, 3], [1, 50, 1], mode="lines+markers"), yaxis={"range": [0, 2]})

    [clipped] = [path for path in root.findall("path") if path.get("clip-path")]
    assert clipped.get("clip-path") == f"url(#{root.find('defs/clipPath').get('id')})"
    assert len(root.findall("circle")) == 2


def test_dashes_grow_with_the_line():
    thin, thick = (
        line([1, 2], [1, 2], line={"color": "#111111", "dash": "dash", "width": w}) for w in (1, 4)
    )

    assert 'stroke-dasharray="9 9"' in draw(thin)
    assert 'stroke-dasharray="12 12"' in draw(thick)
    assert 'stroke-dasharray="6 4"' in draw(line([1, 2], [1, 2], line={"dash": "6px,4px"}))


def test_states_differ_by_shape():
    symbols = [
        "circle",
        "square",
        "diamond",
        "triangle-up",
        "triangle-down",
        "triangle-right",
        "triangle-left",
        "x",
    ]
    trace = {"type": "scatter", "x": list(range(8)), "y": [1] * 8, "mode": "markers"}

    root = parsed(trace | {"marker": {"symbol": symbols, "color": "#007f3b", "size": 10}})

    drawn = [path.get("d") for path in root.findall("path") if path.get("fill") == "#007f3b"]
    assert len({re.sub(r"[\d. -]+", "", path) + str(path.count("L")) for path in drawn}) >= 3
    assert len(drawn) == 7
    assert len(root.findall("circle")) == 1


def test_an_open_mark_is_an_outline():
    trace = {"type": "scatter", "x": [1], "y": [1], "mode": "markers"}

    [circle] = parsed(trace | {"marker": {"symbol": "circle-open", "color": "#4c6272"}}).findall("circle")

    assert (circle.get("fill"), circle.get("stroke")) == ("none", "#4c6272")


def test_points_may_carry_words():
    trace = {"type": "scatter", "x": [1, 2], "y": [1, 2], "mode": "markers+text", "text": ["37 people", ""]}

    words = [t for t in texts(parsed(trace | {"textposition": "top center"})) if "people" in t]

    assert words == ["37 people"]


def test_many_points_are_a_line_and_few_are_points_as_well():
    few, many = ({"type": "scatter", "x": list(range(n)), "y": list(range(n))} for n in (3, 30))

    assert len(parsed(few).findall("circle")) == 3
    assert parsed(many).findall("circle") == []
