"""Takes the open data away and leaves everything else."""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, QuerySet

from deliverables.audit import record_change
from deliverables.models import Basis, Organisation, Programme, Source
from metrics.demonstration.catalogue import catalogue
from metrics.demonstration.loading import ADDED, WHY_TAKEN_UP
from metrics.models import ProgrammeIndicator, Series, Standing, Target
from metrics.models.indicators import Readiness

ACTOR = "remove_demonstration"


@transaction.atomic
def remove_demonstration() -> Counter[str]:
    """Counts of what was taken away, by name. Notes and steps that people put on it go with it.

    Sources and organisations that came with it stay where anything else speaks of them by now.
    """
    removed: Counter[str] = Counter()
    open_data = Series.objects.filter(standing=Standing.DEMONSTRATION)
    programmes = list(Programme.objects.filter(pk__in=open_data.values("programme")))
    _count(open_data.delete()[1], removed)
    _count(_untouched_measures().delete()[1], removed)
    _remove_unused(Source.objects.filter(slug__in=[row["slug"] for row in catalogue().sources]), removed)
    slugs = [row["slug"] for row in catalogue().organisations]
    _remove_unused(Organisation.objects.filter(slug__in=slugs, note=ADDED), removed)
    for programme in programmes:
        record_change(
            action="removed the open data for demonstration",
            record="programme",
            key=programme.slug,
            by=None,
            actor=ACTOR,
            programme=programme,
            after=dict(removed),
        )
    return +removed


def _untouched_measures() -> QuerySet[ProgrammeIndicator]:
    """Those that came with the data, as they came, and without values or targets of anybody else."""
    same = {"programme": OuterRef("programme"), "indicator": OuterRef("indicator")}
    return ProgrammeIndicator.objects.filter(
        ~Exists(Series.objects.filter(**same)),
        ~Exists(Target.objects.filter(**same)),
        indicator__code__in=catalogue().measures,
        basis=Basis.ILLUSTRATIVE,
        readiness=Readiness.PROPOSED,
        readiness_why=WHY_TAKEN_UP,
        owner="",
        next_review_on=None,
        workstreams=None,
    )


def _remove_unused(rows: QuerySet, removed: Counter[str]) -> None:
    for row in rows:
        try:
            with transaction.atomic():
                _count(row.delete()[1], removed)
        except ProtectedError:
            removed[f"{row._meta.verbose_name_plural} kept for what else speaks of them"] += 1


def _count(by_model: dict[str, int], removed: Counter[str]) -> None:
    for label, number in by_model.items():
        removed[NAMES.get(label, label)] += number


NAMES = {
    "metrics.ProgrammeIndicator": "measures",
    "metrics.Series": "series",
    "metrics.Observation": "values",
    "metrics.Note": "notes",
    "metrics.SpcStep": "steps of limits",
    "deliverables.Source": "sources",
    "deliverables.Organisation": "organisations",
}
