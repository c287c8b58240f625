"""Measures on the pages of the plan, which themselves know of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from ipqt.moments import as_at
from metrics.selectors.plan import measures_at_a_glance, measures_moved_by

if TYPE_CHECKING:
    from deliverables.models import PlanItem, Programme
    from deliverables.status import Status

register = template.Library()


@register.inclusion_tag("metrics/plan/overview.html", takes_context=True)
def programme_measures(context: template.Context, programme: Programme) -> dict:
    """The block of a programme's overview; nothing where no indicator is taken up."""
    request = context.request
    return {
        "glance": measures_at_a_glance(programme, user=request.user, as_at=as_at(request)),
        "programme": programme,
    }


@register.inclusion_tag("metrics/plan/item.html", takes_context=True)
def item_measures(context: template.Context, item: PlanItem, status: Status) -> dict:
    """The measures that an item is to move; says so where one speaks against green words."""
    request = context.request
    moved = measures_moved_by(item, user=request.user, as_at=as_at(request))
    return {
        "moved": moved,
        "doubted": status.confidence == "green" and any(measure.signal for measure in moved),
    }
