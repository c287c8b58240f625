"""Totals of the self-assessment by year. Pure: matrices in, a plotly figure and a table out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ipqt.charts import ChartTable
from metrics.bar_charts import Bars, bars_figure
from metrics.selectors.assessment import MOST, AreaTotal, Matrix, change_words

if TYPE_CHECKING:
    import plotly.graph_objects as go


def totals_figure(matrices: Sequence[Matrix]) -> go.Figure | None:
    """A bar for each area, year and voice, oldest first; only totals of which every score is confirmed."""
    areas, groups = _areas(matrices), []
    for matrix in reversed(matrices):
        totals = _by_area(matrix)
        known = [totals.get(area) for area in areas]
        values = [total.computed if total and total.is_complete else None for total in known]
        words = [f"{matrix.title}: {total.words}" if total else "" for total in known]
        if any(values):
            groups.append(Bars(name=matrix.title, values=values, words=words))
    most = max((len(matrix.rows) * MOST for matrix in matrices), default=0)
    return bars_figure(list(areas.values()), groups, most=most)


def totals_table(matrices: Sequence[Matrix]) -> ChartTable:
    """A row for each area, year and voice: computed, printed, and the change from the year before."""
    by_year = {(matrix.year.number, matrix.voice): _by_area(matrix) for matrix in matrices}
    rows = []
    for area, title in _areas(matrices).items():
        for matrix in reversed(matrices):
            total = by_year[matrix.year.number, matrix.voice].get(area)
            before = by_year.get((matrix.year.number - 1, matrix.voice), {}).get(area)
            if total:
                printed = f"{total.printed.published} of {total.printed.out_of}" if total.printed else "None"
                change = _change(total, before)
                rows.append((title, str(matrix.year), matrix.voice_words, total.words, printed, change))
    header = ("Service area", "Year", "Statements", "Scores add up to", "Printed total", "Change")
    return ChartTable(caption="Totals by service area and year", header=header, rows=rows)


def _change(total: AreaTotal, before: AreaTotal | None) -> str:
    if before is None:
        return "No year before"
    if not (total.is_complete and before.is_complete):
        return "Not all confirmed"
    return change_words(total.computed - before.computed).capitalize()


def _areas(matrices: Sequence[Matrix]) -> dict[int, str]:
    """Titles by primary key, in the order of the source."""
    areas = {area for matrix in matrices for area in matrix.areas}
    return {area.pk: area.title for area in sorted(areas, key=lambda area: (area.position, area.pk))}


def _by_area(matrix: Matrix) -> dict[int, AreaTotal]:
    return {total.area.pk: total for total in matrix.totals}
