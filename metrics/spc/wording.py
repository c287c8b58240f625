"""How a measure writes its numbers and periods, and what its icons and rules are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from metrics.spc.icons import Assurance, Variation
from metrics.spc.profiles import RUN
from metrics.spc.results import Footing
from metrics.spc.rules import Rule

MOST_DECIMALS = 9
VARIATION_WORDS = {
    None: "Too few points",
    Variation.COMMON_CAUSE: "Common cause",
    Variation.IMPROVEMENT_HIGH: "Improvement, high or rising",
    Variation.IMPROVEMENT_LOW: "Improvement, low or falling",
    Variation.CONCERN_HIGH: "Concern, high or rising",
    Variation.CONCERN_LOW: "Concern, low or falling",
    Variation.NEUTRAL_HIGH: "Special cause, high or rising",
    Variation.NEUTRAL_LOW: "Special cause, low or falling",
}
ASSURANCE_WORDS = {
    None: "No assurance",
    Assurance.PASS: "Consistently meets the target",
    Assurance.FAIL: "Consistently misses the target",
    Assurance.INCONSISTENT: "May meet or miss the target",
}
# Why there is no icon of variation.
FOOTING_WORDS = {
    Footing.NO_VALUES: "No values yet",
    Footing.TOO_FEW: VARIATION_WORDS[None],
    Footing.NO_NEIGHBOURS: VARIATION_WORDS[None],
    Footing.NO_SPREAD: "No variation to judge by",
}
CAUSE_WORDS = {
    0: "Common cause",
    Rule.OUTSIDE: "Above the upper limit",
    -Rule.OUTSIDE: "Below the lower limit",
    Rule.TREND: f"Part of a rise over {RUN} points or more",
    -Rule.TREND: f"Part of a fall over {RUN} points or more",
    Rule.TWO_OF_THREE: "At least 2 of 3 points close to the upper limit",
    -Rule.TWO_OF_THREE: "At least 2 of 3 points close to the lower limit",
    Rule.SHIFT: f"Part of a run of {RUN} points or more above the mean",
    -Rule.SHIFT: f"Part of a run of {RUN} points or more below the mean",
}


def _day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    decimals: int = 1
    unit: str = ""
    """Put after each number as it is: "%" or " days"."""
    period: Callable[[date], str] = _day_words

    def number(self, number: float, *, decimals: int | None = None) -> str:
        return f"{number:z,.{self.decimals if decimals is None else decimals}f}{self.unit}"

    def numbers(self, number: float, *others: float) -> list[str]:
        """A number and what it is compared with, with as many decimals as show which is the larger."""
        text, decimals = self.number(number), self.decimals
        texts = [self.number(other) for other in others]
        while (
            text in texts and decimals < MOST_DECIMALS and self._hide_a_difference(number, others, decimals)
        ):
            decimals += 1
            texts = [self.number(other, decimals=decimals) for other in others]
            text = self.number(number, decimals=decimals)
        if decimals > self.decimals and round(number, self.decimals) == number:
            text = self.number(number)
        return [text, *texts]

    @staticmethod
    def _hide_a_difference(number: float, others: tuple[float, ...], decimals: int) -> bool:
        """Whether a number that is not the same would be written the same."""
        return any(other != number and round(other, decimals) == round(number, decimals) for other in others)
