"""Quick links of the moment chooser."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import prefetch_related_objects

from deliverables.models import Programme
from ipqt.dates import day_words, today

MOST_DAYS = 3


def year_ends(programme: Programme) -> list[dict]:
    """The last day of each plan year that is over. One query, which the programme's menu then saves."""
    prefetch_related_objects([programme], "years")
    ended = (year for year in programme.years.all() if year.ends_on < today())
    return [{"label": f"End of {year}", "day": year.ends_on} for year in ended]


def days_of_words(days: Iterable[date]) -> list[dict]:
    """The newest days of which words are known, oldest first."""
    newest = sorted(set(days))[-MOST_DAYS:]
    return [{"label": f"Words of {day_words(day)}", "day": day} for day in newest]


def moments(glance) -> list[dict]:
    """Both, for a programme that was read at a glance; no query."""
    over = (year for year in glance.years if year.ends_on < today())
    ended = [{"label": f"End of {year}", "day": year.ends_on} for year in over]
    return ended + days_of_words(glance.words_dated)
