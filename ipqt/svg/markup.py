"""SVG elements as text: escaped, without style attributes, the same bytes for the same figure."""

from __future__ import annotations

from html import escape

_CONTROL = dict.fromkeys((*range(32), 0xFFFE, 0xFFFF), " ")


def number(value: float) -> str:
    """At most one decimal: a tenth of a pixel is finer than anybody sees."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def plain(text: object) -> str:
    """Text safe between tags and in attributes; control characters, which XML forbids, become spaces."""
    return escape(str(text).translate(_CONTROL).encode("utf-8", "replace").decode())


def element(tag: str, content: str = "", /, **attributes: str | float | None) -> str:
    """One element. `content` is markup already; attributes are escaped, None leaves one out."""
    present = ((name.replace("_", "-"), value) for name, value in attributes.items() if value is not None)
    written = "".join(f' {name}="{_written(value)}"' for name, value in present)
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def _written(value: str | float) -> str:
    return number(value) if isinstance(value, (int, float)) else plain(value)
