"""{% load charts %}{% chart figure title=... finding=... table=... csv_url=... id=... %}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString, mark_safe

from ipqt.charts import ChartTable, figure_json
from ipqt.svg.document import figure_svg

if TYPE_CHECKING:
    import plotly.graph_objects as go

register = template.Library()


@register.inclusion_tag("components/chart.html")
def chart(
    figure: go.Figure | None,
    *,
    title: str,
    finding: str,
    table: ChartTable,
    id: str,
    csv_url: str = "",
    level: int = 2,
) -> dict:
    """A figure, drawn now as SVG and ready for plotly.js; None leaves the words and the table."""
    context = {
        "title": title,
        "finding": finding,
        "table": table,
        "csv_url": csv_url,
        "id": id,
        "level": level,
    }
    if figure is None:
        return context
    words = {"title": title, "description": finding}
    return context | {
        "wide": _picture(figure, name=f"{id}-wide", narrow=False, **words),
        "narrow": _picture(figure, name=f"{id}-narrow", narrow=True, **words),
        "json": figure_json(figure, f"{id}-figure"),
    }


def _picture(figure: go.Figure, **how) -> SafeString:
    return mark_safe(figure_svg(figure, **how))  # noqa: S308 the renderer escapes every text of the figure
