"""The watermelon check: words that are green outside over a measure that is red inside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from deliverables.attention import Signal
from deliverables.models import PlanItem
from deliverables.models.evidence import Basis
from ipqt.links import with_query
from metrics.models import ItemIndicator, Series, Standing
from metrics.selectors.leading import Key, in_rank, series_to_rank
from metrics.selectors.readings import SeriesReading, read_series
from metrics.spc.icons import Assurance, Variation
from metrics.spc.results import Footing
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
    by_measure = measured(links, user=user, as_at=as_at)
    for link in links:
        reading = speaking_for(link.item, by_measure[link.item.programme_id, link.indicator_id])
        signal = signal_of(reading) if reading else None
        if signal:
            found[link.item_id].append(signal)
    return found


def measured(links: Sequence[ItemIndicator], *, user, as_at: date) -> dict[Key, list[SeriesReading]]:
    """The programme's own series behind the links that have points, best first; totals only. Five queries.

    Among many wards and categories one is always out of the ordinary by chance: they raise no alarm.
    """
    rows = series_to_rank(user=user, as_at=as_at).filter(
        has_values=True,
        standing=Standing.OWN,
        dimension="",
        ward=None,
        indicator__in={link.indicator_id for link in links},
        programme__in={link.item.programme_id for link in links},
    )
    by_measure: dict[Key, list[SeriesReading]] = defaultdict(list)
    for reading in read_series(in_rank(rows), as_at=as_at):
        by_measure[reading.series.programme_id, reading.series.indicator_id].append(reading)
    return by_measure


def speaking_for(item: PlanItem, ranked: Sequence[SeriesReading]) -> SeriesReading | None:
    """The one series that speaks for an item: of the organisation that leads it, or else of the programme.

    The first with limits, for without them nothing can be said; where none has any, the first.
    """
    led = [one for one in ranked if one.series.organisation_id == item.lead_organisation_id]
    few = led or ranked
    judged = (one for one in few if one.spc.group.footing == Footing.LIMITS)
    return next(judged, few[0] if few else None)


def signal_of(reading: SeriesReading) -> Signal | None:
    """The evidence in words, of a reading with points; None where it gives no reason to doubt."""
    series, spc = reading.series, reading.spc
    concern, missed = spc.variation in CONCERNS, spc.assurance is Assurance.FAIL
    if not (concern or missed):
        return None
    said = describe(spc, wording_of(reading))
    evidence = [words for words, holds in ((said.headline, concern), (said.assurance, missed)) if holds]
    return Signal(
        code=series.indicator.code,
        measure=f"{series.indicator}, {series.organisation}",
        words=" ".join(evidence),
        url=page_of(series),
        illustrative=is_made_up(reading),
    )


def page_of(series: Series) -> str:
    """The page of the measure, open at this series."""
    url = reverse("metrics:measure", args=[series.programme.slug, series.indicator.code])
    return with_query(url, urlencode({"series": series.ref}))


def is_made_up(reading: SeriesReading) -> bool:
    """Whether the series, its target or a value of it is illustrative."""
    target = reading.target.basis if reading.target else ""
    bases = {reading.series.basis, target, *(point.basis for point in reading.points)}
    return Basis.ILLUSTRATIVE in bases
