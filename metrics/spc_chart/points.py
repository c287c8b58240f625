"""The points of the chart: what each says of variation, what stands where no value is, and notes on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from textwrap import wrap

from ipqt.charts import BLUE, INK, PAPER, QUIET, plotly_text
from metrics.marks import MARKS, Mark
from metrics.models import Note, ValueStatus
from metrics.selectors.points import Point
from metrics.selectors.readings import SeriesReading
from metrics.spc.icons import PointType
from metrics.spc.wording import CAUSE_WORDS
from metrics.spc_chart.frame import Frame
from metrics.values import period_words, value_words

SIZE, RING, FOOT_SIZE = 10, 20, 9
HOVER_WIDTH, HOVER_LINES = 60, 5  # letters and lines
HIDDEN_HERE = "Hidden: a small number could point at a person"
LOST = {
    ValueStatus.SUPPRESSED: "square",
    ValueStatus.NOT_REPORTED: "x",
    ValueStatus.NOT_APPLICABLE: "triangle-down",
}


def value_points(reading: SeriesReading, frame: Frame) -> Iterator[dict]:
    """One trace for each type of point, provisional ones apart, in the order of the marks."""
    found: dict[tuple[PointType, bool], list[int]] = defaultdict(list)
    for index, (point, kind) in enumerate(zip(reading.points, reading.result.point_types, strict=True)):
        if point.is_known:
            found[kind, point.is_provisional].append(index)
    for kind, mark in MARKS.items():
        for provisional in (False, True):
            if found[kind, provisional]:
                yield _trace(reading, frame, found[kind, provisional], mark, provisional=provisional)


def _trace(
    reading: SeriesReading, frame: Frame, indexes: Sequence[int], mark: Mark, *, provisional: bool
) -> dict:
    """Filled points with a thin dark edge; provisional ones hollow."""
    edge = {"color": mark.edge, "width": 2} if provisional else {"color": INK, "width": 1}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"{mark.words}, provisional" if provisional else mark.words,
        "x": [frame.days[index] for index in indexes],
        "y": [reading.points[index].value for index in indexes],
        "marker": {
            "symbol": mark.symbol,
            "size": SIZE,
            "color": PAPER if provisional else mark.colour,
            "line": edge,
        },
        "hovertext": [plotly_text(*point_words(reading, index)) for index in indexes],
        "hoverinfo": "text",
        "showlegend": True,
    }


def point_words(reading: SeriesReading, index: int) -> list[str]:
    """Period, value, the rule that the point fulfils, and whether it may still change."""
    point = reading.points[index]
    lines = [
        f"{period_words(point.starts_on, point.ends_on)}: {value_words(point, reading.series.indicator)}"
    ]
    lines.append(CAUSE_WORDS[int(reading.result.cause[index])])
    if point.is_provisional:
        lines.append("Provisional: may still change")
    if point.rounded_to:
        lines.append(f"Rounded to {point.rounded_to} by the publisher")
    return lines


def lost_points(reading: SeriesReading, frame: Frame) -> Iterator[dict]:
    """Periods without a value, at the foot of the chart, so that nobody takes them for zero."""
    for status, symbol in LOST.items():
        indexes = [index for index, point in enumerate(reading.points) if point.status == status]
        if not indexes:
            continue
        points = [reading.points[index] for index in indexes]
        yield {
            "type": "scatter",
            "mode": "markers",
            "name": status.label,
            "x": [frame.days[index] for index in indexes],
            "y": [frame.foot] * len(indexes),
            "marker": {
                "symbol": symbol,
                "size": FOOT_SIZE,
                "color": QUIET if symbol == "x" else PAPER,
                "line": {"color": QUIET, "width": 1.5},
            },
            "hovertext": [
                plotly_text(period_words(point.starts_on, point.ends_on), lost_words(point))
                for point in points
            ],
            "hoverinfo": "text",
            "showlegend": True,
        }


def lost_words(point: Point) -> str:
    return HIDDEN_HERE if point.hidden_here else point.status_words


def noted_points(reading: SeriesReading, frame: Frame, notes: Sequence[Note]) -> dict | None:
    """A ring around each point that somebody wrote about."""
    words: dict[int, list[str]] = defaultdict(list)
    places = {point.starts_on: index for index, point in enumerate(reading.points)}
    for note in notes:
        if note.on in places:
            words[places[note.on]].append(note.text)
    if not words:
        return None
    heights = [reading.points[index].value for index in words]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Note",
        "x": [frame.days[index] for index in words],
        "y": [frame.foot if height is None else height for height in heights],
        "marker": {"symbol": "circle-open", "size": RING, "color": BLUE, "line": {"width": 2}},
        "hovertext": [plotly_text("Note", *_wrapped(lines)) for lines in words.values()],
        "hoverinfo": "text",
        "showlegend": True,
    }


def _wrapped(texts: Sequence[str]) -> list[str]:
    """Lines short enough to be read beside the mouse; the page has the whole text."""
    return [
        line for text in texts for line in wrap(text, HOVER_WIDTH, max_lines=HOVER_LINES, placeholder="…")
    ]
