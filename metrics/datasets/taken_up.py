"""The indicators that programmes have taken up: the rows of their tables of measures."""

from __future__ import annotations

from django.db.models import F

from deliverables.datasets.shared import POSITION, cited, day, programme, text
from ipqt.datasets import Choice, Column, Dataset, Keys, Members
from metrics.filters import MeasureFilter
from metrics.models import ProgrammeIndicator, Readiness

PROGRAMME_INDICATORS = Dataset(
    name="programme_indicators",
    title="Measures of programmes",
    one_row="One row is one indicator that a programme has taken up. Its values are in the observations.",
    rows=lambda scope: ProgrammeIndicator.objects.visible_to(scope.person),
    filters=MeasureFilter,
    columns=(
        programme(),
        text(
            "indicator",
            "Code of the indicator.",
            "OAP-01",
            read="indicator__code",
            key=True,
            refers_to="indicators",
        ),
        text(
            "indicator_name",
            "Name of the indicator.",
            "Bed occupancy",
            read="indicator__name",
            refers_to="indicators",
        ),
        Column(
            name="readiness",
            meaning="Rung of the ladder from an idea to a chart.",
            type=Choice.of(Readiness),
            example="proposed",
        ),
        text("readiness_why", "What the rung rests on, and what is missing."),
        text("owner", "Who answers for it. Empty until somebody has agreed."),
        day("next_review_on", "When it is looked at again."),
        Column(
            name="workstreams",
            meaning="Workstreams that it belongs to.",
            type=Keys(),
            read=Members("workstreams", F("workstreams__slug")),
            example="culture-of-care",
            refers_to="workstreams",
        ),
        POSITION,
        *cited(),
    ),
)
