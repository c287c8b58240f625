"""Every number that the documents print: figures on their own, and values that stand in a series."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from deliverables.models import Organisation, Programme, Source
from deliverables.models.evidence import Basis
from metrics.models import Figure, FigureKind, Indicator, Observation, ProgrammeIndicator
from metrics.selectors.points import points_of
from metrics.values import period_words

OBSERVATION = "observation"
KINDS = {**dict(FigureKind.choices), OBSERVATION: "Value of a measure"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFigure:
    """One printed number. `words` are as printed, or what stands in their place where they may not be seen.

    `measure` is the page of its series, `programme` None for national documents.
    """

    pk: str
    title: str
    words: str
    kind: str
    period: str
    ends_on: date | None
    organisation: Organisation | None
    indicator: Indicator | None
    measure: ProgrammeIndicator | None
    look_alikes: str
    programme: Programme | None
    source: Source | None
    citation: str
    basis: str

    @property
    def kind_words(self) -> str:
        return KINDS[self.kind]

    @property
    def ends_on_rank(self) -> date:
        """Sorts what has no dates behind the newest."""
        return self.ends_on or date.max

    @property
    def source_name(self) -> str:
        return self.source.short_name if self.source else ""


def readable_figures(*, user) -> QuerySet[Figure]:
    """Figures of programmes that the reader may see, and those of national documents."""
    return Figure.objects.filter(
        Q(programme__isnull=True) | Q(programme__in=Programme.objects.visible_to(user))
    )


def printed_observations(*, user) -> QuerySet[Observation]:
    """Values that stand in a document with the words in which it prints them."""
    return Observation.objects.visible_to(user).filter(basis=Basis.PUBLISHED).exclude(words="")


def printed_figures(
    figures: QuerySet[Figure], observations: QuerySet[Observation], *, as_at: date
) -> list[PrintedFigure]:
    """The programmes' own in the order of their documents, then the national ones.

    Six queries: figures, observations, the measures that these belong to, and what `points_of` asks.
    """
    known = list(
        observations.as_at(as_at)
        .order_by("series__indicator__position", "series__ref", "starts_on")
        .select_related("source", "series__programme", "series__indicator", "series__organisation")
    )
    own = figures.select_related("programme", "source", "organisation", "indicator")
    rows = [_of_figure(figure) for figure in own]
    rows += _of_observations(known, as_at=as_at)
    return sorted(rows, key=lambda row: row.programme is None)


def _of_figure(figure: Figure) -> PrintedFigure:
    return PrintedFigure(
        pk=f"figure-{figure.pk}",
        title=figure.title,
        words=figure.words,
        kind=figure.kind,
        period=figure.period_words,
        ends_on=figure.ends_on,
        organisation=figure.organisation,
        indicator=figure.indicator,
        measure=None,
        look_alikes=figure.look_alikes,
        programme=figure.programme,
        source=figure.source,
        citation=figure.citation,
        basis=figure.basis,
    )


def _of_observations(known: Iterable[Observation], *, as_at: date) -> list[PrintedFigure]:
    """Through `points_of`, so that nothing is printed here that is hidden elsewhere."""
    series = {one.series_id: one.series for one in known}
    seen = {
        (pk, point.starts_on): point
        for pk, points in points_of(series.values(), as_at=as_at).items()
        for point in points
    }
    wanted = ProgrammeIndicator.objects.filter(
        programme__in={one.programme_id for one in series.values()},
        indicator__in={one.indicator_id for one in series.values()},
    ).select_related("programme", "indicator")
    measures = {(one.programme_id, one.indicator_id): one for one in wanted}
    rows = []
    for one in known:
        point, whose = seen[one.series_id, one.starts_on], one.series
        rows.append(
            PrintedFigure(
                pk=f"observation-{one.pk}",
                title=", ".join(filter(None, (whose.indicator.name, whose.label, whose.category))),
                words=one.words if point.is_known else point.status_words,
                kind=OBSERVATION,
                period=period_words(one.starts_on, one.ends_on),
                ends_on=one.ends_on,
                organisation=whose.organisation,
                indicator=whose.indicator,
                measure=measures.get((whose.programme_id, whose.indicator_id)),
                look_alikes=one.note,
                programme=whose.programme,
                source=one.source,
                citation=one.citation,
                basis=one.basis,
            )
        )
    return rows
