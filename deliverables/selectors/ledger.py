"""Said and planned: each promise of a year beside what was reported on it, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from deliverables.attention import newest_words
from deliverables.models import ItemLink, LinkKind, NextStep, PlanItem, PlanYear, Restatement, Update, Window
from deliverables.selectors.outcomes import OUTCOMES, Outcome, outcome_sentence, when_words
from deliverables.selectors.overview import Standing
from deliverables.selectors.sentences import counted, listed
from deliverables.status import StateWords, status_of
from ipqt.dates import day_words

KINDS = (
    ("deliverable", "deliverable", "deliverables", "Deliverables"),
    ("activity", "activity", "activities", "Activities"),
    ("milestone", "milestone", "milestones", "Milestones"),
    ("initiative", "initiative", "initiatives", "Initiatives"),
)
WENT_TO = (LinkKind.ABSORBED_INTO, LinkKind.CARRIED_FORWARD_TO, LinkKind.WAITS_ON)
CAME_FROM = (LinkKind.ABSORBED_INTO, LinkKind.CARRIED_FORWARD_TO, LinkKind.CONTRIBUTES_TO)


@dataclass(slots=True, kw_only=True)
class Entry:
    """One promise. `window` is its own, or that of the activity that produces it; `update` holds the newest
    accepted words; links are those that had been stated by then.
    """

    standing: Standing
    outcome: Outcome
    window: Window | None = None
    update: Update | None = None
    went_to: list[ItemLink] = field(default_factory=list)
    came_from: list[ItemLink] = field(default_factory=list)
    taken_up_by: list[NextStep] = field(default_factory=list)
    grew_from: list[NextStep] = field(default_factory=list)
    said_again: list[Restatement] = field(default_factory=list)

    @property
    def when(self) -> str:
        return when_words(self.standing)

    @property
    def wants_reason(self) -> bool:
        """Late, past its date, or ended otherwise than by delivery: the account owes a reason."""
        return self.outcome.code in ("delivered_late", "past_its_date", "waiting", "stopped")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindGroup:
    """The promises of one kind, in plan order."""

    kind: str
    one: str
    many: str
    heading: str
    entries: list[Entry]

    @property
    def tally(self) -> Counter:
        return Counter(entry.outcome.code for entry in self.entries)

    @property
    def counts(self) -> list[tuple[StateWords, int]]:
        """Outcomes that occur, in the order of OUTCOMES."""
        return [(words, self.tally[code]) for code, words in OUTCOMES.items() if self.tally[code]]

    @property
    def counted(self) -> str:
        return counted(len(self.entries), self.one, self.many)

    @property
    def sentence(self) -> str:
        """What became of this kind, in a sentence to read out."""
        if self.tally["not_reported"] == len(self.entries):
            return (
                f"Nobody has reported on {'it' if len(self.entries) == 1 else f'any of the {self.counted}'}."
            )
        return f"Of {self.counted}, {outcome_sentence(self.tally)}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A year's promises by kind; deliverables first, then activities, milestones and initiatives."""

    year: PlanYear
    years: Sequence[PlanYear]
    groups: list[KindGroup]
    without_year: list[PlanItem]
    as_at: date

    @property
    def entries(self) -> list[Entry]:
        return [entry for group in self.groups for entry in group.entries]

    @property
    def newest_words(self) -> date | None:
        return newest_words(entry.standing.status for entry in self.entries)

    @property
    def outcomes(self) -> list[StateWords]:
        """Every outcome that occurs, for the key."""
        codes = {entry.outcome.code for entry in self.entries}
        return [words for code, words in OUTCOMES.items() if code in codes]

    @property
    def unreported(self) -> int:
        return sum(entry.outcome.code == "not_reported" for entry in self.entries)

    @property
    def calendar(self) -> str:
        """Whether the year is over at the moment shown."""
        year, total = self.year, len(self.entries)
        silence = (
            f" Nobody has reported on {self.unreported:,} of its {total:,} items." if self.unreported else ""
        )
        if self.as_at < year.starts_on:
            return f"{year} had not begun: it starts on {day_words(year.starts_on)}."
        if self.as_at <= year.ends_on:
            return f"{year} is not over: it runs to {day_words(year.ends_on)}.{silence}"
        return f"{year} ended on {day_words(year.ends_on)}.{silence}"

    @property
    def finding(self) -> str:
        """What became of what the year promised, in a sentence that a chair can read out."""
        if not self.groups:
            return f"The source promises nothing in {self.year}."
        promised = listed([group.counted for group in self.groups if group.kind != "initiative"])
        if not promised:
            return self.groups[0].sentence
        if self.unreported == len(self.entries):
            return f"{self.year} promised {promised}."
        return self.groups[0].sentence


def ledger(year: PlanYear, *, years: Sequence[PlanYear], user, as_at: date) -> Ledger:
    """Nine queries whatever the number of items."""
    items = PlanItem.objects.visible_to(user).filter(programme=year.programme_id).as_at(as_at)
    items = list(
        items.filter(year=year).select_related("programme", "year", "source").order_by("position", "pk")
    )
    entries = {item.pk: _entry(item, as_at=as_at) for item in items}
    _add_words(entries, user=user)
    _add_links(entries, programme=year.programme_id, user=user, as_at=as_at)
    _add_windows(entries, user=user, as_at=as_at)
    _add_steps(entries, programme=year.programme_id, user=user, as_at=as_at)
    _add_restatements(entries, as_at=as_at)
    loose = PlanItem.objects.visible_to(user).filter(programme=year.programme_id, year=None)
    return Ledger(
        year=year,
        years=years,
        groups=_groups(entries.values()),
        without_year=list(loose.select_related("programme")),
        as_at=as_at,
    )


def _entry(item: PlanItem, *, as_at: date) -> Entry:
    standing = Standing(item, status_of(item, as_at=as_at))
    return Entry(standing=standing, outcome=Outcome.of(standing))


def _groups(entries: Iterable[Entry]) -> list[KindGroup]:
    by_kind = defaultdict(list)
    for entry in entries:
        by_kind[entry.standing.item.kind].append(entry)
    return [
        KindGroup(kind=kind, one=one, many=many, heading=heading, entries=by_kind[kind])
        for kind, one, many, heading in KINDS
        if by_kind[kind]
    ]


def _add_words(entries: dict[int, Entry], *, user) -> None:
    newest = [entry.standing.item.update_id for entry in entries.values()]
    updates = Update.objects.visible_to(user).filter(pk__in=[pk for pk in newest if pk])
    for update in updates.select_related("organisation", "source", "period"):
        entries[update.item_id].update = update


def _add_links(entries: dict[int, Entry], *, programme: int, user, as_at: date) -> None:
    """Links said by then, within the programme: the other end may lie where the reader may not look."""
    links = (
        ItemLink.objects.visible_to(user)
        .filter(Q(to_item__isnull=True) | Q(to_item__programme=programme), from_item__programme=programme)
        .exclude(stated_on__gt=as_at)
        .select_related("from_item__programme", "to_item__programme", "dependency")
        .order_by("kind", "pk")
    )
    for link in links.filter(from_item__in=entries.keys(), kind__in=WENT_TO):
        entries[link.from_item_id].went_to.append(link)
    for link in links.filter(to_item__in=entries.keys(), kind__in=CAME_FROM):
        entries[link.to_item_id].came_from.append(link)


def _add_windows(entries: dict[int, Entry], *, user, as_at: date) -> None:
    """The newest own window agreed by then, else the latest first window of what contributes to the item."""
    producers = {
        pk: [link.from_item_id for link in entry.came_from if link.kind == LinkKind.CONTRIBUTES_TO]
        for pk, entry in entries.items()
    }
    wanted = {*entries, *(item for items in producers.values() for item in items)}
    windows = defaultdict(list)
    for window in Window.objects.visible_to(user).agreed_by(as_at).filter(item__in=wanted):
        windows[window.item_id].append(window)
    for pk, entry in entries.items():
        produced = [w for item in producers[pk] for w in windows[item] if w.number == 1 and w.ends_on]
        own = windows[pk] or sorted(produced, key=lambda window: window.ends_on, reverse=True)
        entry.window = own[0] if own else None


def _add_steps(entries: dict[int, Entry], *, programme: int, user, as_at: date) -> None:
    """Next steps that later items took up, as far as their period was over by then."""
    steps = (
        NextStep.objects.visible_to(user)
        .filter(item__programme=programme, becomes__programme=programme, period__ends_on__lte=as_at)
        .select_related("item__programme", "becomes__programme")
        .order_by("item", "position", "pk")
    )
    for step in steps:
        if step.item_id in entries:
            entries[step.item_id].taken_up_by.append(step)
        if step.becomes_id in entries:
            entries[step.becomes_id].grew_from.append(step)


def _add_restatements(entries: dict[int, Entry], *, as_at: date) -> None:
    """Later documents that print an item again, unless they tell of days after the moment."""
    again = Restatement.objects.filter(item__in=entries.keys()).exclude(source__newest_words_on__gt=as_at)
    for restatement in again.select_related("source"):
        entries[restatement.item_id].said_again.append(restatement)
