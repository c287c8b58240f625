"""The search for another table that looks the same to a reader: where there is one, nothing is given away."""

from __future__ import annotations

from dataclasses import dataclass, field

from metrics.disclosure.reader import NEAR, Amount, Limit, Reader
from metrics.disclosure.sums import Sum

MOST_STEPS = 200
"""A longer search is given up, and the amount counts as given away: more is hidden, never less."""


@dataclass(slots=True, kw_only=True)
class Search:
    """Changes one hidden amount by one, and then others until everything that is shown is true again."""

    reader: Reader
    changes: dict[Amount, float] = field(default_factory=dict)
    """How much each amount of the other table differs from the true one; 0 for one that is kept."""
    steps: int = 0
    stuck: list[Sum] = field(default_factory=list)
    """Sums that nothing hidden could set right, the first found first."""

    def finds(self, amount: Amount, *, kept: Amount | None = None) -> bool:
        """Whether the amount could differ while `kept` does not. `changes` then says all that does."""
        for change in (1.0, -1.0):
            if self.reader.may_change(amount, change):
                self.steps = 0
                self.changes = {amount: change} if kept is None else {amount: change, kept: 0.0}
                if self._mend([*self.changes], 0):
                    return True
        return False

    def _mend(self, touched: list[Amount], start: int) -> bool:
        """`touched`: what was changed, in order; the limits of those before `start` hold."""
        while start < len(touched):
            for limit in self.reader.limits(touched[start]):
                if need := self._off(limit):
                    return self._set_right(limit, need, touched, start)
            start += 1
        return True

    def _set_right(self, limit: Limit, need: float, touched: list[Amount], start: int) -> bool:
        self.steps += 1
        if self.steps > MOST_STEPS:
            return False
        for amount, factor in limit.terms.items():
            if amount in self.changes or not self.reader.may_change(amount, need * factor):
                continue
            self.changes[amount] = need * factor
            if self._mend([*touched, amount], start):
                return True
            del self.changes[amount]
        if limit.sum is not None:
            self.stuck.append(limit.sum)
        return False

    def _off(self, limit: Limit) -> float:
        """By how much the limit is broken: more is needed where positive, less where negative."""
        now, terms = 0.0, limit.terms
        for amount, change in self.changes.items():
            if amount in terms:
                now += terms[amount] * change
        if now < limit.low - NEAR:
            return limit.low - now
        return limit.high - now if now > limit.high + NEAR else 0.0
