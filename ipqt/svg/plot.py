"""What every part of a drawing shares: its scales, its font, and the fills it has defined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ipqt.svg.markup import element, number
from ipqt.svg.scales import Scale
from ipqt.svg.text import Font
from ipqt.svg.values import each

# Strokes of a pattern in a square of 8 by 8.
_PATTERNS = {
    "/": "M-2 2l4-4M0 8l8-8M6 10l4-4",
    "\\": "M-2 6l4 4M0 0l8 8M6-2l4 4",
    "x": "M0 0l8 8M0 8l8-8",
    "-": "M0 4h8",
    "|": "M4 0v8",
    "+": "M0 4h8M4 0v8",
    ".": "M4 4h.01",
}
_DASHES = {"dash": (3, 3), "dot": (1, 1), "dashdot": (3, 1, 1, 1), "longdash": (5, 5)}


@dataclass(slots=True, kw_only=True)
class Plot:
    """One drawing in the making. `name` makes its ids unique on the page."""

    name: str
    layout: dict
    x: Scale
    y: Scale
    font: Font
    width: float
    defs: dict[tuple, tuple[str, str]] = field(default_factory=dict)

    def define(self, key: tuple, tag: str, content: Callable[[], str], **attributes) -> str:
        """Defines something once; gives its address."""
        if key not in self.defs:
            name = f"{self.name}-d{len(self.defs)}"
            self.defs[key] = name, element(tag, content(), id=name, **attributes)
        return f"url(#{self.defs[key][0]})"

    @property
    def definitions(self) -> str:
        return element("defs", "".join(written for _, written in self.defs.values())) if self.defs else ""

    def clip(self) -> str:
        """The plot's own rectangle, for lines that run out of it."""
        (left, right), (top, bottom) = self.x.edges, self.y.edges
        area = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        return self.define(("clip",), "clipPath", lambda: element("rect", **area))

    def fill(self, marker: dict, index: int) -> str:
        """The colour of a point's marker, or the address of its pattern."""
        colour = each(marker.get("color"), index)
        pattern = marker.get("pattern") or {}
        shape = each(pattern.get("shape"), index, "")
        if shape not in _PATTERNS:
            return colour
        over = pattern.get("fillmode") == "overlay"
        ground = each(pattern.get("bgcolor"), index, colour if over else "none")
        ink = each(pattern.get("fgcolor"), index, "#fff" if over else colour)
        return self._pattern(shape, ground, ink, each(pattern.get("size"), index, 8))

    def _pattern(self, shape: str, ground: str, ink: str, size: float) -> str:
        cap = "round" if shape == "." else None
        style = {"stroke": ink, "stroke_width": 2.5 if cap else 1.5, "stroke_linecap": cap}
        return self.define(
            (shape, ground, ink, size),
            "pattern",
            lambda: (
                element("rect", width=8, height=8, fill=ground) + element("path", d=_PATTERNS[shape], **style)
            ),
            width=8,
            height=8,
            patternUnits="userSpaceOnUse",
            patternTransform=None if size == 8 else f"scale({size / 8:g})",
        )

    def axis(self, reference: str | None, letter: str) -> Scale | None:
        """The scale that a shape or annotation refers to; None for the paper."""
        if reference == "paper" or (reference or letter).endswith("domain"):
            return None
        return self.x if letter == "x" else self.y

    def where(self, value: object, reference: str | None, letter: str) -> float | None:
        """Pixel of a shape's or annotation's coordinate, None where it has no place."""
        scale = self.axis(reference, letter)
        if scale is not None:
            return scale.at(value)
        low, high = self.x.edges if letter == "x" else self.y.edges
        share = float(value if value is not None else 0)
        return low + share * (high - low) if letter == "x" else high - share * (high - low)


def dashes(dash: str | None, width: float = 1) -> str | None:
    """The dash pattern of a line, as in plotly.js by name or by lengths ("6px,4px"); None if unbroken."""
    if dash in _DASHES:
        return " ".join(number(length * max(3, width)) for length in _DASHES[dash])
    return dash.replace("px", "").replace(",", " ") if dash and dash[0].isdigit() else None
