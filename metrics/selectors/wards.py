"""Wards with their newest bed counts, and what these add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from deliverables.models import Organisation, Programme
from deliverables.selectors.sentences import counted
from ipqt.dates import day_words
from metrics.models import BedCount, Ward

NO_AREA, NO_SITE = "No service area stated", "No site stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class BedTotal:
    """Wards of one kind and their beds; `uncounted` of the wards have no count, so they add nothing."""

    name: str
    wards: int
    beds: int
    uncounted: int

    @property
    def beds_words(self) -> str:
        """252, or in words where no count is known at all."""
        return "No count known" if self.uncounted == self.wards else f"{self.beds:,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beds:
    """All wards of a page and their totals, larger totals first."""

    wards: list[Ward]
    total: BedTotal
    by_area: list[BedTotal]
    by_site: list[BedTotal]

    @property
    def counted_on(self) -> list[date]:
        """The days of the counts, newest first."""
        return sorted({ward.beds_on for ward in self.wards if ward.beds_on}, reverse=True)

    @property
    def areas_finding(self) -> str:
        """Where most of the beds are."""
        most = self.by_area[0]
        return f"{most.name} has the most: {most.beds:,} of {counted(self.total.beds, 'bed')}."

    @property
    def sources(self) -> list[Ward]:
        """One ward for each place in a source that names wards."""
        return list({(ward.source_id, ward.citation, ward.basis): ward for ward in self.wards}.values())

    @property
    def finding(self) -> str:
        """How many wards and beds, counted when, in a sentence to read out."""
        total = self.total
        if not total.wards:
            return "No ward is on record here at this moment."
        wards = counted(total.wards, "ward")
        if not self.counted_on:
            return f"{wards}. No source on record here counts their beds."
        when = day_words(self.counted_on[0])
        days = f"on {when}" if len(self.counted_on) == 1 else f"on {len(self.counted_on):,} days up to {when}"
        words = f"{wards} with {counted(total.beds, 'bed')}, counted {days}."
        if not total.uncounted:
            return words
        have = "has no count and adds" if total.uncounted == 1 else "have no count and add"
        return f"{words} {counted(total.uncounted, 'ward')} {have} nothing."


def wards_known(
    *,
    user,
    as_at: date,
    programme: Programme | None = None,
    organisation: Organisation | None = None,
) -> QuerySet[Ward]:
    """Wards open at `as_at` with the columns of `with_beds`, by trust and place in the source."""
    wards = Ward.objects.visible_to(user).open_on(as_at).with_beds(as_at)
    if programme:
        wards = wards.filter(programme=programme)
    if organisation:
        wards = wards.filter(organisation=organisation)
    order = ("organisation__name", "organisation", "programme", "position", "name", "pk")
    return wards.select_related("programme", "organisation", "source").order_by(*order)


def with_counts(wards: QuerySet[Ward], *, as_at: date) -> QuerySet[Ward]:
    """Adds `counts`: every bed count of `as_at` or before, newest first. One more query."""
    counts = BedCount.objects.filter(counted_on__lte=as_at).select_related("source")
    return wards.prefetch_related(
        Prefetch("bed_counts", counts.order_by("-counted_on", "part"), to_attr="counts")
    )


def newest_counts(ward: Ward) -> list[BedCount]:
    """The parts of its newest count, for a ward of `with_counts`."""
    return [count for count in ward.counts if count.counted_on == ward.beds_on]


def beds_before(ward: Ward) -> tuple[int, date] | None:
    """The count before the newest one, where it said another number; for a ward of `with_counts`."""
    earlier = [count for count in ward.counts if count.counted_on != ward.beds_on]
    if not earlier:
        return None
    day = earlier[0].counted_on
    rows = [count for count in earlier if count.counted_on == day]
    beds = sum(count.beds for count in rows if count.part) or sum(count.beds for count in rows)
    return (beds, day) if beds != ward.beds else None


def beds_of(wards: Iterable[Ward]) -> Beds:
    """What wards of `wards_known` add up to."""
    wards = list(wards)
    return Beds(
        wards=wards,
        total=_total("All wards", wards),
        by_area=_totals(wards, lambda ward: ward.service_area or NO_AREA),
        by_site=_totals(wards, site_words),
    )


def site_words(ward: Ward) -> str:
    """Caludon Centre, Coventry."""
    return ", ".join(filter(None, (ward.site, ward.town))) or NO_SITE


def _totals(wards: Sequence[Ward], name_of: Callable[[Ward], str]) -> list[BedTotal]:
    names = Counter(name_of(ward) for ward in wards)
    totals = [_total(name, [ward for ward in wards if name_of(ward) == name]) for name in names]
    return sorted(totals, key=lambda total: (-total.beds, -total.wards, total.name))


def _total(name: str, wards: Sequence[Ward]) -> BedTotal:
    return BedTotal(
        name=name,
        wards=len(wards),
        beds=sum(ward.beds or 0 for ward in wards),
        uncounted=sum(ward.beds is None for ward in wards),
    )
