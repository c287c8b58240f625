"""An axis as arithmetic: from a value of a figure to a pixel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ipqt.svg.values import MILLISECONDS_A_DAY, days, kind_of, real


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """`low` is drawn at pixel `first`, `high` at `last`; `first` may be the larger pixel."""

    kind: str
    low: float
    high: float
    first: float
    last: float
    categories: dict[str, int] = field(default_factory=dict)

    def place(self, value: Any) -> float | None:
        """Position on the axis in its own unit: a number, days since 1970, or the rank of a category."""
        if self.kind == "date":
            return days(value)
        if self.kind == "category" and not isinstance(value, (int, float)):
            return None if value is None else self.categories.get(str(value))
        return real(value)

    def pixel(self, place: float) -> float:
        return self.first + (place - self.low) / (self.high - self.low) * (self.last - self.first)

    def at(self, value: Any) -> float | None:
        """Pixel of a value, None where it has no place."""
        place = self.place(value)
        return None if place is None else self.pixel(place)

    def length(self, value: Any) -> float | None:
        """A bar's length in the axis's own unit: plotly gives lengths on a date axis in milliseconds."""
        size = real(value)
        return size / MILLISECONDS_A_DAY if size is not None and self.kind == "date" else size

    @property
    def edges(self) -> tuple[float, float]:
        """The smaller and the larger pixel."""
        return min(self.first, self.last), max(self.first, self.last)

    def holds(self, pixel: float) -> bool:
        low, high = self.edges
        return low - 0.5 <= pixel <= high + 0.5


def unranged(axis: dict, values: Sequence, *, first: float, last: float) -> Scale:
    """A scale that knows what the values along it are, but not yet how far they reach."""
    kind = axis.get("type") or kind_of(values)
    categories = _categories(axis, values) if kind == "category" else {}
    return Scale(kind=kind, low=0, high=1, first=first, last=last, categories=categories)


def ranged(scale: Scale, axis: dict, *, reach: Sequence[float], zero: bool) -> Scale:
    """With the ends that the axis asks for, else as far as `reach` goes; `zero` where bars stand on it."""
    low, high = _given_range(axis, scale.kind) or _natural_range(axis, scale, reach, zero=zero)
    if axis.get("autorange") == "reversed":
        low, high = high, low
    return replace(scale, low=low, high=high)


def _categories(axis: dict, values: Sequence) -> dict[str, int]:
    """Rank by category: the order the axis asks for, then the order in which values come."""
    ordered = [*(axis.get("categoryarray") or ()), *values]
    names = dict.fromkeys(str(value) for value in ordered if value is not None)
    return {name: rank for rank, name in enumerate(names)}


def _given_range(axis: dict, kind: str) -> tuple[float, float] | None:
    ends = [days(end) if kind == "date" else real(end) for end in axis.get("range") or ()]
    if len(ends) != 2 or None in ends or ends[0] == ends[1]:
        return None
    return ends[0], ends[1]


def _natural_range(axis: dict, scale: Scale, reach: Sequence[float], *, zero: bool) -> tuple[float, float]:
    if scale.kind == "category":
        return -0.5, max(len(scale.categories), 1) - 0.5
    if not reach:
        return 0, 1
    low, high = min(reach), max(reach)
    if scale.kind == "date":
        return (low - 0.5, high + 0.5) if low == high else (low, high)
    if zero or axis.get("rangemode") in ("tozero", "nonnegative"):
        low, high = min(low, 0), max(high, 0)
    if low == high:
        return (low - 1, high + 1) if low else (0, 1)
    pad = (high - low) * 0.05
    return low - pad if low else 0, high + pad if high else 0
