"""The lines of a ledger: a promise, its report, what it came from and where it went."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from deliverables.models import (
    ExternalDependency,
    ItemKind,
    ItemLink,
    LinkKind,
    NextStep,
    PlanItem,
    PlanYear,
    Restatement,
    Update,
    Window,
)
from deliverables.querysets import NOT_REPORTED
from deliverables.selectors.outcomes import Outcome, when_words
from deliverables.selectors.overview import Standing
from deliverables.status import status_of

WENT_TO = {
    LinkKind.ABSORBED_INTO: "Absorbed into",
    LinkKind.CARRIED_FORWARD_TO: "Carried forward to",
    LinkKind.WAITS_ON: "Waits on",
}
CAME_FROM = {
    LinkKind.ABSORBED_INTO: "Took in",
    LinkKind.CARRIED_FORWARD_TO: "Carries on",
    LinkKind.CONTRIBUTES_TO: "Rests on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What a promise hangs on or went to, in words: another item as it stands, or something outside."""

    words: str
    basis: str
    standing: Standing | None = None
    dependency: ExternalDependency | None = None


@dataclass(slots=True, kw_only=True)
class Entry:
    """One promise. `update` holds the newest accepted words; ties are those that had been stated by then.

    `window` is the promise's own, or that of the activity that produces it.
    """

    standing: Standing
    outcome: Outcome
    window: Window | None = None
    update: Update | None = None
    came_from: list[Tie] = field(default_factory=list)
    went_to: list[Tie] = field(default_factory=list)
    said_again: list[Restatement] = field(default_factory=list)
    producers: list[int] = field(default_factory=list)

    @property
    def when(self) -> str:
        return when_words(self.standing)

    @property
    def wants_reason(self) -> bool:
        """Late, past its date, or ended otherwise than by delivery: the account owes a reason."""
        return self.outcome.code in ("delivered_late", "past_its_date", "waiting", "stopped")


def read_entries(year: PlanYear, *, user, as_at: date) -> tuple[list[Entry], list[Standing]]:
    """Promises and initiatives of the year in plan order, and the programme's other items. Six queries."""
    items = PlanItem.objects.visible_to(user).filter(programme=year.programme_id).as_at(as_at)
    items = items.select_related("programme", "year", "source").order_by("position", "pk")
    standings = {item.pk: Standing(item, status_of(item, as_at=as_at)) for item in items}
    entries = {
        pk: Entry(standing=standing, outcome=Outcome.of(standing))
        for pk, standing in standings.items()
        if standing.item.year_id == year.pk and _is_known(standing)
    }
    reading = _Reading(entries, standings, user=user, as_at=as_at)
    reading.links(year.programme_id)
    reading.next_steps(year.programme_id)
    reading.words()
    reading.windows()
    reading.restatements()
    return list(entries.values()), [standing for pk, standing in standings.items() if pk not in entries]


def _is_known(standing: Standing) -> bool:
    """An initiative was never promised: before a review told of it, there was nothing to know."""
    return standing.item.kind != ItemKind.INITIATIVE or standing.status.state != NOT_REPORTED


class _Reading:
    """Adds to the entries what stands in other tables. One query a method.

    Ties stay within the programme: their other end may lie where the reader may not look.
    """

    def __init__(self, entries: dict[int, Entry], standings: dict[int, Standing], *, user, as_at: date):
        self.entries, self.standings, self.user, self.as_at = entries, standings, user, as_at

    def links(self, programme: int) -> None:
        links = ItemLink.objects.visible_to(self.user).filter(
            Q(to_item__isnull=True) | Q(to_item__programme=programme), from_item__programme=programme
        )
        links = links.exclude(stated_on__gt=self.as_at).select_related("dependency").order_by("kind", "pk")
        for link in links:
            if link.from_item_id in self.entries and link.kind in WENT_TO:
                self.entries[link.from_item_id].went_to.append(
                    self._tie(WENT_TO[link.kind], link.to_item_id, link.basis, link.dependency)
                )
            if link.to_item_id in self.entries and link.kind in CAME_FROM:
                self._add_origin(self.entries[link.to_item_id], link)

    def _add_origin(self, entry: Entry, link: ItemLink) -> None:
        entry.came_from.append(self._tie(CAME_FROM[link.kind], link.from_item_id, link.basis))
        if link.kind == LinkKind.CONTRIBUTES_TO:
            entry.producers.append(link.from_item_id)

    def next_steps(self, programme: int) -> None:
        """Next steps that later items took up, as far as their period was over by then."""
        steps = NextStep.objects.visible_to(self.user).filter(
            Q(update__isnull=True) | Q(update__workflow="accepted"),
            item__programme=programme,
            becomes__programme=programme,
            period__ends_on__lte=self.as_at,
        )
        for step in steps.order_by("item", "position", "pk"):
            if step.item_id in self.entries:
                tie = self._tie("A next step is taken up by", step.becomes_id, step.becomes_basis)
                self.entries[step.item_id].went_to.append(tie)
            if step.becomes_id in self.entries:
                tie = self._tie("Takes up a next step of", step.item_id, step.becomes_basis)
                self.entries[step.becomes_id].came_from.append(tie)

    def _tie(
        self, words: str, item: int | None, basis: str, dependency: ExternalDependency | None = None
    ) -> Tie:
        standing = self.standings[item] if item else None
        return Tie(words=words, standing=standing, basis=basis, dependency=dependency)

    def words(self) -> None:
        newest = [entry.standing.item.update_id for entry in self.entries.values()]
        updates = Update.objects.visible_to(self.user).filter(pk__in=[pk for pk in newest if pk])
        for update in updates.select_related("organisation", "source", "period"):
            self.entries[update.item_id].update = update

    def windows(self) -> None:
        """The newest own window agreed by then, else the latest first window of what contributes to it."""
        windows = defaultdict(list)
        agreed = Window.objects.visible_to(self.user).agreed_by(self.as_at)
        for window in agreed.filter(item__in=self.standings.keys()):
            windows[window.item_id].append(window)
        for pk, entry in self.entries.items():
            produced = [w for item in entry.producers for w in windows[item] if w.number == 1 and w.ends_on]
            own = windows[pk] or sorted(produced, key=lambda window: window.ends_on, reverse=True)
            entry.window = own[0] if own else None

    def restatements(self) -> None:
        """Later documents that print an item again, unless they tell of days after the moment."""
        again = Restatement.objects.filter(item__in=self.entries.keys())
        for restatement in again.exclude(source__newest_words_on__gt=self.as_at).select_related("source"):
            self.entries[restatement.item_id].said_again.append(restatement)
