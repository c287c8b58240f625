"""Which initiative runs on which ward, also where a source counts wards without naming them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from deliverables.models import Organisation, Programme
from deliverables.selectors.sentences import counted
from metrics.models import Initiative, Reach, Ward, WardInitiative


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachRow:
    """A ward, or `wards` wards that the source does not name; a cell is None where no source says."""

    organisation: Organisation
    ward: Ward | None
    wards: int
    cells: list[WardInitiative | None]

    @property
    def name(self) -> str:
        if self.ward:
            return self.ward.name
        return f"{counted(self.wards, 'ward')} of {self.organisation}, not named"


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeTotal:
    """Wards that an initiative has reached; `unknown` of them no source speaks of."""

    initiative: Initiative
    formal: int
    shadow: int
    not_yet: int
    unknown: int

    @property
    def wards(self) -> int:
        return self.formal + self.shadow + self.not_yet + self.unknown

    @property
    def finding(self) -> str:
        """Culture of Care runs on 8 of 17 wards: 4 formally, 4 as a shadow programme.

        Without "of" where every ward that is known of has been reached: there may be others.
        """
        reached = self.formal + self.shadow
        some = f"{reached:,} of {counted(self.wards, 'ward')}"
        words = (
            f"{self.initiative.name} runs on {counted(reached, 'ward') if reached == self.wards else some}"
        )
        how = [
            f"{self.formal:,} formally" if self.formal else "",
            f"{self.shadow:,} as a shadow programme" if self.shadow else "",
        ]
        told = ", ".join(filter(None, how))
        words += f": {told}." if told else "."
        return words + (f" Of {counted(self.unknown, 'ward')} no source says." if self.unknown else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachMap:
    initiatives: list[Initiative]
    rows: list[ReachRow]
    totals: list[InitiativeTotal]

    @property
    def labelled(self) -> list[tuple[ReachRow, list[tuple[Initiative, WardInitiative | None]]]]:
        """Each cell with the initiative that it is about."""
        return [(row, list(zip(self.initiatives, row.cells, strict=True))) for row in self.rows]

    @property
    def wards(self) -> int:
        return sum(row.wards for row in self.rows)

    @property
    def sources(self) -> list[WardInitiative]:
        """One row for each place in a source that the map rests on."""
        said = [cell for row in self.rows for cell in row.cells if cell]
        return list({(cell.source_id, cell.citation, cell.basis): cell for cell in said}.values())


def reach_known(
    *, user, as_at: date, programme: Programme | None = None, organisation: Organisation | None = None
) -> QuerySet[WardInitiative]:
    """All that was known at `as_at`, older words first."""
    rows = WardInitiative.objects.visible_to(user).filter(known_on__lte=as_at)
    if programme:
        rows = rows.filter(initiative__programme=programme)
    if organisation:
        rows = rows.filter(organisation=organisation)
    rows = rows.select_related("initiative", "organisation", "source")
    return rows.order_by("initiative__name", "initiative", "organisation__name", "ref", "known_on", "pk")


def reach_map(wards: Sequence[Ward], said: Iterable[WardInitiative]) -> ReachMap:
    """The map of the wards and of what `reach_known` gives; the newest words about a ward stand."""
    newest = list({(row.initiative_id, row.ref): row for row in said}.values())
    initiatives = list(dict.fromkeys(row.initiative for row in newest))
    rows = [
        ReachRow(
            organisation=ward.organisation,
            ward=ward,
            wards=1,
            cells=[_of_ward(newest, initiative, ward) for initiative in initiatives],
        )
        for ward in wards
    ]
    rows += _unnamed(newest, initiatives)
    rows.sort(key=lambda row: (row.organisation.name, row.organisation.pk))
    totals = [_total(initiative, rows, place) for place, initiative in enumerate(initiatives)]
    return ReachMap(initiatives=initiatives, rows=rows, totals=totals)


def _of_ward(said: Sequence[WardInitiative], initiative: Initiative, ward: Ward) -> WardInitiative | None:
    return next((row for row in said if row.initiative == initiative and row.ward_id == ward.pk), None)


def _unnamed(said: Sequence[WardInitiative], initiatives: Sequence[Initiative]) -> list[ReachRow]:
    """A row for each group of wards that is only counted; groups of one ref are the same wards."""
    groups: dict[tuple[int, str], dict[int, WardInitiative]] = {}
    for row in said:
        if row.ward_id is None:
            groups.setdefault((row.organisation_id, row.ref), {})[row.initiative_id] = row
    return [
        ReachRow(
            organisation=next(iter(group.values())).organisation,
            ward=None,
            wards=max(row.wards for row in group.values()),
            cells=[group.get(initiative.pk) for initiative in initiatives],
        )
        for group in groups.values()
    ]


def _total(initiative: Initiative, rows: Sequence[ReachRow], place: int) -> InitiativeTotal:
    def wards(reach: str | None) -> int:
        cells = ((row.cells[place], row.wards) for row in rows)
        return sum(count for cell, count in cells if (cell.reach if cell else None) == reach)

    return InitiativeTotal(
        initiative=initiative,
        formal=wards(Reach.FORMAL),
        shadow=wards(Reach.SHADOW),
        not_yet=wards(Reach.NOT_YET),
        unknown=wards(None),
    )
