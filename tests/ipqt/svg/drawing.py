"""Draws figures for the tests of the pictures, and reads what was drawn."""

import re
from xml.etree import ElementTree

import plotly.graph_objects as go

from ipqt.svg.document import figure_svg

# A plot of 700 by 300 pixels whose corner lies at 100, 50.
FRAME = {"margin": {"l": 100, "r": 40, "t": 50, "b": 50}, "height": 400, "template": "none"}
MONTH = 86_400_000 * 30


def draw(*traces, narrow=False, **layout):
    figure = go.Figure({"data": list(traces), "layout": FRAME | layout})
    return figure_svg(figure, name="test", title="A title", description="What it shows", narrow=narrow)


def parsed(*traces, **layout):
    text = re.sub(r' xmlns="[^"]*"', "", draw(*traces, **layout))
    return ElementTree.fromstring(text)  # noqa: S314 our own drawing


def bars(root):
    """x, y, width and height of each bar."""
    return [
        tuple(float(rect.get(side)) for side in ("x", "y", "width", "height"))
        for rect in root.findall("rect")
    ]


def paths(root, stroke):
    return [path.get("d") for path in root.findall("path") if path.get("stroke") == stroke]


def texts(root):
    return ["".join(text.itertext()) for text in root.findall("text")]


def line(x, y, **more):
    return {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": {"color": "#005eb8"}, **more}


def bar(x, y, **more):
    return {"type": "bar", "x": x, "y": y, "marker": {"color": "#005eb8"}, **more}


YEAR = {"xaxis": {"type": "date", "range": ["2024-04-01", "2025-04-01"]}}
