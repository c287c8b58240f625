"""Writes the open data into every programme that has taken its indicator up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from django.db import transaction

from deliverables.audit import record_change
from deliverables.models import Basis, Organisation, OrganisationKind, Programme, Source
from metrics.demonstration.catalogue import Dated, Excerpt, catalogue
from metrics.models import Indicator, Observation, ProgrammeIndicator, Series, Standing

ADDED = "Added with the open data for demonstration."
WHY_TAKEN_UP = "Here only to show the national file: the programme has not chosen this measure."
ACTOR = "load_demonstration"


@transaction.atomic
def load_demonstration() -> Counter[str]:
    """Counts of what was written, by name; all or nothing, and nothing where it is there already."""
    written: Counter[str] = Counter()
    _take_up(written)
    missing = _missing()
    if not missing:
        return written
    sources, organisations = _sources(written), _organisations(written)
    for measure, excerpts in missing.items():
        loaded: Counter[str] = Counter()
        for excerpt in excerpts:
            _load(measure, excerpt, sources[excerpt.source], organisations, loaded)
        _log(measure, loaded)
        written += loaded
    return written


def _take_up(written: Counter[str]) -> None:
    """Gives every programme a row for the indicators that are there only to be shown."""
    for indicator in Indicator.objects.filter(code__in=catalogue().measures):
        for programme in Programme.objects.all():
            columns = {
                "basis": Basis.ILLUSTRATIVE,
                "readiness_why": WHY_TAKEN_UP,
                "position": indicator.position,
            }
            _row, is_new = ProgrammeIndicator.objects.get_or_create(
                programme=programme, indicator=indicator, defaults=columns
            )
            if is_new:
                written["measures"] += 1


def _missing() -> dict[ProgrammeIndicator, list[Excerpt]]:
    """What each measure of a programme can still be given."""
    open_data = Series.objects.filter(standing=Standing.DEMONSTRATION)
    there = set(open_data.values_list("programme", "indicator", "label"))
    codes = {excerpt.indicator for excerpt in catalogue().excerpts}
    measures = ProgrammeIndicator.objects.filter(indicator__code__in=codes)
    found = {}
    for measure in measures.select_related("programme", "indicator"):
        of_code = [one for one in catalogue().excerpts if one.indicator == measure.indicator.code]
        new = [one for one in of_code if (measure.programme_id, measure.indicator_id, one.label) not in there]
        if new:
            found[measure] = new
    return found


def _load(
    measure: ProgrammeIndicator,
    excerpt: Excerpt,
    source: Source,
    organisations: dict[str, Organisation],
    loaded: Counter[str],
) -> None:
    for part, values in excerpt.parts():
        if not _fits(organisations[part.organisation], values, measure.programme):
            continue
        series = Series.objects.create(
            programme=measure.programme,
            ref="/".join(("demonstration", excerpt.file, *filter(None, part))).replace(" ", "-").lower(),
            indicator=measure.indicator,
            organisation=organisations[part.organisation],
            dimension=part.dimension,
            category=part.category,
            label=excerpt.label,
            period_type=excerpt.period_type,
            standing=Standing.DEMONSTRATION,
            shared_as_published=True,
            source=source,
            basis=Basis.PUBLISHED,
        )
        is_nation = series.organisation.kind == OrganisationKind.NATIONAL
        rounded_to = 0 if is_nation else excerpt.rounded_to
        rows = Observation.objects.bulk_create(observations(series, values, rounded_to))
        loaded.update({"series": 1, "values": len(rows)})


def _fits(organisation: Organisation, values: Iterable[Dated], programme: Programme) -> bool:
    """Whether there is a value to show, and not of a trust or ICB that is another programme’s own."""
    icb = organisation.pk if organisation.kind == OrganisationKind.ICB else organisation.parent_id
    is_local = organisation.kind in (OrganisationKind.TRUST, OrganisationKind.ICB)
    foreign = is_local and icb != programme.icb_id
    return not foreign and any(dated.value.value is not None for dated in values)


def _log(measure: ProgrammeIndicator, loaded: Counter[str]) -> None:
    record_change(
        action="loaded open data for demonstration",
        record="programme_indicator",
        key=f"{measure.programme.slug}/{measure.indicator.code}",
        by=None,
        actor=ACTOR,
        programme=measure.programme,
        after=dict(loaded),
    )


def observations(series: Series, values: Iterable[Dated], rounded_to: int) -> list[Observation]:
    """The rows of a series, not yet saved: where a later edition says otherwise, a revision."""
    rows = []
    for _start, editions in groupby(values, key=lambda dated: dated.value.starts_on):
        said: list[Dated] = []
        for dated in editions:
            if not said or dated.value != said[-1].value:
                said.append(dated)
        ends = [dated.known_at for dated in said[1:]] + [None]
        rows += [
            Observation(
                series=series,
                starts_on=dated.value.starts_on,
                ends_on=dated.value.ends_on,
                value=dated.value.value,
                numerator=dated.value.numerator,
                denominator=dated.value.denominator,
                value_status=dated.value.status,
                rounded_to=rounded_to,
                revision=revision,
                known_at=dated.known_at,
                superseded_at=until,
                source=series.source,
                basis=Basis.PUBLISHED,
            )
            for revision, (dated, until) in enumerate(zip(said, ends, strict=True), 1)
        ]
    return rows


def _sources(written: Counter[str]) -> dict[str, Source]:
    found = {}
    for columns in catalogue().sources:
        found[columns["slug"]], is_new = Source.objects.get_or_create(slug=columns["slug"], defaults=columns)
        written["sources"] += is_new
    return found


def _organisations(written: Counter[str]) -> dict[str, Organisation]:
    """By slug: those of the site, and those that only open data speaks of, marked so by their note."""
    for columns in catalogue().organisations:
        defaults = columns | {"note": ADDED}
        _row, is_new = Organisation.objects.get_or_create(slug=columns["slug"], defaults=defaults)
        written["organisations"] += is_new
    return {row.slug: row for row in Organisation.objects.all()}
