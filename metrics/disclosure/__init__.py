"""Disclosure control: which values may be seen, so that no small number can be read or worked out. Pure."""

from metrics.disclosure.cells import Bodies, Body, Calculation, Cell, Making, Place, Shown
from metrics.disclosure.policy import Policy, PolicyKind, policy_words
from metrics.disclosure.protect import protect

__all__ = [
    "Bodies",
    "Body",
    "Calculation",
    "Cell",
    "Making",
    "Place",
    "Policy",
    "PolicyKind",
    "Shown",
    "policy_words",
    "protect",
]
