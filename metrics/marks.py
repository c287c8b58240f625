"""How the points of an SPC chart look: shape and colour together tell their type. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ipqt.charts import INK
from metrics.spc.icons import PointType

# The colours of Making Data Count.
COMMON, IMPROVEMENT, CONCERN, NEITHER, TARGET = "#a6a6a6", "#00b0f0", "#e46c0a", "#490092", "#de1b1b"


@dataclass(frozen=True, slots=True)
class Mark:
    """`symbol` is one of plotly's, `words` go into the key of a chart."""

    colour: str
    symbol: str
    words: str

    @property
    def edge(self) -> str:
        """The line around a hollow mark; grey on white would be too faint."""
        return INK if self.colour == COMMON else self.colour


MARKS = {
    PointType.COMMON_CAUSE: Mark(COMMON, "circle", "Common cause"),
    PointType.IMPROVEMENT: Mark(IMPROVEMENT, "diamond", "Improvement"),
    PointType.CONCERN: Mark(CONCERN, "square", "Concern"),
    PointType.NEUTRAL_HIGH: Mark(NEITHER, "triangle-up", "Special cause, high or rising"),
    PointType.NEUTRAL_LOW: Mark(NEITHER, "triangle-down", "Special cause, low or falling"),
}
