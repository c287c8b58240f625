"""One plan year: its goal, and everything planned in it with plan against actual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from deliverables.charts import TimelineRow
from deliverables.models import PlanItem, PlanYear
from deliverables.selectors.overview import Disposition, Standing
from deliverables.status import status_of
from ipqt.dates import listed

KIND_HEADINGS = (
    ("deliverable", "Deliverables"),
    ("milestone", "Milestones"),
    ("activity", "Activities"),
    ("initiative", "Initiatives told of in the review"),
)


@dataclass(frozen=True, slots=True)
class KindSection:
    kind: str
    heading: str
    standings: list[Standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearAtAGlance:
    """A year's items by kind, in plan order."""

    year: PlanYear
    standings: list[Standing]
    as_at: date

    @property
    def sections(self) -> list[KindSection]:
        sections = (
            KindSection(kind, heading, [s for s in self.standings if s.item.kind == kind])
            for kind, heading in KIND_HEADINGS
        )
        return [section for section in sections if section.standings]

    @property
    def disposition(self) -> Disposition:
        return Disposition.of(self.standings)

    @property
    def dated(self) -> list[Standing]:
        """What can be drawn: items with a planned date of their own or an actual one."""
        return [
            s
            for s in self.standings
            if (s.item.planned_end and s.item.planned_own) or s.item.actual_end or s.item.actual_start
        ]

    @property
    def undated(self) -> list[Standing]:
        drawn = {s.item.pk for s in self.dated}
        return [s for s in self.standings if s.item.pk not in drawn]

    @property
    def is_over(self) -> bool:
        return self.year.ends_on < self.as_at

    @property
    def has_begun(self) -> bool:
        return self.year.starts_on <= self.as_at

    @property
    def unreported(self) -> int:
        return sum(s.status.state == "not_reported" for s in self.standings)


def year_at_a_glance(year: PlanYear, *, user, as_at: date) -> YearAtAGlance:
    """One query."""
    items = (
        PlanItem.objects.visible_to(user)
        .filter(year=year)
        .as_at(as_at)
        .select_related("programme", "workstream", "year")
        .order_by("kind", "position", "pk")
    )
    return YearAtAGlance(
        year=year, standings=[Standing(item, status_of(item, as_at=as_at)) for item in items], as_at=as_at
    )


def timeline_rows(glance: YearAtAGlance) -> list[TimelineRow]:
    """What the timeline draws: plan against actual of every dated item, in plan order."""
    return [
        TimelineRow(
            label=standing.item.title,
            ref=standing.item.ref,
            planned_start=standing.item.planned_start if standing.item.planned_own else None,
            planned_end=standing.item.planned_end if standing.item.planned_own else None,
            planned_precision=standing.item.planned_precision if standing.item.planned_own else "none",
            planned_words=standing.status.planned if standing.item.planned_own else "none stated",
            actual_start=standing.item.actual_start,
            actual_end=standing.item.actual_end,
            actual_precision=standing.item.actual_precision or "none",
            actual_words=standing.status.actual,
            state=standing.status.state,
            timing=standing.status.timing,
            late=standing.status.late,
        )
        for standing in glance.dated
    ]


def timeline_finding(glance: YearAtAGlance) -> str:
    """What the timeline shows, in words."""
    dated = glance.dated
    actual = sum(bool(standing.status.actual) for standing in dated)
    late = [standing for standing in dated if standing.status.timing == "delivered_late"]
    parts = [f"{len(dated):,} of {len(glance.standings):,} items have a date to draw."]
    parts.append(
        f"Actual dates are reported for {actual:,} of them." if actual else "No actual date is reported."
    )
    if late:
        worst = max(late, key=lambda s: s.item.actual_end - s.item.planned_end)
        parts.append(f"{len(late):,} came late, {worst.item.ref} by {worst.status.late}.")
    return " ".join(parts)


def finding(glance: YearAtAGlance) -> str:
    """The year in one sentence that a chair can read out, from the same read as the chart."""
    total = len(glance.standings)
    if not total:
        return "Nothing is planned in this year."
    if glance.unreported == total:
        return f"Nobody has reported on any of the {total:,} items of this year."
    parts = [f"{count:,} {words.label.lower()}" for _, words, count in glance.disposition.counts]
    late = glance.disposition.late
    tail = f" {late:,} came late." if late else ""
    return f"Of {total:,} items: {listed(parts)}.{tail}"
