"""The watermelon check: words that are green outside over a measure that is red inside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.urls import reverse

from deliverables.attention import Signal
from deliverables.models import PlanItem
from deliverables.models.evidence import Basis
from metrics.models import ItemIndicator, Series, Standing
from metrics.selectors.leading import in_rank, series_to_rank
from metrics.selectors.readings import SeriesReading, read_series
from metrics.spc.icons import Assurance, Variation
from metrics.spc.words import describe
from metrics.values import wording_of

CONCERNS = (Variation.CONCERN_HIGH, Variation.CONCERN_LOW)


def signals_against(items: Collection[int], *, user, as_at: date) -> dict[int, list[Signal]]:
    """What the measures that the items are to move say against green words, by the item's primary key.

    One query; five more where an item has a measure. Open data for demonstration and context are not the
    programme's own: they never speak against its words.
    """
    rows = ItemIndicator.objects.visible_to(user).filter(item__in=items)
    links = list(rows.select_related("item", "indicator").order_by("item", "indicator__position", "pk"))
    found: dict[int, list[Signal]] = defaultdict(list)
    if not links:
        return found
    chosen = measures_behind(links, user=user, as_at=as_at)
    unique = {one.pk: one for some in chosen.values() for one in some}
    readings = {reading.series.pk: reading for reading in read_series(unique.values(), as_at=as_at)}
    for link in links:
        against = (signal_of(readings[one.pk]) for one in chosen[link.pk])
        found[link.item_id] += [signal for signal in against if signal]
    return found


def measures_behind(links: Iterable[ItemIndicator], *, user, as_at: date) -> dict[int, Sequence[Series]]:
    """The series that an item answers for, by the link's primary key. One query.

    Those of the organisation that leads it, or else the one that speaks for the programme; totals only, for
    among many parts one is always out of the ordinary by chance.
    """
    links = list(links)
    rows = series_to_rank(user=user, as_at=as_at).filter(
        has_values=True, standing=Standing.OWN, dimension="", ward=None
    )
    rows = rows.filter(
        indicator__in={link.indicator_id for link in links},
        programme__in={link.item.programme_id for link in links},
    )
    by_measure: dict[tuple[int, int], list[Series]] = defaultdict(list)
    for one in in_rank(rows):
        by_measure[one.programme_id, one.indicator_id].append(one)
    return {
        link.pk: _answered_for(link.item, by_measure[link.item.programme_id, link.indicator_id])
        for link in links
    }


def _answered_for(item: PlanItem, ranked: Sequence[Series]) -> Sequence[Series]:
    led = [one for one in ranked if one.organisation_id == item.lead_organisation_id]
    return led[:1] or ranked[:1]


def signal_of(reading: SeriesReading) -> Signal | None:
    """The evidence in words; None where the measure gives no reason to doubt."""
    series, spc = reading.series, reading.spc
    if spc is None:
        return None
    concern, missed = spc.variation in CONCERNS, spc.assurance is Assurance.FAIL
    if not (concern or missed):
        return None
    said = describe(spc, wording_of(reading))
    evidence = [words for words, holds in ((said.headline, concern), (said.assurance, missed)) if holds]
    return Signal(
        measure=f"{series.indicator}, {series.organisation}",
        words=" ".join(evidence),
        url=reverse("metrics:measure", args=[series.programme.slug, series.indicator.code]),
        illustrative=is_made_up(reading),
    )


def is_made_up(reading: SeriesReading) -> bool:
    """Whether the series, its target or a value of it is illustrative."""
    target = reading.target.basis if reading.target else ""
    bases = {reading.series.basis, target, *(point.basis for point in reading.points)}
    return Basis.ILLUSTRATIVE in bases
