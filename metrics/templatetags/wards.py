"""How far an initiative has come on a ward: a word, a shape and a colour that repeats them."""

from __future__ import annotations

import functools

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from deliverables.status import StateWords
from ipqt import jinja
from ipqt.templatetags.ui import shape_svg
from metrics.models import Reach

register = template.Library()

# By the code of `Reach`; the empty one is for wards of which no source says anything.
REACHES = {
    Reach.FORMAL: StateWords("Formal programme", "blue", "The ward takes part in the initiative itself."),
    Reach.SHADOW: StateWords(
        "Shadow programme",
        "aqua-green",
        "The trust does the same work on the ward beside the formal programme.",
    ),
    Reach.NOT_YET: StateWords(
        "Not yet", "white", "A source says that the initiative has not begun on the ward."
    ),
    "": StateWords("Not known", "grey", "No source on record here says."),
}
DRAWINGS = {Reach.FORMAL: "reach-full", Reach.SHADOW: "reach-half", Reach.NOT_YET: "white", "": "grey"}


@register.simple_tag
@functools.cache
def reach_tag(reach: str) -> SafeString:
    words = REACHES[reach]
    html = format_html("{}{}", shape_svg(DRAWINGS[reach]), words.label)
    return jinja.render("tag", {"html": html, "colour": words.colour, "classes": "app-state"})


@register.simple_tag
def reach_words() -> list[tuple[str, str]]:
    """Codes and meanings, for a key."""
    return [(code, words.meaning) for code, words in REACHES.items()]
