"""The figure of beds. Pure: totals in, a plotly figure and a table out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ipqt import charts
from ipqt.charts import ChartTable, new_figure, plotly_text
from ipqt.svg.document import NARROW, WIDE
from ipqt.svg.text import widest, wrap
from metrics.selectors.wards import BedTotal

if TYPE_CHECKING:
    import plotly.graph_objects as go

ROW, EDGE, VALUE_ROOM = 46, 12, 48
LABELS_SHARE = 0.42  # of the drawing's width, at most


def beds_figure(totals: Sequence[BedTotal]) -> go.Figure | None:
    """One bar a total, in the order given; None where no beds are counted."""
    counted = [total for total in totals if total.beds]
    if not counted:
        return None
    trace = {
        "type": "bar",
        "orientation": "h",
        "name": "Beds",
        "x": [total.beds for total in counted],
        "y": list(range(len(counted))),
        "text": [f"{total.beds:,}" for total in counted],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": charts.BLUE},
        "hovertext": [
            plotly_text(total.name, f"{total.beds:,} beds, {total.wards:,} wards") for total in counted
        ],
        "hoverinfo": "text",
    }
    steady = {
        "bargap": 0.4,
        "showlegend": False,
        "height": ROW * len(counted) + 2 * EDGE,
        "xaxis": {"visible": False, "range": [0, max(total.beds for total in counted)]},
        "yaxis": {"range": [len(counted) - 0.5, -0.5], "showgrid": False, "tickfont": {"color": charts.INK}},
    }
    wide, narrow = (_labels(counted, width=width) for width in (WIDE, NARROW))
    return new_figure([trace], layout=charts.overlaid(steady, wide), narrow=narrow)


def _labels(totals: Sequence[BedTotal], *, width: int) -> dict:
    """Names beside the bars, broken into lines where the drawing is narrow."""
    names = [wrap(total.name, width=width * LABELS_SHARE, size=charts.SMALL, most=3) for total in totals]
    left = widest([line for lines in names for line in lines], charts.SMALL) + 2 * EDGE
    return {
        "margin": {"l": round(left), "r": VALUE_ROOM, "t": EDGE, "b": EDGE},
        "yaxis": {
            "tickvals": list(range(len(totals))),
            "ticktext": [plotly_text(*lines) for lines in names],
        },
    }


def beds_table(totals: Sequence[BedTotal], *, of: str) -> ChartTable:
    """The same totals in words; `of` names what they are totals of, for example Service area."""
    return ChartTable(
        caption=f"Beds by {of.lower()}",
        header=(of, "Wards", "Beds", "Wards without a count"),
        rows=[(total.name, f"{total.wards:,}", total.beds_words, f"{total.uncounted:,}") for total in totals],
    )
