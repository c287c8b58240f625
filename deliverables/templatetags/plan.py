"""Words of the plan in templates."""

from datetime import date

from django import template

from deliverables.status import CONFIDENCES, STATES, StateWords
from ipqt.dates import age_words, before, span_words

register = template.Library()


@register.filter
def age_at(day: date, moment: date) -> str:
    """Time from a day to the moment of the page: 18 months."""
    return age_words(max((moment - day).days, 0))


@register.filter
def age_before(day: date, moment: date) -> str:
    """18 months ago, or before the day shown on a page of the past."""
    return before(age_at(day, moment), moment=moment)


@register.filter
def window_words(window) -> str:
    """The dates of a window, no more exact than they are."""
    return span_words(window.starts_on, window.ends_on, window.precision)


@register.filter
def kind_counts(further: list[tuple[str, int]]) -> str:
    """[("activity", 2), ("initiative", 1)] is: 2 activities and 1 initiative."""
    plurals = {"activity": "activities"}
    words = [f"{count} {kind if count == 1 else plurals.get(kind, kind + 's')}" for kind, count in further]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


@register.simple_tag
def states() -> list[StateWords]:
    """Every state with its meaning, for a key."""
    return list(STATES.values())


@register.simple_tag
def confidences() -> list[StateWords]:
    return list(CONFIDENCES.values())
