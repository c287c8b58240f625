"""Series with their values, targets, and printed figures of no series."""

from django.db.models import Q

from deliverables.loading.fields import choice, day, decimal, key, moment, number, text, title, truth
from deliverables.loading.spec import Spec
from deliverables.loading.specs.shared import CITED
from metrics.models import (
    Figure,
    FigureKind,
    Observation,
    PeriodType,
    Series,
    Standing,
    Target,
    TargetKind,
    ValueStatus,
)

SERIES = Spec(
    table="series",
    model=Series,
    key=("ref",),
    fields=(
        title("ref"),
        key("indicator", "indicator", "code", required=True),
        key("organisation", "organisation", required=True),
        key("ward", "ward"),
        text("dimension"),
        text("category"),
        text("label"),
        choice("period_type", PeriodType),
        choice("standing", Standing, Standing.OWN),
        truth("shared_as_published", default=False),
        *CITED,
    ),
)

OBSERVATION = Spec(
    table="observation",
    model=Observation,
    key=("series", "starts_on"),
    scope="series__programme",
    only=Q(revision=1),
    fields=(
        key("series", "series", "ref", required=True),
        day("starts_on", required=True),
        day("ends_on", required=True),
        decimal("value"),
        decimal("numerator"),
        decimal("denominator"),
        choice("value_status", ValueStatus, ValueStatus.REPORTED),
        number("rounded_to"),
        moment("known_at", required=True),
        text("words"),
        text("note"),
        *CITED,
    ),
)

TARGET = Spec(
    table="target",
    model=Target,
    key=("ref",),
    fields=(
        title("ref"),
        key("indicator", "indicator", "code", required=True),
        key("organisation", "organisation"),
        choice("kind", TargetKind),
        decimal("value", required=True),
        text("words"),
        day("starts_on", required=True),
        day("ends_on"),
        text("reason"),
        moment("agreed_at", required=True),
        *CITED,
    ),
)

FIGURE = Spec(
    table="figure",
    model=Figure,
    key=("ref",),
    optional_scope=True,
    fields=(
        title("ref"),
        choice("kind", FigureKind, FigureKind.CONTEXT),
        title("title"),
        title("words"),
        decimal("value"),
        text("unit"),
        text("period_words"),
        day("starts_on"),
        day("ends_on"),
        key("organisation", "organisation"),
        key("indicator", "indicator", "code"),
        text("look_alikes"),
        number("position"),
        *CITED,
    ),
)
