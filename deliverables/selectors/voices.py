"""What each organisation has said on each workstream, and how long ago."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from deliverables.models import Organisation, Programme, Update, Workstream
from deliverables.models.account import LIVE_STATES
from deliverables.selectors.overview import Standing
from ipqt.dates import age_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one organisation has said on one workstream, or on all of them together.

    `named` items name the organisation; `live` items were under way in its newest words.
    """

    named: int
    said: int
    live: int
    newest: date | None
    as_at: date
    silent_after: int

    @property
    def days(self) -> int | None:
        """Days since its newest words."""
        return max((self.as_at - self.newest).days, 0) if self.newest else None

    @property
    def age(self) -> str:
        return age_words(self.days) if self.newest else ""

    @property
    def is_silent(self) -> bool:
        """Live work, and no word on it for longer than the programme allows."""
        return self.live > 0 and self.days > self.silent_after

    @property
    def heat(self) -> str:
        """Shade of the cell: the older the newest words, the darker."""
        if not self.newest:
            return "none"
        if self.days <= self.silent_after:
            return "0"
        return "1" if self.days <= 365 else "2"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """One organisation; `cells` stand in the order of the workstreams, `whole` is all of them together."""

    organisation: Organisation
    role: str
    cells: list[tuple[Workstream | None, Voice]]
    whole: Voice

    @property
    def heard_on(self) -> int:
        """Workstreams on which it has said anything."""
        return sum(voice.said > 0 for _, voice in self.cells)


class Board:
    """Counts, for an organisation and a workstream, what is named, said and live."""

    def __init__(
        self,
        programme: Programme,
        workstreams: Sequence[Workstream | None],
        standings: Iterable[Standing],
        words: dict[tuple[int, int], Update],
        *,
        as_at: date,
    ):
        self.workstreams, self.as_at, self.silent_after = workstreams, as_at, programme.silent_after_days
        self.place = {standing.item.pk: standing.item.workstream_id for standing in standings}
        self.named: Counter = Counter()
        for standing in standings:
            for organisation in _named_on(standing):
                self.named[organisation, standing.item.workstream_id] += 1
        self.words: dict[tuple[int, int | None], list[Update]] = defaultdict(list)
        for (organisation, item), update in words.items():
            self.words[organisation, self.place[item]].append(update)

    def rows(self, reporters: Sequence[tuple[Organisation, str]]) -> list[CoverageRow]:
        return [self._row(organisation, role) for organisation, role in reporters]

    def _row(self, organisation: Organisation, role: str) -> CoverageRow:
        keys = [workstream.pk if workstream else None for workstream in self.workstreams]
        named = [self.named[organisation.pk, key] for key in keys]
        words = [self.words[organisation.pk, key] for key in keys]
        voices = [self._voice(count, said) for count, said in zip(named, words, strict=True)]
        return CoverageRow(
            organisation=organisation,
            role=role,
            cells=list(zip(self.workstreams, voices, strict=True)),
            whole=self._voice(sum(named), [update for said in words for update in said]),
        )

    def _voice(self, named: int, words: Sequence[Update]) -> Voice:
        return Voice(
            named=named,
            said=len(words),
            live=sum(update.state in LIVE_STATES for update in words),
            newest=max((update.reported_on for update in words), default=None),
            as_at=self.as_at,
            silent_after=self.silent_after,
        )


def _named_on(standing: Standing) -> set[int]:
    named = {organisation.pk for organisation in standing.item.organisations.all()}
    return named | ({standing.item.lead_organisation_id} - {None})
