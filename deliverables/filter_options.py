"""What filters offer to a person: only what stands in programmes that the person may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, NullIf

from deliverables.models import (
    Domain,
    Organisation,
    PlanItem,
    PlanYear,
    Programme,
    ReportingPeriod,
    Workstream,
)

NO_YEAR = "none"

Options = dict[str, list[tuple[str, str]]]
Builders = Mapping[str, Callable[[QuerySet[Programme]], list[QuerySet]]]
"""By the name of a filter: from programmes to what they offer, as `option_rows` gives it."""


def organisation_key(path: str = "") -> Coalesce:
    """What stands for an organisation in addresses and lists: its ODS code, else its slug."""
    return Coalesce(F(f"{path}code"), F(f"{path}slug"), output_field=CharField())


def filter_options(names: set[str], *, programmes: QuerySet[Programme], builders: Builders) -> Options:
    """Values and labels of the named filters, in the order in which they are shown. One query."""
    first, *others = [rows for name in sorted(names & set(builders)) for rows in builders[name](programmes)]
    offered = defaultdict(dict)
    for name, _place, value, words in sorted(first.union(*others)):
        offered[name].setdefault(value, words)
    return {name: list(values.items()) for name, values in offered.items()}


def option_rows(
    rows: QuerySet, name: str, *, value: Combinable, words: Combinable, place: Combinable | None = None
) -> QuerySet:
    """Each of `rows` as an option of the filter `name`; `place` orders them before their words do."""
    return (
        rows.order_by()
        .annotate(filter_name=Value(name), place=place or Value(0), value=value, words=words)
        .values_list("filter_name", "place", "value", "words")
        .distinct()
    )


def _programmes(programmes: QuerySet) -> list[QuerySet]:
    return [option_rows(programmes, "programme", value=F("slug"), words=F("short_name"))]


def _years(programmes: QuerySet) -> list[QuerySet]:
    number = Cast("number", CharField())
    years = PlanYear.objects.filter(programme__in=programmes)
    undated = PlanItem.objects.filter(programme__in=programmes, year=None)
    return [
        option_rows(years, "year", value=number, words=number, place=F("number")),
        option_rows(undated, "year", value=Value(NO_YEAR), words=Value("No year stated"), place=Value(99)),
    ]


def _workstreams(programmes: QuerySet) -> list[QuerySet]:
    rows = Workstream.objects.filter(programme__in=programmes)
    return [option_rows(rows, "workstream", value=F("slug"), words=F("name"), place=F("position"))]


def _organisations(programmes: QuerySet) -> list[QuerySet]:
    """Those that take part, lead, are named on an item, or report."""
    takes_part = Q(
        pk__in=Programme.organisations.through.objects.filter(programme__in=programmes).values("organisation")
    )
    items = PlanItem.objects.filter(programme__in=programmes)
    named = Q(pk__in=PlanItem.organisations.through.objects.filter(planitem__in=items).values("organisation"))
    leads = Q(pk__in=items.exclude(lead_organisation=None).values("lead_organisation"))
    reports = Q(updates__item__programme__in=programmes)
    rows = Organisation.objects.filter(takes_part | named | leads | reports)
    words = Coalesce(NullIf("short_name", Value("")), F("name"))
    return [option_rows(rows, "organisation", value=organisation_key(), words=words)]


def _domains(programmes: QuerySet) -> list[QuerySet]:
    return [
        option_rows(Domain.objects.all(), "domain", value=F("slug"), words=F("name"), place=F("position"))
    ]


def _periods(programmes: QuerySet) -> list[QuerySet]:
    rows = ReportingPeriod.objects.filter(programme__in=programmes)
    return [option_rows(rows, "period", value=F("slug"), words=F("name"))]


BUILDERS: Builders = {
    "programme": _programmes,
    "year": _years,
    "workstream": _workstreams,
    "organisation": _organisations,
    "domain": _domains,
    "period": _periods,
}
