"""What was reported, and where the documents contradict each other."""

from django.db.models import Q

from deliverables.loading.expand import expand_next_step, expand_period, expand_update
from deliverables.loading.fields import choice, day, key, moment, number, optional_choice, text, title
from deliverables.loading.spec import Spec
from deliverables.loading.specs.shared import CITED, basis
from deliverables.models import Basis, Discrepancy, NextStep, Precision, ReportingPeriod, State, Update
from deliverables.models.account import Confidence, Control, PeriodKind

REPORTING_PERIOD = Spec(
    table="reporting_period",
    model=ReportingPeriod,
    key=("slug",),
    expand=expand_period,
    accepts=("locked",),
    fields=(
        title("slug"),
        title("name"),
        choice("kind", PeriodKind),
        day("starts_on", required=True),
        day("ends_on", required=True),
        day("due_on"),
        day("board_on"),
        moment("locked_at"),
        text("note"),
        *CITED,
    ),
)

UPDATE = Spec(
    table="update",
    model=Update,
    key=("item", "organisation", "period"),
    scope="item__programme",
    only=Q(supersedes=None),
    expand=expand_update,
    fields=(
        key("item", "plan_item", "ref", required=True),
        key("organisation", "organisation", required=True),
        basis("organisation_basis"),
        key("period", "reporting_period", required=True),
        choice("state", State),
        basis("state_basis", Basis.JUDGED),
        text("judgement"),
        optional_choice("confidence", Confidence),
        day("actual_start"),
        day("actual_end"),
        choice("actual_precision", Precision, Precision.NONE),
        day("forecast_end"),
        choice("forecast_precision", Precision, Precision.NONE),
        text("summary"),
        text("reason"),
        text("cause"),
        optional_choice("control", Control),
        day("reported_on", required=True),
        text("workflow"),
        moment("accepted_at"),
        *CITED,
    ),
)

NEXT_STEP = Spec(
    table="next_step",
    model=NextStep,
    key=("item", "ref"),
    scope="item__programme",
    expand=expand_next_step,
    accepts=("due",),
    fields=(
        title("ref"),
        key("item", "plan_item", "ref", required=True),
        key("period", "reporting_period", required=True),
        number("position"),
        title("text"),
        text("owner"),
        text("due_words"),
        day("due_on"),
        choice("due_precision", Precision, Precision.NONE),
        key("becomes", "plan_item", "ref"),
        basis("becomes_basis", Basis.JUDGED),
        *CITED,
    ),
)

DISCREPANCY = Spec(
    table="discrepancy",
    model=Discrepancy,
    key=("ref",),
    optional_scope=True,
    fields=(
        title("ref"),
        title("title"),
        title("says"),
        title("but"),
        title("shown_as"),
        key("item", "plan_item", "ref"),
        *CITED,
    ),
)
