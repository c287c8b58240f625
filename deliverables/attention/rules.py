"""One rule a function: the reason in words, or "" where it does not apply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import shorten

from deliverables.attention.facts import Facts
from ipqt.dates import age_words, day_words, with_precision

LONGEST = 240


@dataclass(frozen=True, slots=True)
class Rule:
    """`heading` names the group; `reason` gives the sentence, or "" where the rule does not apply."""

    code: str
    heading: str
    reason: Callable[[Facts], str]


def off_track(facts: Facts) -> str:
    """Red or amber as the lead rated it, with the lead's reason, or else what the rating means."""
    if facts.status.confidence not in ("red", "amber"):
        return ""
    why = (facts.item.said_reason or "").strip() or facts.status.confidence_words.meaning
    return f"Rated {facts.status.confidence}: {shorten(why, LONGEST, placeholder=' …')}"


def green_past_date(facts: Facts) -> str:
    """Green, though the date has gone by: the words and the calendar disagree."""
    if facts.status.confidence != "green" or facts.status.timing != "overdue":
        return ""
    return f"Rated green, but planned by {facts.planned}, {facts.status.late} ago."


def green_over_red_measure(facts: Facts) -> str:
    """Green words over a measure that signals concern or consistently misses its target: the watermelon."""
    if facts.status.confidence != "green" or not facts.signals:
        return ""
    return f"Rated green, but {' '.join(f'{signal.measure}: {signal.words}' for signal in facts.signals)}"


def overdue(facts: Facts) -> str:
    """Past its date; where it is rated green all the same, `green_past_date` has said so."""
    if facts.status.timing != "overdue" or facts.status.confidence == "green":
        return ""
    return f"Planned by {facts.planned}, {facts.status.late} ago, and reported as {facts.state}."


def wait_passed(facts: Facts) -> str:
    """What it waits on was expected by a day that has passed, and has not come."""
    late = [w for w in facts.waits if w.expected_by and w.expected_by < facts.status.as_at and not w.arrived]
    if not late or not facts.is_live:
        return ""
    return " ".join(f"{w.on} was expected by {day_words(w.expected_by)} and has not come." for w in late)


def waiting(facts: Facts) -> str:
    if facts.status.state != "waiting":
        return ""
    if not facts.waits:
        return "Reported as waiting; what it waits on is not recorded."
    return f"Waits on {'; '.join(wait.on for wait in facts.waits)}."


def forecast_late(facts: Facts) -> str:
    """Forecast later than the plan, or than the first baseline where the plan has moved."""
    item = facts.item
    if not facts.is_live or item.forecast_end is None:
        return ""
    agreed = [day for day in (item.planned_end, item.baseline_end) if day]
    if not agreed or item.forecast_end <= min(agreed):
        return ""
    forecast = with_precision(item.forecast_end, item.forecast_precision)
    first = with_precision(item.baseline_end or item.planned_end, item.planned_precision)
    if item.planned_end and item.forecast_end <= item.planned_end:
        return f"Forecast for {forecast} as agreed since, but first planned by {first}."
    return f"Now forecast for {forecast}, planned by {facts.planned}."


def returned(facts: Facts) -> str:
    """The office asked for changes and nobody has touched the update since."""
    if facts.returned_on is None:
        return ""
    age = age_words(max((facts.status.as_at - facts.returned_on).days, 0))
    return f"Returned by the office on {day_words(facts.returned_on)}, {age} ago, and not touched since."


def same_words(facts: Facts) -> str:
    """Live work told in the same words three periods running."""
    if not facts.same_words_since or not facts.is_live:
        return ""
    return f"The same words in every period since {facts.same_words_since}."


def silent(facts: Facts) -> str:
    """Live work on which the newest words are old."""
    age = facts.status.age_days
    if not facts.is_live or age is None or age <= facts.silent_after_days:
        return ""
    return f"The newest words are from {day_words(facts.status.reported_on)}, {age_words(age)} ago."


def passed_unreported(facts: Facts) -> str:
    """The date has gone by, or the plan year has where no date is stated, and nobody has said a word."""
    if facts.status.state != "not_reported":
        return ""
    item, day = facts.item, facts.status.as_at
    if item.planned_end and item.planned_end < day:
        return f"Planned by {facts.planned}; nobody has reported."
    if item.planned_end is None and item.year and item.year.ends_on < day:
        return f"{item.year} ended on {day_words(item.year.ends_on)}; nobody has reported."
    return ""


def open_steps(facts: Facts) -> str:
    """Next steps that were named and that no later item has picked up, once they are old."""
    if not facts.open_steps or facts.open_steps_on is None:
        return ""
    if (facts.status.as_at - facts.open_steps_on).days <= facts.silent_after_days:
        return ""
    steps = "1 next step" if facts.open_steps == 1 else f"{facts.open_steps:,} next steps"
    return f"{steps} of {day_words(facts.open_steps_on)} that nobody has picked up."


# The most pressing first: an item stands under the first rule that applies.
RULES = (
    Rule("green_past_date", "Rated green, but past its date", green_past_date),
    Rule("green_over_red_measure", "Rated green, but its measure is in trouble", green_over_red_measure),
    Rule("off_track", "Rated red or amber", off_track),
    Rule("overdue", "Past its date and not finished", overdue),
    Rule("wait_passed", "Waiting on something that is late itself", wait_passed),
    Rule("waiting", "Waiting on something outside", waiting),
    Rule("forecast_late", "Forecast later than agreed", forecast_late),
    Rule("returned", "Returned to its lead and not touched since", returned),
    Rule("same_words", "The same words three periods running", same_words),
    Rule("silent", "Under way, but nobody has said anything lately", silent),
    Rule("passed_unreported", "Its time has passed and nobody has reported", passed_unreported),
    Rule("open_steps", "Next steps that nobody has picked up", open_steps),
)
