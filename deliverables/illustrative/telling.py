"""Tells the stories through the services of the cycle, quarter by quarter, as people would have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from deliverables.cycle.errors import IncompleteUpdateError
from deliverables.cycle.periods import lock_period, open_period
from deliverables.cycle.reporting import save_draft, submit_update
from deliverables.cycle.review import accept_updates, answer_ask, return_update, versions_of
from deliverables.cycle.words import StepWords, UpdateWords
from deliverables.demo import DEMO_DOMAIN, DEMO_PEOPLE
from deliverables.models import Basis, Duty, Programme, ReportingPeriod, Update
from deliverables.models.account import PeriodKind
from ipqt.dates import today
from ipqt.models import User

from .extensions import EXTENSIONS
from .quarters import Quarter, at_nine, quarters
from .stories import Said, Story, programmes_told, stories_of


@transaction.atomic
def load_illustrative(*, day: date | None = None) -> Counter[str]:
    """Tell every programme that has no illustrative periods yet; counts of what was written, by name.

    All or nothing, the same for the same day, and nothing where it was told already. `day` is today
    unless given, and not in the future. Raises LookupError where the demonstration people are not there.
    """
    told: Counter[str] = Counter()
    already = ReportingPeriod.objects.filter(basis=Basis.ILLUSTRATIVE).values("programme")
    for programme in Programme.objects.filter(slug__in=programmes_told()).exclude(pk__in=already):
        teller = Teller(programme, told)
        for quarter in quarters(day or today()):
            teller.tell(quarter)
    _date_saves()
    for extension in EXTENSIONS:
        extension.load(day=day or today(), told=told)
    return told


def _date_saves() -> None:
    """What was sent in was last saved when it was sent in, not now."""
    rows = Update.objects.filter(basis=Basis.ILLUSTRATIVE, submitted_at__isnull=False)
    rows.update(saved_at=F("submitted_at"))


@dataclass(slots=True)
class Entry:
    """One update to write: whose duty, which words, how far it gets."""

    place: int
    story: Story
    said: Said
    duty: Duty


class Teller:
    """Writes the quarters of one programme."""

    def __init__(self, programme: Programme, told: Counter[str]):
        self.programme = programme
        self.told = told
        self.stories = stories_of(programme.slug)
        self.items = {item.ref: item for item in programme.items.all()}
        self.dependencies = {dependency.ref: dependency for dependency in programme.dependencies.all()}
        self.people = _people()
        self.now = timezone.now()

    def tell(self, quarter: Quarter) -> None:
        period = self._open(quarter)
        entries = self._entries(period, quarter)
        sent = [(entry, self._write(entry, quarter)) for entry in entries]
        told = [(entry, update) for entry, update in sent if update is not None]
        self._review(told, quarter)
        if not quarter.is_open:
            lock_period(period_id=period.pk, by=self.people["office"], locked_at=quarter.locked_at)

    def _open(self, quarter: Quarter) -> ReportingPeriod:
        self.told["reporting periods"] += 1
        return open_period(
            programme=self.programme,
            slug=quarter.slug,
            name=quarter.name,
            kind=PeriodKind.QUARTER,
            starts_on=quarter.starts_on,
            ends_on=quarter.ends_on,
            due_on=quarter.due_on,
            board_on=quarter.board_on,
            by=self.people["office"],
            basis=Basis.ILLUSTRATIVE,
            opened_at=self._past(quarter.opened_at),
        )

    def _entries(self, period: ReportingPeriod, quarter: Quarter) -> list[Entry]:
        """Stories that have a word to say in the quarter and whose item is still due."""
        due: dict[tuple[str, str], Duty] = {}
        for duty in period.duties.select_related("item", "organisation"):
            due.setdefault((duty.item.ref, ""), duty)
            due[duty.item.ref, duty.organisation.slug] = duty
        entries = []
        for place, story in enumerate(self.stories):
            said = self._said(story, quarter)
            duty = due.get((story.item, story.organisation))
            if said is not None and duty is not None:
                entries.append(Entry(place, story, said, duty))
        return entries

    def _said(self, story: Story, quarter: Quarter) -> Said | None:
        if not quarter.is_open:
            return story.in_quarter(quarter.number)
        return (story.in_quarter(quarter.number) or story.newest_by(quarter.number)) if story.now else None

    def _write(self, entry: Entry, quarter: Quarter) -> Update | None:
        """A draft, or words sent in; None where the plan has changed so that they do not fit any more."""
        repeated = entry.said.same or entry.said.quarter != quarter.number
        said = entry.story.newest_by(quarter.number) if repeated else entry.said
        words, by = self._words(said), self._author(entry.duty)
        common = {"duty_id": entry.duty.pk, "words": words, "expected_version": 0, "by": by}
        if quarter.is_open and entry.story.now == "draft":
            self.told["drafts"] += 1
            return save_draft(**common, basis=Basis.ILLUSTRATIVE)
        reported_on = quarter.reported_on(entry.place)
        try:
            update = submit_update(
                **common,
                no_change=repeated,
                basis=Basis.ILLUSTRATIVE,
                reported_on=reported_on,
                submitted_at=self._past(at_nine(reported_on) + timedelta(minutes=7 * entry.place)),
            )
        except IncompleteUpdateError:
            self.told["updates left out"] += 1
            return None
        self._link_steps(update, said)
        self.told["updates"] += 1
        return update

    def _words(self, said: Said) -> UpdateWords:
        return UpdateWords(
            state=said.state,
            confidence=said.rated,
            summary=said.summary,
            reason=said.reason,
            cause=said.cause,
            control=said.control,
            forecast_end=said.forecast,
            forecast_precision="month" if said.forecast else "none",
            actual_start=said.started,
            actual_end=said.done,
            actual_precision="month" if said.started or said.done else "none",
            goes_to=self.items[said.into] if said.into else None,
            waits_for=self.dependencies[said.waits] if said.waits else None,
            ask=said.ask,
            steps=tuple(StepWords(step.text, step.owner, step.due) for step in said.steps),
        )

    def _link_steps(self, update: Update, said: Said) -> None:
        for position, step in enumerate(said.steps, 1):
            if step.becomes:
                update.steps.filter(position=position).update(
                    becomes=self.items[step.becomes], becomes_basis=Basis.ILLUSTRATIVE
                )

    def _review(self, told: list[tuple[Entry, Update]], quarter: Quarter) -> None:
        """Of a closed quarter all is accepted; of the open one what its story says."""
        office = self.people["office"]
        if not quarter.is_open:
            accept_updates(
                versions=versions_of([update for _, update in told]),
                by=office,
                accepted_at=quarter.accepted_at,
            )
            self._answer(told, quarter)
            return
        for entry, update in told:
            moment = self._past(at_nine(update.reported_on) + timedelta(days=2))
            if entry.story.now == "accepted":
                accept_updates(versions=versions_of([update]), by=office, accepted_at=moment)
            elif entry.story.now == "returned":
                return_update(
                    update_id=update.pk,
                    version=update.version,
                    note=entry.story.note,
                    by=office,
                    returned_at=moment,
                )

    def _answer(self, told: list[tuple[Entry, Update]], quarter: Quarter) -> None:
        moment = self._past(at_nine(quarter.board_on + timedelta(days=1)))
        for entry, update in told:
            if entry.said.answer:
                answer_ask(
                    update_id=update.pk, text=entry.said.answer, by=self.people["board"], answered_at=moment
                )
                self.told["answers"] += 1

    def _author(self, duty: Duty) -> User:
        lead = next(person for person in DEMO_PEOPLE if person.account == "lead")
        own = self.programme.slug in lead.programmes and duty.organisation.slug == lead.trust
        return self.people["lead" if own else "office"]

    def _past(self, moment: datetime) -> datetime:
        """Nothing happens after now, not even on the morning of a quarter's first day."""
        return min(moment, self.now)


def _people() -> dict[str, User]:
    accounts = {f"{account}@{DEMO_DOMAIN}": account for account in ("board", "lead", "office")}
    found = {accounts[user.email]: user for user in User.objects.filter(email__in=accounts)}
    if len(found) < len(accounts):
        raise LookupError("The demonstration people are not there: run create_demo_people first.")
    return found
