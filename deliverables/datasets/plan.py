"""Plan items: what was promised and what is reported."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db.models import DateField, QuerySet, Value

from deliverables.datasets.shared import (
    POSITION,
    basis,
    cited,
    day,
    domain_list,
    organisation,
    organisation_list,
    precision,
    programme,
    ref,
    text,
    year,
)
from deliverables.filters import PlanItemFilter
from deliverables.models import Basis, ItemKind, PlanItem
from deliverables.models.account import Confidence
from deliverables.status import STATES, TIMINGS, status_of
from ipqt.datasets import Boolean, Choice, Column, Computed, Dataset, Integer, Scope

STATUS_PATHS = (
    "state",
    "state_basis",
    "confidence",
    "timing",
    "reported_on",
    "planned_start",
    "planned_end",
    "planned_precision",
    "planned_own",
    "actual_start",
    "actual_end",
    "actual_precision",
    "moment",
)


def plan_items(scope: Scope) -> QuerySet[PlanItem]:
    """The same read as the pages, with the moment beside it."""
    items = PlanItem.objects.visible_to(scope.person).as_at(scope.day)
    return items.annotate(moment=Value(scope.day, output_field=DateField()))


def late(*values: Any) -> str:
    """How late, in the words of the pages; empty where it is not late."""
    item = SimpleNamespace(**dict(zip(STATUS_PATHS, values, strict=True)))
    return status_of(item, as_at=item.moment).late


def days_late(
    timing: str,
    planned_end: date | None,
    planned_precision: str,
    actual_end: date | None,
    actual_precision: str,
    moment: date,
) -> int | None:
    """Only where both dates are known to the day: anything less exact would look more certain than it is."""
    if timing == "delivered_late" and planned_precision == actual_precision == "day":
        return (actual_end - planned_end).days
    if timing == "overdue" and planned_precision == "day":
        return (moment - planned_end).days
    return None


PLANNED = (
    text("planned_words", "When it was to happen, in the words of the plan.", "months 1-6", derived=True),
    day("planned_start", "First day of the planned window.", "2024-04-01", derived=True),
    day("planned_end", "Last day of the planned window.", "2024-09-30", derived=True),
    precision("planned_precision", "the planned window", derived=True),
    Column(
        name="planned_own",
        meaning="Whether the window is its own; false where it is that of the activity that produces it.",
        type=Boolean(),
        example="true",
        derived=True,
    ),
)

REPORTED = (
    Column(
        name="state",
        meaning="State in the newest accepted update; not_reported where nobody has said a word.",
        type=Choice(tuple((code, words.label) for code, words in STATES.items())),
        example="in_progress",
        derived=True,
    ),
    Column(
        name="state_basis",
        meaning="How far the state can be trusted.",
        type=Choice.of(Basis),
        example="judged",
        derived=True,
    ),
    Column(
        name="confidence",
        meaning="Delivery confidence, only of live work that was rated.",
        type=Choice.of(Confidence),
        example="amber",
        derived=True,
    ),
    Column(
        name="timing",
        meaning="How it stands against its dates on the day.",
        type=Choice(tuple(TIMINGS.items())),
        example="delivered_late",
        derived=True,
    ),
    day("reported_on", "Date of the newest accepted words.", "2025-05-31", derived=True),
    day("actual_start", "When it really began.", "2024-11-01", derived=True),
    day("actual_end", "When it was really done.", "2025-03-31", derived=True),
    precision("actual_precision", "the actual dates", derived=True),
    day("forecast_end", "When the newest words expect it to be done.", "2025-09-30", derived=True),
    precision("forecast_precision", "the forecast", derived=True),
    text(
        "late",
        "How late, no more exact than the dates.",
        "6 months",
        read=Computed(late, STATUS_PATHS),
        derived=True,
    ),
    Column(
        name="days_late",
        meaning="Days late, only where the dates are known to the day.",
        type=Integer(),
        example="12",
        read=Computed(
            days_late,
            ("timing", "planned_end", "planned_precision", "actual_end", "actual_precision", "moment"),
        ),
        derived=True,
    ),
)

PLAN_ITEMS = Dataset(
    name="plan_items",
    title="Plan items",
    one_row="One row is one deliverable, activity, milestone or initiative, with its status on the day.",
    rows=plan_items,
    filters=PlanItemFilter,
    at_a_moment=True,
    columns=(
        programme(),
        ref("ref"),
        Column(name="kind", meaning="What it is.", type=Choice.of(ItemKind), example="deliverable"),
        year(),
        text("title", "As printed.", "Engagement report"),
        text("detail", "Retold in our own words."),
        text(
            "workstream",
            "Its workstream.",
            "culture-of-care",
            read="workstream__slug",
            refers_to="workstreams",
        ),
        basis("workstream_basis", "the choice of workstream"),
        *organisation(
            "lead_organisation__", name="lead_organisation", meaning="Who leads, where the source says."
        ),
        organisation_list(),
        basis("organisations_basis", "the choice of organisations"),
        domain_list(),
        basis("domains_basis", "the choice of domains"),
        text(
            "policy",
            "The guiding policy or theme that it serves.",
            "GP-1",
            read="policy__ref",
            refers_to="statements",
        ),
        POSITION,
        *PLANNED,
        *REPORTED,
        *cited(),
        day("as_at", "The day that the row tells of.", "2025-05-31", read="moment", derived=True),
    ),
)
