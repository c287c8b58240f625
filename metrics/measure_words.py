"""The sentences of a measure's page, computed from the same reading as its chart. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from deliverables.models.evidence import Basis
from ipqt.dates import age_words, before, day_words
from metrics.models import PeriodType, Standing
from metrics.selectors.measure_series import series_words
from metrics.selectors.readings import SeriesReading
from metrics.spc.words import Words, describe
from metrics.values import wording_of

ROLLING = (PeriodType.ROLLING_QUARTER, PeriodType.ROLLING_YEAR)
OVERLAP = (
    "Rolling periods overlap: each value shares most of its time with the one before it, so signals come "
    "too easily. Read one here as a question, not as proof."
)
NOTHING = Words(
    headline="There are no values yet, so nothing can be said about change.", assurance="", notes=()
)


def words_of(reading: SeriesReading) -> Words:
    return describe(reading.spc, wording_of(reading)) if reading.spc else NOTHING


def finding(reading: SeriesReading) -> str:
    """What the chart shows: variation, then the target."""
    words = words_of(reading)
    return f"{words.headline} {words.assurance}".strip()


def caveats(reading: SeriesReading) -> Iterator[str]:
    """What the finding rests on, in the order of weight; the profile last."""
    if reading.series.period_type in ROLLING:
        yield OVERLAP
    yield from words_of(reading).notes
    if any(point.is_provisional for point in reading.points):
        yield "Hollow points are provisional and may still change."
    if reading.result:
        yield f"Drawn by {reading.profile.label}."


def data_to(reading: SeriesReading) -> str:
    """Data to 30 June 2025, 2 months ago; empty without a known value."""
    known = reading.last_known
    if known is None:
        return ""
    age = before(age_words(max(reading.lag_days, 0)), moment=reading.as_at)
    return f"Data to {day_words(known.ends_on)}, {age}."


def chart_title(reading: SeriesReading) -> str:
    """Whose values the chart shows, with their standing where they are not simply the programme's own."""
    series = reading.series
    marks = [series.get_standing_display()] if series.standing != Standing.OWN else []
    marks += ["Illustrative"] if series.basis == Basis.ILLUSTRATIVE else []
    title = series_words(series)
    return f"{title} ({'; '.join(marks)})" if marks else title
