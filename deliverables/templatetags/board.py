"""Finding the form that belongs to an update."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of_update(forms: Mapping[int, Any] | str | None, pk: int) -> Any:
    """The form of the update with this key; nothing where there is none."""
    return forms.get(pk) if isinstance(forms, Mapping) else None
