"""The measurement framework: objectives, their measures as printed, and the indicators that answer them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from deliverables.models import Programme
from deliverables.selectors.sentences import counted
from metrics.models import Indicator, Measure, Objective, ProgrammeIndicator, Readiness


@dataclass(frozen=True, slots=True)
class Answer:
    """An indicator that answers a measure; `taken_up` is None where the programme has not taken it up."""

    indicator: Indicator
    taken_up: ProgrammeIndicator | None

    @property
    def url(self) -> str:
        return (self.taken_up or self.indicator).get_absolute_url()


@dataclass(frozen=True, slots=True)
class PrintedMeasure:
    measure: Measure
    answers: list[Answer]
    lines: list[PrintedMeasure]
    """The lines printed beneath it."""

    @property
    def is_answered(self) -> bool:
        return bool(self.answers) or any(line.is_answered for line in self.lines)

    @property
    def is_reporting(self) -> bool:
        own = any(one.taken_up and one.taken_up.readiness == Readiness.REPORTING for one in self.answers)
        return own or any(line.is_reporting for line in self.lines)


@dataclass(frozen=True, slots=True)
class Heading:
    objective: Objective
    measures: list[PrintedMeasure]


@dataclass(frozen=True, slots=True)
class Framework:
    headings: list[Heading]

    @property
    def finding(self) -> str:
        """How much of what the document wants measured is answered, in a sentence to read out."""
        measures = [measure for heading in self.headings for measure in heading.measures]
        if not measures:
            return "No measurement framework is loaded for this programme."
        answered = sum(measure.is_answered for measure in measures)
        reporting = sum(measure.is_reporting for measure in measures)
        return (
            f"{counted(len(self.headings), 'heading holds', 'headings hold')} "
            f"{counted(len(measures), 'measure')}: an indicator answers {answered or 'none'} of them, "
            f"and {reporting or 'none'} {'reports' if reporting <= 1 else 'report'} yet."
        )


def framework(programme: Programme, *, user) -> Framework:
    """Objectives and measures in printed order. Four queries whatever their number."""
    objectives = Objective.objects.visible_to(user).filter(programme=programme).select_related("source")
    measures = Measure.objects.visible_to(user).filter(programme=programme)
    taken_up = ProgrammeIndicator.objects.visible_to(user).filter(programme=programme)
    known = {one.indicator_id: one for one in taken_up.select_related("programme", "indicator")}
    below: dict[int | None, list[Measure]] = defaultdict(list)
    for measure in measures.select_related("source").prefetch_related("indicators"):
        below[measure.parent_id].append(measure)
    return Framework([_heading(objective, below, known) for objective in objectives])


def _heading(objective: Objective, below: dict, known: dict[int, ProgrammeIndicator]) -> Heading:
    own = [measure for measure in below[None] if measure.objective_id == objective.pk]
    return Heading(objective, [_printed(measure, below, known) for measure in own])


def _printed(measure: Measure, below: dict, known: dict[int, ProgrammeIndicator]) -> PrintedMeasure:
    answers = [Answer(one, known.get(one.pk)) for one in measure.indicators.all()]
    return PrintedMeasure(measure, answers, [_printed(line, below, known) for line in below[measure.pk]])
