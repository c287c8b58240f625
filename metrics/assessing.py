"""Scoring a year of the self-assessment: one transaction, versions under a row lock, history rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from deliverables.audit import change_row
from deliverables.models import Basis, Change, PlanYear, Programme, Statement
from ipqt.models import User
from metrics.models import Assessment

RECORD = "assessment"
COPIED, ASSESSED = "copied", "assessed"
COPY = 0  # the version of a copy that nobody has touched

Key = tuple[int, str]
"""Primary key of a domain, and a voice."""


class AssessingError(Exception):
    """A write that is refused; its text says what to do next."""


class PublishedScoresError(AssessingError):
    def __init__(self, year: PlanYear):
        super().__init__(
            f"The scores of {year} are printed in a source, so they are not changed here. "
            "Assess the year after it."
        )


class StaleScoresError(AssessingError):
    """Somebody saved other scores after this editor opened the form; `stored` is what they saved."""

    def __init__(self, stored: dict[Key, Assessment]):
        self.stored = stored
        super().__init__("Somebody saved other scores after you opened the form. Nothing was overwritten.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """What one cell asks for. `expected_version` is 0 where the form showed a copy or nothing."""

    domain_id: int
    voice: str
    score: int
    words: str
    confirm: bool
    expected_version: int

    @property
    def key(self) -> Key:
        return self.domain_id, self.voice


@transaction.atomic
def save_scores(*, year: PlanYear, area: Statement, changes: Sequence[ScoreChange], by: User) -> int:
    """Save the cells that were changed, all or none; gives how many. The same ones again change nothing.

    The first save of a year keeps copies of the year before for all other cells, unconfirmed. Another score
    than that of the copy confirms. Raises StaleScoresError, PublishedScoresError.
    """
    PlanYear.objects.select_for_update().get(pk=year.pk)
    if not changes:
        return 0
    stored = {key_of(row): row for row in Assessment.objects.filter(year=year, service_area=area)}
    if any(row.basis == Basis.PUBLISHED for row in stored.values()):
        raise PublishedScoresError(year)
    history = _History(programme=year.programme, by=by)
    if not stored:
        stored = _keep_copies(year, area, history)
    wanted = [change for change in changes if not _says_the_same(stored.get(change.key), change)]
    stale = {change.key: stored[change.key] for change in wanted if _is_stale(stored.get(change.key), change)}
    if stale:
        raise StaleScoresError(stale)
    for change in wanted:
        _write(stored.get(change.key) or _new(year, area, change), change, history)
    Change.objects.bulk_create(history.rows)
    return len(wanted)


def copies_of(rows: Iterable[Assessment], *, year: PlanYear) -> list[Assessment]:
    """Unsaved copies of the scores of an earlier year, unconfirmed and without their reasons.

    What was made up stays made up until somebody confirms it.
    """
    return [
        Assessment(
            programme_id=row.programme_id,
            year=year,
            service_area=row.service_area,
            domain=row.domain,
            voice=row.voice,
            score=row.score,
            basis=Basis.ILLUSTRATIVE if row.basis == Basis.ILLUSTRATIVE else Basis.ENTERED,
            is_confirmed=False,
            version=COPY,
        )
        for row in rows
    ]


def year_before(year: PlanYear, area: Statement):
    """The scores of the newest year before that has any for the area. One query."""
    earlier = Assessment.objects.filter(service_area=area, year__number__lt=year.number)
    newest = earlier.order_by("-year__number").values("year")[:1]
    rows = Assessment.objects.filter(service_area=area, year__in=newest)
    return rows.select_related("year__programme", "service_area", "domain", "source")


def key_of(row: Assessment) -> Key:
    return row.domain_id, row.voice


def values_of(row: Assessment) -> dict:
    """As history rows hold it."""
    return {"score": row.score, "is_confirmed": row.is_confirmed, "words": row.words}


def history_key(row: Assessment) -> str:
    """coventry-warwickshire/2/SA-1/valuing/both: its key in files."""
    slug, year = row.year.programme.slug, row.year.number
    return f"{slug}/{year}/{row.service_area.ref}/{row.domain.slug}/{row.voice}"


class _History:
    """History rows in the making, written together."""

    def __init__(self, *, programme: Programme, by: User):
        self.programme, self.by = programme, by
        self.rows: list[Change] = []

    def add(self, action: str, row: Assessment, *, before: dict | None) -> None:
        facts = {"before": before, "after": values_of(row), "programme": self.programme, "by": self.by}
        self.rows.append(change_row(action=action, record=RECORD, key=history_key(row), **facts))


def _keep_copies(year: PlanYear, area: Statement, history: _History) -> dict[Key, Assessment]:
    copies = Assessment.objects.bulk_create(copies_of(year_before(year, area), year=year))
    for row in copies:
        history.add(COPIED, row, before=None)
    return {key_of(row): row for row in copies}


def _says_the_same(stored: Assessment | None, change: ScoreChange) -> bool:
    if stored is None:
        return False
    same = (stored.score, stored.words) == (change.score, change.words)
    return same and (stored.is_confirmed or not change.confirm)


def _is_stale(stored: Assessment | None, change: ScoreChange) -> bool:
    return stored is not None and stored.version != change.expected_version


def _new(year: PlanYear, area: Statement, change: ScoreChange) -> Assessment:
    """A cell that the year before did not have."""
    return Assessment(
        programme_id=year.programme_id,
        year=year,
        service_area=area,
        domain_id=change.domain_id,
        voice=change.voice,
        version=COPY,
    )


def _write(row: Assessment, change: ScoreChange, history: _History) -> None:
    before = values_of(row) if row.pk else None
    is_own = row.pk is None or row.score != change.score
    row.is_confirmed = bool(row.pk and row.is_confirmed) or change.confirm or is_own
    row.score, row.words = change.score, change.words
    if row.is_confirmed:
        row.basis = Basis.ENTERED
    row.version += 1
    row.full_clean(validate_unique=False, exclude=("programme", "year", "service_area", "source"))
    row.save()
    history.add(ASSESSED, row, before=before)
