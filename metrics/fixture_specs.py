"""The tables of fixture folders that fill the measures, in the order in which they are written."""

from django.db.models import Q

from deliverables.loading.fields import (
    Field,
    choice,
    day,
    decimal,
    key,
    moment,
    number,
    text,
    title,
    truth,
)
from deliverables.loading.spec import Spec
from deliverables.loading.specs.shared import CITED
from metrics.models import (
    Assessment,
    AssessmentTotal,
    BedCount,
    Figure,
    FigureKind,
    Frequency,
    Indicator,
    Initiative,
    ItemIndicator,
    Measure,
    Objective,
    Observation,
    PeriodType,
    Polarity,
    ProgrammeIndicator,
    Reach,
    Readiness,
    Series,
    Standing,
    Target,
    TargetKind,
    ValueStatus,
    Voice,
    Ward,
    WardInitiative,
)
from metrics.models.indicators import Calculation

INDICATOR = Spec(
    table="indicator",
    model=Indicator,
    key=("code",),
    scope="",
    fields=(
        title("code"),
        title("name"),
        text("why"),
        choice("calculation", Calculation),
        title("numerator"),
        text("denominator"),
        decimal("factor", 1.0),
        title("unit"),
        number("decimals"),
        choice("polarity", Polarity),
        choice("frequency", Frequency),
        title("levels"),
        text("breakdowns"),
        text("national_id"),
        title("data_source"),
        text("definition_notes"),
        truth("counts_people", default=True),
        number("position"),
        day("reviewed_on"),
        *CITED,
    ),
)

OBJECTIVE = Spec(
    table="objective",
    model=Objective,
    key=("ref",),
    fields=(title("ref"), title("title"), text("text"), number("position"), *CITED),
)

MEASURE = Spec(
    table="measure",
    model=Measure,
    key=("ref",),
    fields=(
        title("ref"),
        key("objective", "objective", "ref", required=True),
        title("title"),
        key("parent", "measure", "ref"),
        number("position"),
        Field(name="indicators", points_to="indicator", key_path="code", many=True),
        text("gap"),
        *CITED,
    ),
)

PROGRAMME_INDICATOR = Spec(
    table="programme_indicator",
    model=ProgrammeIndicator,
    key=("indicator",),
    fields=(
        key("indicator", "indicator", "code", required=True),
        choice("readiness", Readiness),
        text("readiness_why"),
        text("owner"),
        day("next_review_on"),
        number("position"),
        Field(name="workstreams", points_to="workstream", key_path="slug", many=True),
        *CITED,
    ),
)

ITEM_INDICATOR = Spec(
    table="item_indicator",
    model=ItemIndicator,
    key=("item", "indicator"),
    scope="item__programme",
    fields=(
        key("item", "plan_item", "ref", required=True),
        key("indicator", "indicator", "code", required=True),
        text("note"),
        *CITED,
    ),
)

WARD = Spec(
    table="ward",
    model=Ward,
    key=("slug",),
    fields=(
        title("slug"),
        title("name"),
        key("organisation", "organisation", required=True),
        text("site"),
        text("town"),
        text("service_area"),
        text("purpose"),
        number("position"),
        day("starts_on"),
        day("ends_on"),
        text("note"),
        *CITED,
    ),
)

BED_COUNT = Spec(
    table="bed_count",
    model=BedCount,
    key=("ward", "counted_on", "part"),
    scope="ward__programme",
    fields=(
        key("ward", "ward", required=True),
        day("counted_on", required=True),
        text("part"),
        number("beds", None, required=True),
        text("date_words"),
        *CITED,
    ),
)

INITIATIVE = Spec(
    table="initiative",
    model=Initiative,
    key=("slug",),
    fields=(title("slug"), title("name"), text("summary"), *CITED),
)

WARD_INITIATIVE = Spec(
    table="ward_initiative",
    model=WardInitiative,
    key=("initiative", "ref", "known_on"),
    scope="initiative__programme",
    fields=(
        key("initiative", "initiative", required=True),
        title("ref"),
        key("organisation", "organisation", required=True),
        key("ward", "ward"),
        choice("reach", Reach),
        number("wards", 1),
        day("since"),
        day("known_on", required=True),
        text("note"),
        *CITED,
    ),
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

ASSESSMENT = Spec(
    table="assessment",
    model=Assessment,
    key=("year", "service_area", "domain", "voice"),
    fields=(
        key("year", "plan_year", "number", type=int, required=True),
        key("service_area", "statement", "ref", required=True),
        key("domain", "domain", required=True),
        choice("voice", Voice),
        number("score", None, required=True),
        text("words"),
        *CITED,
    ),
)

ASSESSMENT_TOTAL = Spec(
    table="assessment_total",
    model=AssessmentTotal,
    key=("year", "service_area", "voice"),
    fields=(
        key("year", "plan_year", "number", type=int, required=True),
        key("service_area", "statement", "ref", required=True),
        choice("voice", Voice),
        number("published", None, required=True),
        number("out_of", 40),
        *CITED,
    ),
)

SPECS: tuple[Spec, ...] = (
    INDICATOR,
    OBJECTIVE,
    MEASURE,
    PROGRAMME_INDICATOR,
    ITEM_INDICATOR,
    WARD,
    BED_COUNT,
    INITIATIVE,
    WARD_INITIATIVE,
    SERIES,
    OBSERVATION,
    TARGET,
    FIGURE,
    ASSESSMENT,
    ASSESSMENT_TOTAL,
)
