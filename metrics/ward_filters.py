"""Filters of wards, of their bed counts and of what runs on them, on pages and in files."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from deliverables.filter_options import BUILDERS, Builders, option_rows, organisation_key
from deliverables.filters import ProgrammeFilter, organisations_called, scoped
from deliverables.models import Organisation, Programme
from ipqt.filters import WordsFilter
from metrics.models import Ward


def _trusts(programmes: QuerySet[Programme]) -> list[QuerySet]:
    return _called(Organisation.objects.filter(wards__programme__in=programmes))


def _trusts_of_initiatives(programmes: QuerySet[Programme]) -> list[QuerySet]:
    return _called(Organisation.objects.filter(ward_initiatives__initiative__programme__in=programmes))


def _called(rows: QuerySet[Organisation]) -> list[QuerySet]:
    words = Coalesce(NullIf("short_name", Value("")), F("name"))
    return [option_rows(rows, "organisation", value=organisation_key(), words=words)]


def _service_areas(programmes: QuerySet[Programme]) -> list[QuerySet]:
    rows = Ward.objects.filter(programme__in=programmes).exclude(service_area="")
    return [option_rows(rows, "service_area", value=F("service_area"), words=F("service_area"))]


class WardFilter(ProgrammeFilter):
    """Wards; `ward` leads from a row to its ward and is empty where the row is one.

    A page of one organisation gives it as `organisation`: that filter goes.
    """

    ward = ""
    builders: Builders = {**BUILDERS, "organisation": _trusts, "service_area": _service_areas}

    organisation = scoped("organisation", "Trust", "by_organisation")
    service_area = scoped("service_area", "Service area", "by_service_area")
    q = WordsFilter(fields=("name", "site", "town", "purpose"))

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if organisation:
            del self.filters["organisation"]

    def by_organisation(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(**{f"{self.ward}organisation__in": organisations_called(value)})

    def by_service_area(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(**{f"{self.ward}service_area": value})


class BedCountFilter(WardFilter):
    ward = "ward__"
    programme_path = "ward__programme"

    q = WordsFilter(fields=("ward__name", "ward__site", "ward__town", "ward__purpose"))


class WardInitiativeFilter(ProgrammeFilter):
    programme_path = "initiative__programme"
    builders: Builders = {**BUILDERS, "organisation": _trusts_of_initiatives}

    organisation = scoped("organisation", "Trust", "by_organisation")

    def by_organisation(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(organisation__in=organisations_called(value))
