"""The chart's numbers as a table, newest period first."""

from __future__ import annotations

from collections.abc import Sequence

from ipqt.charts import ChartTable
from metrics.models import Note
from metrics.selectors.points import Point
from metrics.selectors.readings import SeriesReading
from metrics.spc.wording import CAUSE_WORDS
from metrics.spc_chart.points import lost_words
from metrics.values import period_words, value_words

PERIOD, VALUE, NUMERATOR, DENOMINATOR = "Period", "Value", "Numerator", "Denominator"
STATUS, SIGNAL, REVISION, NOTES = "Status", "What the chart says", "Revision", "Notes"
NOTHING = "–"


def spc_table(reading: SeriesReading, *, notes: Sequence[Note] = ()) -> ChartTable:
    """Columns in which no row would have anything are left out."""
    rows = [_row(reading, index, notes) for index in reversed(range(len(reading.points)))]
    whole = (PERIOD, VALUE, STATUS, SIGNAL, REVISION)
    names = [
        name
        for name in (PERIOD, VALUE, NUMERATOR, DENOMINATOR, STATUS, SIGNAL, REVISION, NOTES)
        if name in whole or any(row[name] for row in rows)
    ]
    return ChartTable(
        caption=f"Values of {reading.series.indicator.name}, newest first",
        header=names,
        rows=[[row[name] or NOTHING for name in names] for row in rows],
    )


def _row(reading: SeriesReading, index: int, notes: Sequence[Note]) -> dict[str, str]:
    point = reading.points[index]
    return {
        PERIOD: period_words(point.starts_on, point.ends_on),
        VALUE: value_words(point, reading.series.indicator) if point.is_known else "",
        NUMERATOR: _count(point.numerator),
        DENOMINATOR: _count(point.denominator),
        STATUS: _status(point),
        SIGNAL: CAUSE_WORDS[int(reading.result.cause[index])] if point.is_known else "",
        REVISION: f"{point.revision}",
        NOTES: " ".join([point.note, *(note.text for note in notes if note.on == point.starts_on)]).strip(),
    }


def _status(point: Point) -> str:
    if not point.is_known:
        return lost_words(point)
    rounded = f", rounded to {point.rounded_to} by the publisher" if point.rounded_to else ""
    return f"{point.status_words}{rounded}"


def _count(number: float | None) -> str:
    """Counts are whole numbers; sums of money or shares may not be."""
    return "" if number is None else f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
