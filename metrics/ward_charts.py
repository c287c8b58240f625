"""The figure of beds and its table. Pure: totals in, a plotly figure and a table out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ipqt.charts import ChartTable
from metrics.bar_charts import Bars, bars_figure
from metrics.selectors.wards import BedTotal

if TYPE_CHECKING:
    import plotly.graph_objects as go


def beds_figure(totals: Sequence[BedTotal]) -> go.Figure | None:
    """One bar a total, in the order given; None where no beds are counted."""
    counted = [total for total in totals if total.beds]
    beds = Bars(
        name="Beds",
        values=[total.beds for total in counted],
        words=[f"{total.beds:,} beds, {total.wards:,} wards" for total in counted],
    )
    return bars_figure([total.name for total in counted], [beds], most=max(beds.values, default=0))


def beds_table(totals: Sequence[BedTotal], *, of: str) -> ChartTable:
    """The same totals in words; `of` names what they are totals of, for example Service area."""
    return ChartTable(
        caption=f"Beds by {of.lower()}",
        header=(of, "Wards", "Beds", "Wards without a count"),
        rows=[(total.name, f"{total.wards:,}", total.beds_words, f"{total.uncounted:,}") for total in totals],
    )
