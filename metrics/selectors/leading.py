"""Which series stands for an indicator where there is room for only one: a row, a tile, a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from deliverables.models import OrganisationKind, Participation
from deliverables.models.evidence import Basis
from metrics.models import Observation, PeriodType, Series, Standing

Key = tuple[int, int]
"""Primary keys of a programme and of an indicator."""

OURS_FIRST = (Standing.OWN, Standing.CONTEXT, Standing.DEMONSTRATION)
# Nations and regions are what a programme is compared with, so they come last, the whole before its parts.
HIGHEST_FIRST = (
    OrganisationKind.ICB,
    OrganisationKind.SUB_ICB,
    OrganisationKind.TRUST,
    OrganisationKind.INDEPENDENT,
    OrganisationKind.LOCAL_AUTHORITY,
    OrganisationKind.VCSE,
    OrganisationKind.NATIONAL,
    OrganisationKind.REGION,
)
# Rolling periods overlap: one event would count in several values, so periods that do not come before them.
FINEST_FIRST = (
    PeriodType.MONTH,
    PeriodType.QUARTER,
    PeriodType.YEAR,
    PeriodType.POINT,
    PeriodType.OTHER,
    PeriodType.ROLLING_QUARTER,
    PeriodType.ROLLING_YEAR,
)


def series_to_rank(*, user, as_at: date) -> QuerySet[Series]:
    """Series that the reader may see, with all that `in_rank` and `read_series` look at.

    Adds has_values: whether any value was known of it at the end of `as_at`; and takes_part: whether it is of
    an organisation of the programme.
    """
    known = Observation.objects.as_at(as_at).filter(series=OuterRef("pk"), value__isnull=False)
    part = Participation.objects.filter(
        programme=OuterRef("programme"), organisation=OuterRef("organisation")
    )
    rows = Series.objects.visible_to(user).annotate(has_values=Exists(known), takes_part=Exists(part))
    return rows.select_related("programme", "indicator", "organisation", "ward")


def in_rank(series: Iterable[Series]) -> list[Series]:
    """Rows of `series_to_rank`, the one that speaks for the programme first; no query.

    What holds values before what is empty, real before made up, the programme's own before context before
    demonstration, totals before parts, its ICB before its trusts before nations.
    """
    return sorted(series, key=_rank)


def leading_series(series: Iterable[Series]) -> dict[Key, Series]:
    """The first in rank of each programme and indicator."""
    leading: dict[Key, Series] = {}
    for one in in_rank(series):
        leading.setdefault((one.programme_id, one.indicator_id), one)
    return leading


def _rank(series: Series) -> tuple:
    whose = series.organisation
    return (
        not series.has_values,
        series.basis == Basis.ILLUSTRATIVE,
        OURS_FIRST.index(series.standing),
        series.dimension != "",
        series.ward_id is not None,
        series.label != "",
        whose.pk != series.programme.icb_id,
        not series.takes_part,
        HIGHEST_FIRST.index(whose.kind),
        FINEST_FIRST.index(series.period_type),
        whose.name,
        series.ref,
    )
