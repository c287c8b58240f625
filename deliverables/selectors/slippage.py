"""The reports and baselines of an item as its slippage chart reads them. No query: the page has read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliverables.models import Update, Window
from deliverables.selectors.item_history import Said
from deliverables.slippage import (
    LEAST_REPORTS,
    Baseline,
    Report,
    slippage_figure,
    slippage_finding,
    slippage_table,
)
from deliverables.trend import Trend, trend_of
from deliverables.variance import End, end_of
from ipqt.charts import ChartTable

if TYPE_CHECKING:
    import plotly.graph_objects as go


@dataclass(frozen=True, slots=True)
class Slippage:
    """What the chart component of the page needs."""

    figure: go.Figure | None
    table: ChartTable
    finding: str


def slippage(history: Sequence[Said], windows: Sequence[Window]) -> Slippage | None:
    """None where fewer than two reports that stand give an end; `history` newest first, `windows` oldest."""
    standing = [said.update for said in reversed(history) if not said.corrected]
    reports = [report for update in standing if (report := _report(update))]
    if len(reports) < LEAST_REPORTS:
        return None
    baselines = [Baseline(end, window.agreed_on) for window in windows if (end := end_of(window))]
    figure = slippage_figure(reports, baselines)
    return Slippage(figure, slippage_table(reports, baselines), slippage_finding(reports, baselines))


def trend(history: Sequence[Said]) -> Trend | None:
    """Of the newest words against the report before them; a correction counts as what it corrects."""
    newest = next((said for said in history if said.newest), None)
    if newest is None:
        return None
    by_key = {said.update.pk: said for said in history}
    first = newest
    while first.update.supersedes_id in by_key:
        first = by_key[first.update.supersedes_id]
    return trend_of(newest.update, first.earlier)


def _report(update: Update) -> Report | None:
    day = update.actual_end or update.forecast_end
    if day is None:
        return None
    actual = update.actual_end is not None
    precision = update.actual_precision if actual else update.forecast_precision
    return Report(
        day=update.reported_on,
        organisation=str(update.organisation),
        end=End(day, precision),
        actual=actual,
    )
