"""How a timeline is laid out: names beside the bars on a wide page, above them on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from deliverables.timeline import Frame, TimelineRow, actual_pieces, planned_pieces
from ipqt.charts import GROUND, INK, LINE, PAPER, QUIET, SIZE, SMALL, plotly_text
from ipqt.dates import day_words, financial_year
from ipqt.svg.document import NARROW, WIDE
from ipqt.svg.legend import key_height
from ipqt.svg.text import LINE_HEIGHT, wrap

# A row is one unit high, its bars around the middle: what happened lies under what was planned.
PLANNED = {"offset": -0.17, "width": 0.18}
ACTUAL = {"offset": 0.03, "width": 0.14}
PLANNED_LEVEL, ACTUAL_LEVEL = -0.08, 0.1
BARS_FROM, BARS_TO = -0.17, 0.17

NAME = {"size": 14, "color": INK}
NOTE = {"size": SMALL, "color": QUIET}
FINE = {"size": 12, "color": QUIET}
NAME_LINE, NOTE_LINE = NAME["size"] * LINE_HEIGHT, NOTE["size"] * LINE_HEIGHT
GAP = 6


@dataclass(frozen=True)
class Timeline:
    """What is drawn, and as of when."""

    rows: Sequence[TimelineRow]
    frame: Frame
    as_at: date
    key: Sequence[str]

    @property
    def shows_moment(self) -> bool:
        return self.frame.holds(self.as_at)


@dataclass(frozen=True)
class Variant:
    """The timeline on one width of page."""

    timeline: Timeline
    wide: bool

    @property
    def left(self) -> int:
        return 300 if self.wide else 8

    @property
    def right(self) -> int:
        return 16 if self.wide else 12

    @property
    def top(self) -> float:
        lines = (1 if self.wide else 2) + self.timeline.shows_moment
        return GAP + NOTE_LINE * lines + GAP

    @property
    def plot_width(self) -> int:
        return (WIDE if self.wide else NARROW) - self.left - self.right

    @cached_property
    def names(self) -> list[list[str]]:
        """The name of each row, broken into lines."""
        most = 2 if self.wide else 3
        width = self.left - 16 if self.wide else self.plot_width - 4
        return [wrap(row.label, width=width, size=NAME["size"], most=most) for row in self.timeline.rows]

    @cached_property
    def row_height(self) -> float:
        """Pixels that every row gets: as many as the longest name needs."""
        words = max(map(len, self.names)) * NAME_LINE + NOTE_LINE
        if self.wide:
            return max(56, words + 2 * GAP)
        return (words + 2 * GAP) / (1 - (BARS_TO - BARS_FROM))

    @property
    def plot_height(self) -> float:
        return self.row_height * len(self.timeline.rows)

    @property
    def axis_height(self) -> float:
        return GAP + NOTE_LINE * (2 if self.wide else 1)

    @property
    def key_size(self) -> int:
        return SMALL if self.wide else FINE["size"]

    def layout(self) -> dict:
        """The part of a figure's layout that depends on the width."""
        key = key_height(
            self.timeline.key, width=WIDE if self.wide else NARROW - self.left, size=self.key_size
        )
        bottom = self.axis_height + GAP + key + GAP
        # On a phone a row ends just under its bars, so that a name is nearer to its bars than to those above.
        foot = 0.5 if self.wide else BARS_TO + GAP / self.row_height
        last = len(self.timeline.rows) - 1 + foot
        return {
            "height": round(self.top + self.plot_height + bottom),
            "margin": {"l": self.left, "r": self.right, "t": round(self.top), "b": round(bottom)},
            "xaxis": self._months(),
            "yaxis": {
                "range": [last, foot - 1],
                "tickvals": [n + foot for n in range(len(self.timeline.rows) - 1)],
            },
            "legend": self._key(),
            "shapes": [*(self._bands() if self.wide else ()), *self._moment_line()],
            "annotations": [*self._quarters(), *self._moment(), *self._names(), *self._notes()],
        }

    def _key(self) -> dict:
        """The key under the axis: as wide as the drawing, or in two columns on a phone."""
        place = {"yanchor": "top", "y": -(self.axis_height + GAP) / self.plot_height}
        if self.wide:
            return place | {"x": -self.left / self.plot_width}
        return place | {
            "x": 0,
            "font": {"size": self.key_size},
            "entrywidth": 0.49,
            "entrywidthmode": "fraction",
        }

    def _months(self) -> dict:
        if self.wide:
            return {"dtick": "M1", "tickformat": "%b\n%Y", "ticklabelmode": "period"}
        frame = self.timeline.frame
        days = f"{day_words(frame.first)} to {day_words(frame.last)}"
        return {
            "dtick": "M3",
            "showticklabels": False,
            "title": {"text": days, "font": NOTE, "standoff": GAP},
        }

    def _quarters(self) -> list[dict]:
        """A name over each quarter that is shown whole."""
        quarters = [
            (first, after) for first, after in self.timeline.frame.quarters() if (after - first).days > 80
        ]
        return [
            _note(self._quarter_words(first, len(quarters)), x=first + (after - first) / 2, y=1, yref="paper")
            | {"yanchor": "bottom", "yshift": 4, "font": NOTE if self.wide else FINE}
            for first, after in quarters
        ]

    def _quarter_words(self, first: date, count: int) -> str:
        number, year = (first.month - 4) % 12 // 3 + 1, financial_year(first)
        if not self.wide:
            last = first + timedelta(days=70)
            return plotly_text(f"Q{number}", f"{first:%b} to {last:%b}" if count <= 4 else f"{first:%b}")
        in_first_year = year == financial_year(self.timeline.frame.first)
        return f"Quarter {number}" if in_first_year else f"Q{number} {year}"

    def _bands(self) -> list[dict]:
        """Every second quarter tinted; a phone has names there, which want a plain ground."""
        return [
            {"type": "rect", "x0": first, "x1": after, "y0": 0, "y1": 1, "yref": "paper"}
            | {"layer": "below", "fillcolor": GROUND, "line": {"width": 0}}
            for first, after in self.timeline.frame.quarters()[::2]
        ]

    def _moment_line(self) -> list[dict]:
        """A line where the day of the page ends."""
        if not self.timeline.shows_moment:
            return []
        day, line = self.timeline.as_at + timedelta(days=1), {"color": INK, "width": 2, "dash": "6px,4px"}
        return [
            {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper"}
            | {"layer": "below", "line": line}
        ]

    def _moment(self) -> list[dict]:
        """The day of the page over its line, held so that the words stay on the drawing."""
        if not self.timeline.shows_moment:
            return []
        frame, as_at = self.timeline.frame, self.timeline.as_at
        share = (as_at - frame.first) / (frame.after - frame.first)
        anchor = "left" if share < 0.2 else "right" if share > 0.8 else "center"
        words = _note(f"As at {day_words(as_at)}", x=as_at + timedelta(days=1), y=1, yref="paper")
        height = NOTE_LINE * (1 if self.wide else 2) + 4
        return [
            words
            | {
                "yanchor": "bottom",
                "yshift": height,
                "xanchor": anchor,
                "font": {"size": SMALL, "color": INK},
            }
        ]

    def _names(self) -> list[dict]:
        """The name of each row and, under it, its reference and how it stands."""
        notes = []
        for index, (row, name) in enumerate(zip(self.timeline.rows, self.names, strict=True)):
            height = len(name) * NAME_LINE
            if self.wide:  # both around the middle of the row
                place = {"y": index, "xshift": -self.left + 2}
                seam = (NOTE_LINE - height) / 2
            else:  # both above the bars
                place = {"y": index + BARS_FROM}
                seam = NOTE_LINE + 4
                place["bgcolor"] = PAPER
            place |= {"x": 0, "xref": "paper", "xanchor": "left", "align": "left", "yshift": round(seam, 1)}
            notes.append(_note(plotly_text(*name), font=NAME, yanchor="bottom", **place))
            notes.append(_note(plotly_text(f"{row.ref} · {row.standing}"), yanchor="top", **place))
        return notes

    def _notes(self) -> list[dict]:
        """What is said in place of a bar."""
        notes = []
        for index, row in enumerate(self.timeline.rows):
            words = instead_of_bar(row, self.timeline)
            if words:
                side = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": GAP if self.wide else 0}
                notes.append(_note(plotly_text(words), y=index, yanchor="middle", **side))
        return notes


def instead_of_bar(row: TimelineRow, timeline: Timeline) -> str:
    """What is said where no bar can be drawn; empty where one is."""
    if not row.is_dated:
        return "No date stated"
    frame = timeline.frame
    pieces = [*planned_pieces(row), *actual_pieces(row, as_at=timeline.as_at)]
    if any(piece.last >= frame.first and piece.first <= frame.last for piece in pieces):
        return ""
    return f"Planned: {row.planned_words}" if row.planned_end else f"Actual: {row.actual_words}"


def steady_layout(timeline: Timeline) -> dict:
    """The part of a figure's layout that is the same on every page."""
    return {
        "barmode": "overlay",
        "xaxis": {"type": "date", "range": [timeline.frame.first, timeline.frame.after], "gridcolor": LINE},
        "yaxis": {"showticklabels": False, "gridcolor": LINE},
        "font": {"size": SIZE},
        "showlegend": True,
    }


def _note(text: str, *, font: dict = NOTE, **place) -> dict:
    return {"text": text, "showarrow": False, "font": font, "borderpad": 0, **place}
