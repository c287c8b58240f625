"""Said and planned: each promise of a year beside what was reported on it, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from deliverables.attention import words_dated
from deliverables.models import PlanYear
from deliverables.selectors.ledger_entries import Entry, read_entries
from deliverables.selectors.outcomes import OUTCOMES, outcome_sentence
from deliverables.selectors.overview import Standing
from deliverables.selectors.sentences import counted
from deliverables.status import StateWords
from ipqt.dates import day_words, listed

KINDS = (
    ("deliverable", "deliverable", "deliverables", "Deliverables"),
    ("activity", "activity", "activities", "Activities"),
    ("milestone", "milestone", "milestones", "Milestones"),
    ("initiative", "initiative", "initiatives", "Initiatives that the review tells of"),
)


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
        if self.tally["not_reported"] < len(self.entries):
            return f"Of {self.counted}, {outcome_sentence(self.tally)}."
        return f"Nobody has reported on the {self.counted}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A year's promises by kind; deliverables first, initiatives (no promises) last."""

    year: PlanYear
    years: Sequence[PlanYear]
    groups: list[KindGroup]
    without_year: list[Standing]
    as_at: date

    @property
    def entries(self) -> list[Entry]:
        return [entry for group in self.groups for entry in group.entries]

    @property
    def words_dated(self) -> set[date]:
        return words_dated(entry.standing.status for entry in self.entries)

    @property
    def outcomes(self) -> list[StateWords]:
        """Every outcome that occurs, for the key."""
        codes = {entry.outcome.code for entry in self.entries}
        return [words for code, words in OUTCOMES.items() if code in codes]

    @property
    def unreported(self) -> int:
        return sum(entry.outcome.code == "not_reported" for entry in self.entries)

    @property
    def finding(self) -> str:
        """What became of the promises, and whether the year is over, for a chair to read out."""
        if not self.groups:
            return f"The source promises nothing in {self.year}. {self._calendar}"
        if self.unreported == len(self.entries):
            promised = listed([group.counted for group in self.groups])
            return f"{self.year} promised {promised}. {self._calendar} Nobody has reported on any of them."
        silence = ""
        if self.unreported:
            silence = f" Nobody has reported on {self.unreported:,} of its {len(self.entries):,} items."
        return f"{self.groups[0].sentence} {self._calendar}{silence}"

    @property
    def _calendar(self) -> str:
        """Whether the year is over at the moment shown."""
        if self.as_at < self.year.starts_on:
            return f"It had not begun: it starts on {day_words(self.year.starts_on)}."
        if self.as_at <= self.year.ends_on:
            return f"{self.year} is not over: it runs to {day_words(self.year.ends_on)}."
        return f"{self.year} ended on {day_words(self.year.ends_on)}."


def ledger(year: PlanYear, *, years: Sequence[PlanYear], user, as_at: date) -> Ledger:
    """Seven queries whatever the number of items."""
    entries, others = read_entries(year, user=user, as_at=as_at)
    return Ledger(
        year=year,
        years=years,
        groups=_groups(entries),
        without_year=[standing for standing in others if standing.item.year_id is None],
        as_at=as_at,
    )


def _groups(entries: Iterable[Entry]) -> list[KindGroup]:
    by_kind = defaultdict(list)
    for entry in entries:
        by_kind[entry.standing.item.kind].append(entry)
    return [
        KindGroup(kind=kind, one=one, many=many, heading=heading, entries=by_kind[kind])
        for kind, one, many, heading in KINDS
        if by_kind[kind]
    ]
