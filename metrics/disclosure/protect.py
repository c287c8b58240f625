"""The one function that decides what may be seen of the values of an indicator."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from metrics.disclosure.cells import HIDDEN, Bodies, Calculation, Cell, Making, Shown, has_small, shown
from metrics.disclosure.policy import Policy
from metrics.disclosure.reader import LOWER, UPPER, Amount, Reader
from metrics.disclosure.search import Search
from metrics.disclosure.sums import Sum
from metrics.disclosure.unproven import unproven

Secret = tuple[Amount, Amount | None]


def protect(cells: Sequence[Cell], *, making: Making, policy: Policy, bodies: Bodies) -> list[Shown]:
    """What may be seen of each cell, in the order given, which also breaks ties between equal values.

    `cells` are all values of one indicator: what is left out can be neither hidden nor taken into account.
    Small values are hidden, then neighbours by the rules of the policy, then more until for every hidden
    amount there is another table, with another amount, that looks the same. Where that cannot be told, all
    around it is hidden: a figure came rounded, or parts of a ratio are missing.
    """
    small = [
        number for number, cell in enumerate(cells) if not cell.is_fixed and has_small(cell, making, policy)
    ]
    hidden: set[int] = set()
    if small or (making.calculation != Calculation.OTHER and _came_suppressed_beside_our_own(cells)):
        reader = Reader(cells, making=making, policy=policy, bodies=bodies)
        for number in small:
            reader.hide(number, is_small=True)
        if making.calculation != Calculation.OTHER:
            _Guard(reader).settle()
        hidden = reader.hidden | unproven(reader)
    return [
        HIDDEN if number in hidden and not cell.is_suppressed else shown(cell, making, policy)
        for number, cell in enumerate(cells)
    ]


def _came_suppressed_beside_our_own(cells: Sequence[Cell]) -> bool:
    came = any(cell.is_suppressed for cell in cells)
    return came and any(cell.value is not None and not cell.is_fixed for cell in cells)


class _Guard:
    """Hides more until nothing that is hidden can be worked out."""

    def __init__(self, reader: Reader):
        self.reader = reader
        self.todo = deque(sorted(reader.hidden))
        self.waiting: deque[int] = deque()
        self.safe: set[Secret] = set()

    def settle(self) -> None:
        self.waiting.extend(self.todo)
        self._follow_rules()
        while self.waiting:
            for secret in self._secrets(self.waiting.popleft()):
                while secret not in self.safe and self._hides_more_for(secret):
                    self._follow_rules()

    def _hide(self, node: int) -> None:
        self.reader.hide(node)
        self.todo.append(node)
        self.waiting.append(node)

    def _follow_rules(self) -> None:
        """Exact policy: the next smallest sibling; of a hidden total the two smallest parts."""
        while self.todo:
            node = self.todo.popleft()
            for each in self.reader.sums.of(node) if not self.reader.policy.rounds else ():
                for neighbour in self._neighbours(each):
                    self._hide(neighbour)

    def _neighbours(self, each: Sum) -> list[int]:
        """Parts to hide until two are hidden. Zeros stay, and so do parts of what nobody publishes."""
        if each.total >= len(self.reader.cells) or (each.by_time and not self.reader.adds_up(each)):
            return []
        missing = max(0, 2 - len(self.reader.hidden.intersection(each.parts)))
        counted = [part for part in self._by_size(each.parts) if self.reader.true(part)[UPPER]]
        return counted[:missing]

    def _secrets(self, node: int) -> Iterator[Secret]:
        """Each amount of a hidden cell that must not be worked out, and what is kept as it is meanwhile."""
        upper, lower = self.reader.true(node)
        if upper is not None:
            yield (node, UPPER), None
        if node in self.reader.small and lower is not None:
            if self.reader.policy.is_small(lower):
                yield (node, LOWER), None
            if upper is not None and self.reader.policy.is_small_rest(lower - upper):
                yield (node, UPPER), (node, LOWER)

    def _hides_more_for(self, secret: Secret) -> bool:
        """False once the secret is safe, or as safe as it can be made here."""
        amount, kept = secret
        search = Search(reader=self.reader)
        if search.finds(amount, kept=kept):
            self.safe.update((changed, None) for changed, by in search.changes.items() if by)
            self.safe.add(secret)
            return False
        for each in (*search.stuck, *self.reader.sums.of(amount[0])):
            if found := [*self._by_size(each.parts), *self._by_size((each.total,))]:
                self._hide(found[0])
                return True
        self.safe.add(secret)
        return False

    def _by_size(self, nodes: Iterable[int]) -> list[int]:
        """Those that may still be hidden, the smallest first, but zeros and national totals last."""
        cells, true = self.reader.cells, self.reader.true
        free = [node for node in nodes if self.reader.is_published(node) and not cells[node].is_fixed]
        sized = [
            (cells[node].is_national, not true(node)[UPPER], true(node)[UPPER], node)
            for node in free
            if true(node)[UPPER] is not None
        ]
        return [node for *_order, node in sorted(sized)]
