"""Takes the made-up values away, with all that hangs on them."""

from __future__ import annotations

from collections import Counter

from django.db.models import QuerySet

from deliverables.models import Basis
from metrics.models import Observation, Series, Target

MADE_UP = Basis.ILLUSTRATIVE


def programmes_with_made_up_values() -> set[int]:
    return {
        programme
        for model in (Series, Target)
        for programme in model.objects.filter(basis=MADE_UP).values_list("programme", flat=True)
    }


def remove_values(*, removed: Counter[str]) -> None:
    """Adds to the counts of what was taken away, by name.

    Notes and steps that people put on a made-up series go with it. A series into which people loaded values
    of their own stays for these and counts as entered from then on.
    """
    _delete(Target.objects.filter(basis=MADE_UP), removed)
    own_values = Observation.objects.exclude(basis=MADE_UP).values("series")
    _delete(Series.objects.filter(basis=MADE_UP).exclude(pk__in=own_values), removed)
    _delete(Observation.objects.filter(basis=MADE_UP), removed)
    kept = Series.objects.filter(basis=MADE_UP).update(basis=Basis.ENTERED)
    removed["series kept for the values that people loaded"] += kept


def _delete(rows: QuerySet, removed: Counter[str]) -> None:
    for label, number in rows.delete()[1].items():
        removed[NAMES.get(label, label)] += number


NAMES = {
    "metrics.Series": "series",
    "metrics.Observation": "values",
    "metrics.Target": "targets",
    "metrics.SpcStep": "steps of limits",
    "metrics.Note": "notes",
}
