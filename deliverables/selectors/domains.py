"""The cross-walk: what each programme commits to, and plans, under each national principle."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from deliverables.attention import words_dated
from deliverables.models import Basis, Domain, Programme, Statement, StatementKind
from deliverables.selectors.overview import Disposition, Standing, plan_standings
from ipqt.dates import listed

READING_ORDER = {kind: place for place, kind in enumerate(StatementKind.values)}
FOUND = frozenset({StatementKind.ENGAGEMENT_THEME, StatementKind.RECOMMENDATION, StatementKind.AUDIT_FINDING})
NO_PLAN = "Nothing in the plan names this."
NO_COMMITMENT = "No commitment names this."
NEITHER = "Neither a commitment nor the plan names this."
GAPS = {
    NO_PLAN: "Committed to, with nothing in the plan behind it",
    NO_COMMITMENT: "In the plan, with no commitment behind it",
    NEITHER: "Neither committed to nor in the plan",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """One programme under one principle. `found` is what it heard or found out, not what it commits to."""

    programme: Programme
    commitments: list[Statement]
    found: list[Statement]
    standings: list[Standing]

    @property
    def disposition(self) -> Disposition:
        return Disposition.of(self.standings)

    @property
    def gap(self) -> str:
        """What is missing, said plainly; empty where the principle is committed to and planned."""
        if self.commitments and self.standings:
            return ""
        if self.commitments:
            return NO_PLAN
        return NO_COMMITMENT if self.standings else NEITHER


@dataclass(frozen=True, slots=True)
class DomainRow:
    """One principle across the programmes, in their order."""

    domain: Domain
    crossings: list[Crossing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """All principles, in their national order, across programmes. `basis` is that of most of the mapping."""

    rows: list[DomainRow]
    programmes: Sequence[Programme]
    basis: str
    words_dated: set[date]

    def gaps(self, gap: str) -> list[tuple[Programme, list[Domain]]]:
        """Programmes with the principles for which `gap` is said, in order."""
        found = defaultdict(list)
        for row in self.rows:
            for crossing in row.crossings:
                if crossing.gap == gap:
                    found[crossing.programme.pk].append(row.domain)
        return [(programme, found[programme.pk]) for programme in self.programmes if found[programme.pk]]

    @property
    def finding(self) -> str:
        """Where promise and plan part, in sentences to read out."""
        if not self.programmes:
            return "There is no programme to compare."
        parts = [f"{words}: {self._named(gap)}." for gap, words in GAPS.items() if self.gaps(gap)]
        if parts:
            return " ".join(parts)
        whose = "Every programme commits" if len(self.programmes) > 1 else "The programme commits"
        return f"{whose} to every principle, and something in its plan serves each."

    def _named(self, gap: str) -> str:
        """The principles of a gap, with their programme where there are several."""
        gaps = [
            (programme, listed([domain.name for domain in domains])) for programme, domains in self.gaps(gap)
        ]
        if len(self.programmes) == 1:
            return gaps[0][1]
        return listed([f"{names} ({programme})" for programme, names in gaps])


def crosswalk(programmes: Sequence[Programme], *, user, as_at: date) -> Crosswalk:
    """Five queries whatever the number of programmes, statements and items."""
    standings = plan_standings(programmes, user=user, as_at=as_at)
    prefetch_related_objects([standing.item for standing in standings], "domains")
    statements = programme_statements(programmes, user=user)
    planned = _by_place(standings, lambda standing: standing.item)
    said = _by_place(statements, lambda statement: statement)
    rows = [
        DomainRow(
            domain,
            [
                _crossing(programme, said[domain.pk, programme.pk], planned[domain.pk, programme.pk])
                for programme in programmes
            ],
        )
        for domain in Domain.objects.all()
    ]
    return Crosswalk(
        rows=rows,
        programmes=programmes,
        basis=most_common_basis([*statements, *(standing.item for standing in standings)]),
        words_dated=words_dated(standing.status for standing in standings),
    )


def programme_statements(programmes: Sequence[Programme], *, user) -> list[Statement]:
    """What the programmes' documents say of themselves, in reading order, with domains. Two queries."""
    statements = (
        Statement.objects.visible_to(user)
        .filter(programme__in=programmes)
        .select_related("programme")
        .prefetch_related("domains")
    )
    return sorted(statements, key=lambda s: (READING_ORDER[s.kind], s.position, s.pk))


def most_common_basis(records: Iterable) -> str:
    """Basis of most of the mapping to principles; judged where nothing is mapped."""
    bases = Counter(record.domains_basis for record in records if record.domains.all())
    return bases.most_common(1)[0][0] if bases else Basis.JUDGED


def _crossing(programme: Programme, said: list[Statement], planned: list[Standing]) -> Crossing:
    return Crossing(
        programme=programme,
        commitments=[statement for statement in said if statement.kind not in FOUND],
        found=[statement for statement in said if statement.kind in FOUND],
        standings=planned,
    )


def _by_place(entries: Iterable, mapped) -> dict[tuple[int, int], list]:
    """Entries by principle and programme; `mapped` gives the record that is mapped to principles."""
    places = defaultdict(list)
    for entry in entries:
        record = mapped(entry)
        for domain in record.domains.all():
            places[domain.pk, record.programme_id].append(entry)
    return places
