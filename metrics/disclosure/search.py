"""The search for another table that looks the same to a reader: where there is one, nothing is given away."""

from __future__ import annotations

from dataclasses import dataclass, field

from metrics.disclosure.reader import NEAR, Amount, Limit, Reader
from metrics.disclosure.sums import Sum

MOST_STEPS = 300
"""A longer search is given up, and the amount counts as given away: more is hidden, never less."""


@dataclass(slots=True, kw_only=True)
class Search:
    """Changes one hidden amount by one, and then others until everything that is shown is true again."""

    reader: Reader
    changes: dict[Amount, float] = field(default_factory=dict)
    steps: int = 0
    stuck: list[Sum] = field(default_factory=list)
    """Sums that nothing hidden could set right, the first found first."""

    def finds(self, amount: Amount, *, kept: Amount | None = None) -> bool:
        """Whether the amount could differ while `kept` does not. `changes` then says all that does."""
        true = self.reader.true(amount[0])[amount[1]]
        low, high = self.reader.bounds(amount)
        for other in (true + 1, true - 1):
            if low <= other <= high:
                self.steps = 0
                self.changes = {amount: other}
                if kept is not None:
                    self.changes[kept] = self.reader.true(kept[0])[kept[1]]
                if self._mend(list(self.changes)):
                    return True
        return False

    def _mend(self, touched: list[Amount]) -> bool:
        """`touched`: amounts whose limits may be broken."""
        limit = next((each for one in touched for each in self.reader.limits(one) if self._off(each)), None)
        if limit is None:
            return True
        self.steps += 1
        if self.steps > MOST_STEPS:
            return False
        need = self._off(limit)
        for amount, factor in limit.terms:
            if amount in self.changes:
                continue
            low, high = self.reader.bounds(amount)
            other = self.reader.true(amount[0])[amount[1]] + need * factor
            if low <= other <= high:
                self.changes[amount] = other
                if self._mend([*touched, amount]):
                    return True
                del self.changes[amount]
        if limit.sum is not None:
            self.stuck.append(limit.sum)
        return False

    def _off(self, limit: Limit) -> float:
        """By how much the limit is broken: more is needed where positive, less where negative."""
        now = 0.0
        for amount, factor in limit.terms:
            value = self.changes.get(amount)
            now += factor * (self.reader.true(amount[0])[amount[1]] if value is None else value)
        close = NEAR * max(1.0, abs(now))
        if now < limit.low - close:
            return limit.low - now
        return limit.high - now if now > limit.high + close else 0.0
