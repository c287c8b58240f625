"""Everything that stands on the page on which one update is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from deliverables.cycle.errors import CycleError, PeriodLockedError, PeriodNotOpenError, WorkflowError
from deliverables.cycle.reporting import current_update, expected_end, last_accepted
from deliverables.cycle.words import UpdateWords
from deliverables.models import Duty, Update
from deliverables.models.account import Workflow
from deliverables.selectors.duties import DueUpdate, due_updates, is_being_mended, next_after
from deliverables.update_words import Told, told
from ipqt.dates import age_words

WRITABLE = (Workflow.DRAFT, Workflow.RETURNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePage:
    """A duty, what stands in its period, and what was last accepted before. `last` may be None."""

    duty: Duty
    update: Update | None
    stored: UpdateWords | None
    last: Update | None
    last_words: UpdateWords | None
    expected_end: date | None
    own: Sequence[DueUpdate]
    as_at: date

    @property
    def version(self) -> int:
        return self.update.version if self.update else 0

    @property
    def words(self) -> UpdateWords:
        """What the form opens with: what is stored, else the last accepted words without their ask."""
        return self.stored or self.carried or UpdateWords()

    @property
    def carried(self) -> UpdateWords | None:
        """What “no change” would say again; None where nothing was accepted yet."""
        return self.last_words.without_ask() if self.last_words else None

    @property
    def forecast_passed(self) -> date | None:
        """The forecast end of the last words where that day is over, so that it can hardly be true still."""
        end = self.carried.forecast_end if self.carried else None
        return end if end and end < self.as_at else None

    @property
    def can_write(self) -> bool:
        return self.duty.period.is_open and (self.update is None or self.update.workflow in WRITABLE)

    @property
    def why_closed(self) -> CycleError | None:
        """Why nothing can be written now; None where the form is open."""
        if self.can_write:
            return None
        if self.duty.period.locked_at:
            return PeriodLockedError(self.duty.period)
        if not self.duty.period.is_open:
            return PeriodNotOpenError(self.duty.period)
        return WorkflowError("This update is with the programme office, so nothing was saved.")

    @property
    def can_take_back(self) -> bool:
        return self.duty.period.is_open and bool(self.update) and self.update.workflow == Workflow.SUBMITTED

    @property
    def is_returned(self) -> bool:
        """Whether the office's note waits for an answer."""
        if self.update is None:
            return False
        return self.update.workflow == Workflow.RETURNED or is_being_mended(self.update)

    @property
    def has_own_draft(self) -> bool:
        """Whether something else than the last accepted words is typed already."""
        return self.stored is not None and self.stored != self.carried

    @property
    def following(self) -> DueUpdate | None:
        return next_after(self.own, self.duty)

    @property
    def done(self) -> int:
        return sum(due.stage == "done" for due in self.own)

    @property
    def last_age(self) -> str:
        return age_words(max((self.as_at - self.last.reported_on).days, 0)) if self.last else ""

    @property
    def last_told(self) -> list[Told]:
        return told(self.last_words) if self.last_words else []

    @property
    def carried_told(self) -> list[Told]:
        return told(self.carried) if self.carried else []

    @property
    def stored_told(self) -> list[Told]:
        return told(self.stored) if self.stored else []


def update_page(duty: Duty, *, user, as_at: date) -> UpdatePage:
    """At most seven queries. The organisation's own last words come before those of others on the item."""
    update = current_update(duty)
    own = last_accepted(duty.item, organisation_id=duty.organisation_id, before=update)
    last = own or last_accepted(duty.item, before=update)
    return UpdatePage(
        duty=duty,
        update=update,
        stored=UpdateWords.of(update) if update else None,
        last=last,
        last_words=UpdateWords.of(last) if last else None,
        expected_end=expected_end(duty.item),
        own=due_updates(user=user, as_at=as_at),
        as_at=as_at,
    )
