"""What a file that was read would change in the observations: counted by the database, row by row."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Case, Count, F, FilteredRelation, Max, Q, QuerySet, Value, When

from metrics.models import Observation, StagedValue, Submission, ValueStatus

NEW, REVISED, UNCHANGED, KEPT = "new", "revised", "unchanged", "kept"
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How many values of a file are of each kind.

    `kept` are provisional ones where a final one stands, and rounded ones where the exact one stands.
    `suppressed` and `not_reported` count what stands in the file, whatever becomes of it.
    """

    new: int = 0
    revised: int = 0
    unchanged: int = 0
    kept: int = 0
    suppressed: int = 0
    not_reported: int = 0
    new_series: int = 0
    newest: int = 0

    @property
    def total(self) -> int:
        return self.new + self.revised + self.unchanged + self.kept

    @property
    def changes(self) -> int:
        return self.new + self.revised

    @property
    def fingerprint(self) -> str:
        """The same as long as nothing else is loaded into the programme."""
        return f"{self.new}.{self.revised}.{self.unchanged}.{self.kept}.{self.newest}"

    def as_json(self) -> dict[str, Any]:
        return {"counts": asdict(self)}


def changes_of(submission: Submission) -> QuerySet[StagedValue]:
    """The values of the file, each with `change` and the observation that now stands (`now__`), if any."""
    now = FilteredRelation(
        "staged_series__series__observations",
        condition=Q(
            staged_series__series__observations__starts_on=F("starts_on"),
            staged_series__series__observations__superseded_at__isnull=True,
        ),
    )
    rows = StagedValue.objects.filter(staged_series__submission=submission).annotate(now=now)
    same = _same("value") & _same("numerator") & _same("denominator")
    same &= Q(value_status=F("now__value_status"), rounded_to=F("now__rounded_to"), ends_on=F("now__ends_on"))
    same &= Q(note="") | Q(note=F("now__note"))
    half = F("rounded_to") / Value(2.0)
    finer = Q(rounded_to__gt=0, now__rounded_to=0, value_status=F("now__value_status"))
    finer &= Q(value__gte=F("now__value") - half, value__lte=F("now__value") + half)
    final = Q(value_status=ValueStatus.PROVISIONAL, now__value_status=ValueStatus.REPORTED)
    return rows.annotate(
        change=Case(
            When(now__isnull=True, then=Value(NEW)),
            When(same, then=Value(UNCHANGED)),
            When(final | finer, then=Value(KEPT)),
            default=Value(REVISED),
        )
    )


def _same(field: str) -> Q:
    """Equal, both empty, or a part that the file does not say."""
    equal = Q(**{field: F(f"now__{field}")})
    if field == "value":
        return equal | Q(value__isnull=True, now__value__isnull=True)
    return equal | Q(**{f"{field}__isnull": True})


def compare(submission: Submission) -> Comparison:
    """Four queries."""
    rows = changes_of(submission)
    changes = {
        row["change"]: row["rows"] for row in rows.order_by().values("change").annotate(rows=Count("pk"))
    }
    staged = StagedValue.objects.filter(staged_series__submission=submission)
    statuses = staged.aggregate(
        suppressed=Count("pk", filter=Q(value_status=ValueStatus.SUPPRESSED)),
        not_reported=Count("pk", filter=Q(value_status=ValueStatus.NOT_REPORTED)),
    )
    newest = Observation.objects.filter(series__programme=submission.programme_id).aggregate(newest=Max("pk"))
    return Comparison(
        **changes,
        **statuses,
        new_series=submission.staged_series.filter(series__isnull=True).count(),
        newest=newest["newest"] or 0,
    )


def some_changes(submission: Submission, *, change: str) -> QuerySet[StagedValue]:
    """The first values of one kind, in the order of the file, with what stands now. One query."""
    rows = changes_of(submission).filter(change=change).order_by("line", "pk")
    return rows.annotate(value_now=F("now__value"), status_now=F("now__value_status")).select_related(
        "staged_series__indicator", "staged_series__organisation", "staged_series__ward"
    )[:MOST_SHOWN]
