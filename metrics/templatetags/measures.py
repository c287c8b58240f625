"""Icons and marks of the measures in templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from metrics import icons
from metrics.tables import target_words
from metrics.values import period_words, value_words

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from metrics.selectors.measures import MeasureRow
    from metrics.selectors.readings import SeriesReading

register = template.Library()


@register.inclusion_tag("metrics/components/icon.html")
def variation_icon(reading: SeriesReading | None) -> dict:
    """What the latest value of a series says, in a drawing and words; says where it rests on little."""
    spc = reading.spc if reading else None
    return {"icon": icons.variation_icon(spc), "caveat": icons.caveat(spc)}


@register.inclusion_tag("metrics/components/icon.html")
def assurance_icon(reading: SeriesReading | None) -> dict:
    """Whether the target would be met, should nothing change, in a drawing and words."""
    return {"icon": icons.assurance_icon(reading.spc if reading else None)}


@register.inclusion_tag("metrics/components/icon_key.html")
def icon_key() -> dict:
    """Every icon with what it means."""
    return {"variations": icons.variation_key(), "assurances": icons.assurance_key()}


@register.simple_tag
def target(row: MeasureRow) -> SafeString:
    """The target of a measure with its kind, or that there is none."""
    return target_words(row)


@register.simple_tag
def latest_words(row: MeasureRow) -> str:
    """The newest known value of a measure and its period: 37 people for May 2025."""
    known = row.last_known
    return f"{value_words(known, row.indicator)} for {period_words(known.starts_on, known.ends_on)}"
