"""What is to be measured: definitions, printed measures, and what programmes take up."""

from deliverables.loading.fields import Field, choice, day, decimal, key, number, text, title, truth
from deliverables.loading.spec import Spec
from deliverables.loading.specs.shared import CITED
from metrics.models import (
    Frequency,
    Indicator,
    ItemIndicator,
    Measure,
    Objective,
    Polarity,
    ProgrammeIndicator,
    Readiness,
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
