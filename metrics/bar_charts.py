"""Bars that lie beside their names. Pure: values in, a plotly figure out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipqt import charts
from ipqt.charts import new_figure, plotly_text
from ipqt.svg.document import NARROW, WIDE
from ipqt.svg.legend import key_height
from ipqt.svg.text import widest, wrap

if TYPE_CHECKING:
    import plotly.graph_objects as go

BAR, GAP, EDGE, VALUE_ROOM = 22, 20, 12, 48
LABELS_SHARE = 0.42  # of the drawing's width, at most
# Neighbours differ by pattern as well as by colour.
LOOKS = (
    {"color": charts.BLUE},
    {"color": charts.BLUE, "pattern": {"shape": "/", "fgcolor": charts.BLUE, "bgcolor": charts.TINT}},
    {"color": charts.DARK_BLUE},
    {"color": charts.QUIET, "pattern": {"shape": "x", "fgcolor": charts.QUIET, "bgcolor": charts.PAPER}},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """One colour of bars: a value and its words for each label; None draws nothing."""

    name: str
    values: Sequence[float | None]
    words: Sequence[str]


def bars_figure(labels: Sequence[str], groups: Sequence[Bars], *, most: float) -> go.Figure | None:
    """A bar of each group for each label, in the order given, from 0 to `most`; None without any value."""
    if not any(value is not None for group in groups for value in group.values):
        return None
    traces = [_trace(group, labels, LOOKS[place % len(LOOKS)]) for place, group in enumerate(groups)]
    rows = len(labels) * (BAR * len(groups) + GAP)
    steady = {
        "barmode": "group",
        "bargap": GAP / (BAR * len(groups) + GAP),
        "xaxis": {"visible": False, "range": [0, most]},
        "yaxis": {"range": [len(labels) - 0.5, -0.5], "showgrid": False, "tickfont": {"color": charts.INK}},
        "showlegend": len(groups) > 1,
    }
    names = [group.name for group in groups]
    wide, narrow = (_layout(labels, names, rows=rows, width=width) for width in (WIDE, NARROW))
    return new_figure(traces, layout=charts.overlaid(steady, wide), narrow=narrow)


def _trace(group: Bars, labels: Sequence[str], marker: dict) -> dict:
    return {
        "type": "bar",
        "orientation": "h",
        "name": group.name,
        "x": list(group.values),
        "y": list(range(len(labels))),
        "text": ["" if value is None else f"{value:,}" for value in group.values],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": marker,
        "hovertext": [plotly_text(label, words) for label, words in zip(labels, group.words, strict=True)],
        "hoverinfo": "text",
    }


def _layout(labels: Sequence[str], names: Sequence[str], *, rows: int, width: int) -> dict:
    """Names in as many lines as the width asks for; the key, where there is one, below."""
    lines = [wrap(label, width=width * LABELS_SHARE, size=charts.SMALL, most=3) for label in labels]
    left = round(widest([line for label in lines for line in label], charts.SMALL) + 2 * EDGE)
    key = round(key_height(names, width=width - left, size=charts.SMALL)) if len(names) > 1 else 0
    return {
        "height": rows + 2 * EDGE + key,
        "margin": {"l": left, "r": VALUE_ROOM, "t": EDGE, "b": EDGE + key},
        "legend": {"yanchor": "top", "y": -EDGE / (2 * rows)},
        "yaxis": {
            "tickvals": list(range(len(labels))),
            "ticktext": [plotly_text(*label) for label in lines],
        },
    }
