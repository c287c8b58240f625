"""The ladder from an idea to a chart: which measures stand on which rung, and what the next one asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliverables.selectors.sentences import counted
from metrics.models import Readiness
from metrics.selectors.measures import MeasureRow

# What stands on a rung has, and what it takes to come up to it.
MEANINGS = {
    Readiness.PROPOSED: "Somebody wants it measured.",
    Readiness.DEFINED: "What is counted, out of what, and how often is written down.",
    Readiness.SOURCE_AGREED: "It is agreed where the values come from.",
    Readiness.BASELINE_SET: "A first value is known, to compare later ones with.",
    Readiness.TARGET_SET: "It is agreed what value to reach, and by when.",
    Readiness.REPORTING: "Values arrive period by period and are charted.",
}
NEEDS = {
    Readiness.DEFINED: "a reviewed definition: what is counted, out of what, and how often",
    Readiness.SOURCE_AGREED: "an agreed source of the values, and somebody who sends them",
    Readiness.BASELINE_SET: "a first value to compare with",
    Readiness.TARGET_SET: "a target that a document prints or the programme agrees",
    Readiness.REPORTING: "values that arrive period by period",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """`needs` is what the next rung asks for; empty on the last."""

    number: int
    readiness: Readiness
    meaning: str
    next: Readiness | None
    needs: str
    rows: list[MeasureRow]


def ladder(rows: Sequence[MeasureRow]) -> list[Rung]:
    """Every rung, the last first, since that is where measures are of use. No query."""
    rungs = list(Readiness)
    following = [*rungs[1:], None]
    return [
        Rung(
            number=number,
            readiness=rung,
            meaning=MEANINGS[rung],
            next=after,
            needs=NEEDS.get(after, ""),
            rows=[row for row in rows if row.taken_up.readiness == rung],
        )
        for number, (rung, after) in enumerate(zip(rungs, following, strict=True), start=1)
    ][::-1]


def finding(rungs: Sequence[Rung]) -> str:
    """How far the measures have come, in sentences to read out."""
    total = sum(len(rung.rows) for rung in rungs)
    if not total:
        return "This programme has taken up no indicator yet."
    reporting = len(rungs[0].rows)
    fullest = max(rungs, key=lambda rung: len(rung.rows))
    first = (
        f"{reporting or 'None'} of {counted(total, 'measure')} {'reports' if reporting <= 1 else 'report'}."
    )
    if fullest.readiness == Readiness.REPORTING:
        return first
    return (
        f"{first} Most stand on “{fullest.readiness.label}” ({len(fullest.rows):,}): "
        f"what they wait for is {fullest.needs}."
    )
