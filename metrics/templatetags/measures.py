"""Icons and marks of the measures in templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from metrics import icons

if TYPE_CHECKING:
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
