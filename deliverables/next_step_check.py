"""Reads a next step as a chair would: what is to be done, by whom, by when? Hints only, they never block."""

from __future__ import annotations

import re
from enum import StrEnum

# "Carers: deliver an action plan" is about carers; the sentence begins after the colon.
_TOPIC = re.compile(r"^[^:.;,]{1,60}:\s+")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_LEAD_IN = frozenset({"to", "then", "also", "further", "fully", "jointly", "continue"})

# Verbs that plans of the NHS begin with, in the form that gives an instruction.
VERBS = frozenset(
    """
    accelerate achieve act adapt add address adopt advertise agree align analyse appoint apply approve
    arrange ask assess attend audit baseline begin brief bring build capture carry change check
    circulate close co-design co-produce collate collect commence commission communicate compare
    complete conduct confirm consider consult continue convene coordinate create cut decide define
    deliver demonstrate deploy describe design determine develop discuss draft embed enable end engage
    enhance ensure escalate establish evaluate examine expand explore extend feed fill finalise find
    finish focus follow form fund gather get give go grow hire hold host identify implement improve
    include increase inform integrate introduce investigate invite involve issue join keep launch lead
    learn link list maintain make manage map measure meet mobilise model monitor move negotiate note
    obtain open organise outline oversee participate pilot place plan prepare present prioritise procure
    produce progress promote propose provide publish pursue put raise reach recommend record recruit
    redesign reduce refine refresh release remove repeat replace report request require research resolve
    respond restart review revise roll run scale schedule scope secure seek select send set share show
    sign simplify source specify spread standardise start stop streamline strengthen submit support
    survey sustain tackle take target test track train transfer transform turn undertake update upgrade
    use validate visit work write
    """.split()  # noqa: SIM905 (a list of strings would fill a page)
)


class Hint(StrEnum):
    """What a next step lacks, so that nobody can follow it up."""

    VERB = "a verb first"
    OWNER = "an owner"
    DATE = "a date"


def next_step_hints(*, text: str, owner: str, due: str) -> tuple[Hint, ...]:
    """Hints in the order in which they are shown; empty where the step says what, who and when.

    `due` is the date in words or otherwise, empty where none is stated.
    """
    missing = (
        (Hint.VERB, not starts_with_verb(text)),
        (Hint.OWNER, not owner.strip()),
        (Hint.DATE, not due.strip()),
    )
    return tuple(hint for hint, applies in missing if applies)


def starts_with_verb(text: str) -> bool:
    """Whether it begins as an instruction: “Recruit two people”, “To agree it”, “Carers: deliver a plan”."""
    words = _WORD.findall(_TOPIC.sub("", text.strip(), count=1).lower())
    for word in words[:3]:
        if word in VERBS:
            return True
        if word not in _LEAD_IN:
            return False
    return False
