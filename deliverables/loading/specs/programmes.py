"""The frame of a programme, and what its strategy says of itself."""

from deliverables.loading.fields import choice, day, key, keys, number, text, title
from deliverables.loading.spec import Spec
from deliverables.loading.specs.shared import CITED, basis
from deliverables.models import (
    Basis,
    Participation,
    PlanYear,
    Programme,
    Statement,
    StatementKind,
    Workstream,
)
from deliverables.models.programmes import ParticipationRole

PROGRAMME = Spec(
    table="programme",
    model=Programme,
    key=(),
    scope="slug",
    fields=(
        title("slug"),
        title("name"),
        title("short_name"),
        key("icb", "organisation", required=True),
        day("month_one", required=True),
        basis("month_one_basis"),
        day("ends_on", required=True),
        text("sro"),
        text("summary"),
        *CITED,
    ),
)

PARTICIPATION = Spec(
    table="participation",
    model=Participation,
    key=("organisation",),
    fields=(
        key("organisation", "organisation", required=True),
        choice("role", ParticipationRole),
        text("note"),
        *CITED,
    ),
)

PLAN_YEAR = Spec(
    table="plan_year",
    model=PlanYear,
    key=("number",),
    fields=(
        number("number", None, required=True),
        text("title"),
        text("goal"),
        day("starts_on", required=True),
        day("ends_on", required=True),
        basis("dates_basis"),
        *CITED,
    ),
)

WORKSTREAM = Spec(
    table="workstream",
    model=Workstream,
    key=("slug",),
    fields=(
        title("slug"),
        title("name"),
        number("position"),
        text("summary"),
        day("starts_on"),
        day("ends_on"),
        *CITED,
    ),
)

STATEMENT = Spec(
    table="statement",
    model=Statement,
    key=("ref",),
    optional_scope=True,
    fields=(
        title("ref"),
        choice("kind", StatementKind),
        title("title"),
        text("text"),
        number("position"),
        key("year", "plan_year", "number", type=int),
        key("parent", "statement", "ref"),
        key("organisation", "organisation"),
        keys("domains", "domain"),
        basis("domains_basis", Basis.JUDGED),
        *CITED,
    ),
)
