"""What goes in and what comes out: the values of one indicator, and which of them may be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from metrics.disclosure.policy import Policy, rounded, whole

Amounts = tuple[float | None, float | None]
"""What adds up: a count and None, or numerator and denominator. None where it is not known."""


class Calculation(StrEnum):
    COUNT = "count"
    RATIO = "ratio"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How a value comes about. `factor` turns numerator over denominator into the unit.

    Of a share, the denominator less the numerator counts people as well: those who are left out.
    """

    calculation: Calculation
    factor: float = 1
    is_share: bool = False


class Place(NamedTuple):
    """Whom a value is about; the total where ward, dimension and category are empty."""

    organisation: int
    ward: int | None = None
    dimension: str = ""
    category: str = ""


class Body(NamedTuple):
    """Where an organisation stands. Those of one parent and one side (providers, places) add up to it."""

    parent: int | None
    side: str


Bodies = Mapping[int, Body]


class Cell(NamedTuple):
    """One value for one period. `is_fixed`: it was published before it came here, and stays as it came.

    `is_national`: not rounded. `is_suppressed`: it came without its value, which is there all the same.
    """

    place: Place
    starts_on: date
    ends_on: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    rounded_to: int = 0
    is_fixed: bool = False
    is_national: bool = False
    is_suppressed: bool = False


class Shown(NamedTuple):
    """What may be seen of a cell. `is_hidden`: there is a value, and it may not be seen."""

    value: float | None
    numerator: float | None
    denominator: float | None
    is_hidden: bool = False


HIDDEN = Shown(None, None, None, True)


def amounts_of(cell: Cell, making: Making) -> Amounts:
    """A numerator or denominator that is left out is worked out from the value, as any reader could."""
    if making.calculation == Calculation.COUNT:
        return cell.value, None
    above, below, value = cell.numerator, cell.denominator, cell.value
    if value is None or making.calculation == Calculation.OTHER:
        return above, below
    if above is None and below is not None:
        above = float(round(value * below / making.factor))
    if below is None and above is not None and value:
        below = float(round(above * making.factor / value))
    return above, below


def has_small(cell: Cell, making: Making, policy: Policy) -> bool:
    """Whether the cell itself, or a count behind its value, is too small to be seen."""
    above, below = amounts_of(cell, making)
    if making.calculation == Calculation.COUNT:
        return any(map(policy.is_small, (above, cell.numerator, cell.denominator)))
    if policy.is_small(above) or policy.is_small(below):
        return True
    return making.is_share and None not in (above, below) and policy.is_small_rest(below - above)


def shown(cell: Cell, making: Making, policy: Policy) -> Shown:
    """A cell that may be seen, in the form in which it may."""
    if not policy.rounds or cell.is_fixed or cell.is_national:
        return Shown(cell.value, cell.numerator, cell.denominator)
    form = rounded if making.calculation == Calculation.COUNT else whole
    return Shown(
        None if cell.value is None else form(cell.value),
        None if cell.numerator is None else rounded(cell.numerator),
        None if cell.denominator is None else rounded(cell.denominator),
    )
