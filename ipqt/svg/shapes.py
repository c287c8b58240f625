"""Lines and rectangles drawn on a figure, and words written on it."""

from __future__ import annotations

from ipqt.svg.markup import element
from ipqt.svg.plot import Plot, dashes
from ipqt.svg.text import Font, lines_of, widest, write

PAD = 2


def draw_shapes(plot: Plot, *, below: bool) -> str:
    """The shapes that lie below the marks, or those above them."""
    shapes = plot.layout.get("shapes") or ()
    return "".join(_shape(shape, plot) for shape in shapes if (shape.get("layer") == "below") == below)


def _shape(shape: dict, plot: Plot) -> str:
    corners = ((letter, end) for end in "01" for letter in "xy")
    spots = [
        plot.where(shape.get(f"{letter}{end}"), shape.get(f"{letter}ref"), letter) for letter, end in corners
    ]
    if None in spots:
        return ""
    x0, y0, x1, y1 = spots
    line = shape.get("line") or {}
    width = line.get("width", 2)
    stroke = {
        "stroke": line.get("color") or "#444" if width else None,
        "stroke_width": width or None,
        "stroke_dasharray": dashes(line.get("dash"), width),
        "opacity": shape.get("opacity"),
    }
    if shape.get("type") == "line":
        (left, right), (top, bottom) = plot.x.edges, plot.y.edges
        outside = (x0 == x1 and not plot.x.holds(x0)) or (y0 == y1 and not plot.y.holds(y0))
        return "" if outside else element("line", x1=x0, y1=y0, x2=x1, y2=y1, **stroke)
    (left, right), (top, bottom) = _cut(x0, x1, shape, plot, "x"), _cut(y0, y1, shape, plot, "y")
    if right <= left or bottom <= top:
        return ""
    fill = shape.get("fillcolor") or "none"
    return element("rect", x=left, y=top, width=right - left, height=bottom - top, fill=fill, **stroke)


def _cut(first: float, last: float, shape: dict, plot: Plot, letter: str) -> tuple[float, float]:
    """The two edges in order, cut at the plot where they are measured on an axis."""
    first, last = sorted((first, last))
    scale = plot.axis(shape.get(f"{letter}ref"), letter)
    if scale is None:
        return first, last
    low, high = scale.edges
    return max(first, low), min(last, high)


def draw_annotations(plot: Plot) -> str:
    return "".join(_annotation(note, plot) for note in plot.layout.get("annotations") or ())


def _annotation(note: dict, plot: Plot) -> str:
    x, y = _spot(note, plot, "x"), _spot(note, plot, "y")
    if x is None or y is None or note.get("visible") is False:
        return ""
    x, y = x + (note.get("xshift") or 0), y - (note.get("yshift") or 0)
    font = plot.font.but(note.get("font"))
    anchor = _anchor(note, "xanchor", ("left", "center", "right"), "x")
    valign = _anchor(note, "yanchor", ("bottom", "middle", "top"), "y")
    ground = _ground(note, x, y, font, anchor, valign) if note.get("bgcolor") else ""
    angle = note.get("textangle") or 0
    words = write(
        note.get("text", ""), x=x, y=y, font=font, base=plot.font, anchor=anchor, valign=valign, angle=angle
    )
    return ground + words


def _spot(note: dict, plot: Plot, letter: str) -> float | None:
    """Pixel of a note; None where that lies off the plot that it is measured on."""
    reference = note.get(f"{letter}ref")
    pixel, scale = plot.where(note.get(letter), reference, letter), plot.axis(reference, letter)
    return None if pixel is None or (scale and not scale.holds(pixel)) else pixel


def _anchor(note: dict, name: str, choices: tuple[str, str, str], letter: str) -> str:
    """The side at which a note is held; by itself that of the third of the paper it stands in."""
    asked = note.get(name) or "auto"
    if asked != "auto":
        return asked
    if note.get(f"{letter}ref") != "paper":
        return choices[1]
    share = note.get(letter) or 0
    return choices[0] if share < 1 / 3 else choices[2] if share > 2 / 3 else choices[1]


def _ground(note: dict, x: float, y: float, font: Font, anchor: str, valign: str) -> str:
    """The rectangle behind the words."""
    width = widest([note.get("text", "")], font.size) + 2 * PAD
    height = len(lines_of(note.get("text", ""))) * font.size * 1.3
    left = x - {"left": PAD, "center": width / 2, "right": width - PAD}[anchor]
    top = y - {"top": 0, "middle": height / 2, "bottom": height}[valign]
    return element("rect", x=left, y=top, width=width, height=height, fill=note["bgcolor"])
