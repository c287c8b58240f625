"""The self-assessment: scores by domain and service area, a matrix for each year and voice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from deliverables.models import Change, Domain, PlanYear, Programme, Statement
from deliverables.selectors.sentences import counted
from ipqt.dates import end_of_day, today
from metrics.assessing import ASSESSED, COPIED, RECORD, history_key
from metrics.models import Assessment, AssessmentTotal, Voice
from metrics.models.assessments import Score

MOST = max(Score)
VOICES = {Voice.WE: "“We” statements", Voice.I: "“I” statements", Voice.BOTH: "“I” and “We” together"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCell:
    """One score; `before` is the confirmed score of the year before, None where there is none."""

    area: Statement
    row: Assessment | None
    before: int | None = None

    @property
    def words(self) -> str:
        return Score(self.row.score).label

    @property
    def change(self) -> str:
        """Up 1 from the year before; empty where either is missing or not confirmed."""
        if self.row is None or self.before is None or not self.row.is_confirmed:
            return ""
        return change_words(self.row.score - self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaTotal:
    """What the confirmed scores of an area add up to, and what the source prints."""

    area: Statement
    cells: list[ScoreCell]
    printed: AssessmentTotal | None

    @property
    def confirmed(self) -> int:
        return sum(1 for cell in self.cells if cell.row and cell.row.is_confirmed)

    @property
    def computed(self) -> int:
        return sum(cell.row.score for cell in self.cells if cell.row and cell.row.is_confirmed)

    @property
    def is_complete(self) -> bool:
        return self.confirmed == len(self.cells)

    @property
    def words(self) -> str:
        """23 of 40; of an unfinished year only what is confirmed: 7 of 15, 3 of 8 scores confirmed."""
        if not self.confirmed:
            return "None confirmed"
        words = f"{self.computed} of {self.confirmed * MOST}"
        left_out = f", {self.confirmed} of {len(self.cells)} scores confirmed"
        return words if self.is_complete else words + left_out

    @property
    def discrepancy(self) -> str:
        """How the printed total and the sum of the scores differ; empty where they agree."""
        if not self.printed or not self.is_complete or self.printed.published == self.computed:
            return ""
        gap = self.computed - self.printed.published
        return f"{abs(gap)} {'less' if gap > 0 else 'more'} than its scores add up to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The scores of one year in one voice: a row for each domain, a cell for each service area."""

    year: PlanYear
    voice: str
    areas: list[Statement]
    rows: list[tuple[Domain, list[ScoreCell]]]
    totals: list[AreaTotal]

    @property
    def title(self) -> str:
        return f"{self.year}, {self.voice_words}"

    @property
    def voice_words(self) -> str:
        return VOICES[self.voice]

    @property
    def finding(self) -> str:
        """Which area has the highest and the lowest total."""
        complete = [total for total in self.totals if total.is_complete]
        if len(complete) < len(self.totals):
            unconfirmed = sum(len(total.cells) - total.confirmed for total in self.totals)
            return f"{counted(unconfirmed, 'score')} not yet confirmed: left out of the totals."
        ranked = sorted(complete, key=lambda total: -total.computed)
        most, least = ranked[0], ranked[-1]
        words = f"{most.area.title} scores {most.words}"
        return f"{words}." if most is least else f"{words}, {least.area.title} {least.words}."

    @property
    def has_printed(self) -> bool:
        return any(total.printed for total in self.totals)

    @property
    def discrepancies(self) -> list[str]:
        """Sentences, one an area."""
        return [
            f"{total.area.title}: {total.printed.published} is printed, the scores add up to "
            f"{total.computed}. Both are kept."
            for total in self.totals
            if total.discrepancy
        ]

    @property
    def sources(self) -> list[Assessment]:
        """One row for each place that the scores rest on."""
        rows = [cell.row for _domain, cells in self.rows for cell in cells if cell.row]
        return list({(row.source_id, row.citation, row.basis): row for row in rows}.values())

    @property
    def unconfirmed(self) -> bool:
        return not all(total.is_complete for total in self.totals)


def matrices(programme: Programme, *, user, as_at: date) -> list[Matrix]:
    """Newest year first, We before I; years that had not begun by `as_at` are left out. 2 or 3 queries."""
    rows = Assessment.objects.visible_to(user).filter(programme=programme, year__starts_on__lte=as_at)
    rows = list(rows.select_related("year__programme", "service_area", "domain", "source"))
    if as_at < today():
        rows = _as_known(rows, programme, user=user, as_at=as_at)
    printed = AssessmentTotal.objects.visible_to(user).filter(programme=programme)
    totals = {(total.year_id, total.service_area_id, total.voice): total for total in printed}
    of_year = sorted({(row.year.number, list(VOICES).index(row.voice)): row for row in rows}.items())
    return [
        _matrix(row.year, row.voice, rows, totals)
        for (_number, _voice), row in sorted(of_year, key=lambda pair: (-pair[0][0], pair[0][1]))
    ]


def change_words(difference: int) -> str:
    if not difference:
        return "no change"
    return f"{'up' if difference > 0 else 'down'} {abs(difference)}"


def _as_known(rows: Iterable[Assessment], programme: Programme, *, user, as_at: date) -> list[Assessment]:
    """The rows as they stood at the end of `as_at`: later changes are taken back, newest first."""
    later = Change.objects.filter(programme=programme, record=RECORD, action__in=(COPIED, ASSESSED))
    by_key: dict[str, Assessment | None] = {history_key(row): row for row in rows}
    for change in later.filter(at__gte=end_of_day(as_at)).order_by("-at", "-pk"):
        row = by_key.get(change.key)
        if row is None:
            continue
        if change.before is None:
            by_key[change.key] = None
            continue
        for name, value in change.before.items():
            setattr(row, name, value)
    return [row for row in by_key.values() if row]


def _matrix(year: PlanYear, voice: str, rows: Sequence[Assessment], totals: dict) -> Matrix:
    here = {(row.service_area_id, row.domain_id): row for row in rows if _is(row, year.number, voice)}
    before = {
        (row.service_area_id, row.domain_id): row.score
        for row in rows
        if _is(row, year.number - 1, voice) and row.is_confirmed
    }
    areas = sorted({row.service_area for row in here.values()}, key=lambda area: (area.position, area.pk))
    domains = sorted({row.domain for row in rows}, key=lambda domain: (domain.position, domain.pk))

    def cell(area: Statement, domain: Domain) -> ScoreCell:
        key = (area.pk, domain.pk)
        return ScoreCell(area=area, row=here.get(key), before=before.get(key))

    return Matrix(
        year=year,
        voice=voice,
        areas=areas,
        rows=[(domain, [cell(area, domain) for area in areas]) for domain in domains],
        totals=[
            AreaTotal(
                area=area,
                cells=[cell(area, domain) for domain in domains],
                printed=totals.get((year.pk, area.pk, voice)),
            )
            for area in areas
        ],
    )


def _is(row: Assessment, number: int, voice: str) -> bool:
    return (row.year.number, row.voice) == (number, voice)
