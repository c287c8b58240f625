"""Text in a drawing: how wide it runs, where it breaks, and how it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from ipqt.svg.markup import element, number, plain

LINE_HEIGHT = 1.3
_BREAK = re.compile(r"<br\s*/?>")
# Widths of Arial in thousandths of its size, from the space (32) to the tilde (126).
_WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
_WIDTH_OF = {chr(32 + rank): width for rank, width in enumerate(_WIDTHS)}
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    size: float
    colour: str
    weight: str | None = None

    def but(self, font: dict | None) -> Font:
        """This font with what a plotly `font` changes."""
        font = font or {}
        return Font(
            size=font.get("size", self.size),
            colour=font.get("color", self.colour),
            weight=font.get("weight", self.weight),
        )


def text_width(text: str, size: float) -> float:
    """Width in pixels in Arial; a letter outside ASCII counts as a wide one."""
    return sum(_WIDTH_OF.get(letter, 700) for letter in text) * size / 1000


def lines_of(text: object) -> list[str]:
    """The lines of a plotly text: broken at <br>, entities read."""
    return [unescape(line) for line in _BREAK.split(str(text))]


def widest(texts: list[str], size: float) -> float:
    return max((text_width(line, size) for text in texts for line in lines_of(text)), default=0)


def wrap(text: str, *, width: float, size: float, most: int) -> list[str]:
    """Lines no wider than `width` pixels where words allow, at most `most`, the last cut with an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    lines = [_cut(line, width=width, size=size) for line in lines]
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut(f"{lines[most - 1]} {lines[most]}…", width=width, size=size)]


def _cut(line: str, *, width: float, size: float) -> str:
    """The line, shortened letter by letter until it fits."""
    if text_width(line, size) <= width:
        return line
    kept = line.rstrip("…")
    while kept and text_width(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip(' ,;:.')}…"


def write(
    text: object,
    *,
    x: float,
    y: float,
    font: Font,
    base: Font,
    anchor: str = "center",
    valign: str = "middle",
    angle: float = 0,
) -> str:
    """Text held at x, y by its `anchor` (left, center, right) and `valign` (top, middle, bottom)."""
    lines = lines_of(text)
    if not "".join(lines).strip():
        return ""
    step = font.size * LINE_HEIGHT
    rise = {"top": 0, "bottom": len(lines)}.get(valign, len(lines) / 2)
    first = y + step * (0.5 - rise) + font.size * 0.35
    single = len(lines) == 1
    spans = (element("tspan", plain(line), x=x, y=first + step * row) for row, line in enumerate(lines))
    return element(
        "text",
        plain(lines[0]) if single else "".join(spans),
        x=x if single else None,
        y=first if single else None,
        font_size=font.size if font.size != base.size else None,
        fill=font.colour if font.colour != base.colour else None,
        font_weight=str(font.weight) if font.weight else None,
        text_anchor=_ANCHORS[anchor] if anchor != "left" else None,
        transform=f"rotate({angle:g} {number(x)} {number(y)})" if angle else None,
    )
