"""Who has said what on which workstream, how long ago, and who is silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from deliverables.attention import Facts, passed_unreported, words_dated
from deliverables.models import Organisation, Participation, Programme, Update, Workstream
from deliverables.models.programmes import ParticipationRole
from deliverables.selectors.overview import Standing, plan_standings
from deliverables.selectors.sentences import counted
from deliverables.selectors.voices import Board, CoverageRow, Voice
from ipqt.dates import age_words, before, day_words, listed

REPORTERS = (ParticipationRole.COMMISSIONER, ParticipationRole.PROVIDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unheard:
    """Items of a workstream that nobody has ever reported on; `due` of them had their time pass."""

    workstream: Workstream | None
    total: int
    items: list[Standing]
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Organisations by workstreams at a moment."""

    programme: Programme
    workstreams: list[Workstream | None]
    rows: list[CoverageRow]
    unheard: list[Unheard]
    standings: list[Standing]
    as_at: date

    @property
    def newest_words(self) -> date | None:
        return max(self.words_dated, default=None)

    @property
    def words_dated(self) -> set[date]:
        return words_dated(standing.status for standing in self.standings)

    @property
    def by_workstream(self) -> list[tuple[Workstream | None, list[tuple[Organisation, Voice]]]]:
        """The board turned: what each organisation said, workstream by workstream."""
        return [
            (workstream, [(row.organisation, row.cells[place][1]) for row in self.rows])
            for place, workstream in enumerate(self.workstreams)
        ]

    @property
    def unheard_total(self) -> int:
        return sum(len(row.items) for row in self.unheard)

    @property
    def silent(self) -> list[CoverageRow]:
        return [row for row in self.rows if row.whole.is_silent]

    @property
    def never(self) -> list[CoverageRow]:
        return [row for row in self.rows if not row.whole.said]

    @property
    def has_provider(self) -> bool:
        return any(row.role == ParticipationRole.PROVIDER for row in self.rows)

    @property
    def finding(self) -> str:
        """How old the newest words are and who is the silent one, in sentences to read out."""
        if not self.newest_words:
            waiting = counted(len(self.standings), "item waits", "items wait")
            return f"Nobody has reported on this programme: {waiting} for a first word."
        heard = [row for row in self.rows if row.whole.said]
        parts = [
            _newest(self.newest_words, as_at=self.as_at),
            _silence(self.silent, heard),
            _never(self.never),
            _least(heard, len(self.workstreams)),
        ]
        return " ".join(part for part in parts if part)


def coverage(programme: Programme, *, user, as_at: date) -> Coverage:
    """Five queries whatever the number of organisations, workstreams and items."""
    standings = plan_standings([programme], user=user, as_at=as_at)
    prefetch_related_objects([standing.item for standing in standings], "organisations")
    workstreams: list[Workstream | None] = list(
        Workstream.objects.visible_to(user).filter(programme=programme).order_by("position", "pk")
    )
    if any(standing.item.workstream_id is None for standing in standings):
        workstreams.append(None)
    words = _newest_by_organisation(programme, user=user, as_at=as_at)
    board = Board(programme, workstreams, standings, words, as_at=as_at)
    return Coverage(
        programme=programme,
        workstreams=workstreams,
        rows=board.rows(_reporters(programme, words, user=user)),
        unheard=_unheard(workstreams, standings),
        standings=standings,
        as_at=as_at,
    )


def _newest_by_organisation(programme: Programme, *, user, as_at: date) -> dict[tuple[int, int], Update]:
    """Newest accepted words by organisation and item. One query."""
    updates = Update.objects.visible_to(user).accepted_by(as_at).filter(item__programme=programme)
    newest: dict[tuple[int, int], Update] = {}
    for update in updates.select_related("organisation"):
        newest.setdefault((update.organisation_id, update.item_id), update)
    return newest


def _reporters(
    programme: Programme, words: dict[tuple[int, int], Update], *, user
) -> list[tuple[Organisation, str]]:
    """Commissioner and providers, then whoever else has reported, by name. One query."""
    taking_part = (
        Participation.objects.visible_to(user).filter(programme=programme).select_related("organisation")
    )
    roles = {part.organisation: part.role for part in taking_part}
    expected = [(organisation, role) for organisation, role in roles.items() if role in REPORTERS]
    known = {organisation for organisation, _ in expected}
    others = {update.organisation for update in words.values()} - known
    ordered = sorted(others, key=lambda organisation: (organisation.name, organisation.pk))
    return expected + [(organisation, roles.get(organisation, "")) for organisation in ordered]


def _unheard(workstreams: Sequence[Workstream | None], standings: Sequence[Standing]) -> list[Unheard]:
    by_workstream = defaultdict(list)
    for standing in standings:
        by_workstream[standing.item.workstream_id].append(standing)
    rows = []
    for workstream in workstreams:
        everything = by_workstream[workstream.pk if workstream else None]
        items = [standing for standing in everything if standing.status.state == "not_reported"]
        due = sum(bool(passed_unreported(Facts(item=s.item, status=s.status))) for s in items)
        rows.append(Unheard(workstream=workstream, total=len(everything), items=items, due=due))
    return [row for row in rows if row.items]


def _newest(newest: date, *, as_at: date) -> str:
    age = (as_at - newest).days
    ago = f", {before(age_words(age), moment=as_at)}" if age > 0 else ""
    return f"The newest words of this programme are from {day_words(newest)}{ago}."


def _silence(silent: Sequence[CoverageRow], heard: Sequence[CoverageRow]) -> str:
    if not silent:
        return "Nobody with work under way is silent."
    if len(silent) == len(heard) > 1:
        return "Everybody who ever reported has live work and is silent on it."
    return " ".join(
        f"{row.organisation} has been silent for {counted(row.whole.days, 'day')}." for row in silent
    )


def _never(never: Sequence[CoverageRow]) -> str:
    if not never:
        return ""
    names = listed([str(row.organisation) for row in never])
    return f"{names} {'has' if len(never) == 1 else 'have'} never reported."


def _least(heard: Sequence[CoverageRow], workstreams: int) -> str:
    """The one heard on the fewest workstreams, where one stands out."""
    fewest = min((row.heard_on for row in heard), default=0)
    least = [row for row in heard if row.heard_on == fewest]
    if len(heard) < 2 or len(least) > 1:
        return ""
    return f"{least[0].organisation} has been heard on the fewest workstreams: {fewest:,} of {workstreams:,}."
