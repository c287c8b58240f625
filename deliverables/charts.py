"""The figures of the plan. Pure: values in, a plotly figure or a table out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from deliverables.status import STATES, TIMINGS
from deliverables.timeline import Piece, TimelineRow, actual_pieces, frame_of, planned_pieces
from deliverables.timeline_layout import (
    ACTUAL,
    ACTUAL_LEVEL,
    PLANNED,
    PLANNED_LEVEL,
    Timeline,
    Variant,
    steady_layout,
)
from ipqt import charts
from ipqt.charts import ChartTable, new_figure, plotly_text
from ipqt.svg.document import NARROW, WIDE
from ipqt.svg.legend import key_height
from ipqt.svg.text import text_width, wrap

if TYPE_CHECKING:
    import plotly.graph_objects as go

GOES_ON = "Planned to go on"
MILLISECONDS_A_DAY = 86_400_000
HOVER_WIDTH = 280


class Mark(NamedTuple):
    """The end of a bar: states differ by shape as well as colour; what is not begun or held up is hollow."""

    symbol: str
    colour: str
    hollow: bool = False


MARKS = {
    "not_reported": Mark("circle", charts.QUIET, hollow=True),
    "not_started": Mark("square", charts.QUIET, hollow=True),
    "in_progress": Mark("triangle-right", charts.BLUE),
    "delivered": Mark("circle", charts.GREEN),
    "delivered_late": Mark("diamond", charts.ORANGE),
    "absorbed": Mark("square", charts.DARK_BLUE),
    "carried_forward": Mark("triangle-down", charts.DARK_BLUE),
    "waiting": Mark("diamond", charts.ORANGE, hollow=True),
    "stopped": Mark("x", charts.RED),
    GOES_ON: Mark("triangle-right", charts.LIGHT_BLUE, hollow=True),
}
FILLS = {
    "not_reported": {
        "color": charts.PAPER,
        "pattern": {"shape": "/", "fgcolor": charts.QUIET, "bgcolor": charts.LINE},
    },
    "not_started": {"color": charts.PAPER, "line": {"color": charts.QUIET, "width": 1}},
    "in_progress": {"color": charts.BLUE},
    "delivered": {"color": charts.GREEN},
    "absorbed": {"color": charts.DARK_BLUE},
    "carried_forward": {"pattern": {"shape": "\\", "fgcolor": charts.DARK_BLUE, "bgcolor": charts.PAPER}},
    "waiting": {"color": charts.YELLOW},
    "stopped": {"pattern": {"shape": "x", "fgcolor": charts.RED, "bgcolor": charts.PAPER}},
}
LABELS = {code: words.label for code, words in STATES.items()} | {"delivered_late": TIMINGS["delivered_late"]}


def timeline_figure(
    rows: Iterable[TimelineRow], *, starts_on: date, ends_on: date, as_at: date
) -> go.Figure | None:
    """Plan against actual over a plan year, undated rows last; None where no row has a date."""
    rows = sorted(rows, key=lambda row: not row.is_dated)
    if not rows or not rows[0].is_dated:
        return None
    frame = frame_of(rows, starts_on=starts_on, ends_on=ends_on)
    planned = [(n, row, piece) for n, row in enumerate(rows) for piece in planned_pieces(row)]
    actual = [(n, row, piece) for n, row in enumerate(rows) for piece in actual_pieces(row, as_at=as_at)]
    traces = [
        *_bars(planned, name="Planned", colour=charts.LIGHT_BLUE, hatch=charts.BLUE, place=PLANNED),
        *_bars(actual, name="Actual", colour=charts.DARK_BLUE, hatch=charts.DARK_BLUE, place=ACTUAL),
        *_marks(rows, last=frame.last, as_at=as_at),
    ]
    key = [trace["name"] for trace in traces]
    timeline = Timeline(rows=rows, frame=frame, as_at=as_at, key=key)
    layout = charts.overlaid(steady_layout(timeline), Variant(timeline, wide=True).layout())
    return new_figure(traces, layout=layout, narrow=Variant(timeline, wide=False).layout())


def _bars(
    pieces: Sequence[tuple[int, TimelineRow, Piece]], *, name: str, colour: str, hatch: str, place: dict
) -> list[dict]:
    """The sharp pieces as one trace, and the soft ones, hatched and fading, as another."""
    sharp = [piece for piece in pieces if piece[2].strength == 1]
    soft = sorted((piece for piece in pieces if piece[2].strength < 1), key=lambda piece: -piece[2].strength)
    hatched = {"pattern": {"shape": "/", "fgcolor": hatch, "bgcolor": charts.TINT, "size": 6}}
    traces = [
        _bar_trace(sharp, name=name, marker={"color": colour}, place=place),
        _bar_trace(
            soft,
            name=f"{name}, not exact",
            marker={"color": colour, "opacity": [piece.strength for _, _, piece in soft], **hatched},
            place=place,
        ),
    ]
    return [trace for trace in traces if trace["x"]]


def _bar_trace(
    pieces: Sequence[tuple[int, TimelineRow, Piece]], *, name: str, marker: dict, place: dict
) -> dict:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": [(piece.after - piece.first).days * MILLISECONDS_A_DAY for _, _, piece in pieces],
        "base": [piece.first for _, _, piece in pieces],
        "y": [index for index, _, _ in pieces],
        "marker": {"line": {"width": 0}, **marker},
        "hovertext": [_hover(row) for _, row, _ in pieces],
        "hoverinfo": "text",
        **place,
    }


def _marks(rows: Sequence[TimelineRow], *, last: date, as_at: date) -> list[dict]:
    """One trace a state: a mark where what happened ended, or else what was planned."""
    found: dict[str, list[tuple[date, float, TimelineRow]]] = {name: [] for name in MARKS}
    for index, row in enumerate(rows):
        actual = actual_pieces(row, as_at=as_at)
        pieces, level = (actual, ACTUAL_LEVEL) if actual else (planned_pieces(row), PLANNED_LEVEL)
        if pieces and pieces[-1].last <= last:
            name = row.timing if row.timing == "delivered_late" else row.state
            found[name].append((pieces[-1].after, index + level, row))
        if row.planned_end and row.planned_end > last:
            found[GOES_ON].append((last + timedelta(days=1), index + PLANNED_LEVEL, row))
    return [_mark_trace(name, points) for name, points in found.items() if points]


def _mark_trace(name: str, points: Sequence[tuple[date, float, TimelineRow]]) -> dict:
    mark = MARKS[name]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": LABELS.get(name, name),
        "x": [day for day, _, _ in points],
        "y": [level for _, level, _ in points],
        "marker": {
            "symbol": mark.symbol,
            "color": charts.PAPER if mark.hollow else mark.colour,
            "size": 16 if mark.symbol.startswith("triangle") else 12,
            "line": {"width": 2, "color": mark.colour if mark.hollow else charts.PAPER},
        },
        "hovertext": [_hover(row) for _, _, row in points],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


@lru_cache(maxsize=512)
def _hover(row: TimelineRow) -> str:
    """The whole row in words: one text for all pieces of its bars."""
    name = wrap(row.label, width=HOVER_WIDTH, size=charts.SIZE, most=4)
    dates = [f"Planned: {row.planned_words}"]
    if row.actual_words:
        dates.append(f"Actual: {row.actual_words}")
    return plotly_text(*name, *dates, f"{row.ref}: {row.standing}")


def timeline_table(rows: Iterable[TimelineRow]) -> ChartTable:
    """The same rows in words, in the order given."""
    return ChartTable(
        caption="Planned and actual dates",
        header=("Item", "Ref", "Planned", "Actual", "How it stands"),
        rows=[
            (row.label, row.ref, row.planned_words, row.actual_words or "not stated", row.standing)
            for row in rows
        ],
    )


def disposition_figure(counts: Mapping[str, int]) -> go.Figure | None:
    """How many items stand in each state, as one bar in the order of STATES; None where there are none."""
    present = {code: counts[code] for code in STATES if counts.get(code)}
    if not present:
        return None
    traces = [_segment(code, count) for code, count in present.items()]
    wide, narrow = (_disposition_layout(present, traces, width=width) for width in (WIDE, NARROW))
    steady = {"barmode": "stack", "bargap": 0, "showlegend": True}
    axes = {"xaxis": {"visible": False, "range": [0, sum(present.values())]}, "yaxis": {"visible": False}}
    return new_figure(traces, layout=steady | charts.overlaid(axes, wide), narrow=narrow)


def _segment(code: str, count: int) -> dict:
    words = f"{STATES[code].label}: {count:,}"
    return {
        "type": "bar",
        "orientation": "h",
        "name": words,
        "x": [count],
        "y": [0],
        "marker": {"line": {"color": charts.PAPER, "width": 2}} | FILLS[code],
        "hovertext": [plotly_text(words, STATES[code].meaning)],
        "hoverinfo": "text",
    }


def _disposition_layout(counts: Mapping[str, int], traces: Sequence[dict], *, width: int) -> dict:
    """Numbers over their part of the bar where it is wide enough, and the key below."""
    side, top, bar = 8, 24, 40
    key = key_height([trace["name"] for trace in traces], width=width - side, size=charts.SMALL)
    bottom = round(key) + 20
    total, before, notes = sum(counts.values()), 0, []
    for count in counts.values():
        words = f"{count:,}"
        if text_width(words, charts.SIZE) + 6 < count / total * (width - 2 * side):
            place = {
                "x": before + count / 2,
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "showarrow": False,
            }
            notes.append({"text": words, **place})
        before += count
    return {
        "height": top + bar + bottom,
        "margin": {"l": side, "r": side, "t": top, "b": bottom},
        "legend": {"yanchor": "top", "y": -10 / bar},
        "annotations": notes,
    }


def disposition_table(counts: Mapping[str, int]) -> ChartTable:
    rows = [(words.label, counts[code], words.meaning) for code, words in STATES.items() if counts.get(code)]
    return ChartTable(caption="Items by state", header=("State", "Items", "What it means"), rows=rows)
