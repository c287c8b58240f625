"""The figure of a series: lines, points, events and the key, laid out for a wide page and for a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ipqt.charts import QUIET, SMALL, new_figure, plotly_text
from ipqt.svg.document import NARROW, WIDE
from ipqt.svg.legend import key_height
from metrics.models import Note
from metrics.selectors.readings import SeriesReading
from metrics.spc_chart.events import Event, event_marks, step_marks, upright_lines
from metrics.spc_chart.frame import Frame, frame_of
from metrics.spc_chart.lines import limit_lines, target_lines, value_line
from metrics.spc_chart.points import lost_points, noted_points, value_points
from metrics.values import PERCENT, POUND, wording_of

if TYPE_CHECKING:
    import plotly.graph_objects as go

LEAST_VALUES = 2
TALL, TALL_NARROW, TOP, RIGHT, X_WORDS = 320, 260, 34, 14, 46
SIDE = 62  # room for the numbers of the y axis


def spc_figure(
    reading: SeriesReading, *, events: Sequence[Event] = (), notes: Sequence[Note] = ()
) -> go.Figure | None:
    """The chart of a series; None where fewer than two values may be seen, since there is nothing to compare.

    Hidden values are in no part of the figure.
    """
    if sum(point.is_known for point in reading.points) < LEAST_VALUES:
        return None
    frame = frame_of(reading)
    traces = _traces(reading, frame, events, notes)
    wide, narrow = (
        _layout(reading, frame, events, traces, width=width, tall=tall)
        for width, tall in ((WIDE, TALL), (NARROW, TALL_NARROW))
    )
    return new_figure(traces, layout=wide | _axes(reading, frame), narrow=narrow)


def _traces(
    reading: SeriesReading, frame: Frame, events: Sequence[Event], notes: Sequence[Note]
) -> list[dict]:
    """From the ground up, which is the order of the key as well."""
    write = wording_of(reading).number
    noted = noted_points(reading, frame, notes)
    return [
        *limit_lines(reading, frame, write),
        *target_lines(reading, frame, write),
        value_line(reading, frame),
        *([noted] if noted else ()),
        *value_points(reading, frame),
        *lost_points(reading, frame),
        *event_marks(events, frame),
        *step_marks(reading, frame),
    ]


def _axes(reading: SeriesReading, frame: Frame) -> dict:
    unit = reading.series.indicator.unit
    return {
        "xaxis": {
            "type": "date",
            "range": [frame.first.isoformat(), frame.last.isoformat()],
            "tick0": "2000-01-01",
            "showgrid": False,
            "showline": True,
        },
        "yaxis": {
            "range": [frame.low, frame.high],
            "tickprefix": unit if unit == POUND else "",
            "ticksuffix": unit if unit == PERCENT else "",
        },
        "showlegend": True,
    }


def _layout(
    reading: SeriesReading, frame: Frame, events: Sequence[Event], traces: Sequence[dict], *, width, tall
) -> dict:
    """What depends on the width: the key below the words of the x axis, the labels of upright lines."""
    plot = width - SIDE - RIGHT
    names = [trace["name"] for trace in traces if trace.get("showlegend") is not False]
    bottom = X_WORDS + round(key_height(names, width=plot, size=SMALL)) + 8
    shapes, labels = upright_lines(reading, events, frame, wide=plot, tall=tall)
    return {
        "height": TOP + tall + bottom,
        "margin": {"l": SIDE, "r": RIGHT, "t": TOP, "b": bottom},
        "legend": {"yanchor": "top", "y": -X_WORDS / tall},
        "shapes": shapes,
        "annotations": [_unit_words(reading), *labels],
    }


def _unit_words(reading: SeriesReading) -> dict:
    """What the numbers of the y axis count, above them."""
    indicator = reading.series.indicator
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": 8 - SIDE,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "yshift": 10,
        "text": plotly_text(indicator.unit),
        "showarrow": False,
        "font": {"size": SMALL, "color": QUIET},
    }
