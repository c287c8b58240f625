"""What needs attention and why. Pages, packs and digests all ask here. Pure: no database, no clock."""

from .facts import Facts, Signal, Wait
from .groups import SHOWN, Concern, ConcernGroup, concerns, newest_words, words_dated
from .rules import RULES, Rule, passed_unreported

__all__ = [
    "RULES",
    "SHOWN",
    "Concern",
    "ConcernGroup",
    "Facts",
    "Rule",
    "Signal",
    "Wait",
    "concerns",
    "newest_words",
    "passed_unreported",
    "words_dated",
]
