"""Which way an item goes, from the last two accepted reports. Pure: no database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ipqt.dates import day_words

if TYPE_CHECKING:
    from deliverables.models import Update

# Ranks are compared only where both reports have one.
CONFIDENCE_RANK = {"red": 0, "amber": 1, "green": 2}
STATE_RANK = {"stopped": 0, "waiting": 1, "not_started": 1, "in_progress": 2, "delivered": 3}
ENDED = {"delivered": "better", "stopped": "worse"}
LABELS = {"better": "Better", "same": "Same", "worse": "Worse", "new": "New"}


@dataclass(frozen=True, slots=True)
class Trend:
    """`code` is a key of LABELS; `since` the day of the words that the newest are set against."""

    code: str
    since: date | None

    @property
    def label(self) -> str:
        return LABELS[self.code]

    @property
    def words(self) -> str:
        """Worse than on 31 March 2026."""
        if self.since is None:
            return "New: the first report"
        return f"{self.label} {'as' if self.code == 'same' else 'than'} on {day_words(self.since)}"


def trend_of(newest: Update, earlier: Update | None) -> Trend:
    """What turned worse weighs more than what turned better, but an end is an end."""
    if earlier is None:
        return Trend("new", None)
    if newest.state != earlier.state and newest.state in ENDED:
        return Trend(ENDED[newest.state], earlier.reported_on)
    turns = (
        _turn(STATE_RANK.get(earlier.state), STATE_RANK.get(newest.state)),
        _turn(CONFIDENCE_RANK.get(earlier.confidence), CONFIDENCE_RANK.get(newest.confidence)),
        _turn(_end(newest), _end(earlier)),
    )
    code = "worse" if "worse" in turns else "better" if "better" in turns else "same"
    return Trend(code, earlier.reported_on)


def _turn(low, high) -> str:
    """Better where the second is higher; ends are handed over the other way round, as earlier is better."""
    if low is None or high is None or low == high:
        return "same"
    return "better" if high > low else "worse"


def _end(update: Update) -> date | None:
    return update.actual_end or update.forecast_end
