"""What filters of measures offer, beside those of the plan."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from deliverables.filter_options import BUILDERS, Builders, option_rows, organisation_key
from deliverables.models import Organisation, Programme, Source
from deliverables.models.evidence import Basis
from metrics.models import Figure, Indicator, Objective, Observation, Series


def _objectives(programmes: QuerySet[Programme]) -> list[QuerySet]:
    rows = Objective.objects.filter(programme__in=programmes)
    return [option_rows(rows, "objective", value=F("ref"), words=F("title"), place=F("position"))]


def _indicators(programmes: QuerySet[Programme]) -> list[QuerySet]:
    rows = Indicator.objects.filter(in_programmes__programme__in=programmes)
    return [option_rows(rows, "indicator", value=F("code"), words=F("name"), place=F("position"))]


def _with_series(programmes: QuerySet[Programme]) -> list[QuerySet]:
    """Organisations that have values of their own."""
    measured = Series.objects.filter(programme__in=programmes).values("organisation")
    rows = Organisation.objects.filter(pk__in=measured)
    words = Coalesce(NullIf("short_name", Value("")), F("name"))
    return [option_rows(rows, "organisation", value=organisation_key(), words=words)]


def _printed_sources(programmes: QuerySet[Programme]) -> list[QuerySet]:
    """Documents that print figures of these programmes or of none."""
    figures = Figure.objects.filter(Q(programme__in=programmes) | Q(programme__isnull=True))
    observed = Observation.objects.filter(series__programme__in=programmes, basis=Basis.PUBLISHED)
    rows = Source.objects.filter(
        Q(pk__in=figures.values("source")) | Q(pk__in=observed.exclude(words="").values("source"))
    )
    return [option_rows(rows, "source", value=F("slug"), words=F("short_name"))]


OF_MEASURES: Builders = {
    **BUILDERS,
    "objective": _objectives,
    "indicator": _indicators,
    "organisation": _with_series,
    "source": _printed_sources,
}
