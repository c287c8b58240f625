"""The two national policies for small numbers, and the words in which they are printed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

STEP = 5
"""What the rounding policy rounds counts to (MHSDS)."""


class PolicyKind(StrEnum):
    ROUNDED = "rounded"
    EXACT = "exact"


class Settings(Protocol):
    """What `MeasureSettings` has of disclosure control."""

    disclosure_policy: str
    disclosure_threshold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How small numbers are dealt with. Amounts of people below `threshold` are small."""

    kind: PolicyKind = PolicyKind.EXACT
    threshold: int = 5

    @classmethod
    def of(cls, settings: Settings | None) -> Policy:
        """The policy of a programme; the exact one with 5 where it has no settings."""
        if settings is None:
            return cls()
        return cls(kind=PolicyKind(settings.disclosure_policy), threshold=settings.disclosure_threshold)

    @property
    def rounds(self) -> bool:
        return self.kind == PolicyKind.ROUNDED

    def is_small(self, amount: float | None) -> bool:
        """Whether an amount may not be seen. Zero may, unless counts are rounded: it would tell of itself."""
        if amount is None:
            return False
        return amount < self.threshold and (self.rounds or amount > 0)

    def is_small_rest(self, amount: float) -> bool:
        """The same for those whom a percentage leaves out, of whom none is no secret."""
        return 0 < amount < self.threshold

    @property
    def words(self) -> str:
        """To print with every table and chart."""
        if self.rounds:
            return (
                f"Small numbers: counts under {self.threshold}, zero included, are suppressed, and other "
                f"counts are rounded to the nearest {STEP}. Percentages, rates and means are worked out from "
                "the exact counts, given as whole numbers, and suppressed where a count behind them is. "
                "National totals stay exact. More is suppressed where a hidden count could be worked out."
            )
        return (
            f"Small numbers: counts of 1 to {self.threshold - 1} are suppressed, and so is every percentage, "
            "rate or mean with such a count behind it. Zero is shown. The next smallest value is suppressed "
            "too where a hidden count could be worked out from the others."
        )


def policy_words(settings: Settings | None) -> str:
    """What is printed with the tables and charts of a programme."""
    return Policy.of(settings).words


def rounded(amount: float) -> float:
    """To the nearest 5."""
    return float(STEP * math.floor(amount / STEP + 0.5))


def whole(value: float) -> float:
    """To the nearest whole number, halves up as in MHSDS."""
    return float(math.floor(value + 0.5))
