"""What the page of a loaded file shows, by how far the file is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from metrics.loading.comparing import NEW, REVISED, Comparison, compare, some_changes
from metrics.models import (
    Indicator,
    ProgrammeIndicator,
    StagedValue,
    Submission,
    SubmissionStatus,
    ValueStatus,
)
from metrics.selectors.loads import earlier_load
from metrics.values import number_words, period_words

MOST_MEASURES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedValue:
    """A value of the file in words, beside what stands now (empty where nothing does)."""

    line: int
    indicator: Indicator
    of: str
    period: str
    now: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionPage:
    """`found` and the values only before the load, `measures` only after it."""

    template: str
    found: Comparison | None = None
    revised: Sequence[LoadedValue] = ()
    new: Sequence[LoadedValue] = ()
    earlier: Submission | None = None
    measures: Sequence[ProgrammeIndicator] = ()


def submission_page(submission: Submission) -> SubmissionPage:
    """Seven queries for a preview, one after the load, none otherwise."""
    if submission.is_under_way:
        return SubmissionPage(template="progress")
    if submission.status == SubmissionStatus.FAILED:
        return SubmissionPage(template="errors")
    if submission.status == SubmissionStatus.LOADED:
        return SubmissionPage(template="loaded", measures=_measures(submission))
    return SubmissionPage(
        template="preview",
        found=compare(submission),
        revised=[_loaded(row) for row in some_changes(submission, change=REVISED)],
        new=[_loaded(row) for row in some_changes(submission, change=NEW)],
        earlier=earlier_load(submission),
    )


def _measures(submission: Submission) -> Sequence[ProgrammeIndicator]:
    shown = ProgrammeIndicator.objects.filter(
        programme=submission.programme_id, indicator__series__observations__submission=submission
    )
    return shown.select_related("programme", "indicator").distinct()[:MOST_MEASURES]


def _loaded(row: StagedValue) -> LoadedValue:
    line = row.staged_series
    parts = (line.organisation, line.ward, line.dimension, line.category, line.label)
    return LoadedValue(
        line=row.line,
        indicator=line.indicator,
        of=", ".join(str(part) for part in parts if part),
        period=period_words(row.starts_on, row.ends_on),
        now=_words(row.value_now, row.status_now, line.indicator),
        told=_words(row.value, row.value_status, line.indicator),
    )


def _words(value: float | None, status: str | None, indicator: Indicator) -> str:
    """The number and, where it is not simply reported, its status."""
    if status is None:
        return ""
    label: Any = ValueStatus(status).label
    if value is None:
        return label
    number = number_words(value, unit=indicator.unit, decimals=indicator.decimals)
    return number if status == ValueStatus.REPORTED else f"{number}, {label.lower()}"
