"""The self-assessment against the national domains: scores, and the totals that documents print."""

from __future__ import annotations

from deliverables.datasets.shared import cited, programme, text, year
from deliverables.filters import ProgrammeFilter
from ipqt.datasets import Boolean, Choice, Column, Dataset, Integer
from metrics.datasets.shared import choice
from metrics.models import Assessment, AssessmentTotal, Voice

SERVICE_AREA = text(
    "service_area",
    "The service area that is assessed.",
    "adult-acute",
    read="service_area__ref",
    key=True,
    refers_to="statements",
)
VOICE = choice("voice", "Who speaks.", Choice.of(Voice), "we", key=True)

ASSESSMENTS = Dataset(
    name="assessments",
    title="Assessments",
    one_row="One row is one score of 1 to 5 for one domain, service area, year and voice.",
    rows=lambda scope: Assessment.objects.visible_to(scope.person),
    filters=ProgrammeFilter,
    columns=(
        programme(),
        year(key=True),
        SERVICE_AREA,
        text(
            "domain",
            "The national principle.",
            "equitable",
            read="domain__slug",
            key=True,
            refers_to="domains",
        ),
        VOICE,
        Column(name="score", meaning="1 limited evidence to 5 fully embedded.", type=Integer(), example="3"),
        text("words", "Why."),
        Column(
            name="is_confirmed",
            meaning="False for a score copied from the year before that nobody has confirmed yet.",
            type=Boolean(),
            example="true",
        ),
        *cited(),
    ),
)

ASSESSMENT_TOTALS = Dataset(
    name="assessment_totals",
    title="Assessment totals",
    one_row="One row is one total as printed, beside which the scores may add up to another.",
    rows=lambda scope: AssessmentTotal.objects.visible_to(scope.person),
    filters=ProgrammeFilter,
    columns=(
        programme(),
        year(key=True),
        SERVICE_AREA,
        VOICE,
        Column(name="published", meaning="The total as printed.", type=Integer(), example="19"),
        Column(name="out_of", meaning="The most that it can be.", type=Integer(), example="40"),
        *cited(),
    ),
)
