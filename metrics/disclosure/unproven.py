"""The last resort: nothing of ours is shown around what is hidden, where a sum is beyond judging."""

from __future__ import annotations

import math
from collections.abc import Sequence

from metrics.disclosure.cells import Calculation
from metrics.disclosure.reader import LOWER, NEAR, UPPER, Reader
from metrics.disclosure.sums import Sum


def unproven(reader: Reader) -> set[int]:
    """Cells to hide as well: our own that hang, by any chain of sums, together with a hidden one.

    Only where the chain holds a sum that the search cannot judge: a figure in it came rounded, and so stands
    for several, or the parts of a ratio do not add up to its total in both numerator and denominator.
    """
    more: set[int] = set()
    seen: set[int] = set()
    for node in sorted(reader.hidden):
        if node in seen:
            continue
        nodes, sums = _hanging_together(node, reader)
        seen |= nodes
        if any(_cannot_be_judged(each, reader) for each in sums):
            more |= {one for one in nodes if reader.is_published(one) and not reader.cells[one].is_fixed}
    return more


def _hanging_together(node: int, reader: Reader) -> tuple[set[int], set[Sum]]:
    nodes, sums, todo = {node}, set(), [node]
    while todo:
        for each in reader.sums.of(todo.pop()):
            if each in sums:
                continue
            sums.add(each)
            new = {each.total, *each.parts} - nodes
            nodes |= new
            todo.extend(new)
    return nodes, sums


def _cannot_be_judged(each: Sum, reader: Reader) -> bool:
    if any(_came_rounded(node, reader) for node in (each.total, *each.parts)):
        return True
    return reader.making.calculation == Calculation.RATIO and not each.by_time and not _is_whole(each, reader)


def _came_rounded(node: int, reader: Reader) -> bool:
    return node < len(reader.cells) and reader.cells[node].rounded_to > 0 and reader.is_published(node)


def _is_whole(each: Sum, reader: Reader) -> bool:
    total, parts = reader.true(each.total), [reader.true(part) for part in each.parts]
    return all(_adds_up(total[layer], [part[layer] for part in parts]) for layer in (UPPER, LOWER))


def _adds_up(total: float | None, parts: Sequence[float | None]) -> bool:
    if total is None:
        return True  # nothing is known that they could be taken from
    if None in parts:
        return False
    return abs(total - math.fsum(parts)) <= NEAR * max(1.0, abs(total))
