"""The still picture as a whole: named, safe, small, and always the same."""

import gzip
import re
from xml.etree import ElementTree

import plotly.graph_objects as go

from ipqt.svg.document import NARROW, WIDE, figure_svg
from tests.ipqt.svg.drawing import bar, bars, draw, line, parsed


def test_a_picture_has_a_name_and_a_description_of_its_own():
    root = parsed(line([1, 2], [1, 2]))

    assert root.get("role") == "img"
    assert root.find("title").text == "A title"
    assert root.find("desc").text == "What it shows"
    assert root.get("aria-labelledby") == root.find("title").get("id") == "test-title"
    assert root.get("aria-describedby") == root.find("desc").get("id")


def test_a_trace_that_is_switched_off_is_not_drawn():
    assert bars(parsed(bar(["A"], [1], visible=False), bar(["B"], [1], visible="legendonly"))) == []


def test_words_are_escaped_whatever_they_hold():
    evil = '"><script>alert(1)</script>&amp;\x00\x0b'
    traces = (bar([evil], [1], name=evil, text=[evil], textposition="outside"), line([evil], [1], name=evil))
    layout = {"annotations": [{"text": evil, "x": 0, "xref": "paper", "y": 0, "yref": "paper"}]}

    figure = go.Figure({"data": list(traces), "layout": layout | {"template": "none"}})
    text = figure_svg(figure, name="test", title=evil, description=evil)

    root = ElementTree.fromstring(text)  # noqa: S314
    assert "<script" not in text
    assert "script" not in {child.tag.rpartition("}")[2] for child in root.iter()}


def test_a_picture_has_no_styles_no_scripts_and_no_handlers():
    text = draw(
        bar(["A"], [1], name="Bars"),
        line(["A"], [1], name="Line"),
        annotations=[{"text": "Note", "x": 0, "y": 1}],
    )

    assert not re.search(r"style|class=|\son\w+=|href|javascript", text)


def test_the_same_figure_is_always_the_same_bytes_and_few_of_them():
    traces = [line([f"2024-{month:02d}-01" for month in range(1, 13)], list(range(12)), mode="lines+markers")]

    assert draw(*traces) == draw(*traces)
    assert len(gzip.compress(draw(*traces).encode())) < 1500


def test_a_phone_gets_its_own_layout():
    layout = {
        "meta": {
            "narrow": {"height": 700, "margin": {"l": 10}, "annotations": [{"text": "Phone", "x": 1, "y": 1}]}
        }
    }
    layout["annotations"] = [{"text": "Desk", "x": 1, "y": 1}]

    wide, narrow = draw(line([1, 2], [1, 2]), **layout), draw(line([1, 2], [1, 2]), narrow=True, **layout)

    assert f'viewBox="0 0 {WIDE} 400"' in wide
    assert f'viewBox="0 0 {NARROW} 700"' in narrow
    assert ("Desk" in wide, "Desk" in narrow) == (True, False)
    assert ("Phone" in wide, "Phone" in narrow) == (False, True)


def test_an_empty_figure_is_an_empty_plot():
    assert bars(parsed()) == bars(parsed({"type": "bar"}, {"type": "scatter"})) == []
    assert figure_svg(go.Figure(), name="test", title="Nothing", description="").startswith("<svg")
