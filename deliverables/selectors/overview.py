"""The plan on a page: what was promised by year and workstream, and how it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from deliverables.attention import ConcernGroup, concerns, newest_words, words_dated
from deliverables.models import ItemLink, LinkKind, PlanItem, PlanYear, Programme, Workstream
from deliverables.querysets import NOT_REPORTED
from deliverables.selectors.attention import Background, background
from deliverables.status import STATES, StateWords, Status, status_of
from ipqt.dates import listed

KIND_PLURALS = {
    "deliverable": "deliverables",
    "milestone": "milestones",
    "activity": "activities",
    "initiative": "initiatives",
}
KIND_ORDER = ("deliverable", "milestone", "activity", "initiative")


@dataclass(frozen=True, slots=True)
class Standing:
    """An item, its status at the moment, and the links that say where it went or what holds it up."""

    item: PlanItem
    status: Status
    links: tuple[ItemLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposition:
    """How many items of a set stand in each state, in the order of STATES; `kind` where all share one."""

    counts: tuple[tuple[str, StateWords, int], ...]
    late: int
    total: int
    kind: str
    illustrative: bool

    @property
    def reported(self) -> int:
        return sum(count for code, _, count in self.counts if code != NOT_REPORTED)

    @property
    def sentence(self) -> str:
        """For example: of 7 deliverables, 4 delivered (1 late), 1 absorbed and 2 waiting."""
        words = [
            _with_late(code, words.label.lower(), count, self.late) for code, words, count in self.counts
        ]
        plural = KIND_PLURALS.get(self.kind, "promises")
        what = plural if self.total != 1 else self.kind or "promise"
        return f"of {self.total:,} {what}, {listed(words)}."

    @classmethod
    def of(cls, standings: Sequence[Standing]) -> Disposition:
        tally = Counter(standing.status.state for standing in standings)
        kinds = {standing.item.kind for standing in standings}
        return cls(
            counts=tuple((code, words, tally[code]) for code, words in STATES.items() if tally[code]),
            late=sum(standing.status.timing == "delivered_late" for standing in standings),
            total=len(standings),
            kind=kinds.pop() if len(kinds) == 1 else "",
            illustrative=any(standing.status.illustrative for standing in standings),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One workstream in one year: what is shown by name, and how many further items of which kind."""

    year: PlanYear
    shown: list[Standing]
    further: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class GridRow:
    """`workstream` is None for items that belong to no workstream."""

    workstream: Workstream | None
    cells: list[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeAtAGlance:
    """Everything the overview and the portfolio say of a programme, from one read."""

    programme: Programme
    years: list[PlanYear]
    standings: list[Standing]
    attention: list[ConcernGroup]
    as_at: date

    @property
    def newest_words(self) -> date | None:
        return newest_words(standing.status for standing in self.standings)

    @property
    def words_dated(self) -> set[date]:
        """The days from which words stand now."""
        return words_dated(standing.status for standing in self.standings)

    @property
    def attention_count(self) -> int:
        return sum(len(group) for group in self.attention)

    @property
    def is_illustrative(self) -> bool:
        """Whether anything that is said of the programme rests on made-up words or figures."""
        made_up = (concern.illustrative for group in self.attention for concern in group.concerns)
        return any(made_up) or any(disposition.illustrative for _, disposition in self.by_year)

    @property
    def waits(self) -> list[tuple[Standing, ItemLink]]:
        """Who waits on what: the item and the link to another item or to something outside."""
        return [
            (standing, link)
            for standing in self.standings
            for link in standing.links
            if link.kind == LinkKind.WAITS_ON
        ]

    @property
    def headlines(self) -> list[tuple[str, bool]]:
        """Each year that anybody reported on: a sentence to read out, and whether made-up words are in it."""
        return [
            (f"{year}: {disposition.sentence}", disposition.illustrative)
            for year, disposition in self.by_year
            if disposition.reported
        ]

    def of_year(self, number: int) -> list[Standing]:
        return [s for s in self.standings if s.item.year and s.item.year.number == number]

    @property
    def by_year(self) -> list[tuple[PlanYear, Disposition]]:
        """Each year with what the plan itself promised: deliverables, or what it names in their place."""
        return [(year, Disposition.of(promised_items(self.of_year(year.number)))) for year in self.years]

    @property
    def moved(self) -> list[Standing]:
        """Promises that did not come out as planned: late, absorbed, carried forward, waiting, stopped."""
        return [
            s
            for s in promised_items(self.standings)
            if s.status.timing in ("delivered_late", "overdue", "forecast_late")
            or s.status.state in ("absorbed", "carried_forward", "waiting", "stopped")
        ]


def promised_items(standings: Sequence[Standing]) -> list[Standing]:
    for kinds in (("deliverable",), ("milestone", "activity")):
        chosen = [s for s in standings if s.item.kind in kinds]
        if chosen:
            return chosen
    return list(standings)


def plan_standings(programmes, *, user, as_at: date) -> list[Standing]:
    """Every item of the programmes with its status and telling links, in plan order. Two queries."""
    items = (
        PlanItem.objects.visible_to(user)
        .filter(programme__in=programmes)
        .as_at(as_at)
        .select_related("programme", "year", "workstream")
        .order_by("programme", "year__number", "kind", "position", "pk")
    )
    links = telling_links(programmes, user=user, as_at=as_at)
    return [Standing(item, status_of(item, as_at=as_at), tuple(links[item.pk])) for item in items]


def telling_links(programmes, *, user, as_at: date) -> dict[int, list[ItemLink]]:
    """Links that say where an item went or what it waits on, stated by the day, by the item's primary key."""
    found = defaultdict(list)
    links = ItemLink.objects.visible_to(user).filter(
        Q(stated_on__isnull=True) | Q(stated_on__lte=as_at),
        kind__in=(LinkKind.WAITS_ON, LinkKind.ABSORBED_INTO, LinkKind.CARRIED_FORWARD_TO),
        from_item__programme__in=programmes,
    )
    for link in links.select_related("to_item__programme", "dependency").order_by("from_item", "pk"):
        found[link.from_item_id].append(link)
    return found


def at_a_glance(programmes: Sequence[Programme], *, user, as_at: date) -> list[ProgrammeAtAGlance]:
    """The programmes in the order given. Six queries whatever their number and size.

    Where items are rated green, one more for the measures that they are to move, and five for their values.
    """
    standings = defaultdict(list)
    for standing in plan_standings(programmes, user=user, as_at=as_at):
        standings[standing.item.programme_id].append(standing)
    years = defaultdict(list)
    for year in PlanYear.objects.visible_to(user).filter(programme__in=programmes).order_by("number"):
        years[year.programme_id].append(year)
    every = [standing for some in standings.values() for standing in some]
    green = [standing.item.pk for standing in every if standing.status.confidence == "green"]
    behind = background(programmes, user=user, as_at=as_at, green=green)
    return [
        ProgrammeAtAGlance(
            programme=programme,
            years=years[programme.pk],
            standings=standings[programme.pk],
            attention=attention_of(programme, standings[programme.pk], behind),
            as_at=as_at,
        )
        for programme in programmes
    ]


def attention_of(
    programme: Programme, standings: Sequence[Standing], behind: Background
) -> list[ConcernGroup]:
    """Concerns of a programme's items; `behind` is the background of the same day. No query."""
    return concerns(
        behind.facts(
            standing.item,
            standing.status,
            standing.links,
            silent_after_days=programme.silent_after_days,
        )
        for standing in standings
    )


def plan_grid(glance: ProgrammeAtAGlance, workstreams: Sequence[Workstream]) -> list[GridRow]:
    """Years by workstreams; a last row without a workstream where items have none."""
    by_place = defaultdict(list)
    for standing in glance.standings:
        by_place[standing.item.workstream_id, standing.item.year_id].append(standing)
    rows: list[Workstream | None] = list(workstreams)
    if any(workstream is None for workstream, _ in by_place):
        rows.append(None)
    return [
        GridRow(row, [_cell(year, by_place[row.pk if row else None, year.pk]) for year in glance.years])
        for row in rows
    ]


def _cell(year: PlanYear, standings: list[Standing]) -> Cell:
    shown = promised_items(standings)
    kinds = Counter(s.item.kind for s in standings if s not in shown)
    ordered = [(kind, kinds[kind]) for kind in KIND_ORDER if kinds[kind]]
    return Cell(year=year, shown=shown, further=ordered)


def _with_late(code: str, label: str, count: int, late: int) -> str:
    return f"{count:,} {label} ({late:,} late)" if code == "delivered" and late else f"{count:,} {label}"
