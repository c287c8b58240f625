"""What a programme promised, and what hangs on what."""

from deliverables.loading.expand import expand_item, follow_month_one
from deliverables.loading.fields import choice, day, key, keys, number, text, title
from deliverables.loading.spec import Spec
from deliverables.loading.specs.shared import CITED, basis
from deliverables.models import (
    Basis,
    ExternalDependency,
    ItemKind,
    ItemLink,
    LinkKind,
    PlanItem,
    Precision,
    Restatement,
    Window,
)

PLAN_ITEM = Spec(
    table="plan_item",
    model=PlanItem,
    key=("ref",),
    expand=expand_item,
    accepts=("window",),
    fields=(
        title("ref"),
        choice("kind", ItemKind),
        key("year", "plan_year", "number", type=int),
        number("position"),
        title("title"),
        text("detail"),
        key("workstream", "workstream"),
        basis("workstream_basis", Basis.JUDGED),
        key("lead_organisation", "organisation"),
        keys("organisations", "organisation"),
        basis("organisations_basis", Basis.JUDGED),
        keys("domains", "domain"),
        basis("domains_basis", Basis.JUDGED),
        key("policy", "statement", "ref"),
        *CITED,
    ),
)

WINDOW = Spec(
    table="window",
    model=Window,
    key=("item", "number"),
    scope="item__programme",
    rebase=follow_month_one,
    fields=(
        key("item", "plan_item", "ref", required=True),
        number("number", 1),
        title("words"),
        day("starts_on"),
        day("ends_on"),
        choice("precision", Precision),
        number("first_month", None),
        number("last_month", None),
        text("note"),
        *CITED,
    ),
)

RESTATEMENT = Spec(
    table="restatement",
    model=Restatement,
    key=("item", "source"),
    scope="item__programme",
    fields=(key("item", "plan_item", "ref", required=True), title("title"), text("text"), *CITED),
)

EXTERNAL_DEPENDENCY = Spec(
    table="external_dependency",
    model=ExternalDependency,
    key=("ref",),
    fields=(
        title("ref"),
        title("title"),
        text("owner"),
        text("expected"),
        day("expected_by"),
        day("arrived_on"),
        text("note"),
        *CITED,
    ),
)

LINK = Spec(
    table="link",
    model=ItemLink,
    key=("from", "kind", "to", "dependency"),
    scope="from_item__programme",
    fields=(
        key("from", "plan_item", "ref", attribute="from_item", required=True),
        choice("kind", LinkKind),
        key("to", "plan_item", "ref", attribute="to_item"),
        key("dependency", "external_dependency", "ref"),
        day("stated_on"),
        text("note"),
        *CITED,
    ),
)
