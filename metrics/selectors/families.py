"""Families of series: the values that disclosure control looks at together, and what it leaves of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from deliverables.models import Basis, OrganisationKind
from metrics.disclosure import Body, Calculation, Cell, Making, Place, Policy, Shown, protect
from metrics.models import MeasureSettings, Observation, Series, ValueStatus

Family = tuple[int, int, str]
"""Programme, indicator, label: values of different labels are never added up."""

ANCESTORS = ("organisation", "organisation__parent", "organisation__parent__parent")
NO_PROVIDERS = frozenset(
    (OrganisationKind.NATIONAL, OrganisationKind.REGION, OrganisationKind.ICB, OrganisationKind.SUB_ICB)
)
AS_THEY_CAME = frozenset((Basis.PUBLISHED, Basis.ILLUSTRATIVE))
"""Printed already, or made up: neither can tell anything new of a person."""

Row = tuple
"""The fields of an observation that matter here, in the order of ROW."""
ROW = (
    "series",
    "starts_on",
    "ends_on",
    "value",
    "numerator",
    "denominator",
    "value_status",
    "rounded_to",
    "basis",
)


def is_guarded(series: Series) -> bool:
    """Whether small values of the series are hidden. Published or not, they count for those beside them."""
    return series.indicator.counts_people and not series.shared_as_published


def policies_of(programmes: Iterable[int]) -> dict[int, Policy]:
    """The policy of each programme; the default where it has no settings. One query."""
    rows = {row.programme_id: row for row in MeasureSettings.objects.filter(programme__in=set(programmes))}
    return {programme: Policy.of(rows.get(programme)) for programme in programmes}


def disclosure_words(series: Series, of_programme: str) -> str:
    """How small numbers of a series are dealt with: as everywhere in the programme, or not at all."""
    if not series.indicator.counts_people:
        return "The indicator counts no people, so no value is suppressed here."
    if series.shared_as_published:
        return "Small numbers are as the publisher of the figures left them."
    return of_programme


def shown_values(series: Iterable[Series], *, as_at: date) -> dict[tuple[int, date], Shown]:
    """What may be seen of guarded series, by series and first day.

    Three queries, none where no series is guarded.
    """
    families = {family_of(one) for one in series if is_guarded(one)}
    if not families:
        return {}
    policies = policies_of({programme for programme, _indicator, _label in families})
    members = _members(families)
    rows = Observation.objects.as_at(as_at).filter(series__in=list(members))
    by_family: dict[Family, list[Row]] = defaultdict(list)
    for row in rows.order_by("series__ref", "starts_on").values_list(*ROW):
        by_family[family_of(members[row[0]])].append(row)
    found: dict[tuple[int, date], Shown] = {}
    for family, some in by_family.items():
        found |= _protected(some, members=members, policy=policies[family[0]])
    return found


def family_of(series: Series) -> Family:
    return series.programme_id, series.indicator_id, series.label


def _members(families: set[Family]) -> dict[int, Series]:
    wanted = Q()
    for programme, indicator, label in families:
        wanted |= Q(programme=programme, indicator=indicator, label=label)
    rows = Series.objects.filter(wanted).select_related("indicator", *ANCESTORS)
    return {row.pk: row for row in rows}


def _protected(
    rows: Sequence[Row], *, members: dict[int, Series], policy: Policy
) -> dict[tuple[int, date], Shown]:
    indicator = members[rows[0][0]].indicator
    making = Making(
        calculation=Calculation(indicator.calculation),
        factor=indicator.factor,
        is_share=indicator.unit == "%",
    )
    facts = {key: _facts(members[key]) for key in {row[0] for row in rows}}
    bodies: dict[int, Body] = {}
    for key in facts:
        bodies |= _bodies(members[key])
    cells = [_cell(row, *facts[row[0]]) for row in rows]
    shown = protect(cells, making=making, policy=policy, bodies=bodies)
    return {(row[0], row[1]): one for row, one in zip(rows, shown, strict=True)}


def _facts(series: Series) -> tuple[Place, bool, bool]:
    place = Place(series.organisation_id, series.ward_id, series.dimension, series.category)
    return place, series.shared_as_published, series.organisation.kind == OrganisationKind.NATIONAL


def _cell(row: Row, place: Place, is_shared: bool, is_national: bool) -> Cell:
    _series, starts_on, ends_on, value, numerator, denominator, status, rounded_to, basis = row
    return Cell(
        place,
        starts_on,
        ends_on,
        value,
        numerator,
        denominator,
        rounded_to,
        is_shared or basis in AS_THEY_CAME or rounded_to > 0,
        is_national,
        status == ValueStatus.SUPPRESSED,
    )


def _bodies(series: Series) -> dict[int, Body]:
    """The organisation of a series and two above it."""
    found: dict[int, Body] = {}
    organisation = series.organisation
    while organisation is not None and len(found) < len(ANCESTORS):
        found[organisation.pk] = Body(organisation.parent_id, _side(organisation.kind))
        organisation = organisation.parent if len(found) < len(ANCESTORS) else None
    return found


def _side(kind: str) -> str:
    """Trusts and other providers together make up what an ICB has, and its places do so once more."""
    return kind if kind in NO_PROVIDERS else "provider"
