"""What a careful reader knows of every amount: what is shown, what it may stand for, what adds up."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from metrics.disclosure.cells import Amounts, Bodies, Calculation, Cell, Making, amounts_of, shown
from metrics.disclosure.policy import STEP, Policy
from metrics.disclosure.sums import Sum, Sums

MOST = 2.0**40
"""More than is ever counted here; sums of it are still exact."""
ANYTHING = (0.0, MOST)
NEAR = 1e-6
UPPER, LOWER = 0, 1
"""The layers of a node: a count or numerator, and a denominator."""

Amount = tuple[int, int]
"""Node and layer."""
Bounds = tuple[float, float]


class Limit(NamedTuple):
    """By how much the amounts, each times its factor, may differ from the true ones in all."""

    layer: int | None
    terms: dict[Amount, int]
    low: float
    high: float
    sum: Sum | None = None


class Reader:
    """Someone who knows the policy, every sum, and even which cells are hidden for being small themselves."""

    def __init__(self, cells: Sequence[Cell], *, making: Making, policy: Policy, bodies: Bodies):
        self.cells, self.making, self.policy = cells, making, policy
        uppers = [amounts_of(cell, making)[UPPER] for cell in cells]
        self.sums = Sums(cells, bodies, uppers=uppers)
        self.small: set[int] = set()
        self.hidden: set[int] = {number for number, cell in enumerate(cells) if cell.is_suppressed}
        self._layers = (UPPER,) if making.calculation == Calculation.COUNT else (UPPER, LOWER)
        self._true: dict[int, Amounts] = {}
        self._bounds: dict[int, tuple[Bounds, Bounds]] = {}
        self._limits: dict[Amount, list[Limit]] = {}
        self._of_sum: dict[Sum, list[Limit]] = {}

    def hide(self, node: int, *, is_small: bool = False) -> None:
        self.hidden.add(node)
        if is_small:
            self.small.add(node)
        self._bounds.pop(node, None)

    def is_published(self, node: int) -> bool:
        """Whether the reader sees a value there, rounded or not."""
        return node < len(self.cells) and node not in self.hidden

    def true(self, node: int) -> Amounts:
        """The amounts behind what is shown; likely ones where they never came here."""
        if node not in self._true:
            self._true[node] = self._find_true(node)
        return self._true[node]

    def may_change(self, amount: Amount, change: float) -> bool:
        """Whether the reader would believe an amount that differs so much from the true one, sums apart."""
        node, layer = amount
        if node not in self._bounds:
            self._bounds[node] = self._find_bounds(node)
        low, high = self._bounds[node][layer]
        return low <= self.true(node)[layer] + change <= high

    def limits(self, amount: Amount) -> list[Limit]:
        if amount not in self._limits:
            node, layer = amount
            found = [limit for each in self.sums.of(node) for limit in self.limits_of(each)]
            found = [limit for limit in found if limit.layer == layer]
            self._limits[amount] = [*found, *self._rest(node)]
        return self._limits[amount]

    def limits_of(self, each: Sum) -> list[Limit]:
        """What the sum says layer by layer: nothing where the parts are more than the total."""
        if each not in self._of_sum:
            self._of_sum[each] = list(self._find_limits(each))
        return self._of_sum[each]

    def adds_up(self, each: Sum) -> bool:
        """Whether the total is that of these parts, as far as counts or numerators go."""
        return any(limit.high == 0 and limit.layer == UPPER for limit in self.limits_of(each))

    def _find_limits(self, each: Sum) -> Iterator[Limit]:
        for layer in self._layers:
            total = self.true(each.total)[layer]
            known = [part for part in each.parts if self.true(part)[layer] is not None]
            if total is None or not known:
                continue
            over = total - math.fsum(self.true(part)[layer] for part in known)
            close = NEAR * max(1.0, abs(total))
            if over < -close or (each.by_time and len(each.parts) == 1 and over > close):
                continue
            terms = {(each.total, layer): 1} | {(part, layer): -1 for part in known}
            low, high = (0, 0) if over <= close else (-over, MOST)
            yield Limit(layer, terms, low, high, each)

    def _rest(self, node: int) -> Iterator[Limit]:
        """Nobody is in a share's numerator who is not in its denominator."""
        if not self.making.is_share or node >= len(self.cells) or self.cells[node].is_suppressed:
            return
        if None in self.true(node):
            return
        above, below = self.true(node)
        terms, rest = {(node, LOWER): 1, (node, UPPER): -1}, below - above
        small = node in self.small and self.policy.is_small_rest(rest)
        low, high = (1, self.policy.threshold - 1) if small else (0, MOST)
        yield Limit(None, terms, low - rest, high - rest)

    def _find_true(self, node: int) -> Amounts:
        if node >= len(self.cells):
            self._true[node] = None, None  # for those that lead back here
            added, left = self._added_up(node), self._left(node)
            return tuple(one if two is None else two for one, two in zip(added, left, strict=True))
        cell = self.cells[node]
        return self._remainder(node) if cell.is_suppressed else amounts_of(cell, self.making)

    def _added_up(self, node: int) -> Amounts:
        """Of a total that nobody publishes: the most that any of its groups of parts adds up to."""
        found: list[list[float]] = [[], []]
        for each in self.sums.of(node):
            if each.total == node:
                for layer, column in enumerate(zip(*map(self.true, each.parts), strict=True)):
                    found[layer] += [] if None in column else [math.fsum(column)]
        return max(found[UPPER], default=None), max(found[LOWER], default=None)

    def _left(self, node: int) -> Amounts:
        """Of an amount that nobody publishes: what the other parts leave of a published total."""
        found: list[float | None] = [None, None]
        for each in self.sums.of(node):
            if node not in each.parts or each.total >= len(self.cells) or each.by_time:
                continue
            others = [self.true(part) for part in each.parts if part != node]
            for layer in self._layers if found[UPPER] is None else ():
                found[layer] = _rest_of(self.true(each.total)[layer], [other[layer] for other in others])
        return found[UPPER], found[LOWER]

    def _remainder(self, node: int) -> Amounts:
        """Of a value that came suppressed: what is left of a published total, else 1."""
        found = [1.0, 1.0]
        for each in self.sums.of(node):
            if (
                node not in each.parts
                or max(each.parts) >= len(self.cells)
                or not self.is_published(each.total)
            ):
                continue
            came = [part for part in each.parts if self.cells[part].is_suppressed]
            for layer in self._layers if node == came[-1] else ():
                total = self.true(each.total)[layer]
                known = [self.true(part)[layer] for part in each.parts if part not in came]
                if total is not None and None not in known:
                    found[layer] = max(1.0, total - math.fsum(known) - (len(came) - 1))
        return found[UPPER], found[LOWER]

    def _find_bounds(self, node: int) -> tuple[Bounds, Bounds]:
        if node >= len(self.cells) or self.cells[node].is_suppressed:
            return ANYTHING, ANYTHING
        upper, lower = self.true(node)
        if node in self.hidden:
            return self._behind(node, upper), self._behind(node, lower)
        if self.cells[node].rounded_to:
            half = self.cells[node].rounded_to / 2
            return _around(upper, half), _around(lower, half)
        if self.policy.rounds and not (self.cells[node].is_fixed or self.cells[node].is_national):
            return self._rounded(node)
        return _around(upper, 0), _around(lower, 0)

    def _behind(self, node: int, amount: float | None) -> Bounds:
        if node in self.small and self.policy.is_small(amount):
            return (0.0 if self.policy.rounds else min(1.0, amount)), max(self.policy.threshold - 1.0, amount)
        return ANYTHING

    def _rounded(self, node: int) -> tuple[Bounds, Bounds]:
        """Rounded counts say what lies within half a step, and a whole percentage says a little more."""
        seen = shown(self.cells[node], self.making, self.policy)
        upper, lower = self.true(node)
        least = float(self.policy.threshold)
        if self.making.calculation == Calculation.COUNT:
            return _around(seen.value, STEP / 2, least=least), ANYTHING
        above = _around(seen.numerator, STEP / 2, least=least)
        below = _around(seen.denominator, STEP / 2, least=least)
        if seen.value is None or upper is None or lower is None or upper % 1 or lower % 1:
            return above, below
        low, high = ((seen.value + half) / self.making.factor for half in (-0.5, 0.5))
        above = max(above[0], math.ceil(low * below[0])), min(above[1], math.floor(high * below[1]))
        if low > 0:
            below = max(below[0], math.ceil(above[0] / high)), min(below[1], math.floor(above[1] / low))
        return above, below


def _rest_of(total: float | None, others: list[float | None]) -> float | None:
    """What is left for one more part; None where that may be of several."""
    if total is None:
        return None
    left = total - math.fsum(other for other in others if other is not None)
    return None if left and None in others else max(0.0, left)


def _around(amount: float | None, half: float, *, least: float = 0.0) -> Bounds:
    """Whole numbers that round to the amount; an amount that is not whole keeps the full half step."""
    if amount is None:
        return ANYTHING
    if not half:
        return amount, amount
    if amount % 1:
        return max(least, amount - half), amount + half
    return float(max(least, math.ceil(amount - half))), float(math.ceil(amount + half) - 1)
