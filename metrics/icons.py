"""The icons of variation and assurance: our own drawings, each with its words. Pure.

Shape and colour repeat those of the points of a chart; an arrow says which way. Assurance stands in a ring,
so that the two are never taken for each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.utils.safestring import SafeString, mark_safe

from ipqt.charts import INK, PAPER, QUIET
from ipqt.svg.markup import element
from metrics.marks import COMMON, CONCERN, IMPROVEMENT, NEITHER
from metrics.spc.icons import Assurance, Variation
from metrics.spc.results import Footing, Reading
from metrics.spc.wording import ASSURANCE_WORDS, FOOTING_WORDS, VARIATION_WORDS

SIZE = 40

CIRCLE = "M20 4a16 16 0 1 1 0 32a16 16 0 1 1 0-32z"
DIAMOND = "M20 2 38 20 20 38 2 20z"
SQUARE = "M5 5h30v30H5z"
RISING_TRIANGLE = "M20 3 38 36H2z"
FALLING_TRIANGLE = "M20 37 2 4h36z"

UP, DOWN = "M20 29V11m-7 7 7-7 7 7", "M20 11v18m-7-7 7 7 7-7"
UP_LOW, DOWN_HIGH = "M20 32V19m-5 5 5-5 5 5", "M20 8v13m-5-5 5 5 5-5"
WAVE = "M10 22q5-9 10-2t10-2"
TICK, CROSS = "m13 20 5 6 9-12", "m13 13 14 14m0-14L13 27"
LINE_AND_WAVE = "M11 20h18M13 26q5-1 7-6t7-6"
FEW = "M13 20h.1m6.9 0h.1m6.9 0h.1"

# Shape, its colour, what is drawn on it and in which ink.
VARIATIONS = {
    None: (CIRCLE, PAPER, FEW, QUIET),
    Variation.COMMON_CAUSE: (CIRCLE, COMMON, WAVE, INK),
    Variation.IMPROVEMENT_HIGH: (DIAMOND, IMPROVEMENT, UP, INK),
    Variation.IMPROVEMENT_LOW: (DIAMOND, IMPROVEMENT, DOWN, INK),
    Variation.CONCERN_HIGH: (SQUARE, CONCERN, UP, INK),
    Variation.CONCERN_LOW: (SQUARE, CONCERN, DOWN, INK),
    Variation.NEUTRAL_HIGH: (RISING_TRIANGLE, NEITHER, UP_LOW, PAPER),
    Variation.NEUTRAL_LOW: (FALLING_TRIANGLE, NEITHER, DOWN_HIGH, PAPER),
}
ASSURANCES = {
    None: (CIRCLE, PAPER, "M13 20h14", QUIET),
    Assurance.PASS: (DIAMOND, IMPROVEMENT, TICK, INK),
    Assurance.FAIL: (SQUARE, CONCERN, CROSS, INK),
    Assurance.INCONSISTENT: (CIRCLE, COMMON, LINE_AND_WAVE, INK),
}


VARIATION_MEANINGS = {
    Variation.COMMON_CAUSE: "Usual variation: no signal of change.",
    Variation.IMPROVEMENT_HIGH: "A signal that is unlikely to be chance, towards the better: up.",
    Variation.IMPROVEMENT_LOW: "A signal that is unlikely to be chance, towards the better: down.",
    Variation.CONCERN_HIGH: "A signal that is unlikely to be chance, towards the worse: up.",
    Variation.CONCERN_LOW: "A signal that is unlikely to be chance, towards the worse: down.",
    Variation.NEUTRAL_HIGH: "A signal that is unlikely to be chance, where neither way is better: up.",
    Variation.NEUTRAL_LOW: "A signal that is unlikely to be chance, where neither way is better: down.",
    None: "There is not enough to judge by.",
}
ASSURANCE_MEANINGS = {
    Assurance.PASS: "The limits lie on the better side of the target: usual variation always meets it.",
    Assurance.FAIL: "The limits lie on the worse side of the target: usual variation never meets it.",
    Assurance.INCONSISTENT: "The target lies within the limits: usual variation meets it or misses it.",
    None: "No target holds, neither way is better, or there are no limits.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """`drawing` is decoration for a screen reader: the words beside it say the same."""

    drawing: SafeString
    words: str


def variation_of(reading: Reading | None) -> Variation | None:
    """None where there is nothing to judge by: no value in the latest period, or neither limits nor a run."""
    if reading is None or reading.latest is None:
        return None
    return reading.variation if reading.cause or reading.group.footing == Footing.LIMITS else None


def assurance_of(reading: Reading | None) -> Assurance | None:
    """None where there is no target, no better direction or no limits to compare the target with."""
    if reading is None or reading.group.footing != Footing.LIMITS:
        return None
    return reading.assurance


def variation_icon(reading: Reading | None) -> Icon:
    variation = variation_of(reading)
    words = VARIATION_WORDS[variation] if variation else _why_not_judged(reading)
    return Icon(drawing=variation_drawing(variation), words=words)


def assurance_icon(reading: Reading | None) -> Icon:
    assurance = assurance_of(reading)
    return Icon(drawing=assurance_drawing(assurance), words=ASSURANCE_WORDS[assurance])


def _why_not_judged(reading: Reading | None) -> str:
    if reading is None:
        return FOOTING_WORDS[Footing.NO_VALUES]
    if reading.latest is None and reading.values:
        return "Latest value missing"
    return FOOTING_WORDS[reading.group.footing]


def caveat(reading: Reading | None) -> str:
    """How many values the limits rest on, where these are few; empty where they are enough."""
    group = reading.group if reading else None
    if group is None or group.footing != Footing.LIMITS or not group.is_short:
        return ""
    return f"limits rest on only {group.resting} values"


def variation_key() -> list[tuple[Icon, str]]:
    """Every icon of variation with its meaning."""
    return [
        (Icon(drawing=variation_drawing(code), words=VARIATION_WORDS[code]), meaning)
        for code, meaning in VARIATION_MEANINGS.items()
    ]


def assurance_key() -> list[tuple[Icon, str]]:
    return [
        (Icon(drawing=assurance_drawing(code), words=ASSURANCE_WORDS[code]), meaning)
        for code, meaning in ASSURANCE_MEANINGS.items()
    ]


@cache
def variation_drawing(variation: Variation | None) -> SafeString:
    shape, colour, sign, ink = VARIATIONS[variation]
    dashes = None if variation else "3 3"
    body = element("path", d=shape, fill=colour, stroke=INK, stroke_width=1.5, stroke_dasharray=dashes)
    return _drawing(body + _sign(sign, ink))


@cache
def assurance_drawing(assurance: Assurance | None) -> SafeString:
    """A ring in the colour between two thin lines: the shape inside stays white."""
    shape, colour, sign, ink = ASSURANCES[assurance]
    if assurance is None:
        ring = element("path", d=shape, fill=PAPER, stroke=INK, stroke_width=1.5, stroke_dasharray="3 3")
    else:
        ring = element("path", d=shape, fill=colour, stroke=INK, stroke_width=1.5)
        ring += element("path", d=shape, fill=PAPER, stroke=INK, transform="translate(5 5) scale(.75)")
    return _drawing(ring + _sign(sign, ink))


def _sign(path: str, ink: str) -> str:
    return element("path", d=path, fill="none", stroke=ink, stroke_width=3, stroke_linecap="round")


def _drawing(body: str) -> SafeString:
    picture = element(
        "svg",
        body,
        viewBox=f"0 0 {SIZE} {SIZE}",
        width=SIZE,
        height=SIZE,
        aria_hidden="true",
        focusable="false",
    )
    return mark_safe(picture)  # noqa: S308 (our own paths and colours)
