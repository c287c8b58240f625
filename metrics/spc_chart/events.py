"""Upright lines on the chart: deliveries that may have moved the measure, and steps of the limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ipqt.charts import DARK_BLUE, INK, PAPER, SMALL, plotly_text
from ipqt.svg.text import text_width
from metrics.models import SpcStep
from metrics.selectors.readings import SeriesReading
from metrics.spc_chart.frame import Frame

CLOSEST = 18  # pixels between two labels that stand beside their lines
BELOW_HEADS = 30  # pixels from the top of the plot
MOST_NAMED = 2
STEP = "New limits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A plan item that is to move the measure: `words` say what is known of its date."""

    day: date
    ref: str
    words: str
    delivered: bool

    @property
    def kind(self) -> str:
        return "Delivered" if self.delivered else "Due"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    day: date
    label: str
    is_step: bool


def event_marks(events: Sequence[Event], frame: Frame) -> Iterator[dict]:
    """Heads of the lines, whose hover tells the item: filled where delivered, hollow where due."""
    for delivered in (True, False):
        some = [event for event in events if event.delivered is delivered and frame.holds(event.day)]
        if some:
            yield _heads(
                [event.day for event in some],
                [plotly_text(event.words) for event in some],
                frame,
                name=some[0].kind,
                marker={"symbol": "triangle-down", "color": DARK_BLUE if delivered else PAPER},
            )


def step_marks(reading: SeriesReading, frame: Frame) -> Iterator[dict]:
    steps = list(_steps(reading, frame))
    if steps:
        hover = [plotly_text(f"Limits calculated anew: {step.reason}") for _day, step in steps]
        days = [day for day, _step in steps]
        yield _heads(days, hover, frame, name=STEP, marker={"symbol": "triangle-right", "color": INK})


def _heads(days: Sequence[date], hover: Sequence[str], frame: Frame, *, name: str, marker: dict) -> dict:
    edge = {"color": INK if name == STEP else DARK_BLUE, "width": 1.5}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": list(days),
        "y": [frame.top] * len(days),
        "marker": {**marker, "size": 10, "line": edge},
        "hovertext": list(hover),
        "hoverinfo": "text",
        "showlegend": True,
    }


def _steps(reading: SeriesReading, frame: Frame) -> Iterator[tuple[date, SpcStep]]:
    """The steps that begin at a period of the series, with the day at which that period's ground begins."""
    edges = {point.starts_on: edge for point, edge in zip(reading.points, frame.edges, strict=False)}
    for step in reading.steps:
        if step.on in edges:
            yield edges[step.on], step


def upright_lines(
    reading: SeriesReading, events: Sequence[Event], frame: Frame, *, wide: float, tall: float
) -> tuple[list[dict], list[dict]]:
    """Shapes and annotations for a plot of this size in pixels; labels that would touch become one."""
    lines = [
        _Line(day=event.day, label=event.ref, is_step=False) for event in events if frame.holds(event.day)
    ]
    lines += [_Line(day=day, label=STEP, is_step=True) for day, _step in _steps(reading, frame)]
    lines.sort(key=lambda line: (line.day, line.is_step, line.label))
    shapes = [_shape(line) for line in lines]
    return shapes, [_label(some, tall=tall) for some in _clusters(lines, frame, wide=wide)]


def _shape(line: _Line) -> dict:
    colour, dash = (INK, "dash") if line.is_step else (DARK_BLUE, "dot")
    return {
        "type": "line",
        "layer": "below",
        "x0": line.day.isoformat(),
        "x1": line.day.isoformat(),
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": colour, "width": 1, "dash": dash},
    }


def _clusters(lines: Sequence[_Line], frame: Frame, *, wide: float) -> list[list[_Line]]:
    """Lines whose labels would touch, together."""
    least = (frame.last - frame.first) * (CLOSEST / wide)
    clusters: list[list[_Line]] = []
    for line in lines:
        if clusters and line.day - clusters[-1][0].day < least:
            clusters[-1].append(line)
        else:
            clusters.append([line])
    return clusters


def _label(lines: Sequence[_Line], *, tall: float) -> dict:
    """Upright words to the right of the first line of a cluster: Y1-D3, Y1-D4 and 2 more.

    Held in the middle, where turned words stay in their place in every renderer.
    """
    labels = list(dict.fromkeys(line.label for line in lines))
    words = ", ".join(labels[:MOST_NAMED])
    if len(labels) > MOST_NAMED:
        words += f" and {len(labels) - MOST_NAMED} more"
    return {
        "x": lines[0].day.isoformat(),
        "xanchor": "center",
        "xshift": SMALL * 0.65 + 1,
        "yref": "paper",
        "y": 1 - (BELOW_HEADS + text_width(words, SMALL) / 2) / tall,
        "yanchor": "middle",
        "textangle": -90,
        "text": plotly_text(words),
        "showarrow": False,
        "font": {"size": SMALL, "color": INK},
    }
