from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from deliverables.models import PlanItem
from deliverables.models.account import LIVE_STATES
from deliverables.status import Status
from ipqt.dates import with_precision


@dataclass(frozen=True, slots=True)
class Wait:
    """What an item waits on, by when it was expected, and whether it has come."""

    on: str
    expected_by: date | None = None
    arrived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A measure that the item is to move and that speaks against green words: its name, why, and its page."""

    code: str
    measure: str
    words: str
    url: str
    illustrative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules look at: an item at a moment and what hangs on it.

    `returned_on` is the day the office returned an update that nobody has touched since; `same_words_since`
    the first of three or more periods whose words are the same; `open_steps` counts next steps that nobody
    has picked up, `open_steps_on` is the day of the newest of them; `signals` are measures in trouble.
    """

    item: PlanItem
    status: Status
    waits: Sequence[Wait] = ()
    silent_after_days: int = 100
    returned_on: date | None = None
    same_words_since: str = ""
    open_steps: int = 0
    open_steps_on: date | None = None
    signals: Sequence[Signal] = ()

    @property
    def is_live(self) -> bool:
        return self.status.state in LIVE_STATES

    @property
    def state(self) -> str:
        return self.status.words.label.lower()

    @property
    def planned(self) -> str:
        return with_precision(self.item.planned_end, self.item.planned_precision)
