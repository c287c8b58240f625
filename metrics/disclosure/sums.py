"""Which values add up: wards to a trust, trusts to an ICB, categories to a total, months to a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from metrics.disclosure.cells import Bodies, Cell, Place

Span = tuple[date, date]


class Sum(NamedTuple):
    """Nodes by number: those of cells first, then amounts that nobody publishes but that others lead to."""

    total: int
    parts: tuple[int, ...]
    by_time: bool = False


class Group(NamedTuple):
    """Places that add up to another, whatever the period."""

    total: Place
    parts: tuple[Place, ...]


class Sums:
    """The sums that a node is part of, worked out when asked for: most cells are never asked about."""

    def __init__(self, cells: Sequence[Cell], bodies: Bodies, *, uppers: Sequence[float | None]):
        """`uppers`: the count or numerator of each cell."""
        self.uppers = uppers
        self.spots: list[tuple[Place, Span]] = [
            (cell.place, (cell.starts_on, cell.ends_on)) for cell in cells
        ]
        self._nodes: dict[tuple[Place, Span], int | None] = {}
        self._twins: dict[int, list[Sum]] = defaultdict(list)
        self._spans: dict[Place, dict[Span, int]] = defaultdict(dict)
        for number, cell in enumerate(cells):
            if cell.value is not None or cell.is_suppressed:
                self._add(number)
        self._groups: dict[Place, list[Group]] = defaultdict(list)
        for group in groups(every_place(cells), bodies):
            for place in (group.total, *group.parts):
                self._groups[place].append(group)
        self._of: dict[int, list[Sum]] = {}
        self._made: dict[tuple[Group, Span], Sum | None] = {}
        self._by_time: dict[Place, dict[int, list[Sum]]] = {}

    def of(self, node: int) -> list[Sum]:
        """Every sum that the node is the total or a part of, in a fixed order."""
        if node not in self._of:
            place, span = self.spots[node]
            found = [self._sum(group, span) for group in self._groups[place]]
            timed = self._timed(place).get(node, [])
            self._of[node] = [*filter(None, found), *timed, *self._twins[node]]
        return self._of[node]

    def _add(self, number: int) -> None:
        """Two series may tell of one place and period, such as a context figure: they are one amount."""
        place, span = spot = self.spots[number]
        first = self._nodes.setdefault(spot, number)
        if first == number:
            self._spans[place][span] = number
            return
        twins = Sum(first, (number,), by_time=True)
        self._twins[first].append(twins)
        self._twins[number].append(twins)

    def _node(self, place: Place, span: Span) -> int | None:
        """The cell there, or a total that nobody publishes; None where nothing is known of it."""
        spot = place, span
        if spot not in self._nodes:
            down = [group for group in self._groups.get(place, ()) if group.total == place]
            if not any(self._node(part, span) is not None for group in down for part in group.parts):
                self._nodes[spot] = None
                return None
            return self._new(place, span)
        return self._nodes[spot]

    def _sum(self, group: Group, span: Span) -> Sum | None:
        key = group, span
        if key not in self._made:
            total = self._node(group.total, span)
            nodes = {part: self._node(part, span) for part in group.parts}
            missing = [part for part, node in nodes.items() if node is None]
            if len(nodes) > len(missing) and self._tells(total, nodes.values(), len(missing)):
                nodes |= {part: self._new(part, span) for part in missing}
            parts = tuple(node for node in nodes.values() if node is not None)
            self._made[key] = Sum(total, parts) if parts and total is not None else None
        return self._made[key]

    def _tells(self, total: int | None, parts: Iterable[int | None], missing: int) -> bool:
        """Whether a reader can work out what is missing: it is one part, or nothing is left for several."""
        if missing < 2:
            return True
        known = [total, *(part for part in parts if part is not None)]
        if any(node is None or node >= len(self.uppers) or self.uppers[node] is None for node in known):
            return False
        whole, *rest = (self.uppers[node] for node in known)
        return whole == sum(rest)

    def _new(self, place: Place, span: Span) -> int:
        """A node for what nobody publishes, but a reader could work out."""
        self._nodes[place, span] = len(self.spots)
        self.spots.append((place, span))
        return self._nodes[place, span]

    def _timed(self, place: Place) -> dict[int, list[Sum]]:
        if place not in self._by_time:
            found: dict[int, list[Sum]] = defaultdict(list)
            for each in time_sums(self._spans.get(place, {})):
                for node in (each.total, *each.parts):
                    found[node].append(each)
            self._by_time[place] = found
        return self._by_time[place]


def every_place(cells: Iterable[Cell]) -> set[Place]:
    """Each organisation and ward with each category that any of them has: what is left out counts too."""
    places = {cell.place for cell in cells}
    bodies = {(place.organisation, place.ward) for place in places}
    categories = {(place.dimension, place.category) for place in places}
    return {Place(*body, *category) for body in bodies for category in categories}


def groups(places: Iterable[Place], bodies: Bodies) -> list[Group]:
    """Every way in which the places add up, also to totals that have no series of their own."""
    organisations = {place.organisation for place in places}
    parts: dict[tuple[Place, str], list[Place]] = defaultdict(list)
    todo = sorted(places, key=_order)
    seen = set(todo)
    for place in todo:  # grows while it is read: a total is a part of others
        for total, way in _totals(place, organisations, bodies):
            parts[total, way].append(place)
            if total not in seen:
                seen.add(total)
                todo.append(total)
    return [Group(total, tuple(members)) for (total, _way), members in parts.items()]


def _totals(place: Place, organisations: set[int], bodies: Bodies) -> Iterator[tuple[Place, str]]:
    """The totals that a place is part of, each with what tells its kind of parts from others."""
    if place.dimension:
        yield place._replace(dimension="", category=""), place.dimension
    if place.ward is not None:
        yield place._replace(ward=None), "ward"
        return
    above = _above(place.organisation, organisations, bodies)
    if above is not None:
        yield place._replace(organisation=above), f"side {bodies[place.organisation].side}"


def _above(organisation: int, organisations: set[int], bodies: Bodies) -> int | None:
    """The nearest organisation above that has values, else the parent, even where it has none."""
    parent = bodies[organisation].parent if organisation in bodies else None
    above = parent
    while above is not None and above not in organisations:
        above = bodies[above].parent if above in bodies else None
    return parent if above is None else above


def _order(place: Place) -> tuple:
    return place.organisation, place.ward or 0, place.dimension, place.category


def time_sums(spans: dict[Span, int]) -> Iterator[Sum]:
    """Periods and those within them that do not overlap, and those that end together: one, of a stock."""
    if len({round((ends_on - starts_on).days / 30) for starts_on, ends_on in spans}) < 2:
        return
    ordered = sorted(spans)
    for span, node in spans.items():
        within = [one for one in ordered if span[0] <= one[0] and one[1] <= span[1] and one != span]
        if not within:
            continue
        ways = {_in_a_row(within, longest=longest) for longest in (True, False)}
        last = max(within, key=lambda one: (one[1], one[0]))
        if last[1] == span[1]:
            ways.add((last,))
        for way in sorted(ways):
            yield Sum(node, tuple(spans[one] for one in way), by_time=True)


def _in_a_row(within: Sequence[Span], *, longest: bool) -> tuple[Span, ...]:
    """The longest or the shortest periods, each after the one before it; gaps may be left."""
    chosen: list[Span] = []
    for starts_on, same_start in groupby(within, key=lambda one: one[0]):
        if not chosen or starts_on > chosen[-1][1]:
            ends = [ends_on for _starts_on, ends_on in same_start]
            chosen.append((starts_on, max(ends) if longest else min(ends)))
    return tuple(chosen)
