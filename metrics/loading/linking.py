"""Which line of values in a file is which series that is there already."""

from __future__ import annotations

from typing import Any

from metrics.models import Series, StagedSeries, Submission

SAME = ("indicator_id", "organisation_id", "ward_id", "dimension", "category", "label", "period_type")
"""What makes two lines of values the same one, within a programme and a standing."""

Key = tuple[Any, ...]


def known_series(submission: Submission) -> dict[Key, int]:
    """The series that are there, by what makes them the same. One query."""
    known = Series.objects.filter(programme=submission.programme_id, standing=submission.standing)
    return {tuple(key): pk for pk, *key in known.values_list("pk", *SAME)}


def link_series(submission: Submission) -> None:
    """Finds the series that another load made since the file was read. One query where nothing is new."""
    unlinked = list(submission.staged_series.filter(series__isnull=True))
    known = known_series(submission) if unlinked else {}
    found = []
    for row in unlinked:
        row.series_id = known.get(tuple(getattr(row, name) for name in SAME))
        if row.series_id:
            found.append(row)
    StagedSeries.objects.bulk_update(found, ["series"], batch_size=500)
