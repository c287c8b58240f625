"""Workstreams: how the items of each stand, and who has said something about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from deliverables.attention import ConcernGroup, newest_words
from deliverables.models import Basis, NextStep, Organisation, PlanYear, Programme, Update, Workstream
from deliverables.selectors.next_steps import next_steps_said
from deliverables.selectors.overview import Disposition, Standing, at_a_glance
from deliverables.selectors.sentences import counted
from deliverables.status import STATES
from ipqt.dates import age_words


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkstreamRow:
    """One workstream in the list: `states` are codes and counts in the order of STATES."""

    workstream: Workstream
    total: int
    states: list[tuple[str, int]]
    attention: int
    organisations: list[str]
    newest_words: date | None

    @property
    def name(self) -> str:
        return self.workstream.name

    @property
    def url(self) -> str:
        return self.workstream.get_absolute_url()

    @property
    def basis(self) -> str:
        return self.workstream.basis

    @property
    def said_by(self) -> str:
        return ", ".join(self.organisations)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardFrom:
    """An organisation that has reported: on how many items, and when last."""

    organisation: Organisation
    items: int
    newest_words: date
    as_at: date

    @property
    def age(self) -> str:
        return age_words(max((self.as_at - self.newest_words).days, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfWork:
    """The items of one plan year; `year` is None for those that have none."""

    year: PlanYear | None
    standings: list[Standing]

    @property
    def unreported(self) -> int:
        return sum(standing.status.state == "not_reported" for standing in self.standings)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkstreamPage:
    """All that stands on the page of a workstream, at one moment."""

    workstream: Workstream
    standings: list[Standing]
    attention: list[ConcernGroup]
    heard_from: list[HeardFrom]
    open_steps: list[NextStep]
    as_at: date

    @property
    def attention_count(self) -> int:
        return sum(len(group) for group in self.attention)

    @property
    def disposition(self) -> Disposition:
        return Disposition.of(self.standings)

    @property
    def newest_words(self) -> date | None:
        return newest_words(standing.status for standing in self.standings)

    @property
    def years(self) -> list[YearOfWork]:
        by_year = defaultdict(list)
        for standing in self.standings:
            by_year[standing.item.year].append(standing)
        return [YearOfWork(year=year, standings=standings) for year, standings in by_year.items()]

    @property
    def finding(self) -> str:
        """How the workstream stands, in a sentence that a chair can read out."""
        total = len(self.standings)
        if not total:
            return "The plan names no item for this workstream."
        if self.newest_words is None:
            return f"Nobody has reported on any of its {counted(total, 'item')}."
        if not self.attention_count:
            return f"None of its {counted(total, 'item')} needs attention on this day."
        verb = "needs" if self.attention_count == 1 else "need"
        return f"{self.attention_count:,} of its {counted(total, 'item')} {verb} attention."


def workstream_rows(programme: Programme, *, user, as_at: date) -> list[WorkstreamRow]:
    """Every workstream of the programme, in its order. Eight queries."""
    [glance] = at_a_glance([programme], user=user, as_at=as_at)
    by_workstream = defaultdict(list)
    for standing in glance.standings:
        by_workstream[standing.item.workstream_id].append(standing)
    concerned = Counter(
        concern.item.workstream_id for group in glance.attention for concern in group.concerns
    )
    words = Update.objects.visible_to(user).accepted_by(as_at).filter(item__programme=programme)
    voices = defaultdict(list)
    for update in words.select_related("organisation", "item").order_by("organisation__name", "pk"):
        voices[update.item.workstream_id].append(str(update.organisation))
    workstreams = Workstream.objects.visible_to(user).filter(programme=programme).select_related("programme")
    return [
        _row(
            workstream,
            by_workstream[workstream.pk],
            voices[workstream.pk],
            attention=concerned[workstream.pk],
        )
        for workstream in workstreams.order_by("position", "pk")
    ]


def _row(
    workstream: Workstream, standings: list[Standing], voices: list[str], *, attention: int
) -> WorkstreamRow:
    tally = Counter(standing.status.state for standing in standings)
    return WorkstreamRow(
        workstream=workstream,
        total=len(standings),
        states=[(code, tally[code]) for code in STATES if tally[code]],
        attention=attention,
        organisations=list(dict.fromkeys(voices)),
        newest_words=newest_words(standing.status for standing in standings),
    )


def rows_sentence(rows: Sequence[WorkstreamRow]) -> str:
    """How many there are, and how far the list itself can be trusted."""
    many = counted(len(rows), "workstream")
    judged = sum(row.basis == Basis.JUDGED for row in rows)
    if not judged:
        return f"{many}, and how the items of each stand."
    which = "each" if judged == len(rows) else f"{judged:,} of them"
    return f"{many}, {which} inferred from a picture or from prose, and so marked judged."


def workstream_page(workstream: Workstream, *, user, as_at: date) -> WorkstreamPage:
    """Eight queries, whatever the number of items."""
    [glance] = at_a_glance([workstream.programme], user=user, as_at=as_at)
    groups = (
        ConcernGroup(group.rule, [c for c in group.concerns if c.item.workstream_id == workstream.pk])
        for group in glance.attention
    )
    steps = next_steps_said(user=user, as_at=as_at).filter(item__workstream=workstream, becomes=None)
    words = Update.objects.visible_to(user).accepted_by(as_at).filter(item__workstream=workstream)
    return WorkstreamPage(
        workstream=workstream,
        standings=[s for s in glance.standings if s.item.workstream_id == workstream.pk],
        attention=[group for group in groups if group.concerns],
        heard_from=heard_from(words.select_related("organisation"), as_at=as_at),
        open_steps=list(steps),
        as_at=as_at,
    )


def heard_from(words: Sequence[Update], *, as_at: date) -> list[HeardFrom]:
    """The organisations behind the words, the one with the oldest words first."""
    by_organisation = defaultdict(list)
    for update in words:
        by_organisation[update.organisation].append(update)
    heard = [
        HeardFrom(
            organisation=organisation,
            items=len({update.item_id for update in updates}),
            newest_words=max(update.reported_on for update in updates),
            as_at=as_at,
        )
        for organisation, updates in by_organisation.items()
    ]
    return sorted(heard, key=lambda one: (one.newest_words, one.organisation.name))
