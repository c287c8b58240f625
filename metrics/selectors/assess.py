"""What stands in the form of a year, and which forms there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from deliverables.models import Basis, Domain, PlanYear, Programme, Statement, StatementKind
from metrics.models import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaForm:
    """One year and area that can be assessed, and how far that has come."""

    year: PlanYear
    area: Statement
    confirmed: int
    cells: int

    @property
    def words(self) -> str:
        if not self.cells:
            return "Not begun"
        return f"{self.confirmed} of {self.cells} scores confirmed"


def areas_of(programme: Programme, *, user):
    """The service areas of a programme, in the order of the source."""
    areas = Statement.objects.visible_to(user).filter(programme=programme, kind=StatementKind.SERVICE_AREA)
    return areas.select_related("source").order_by("position", "pk")


def area_forms(programme: Programme, *, user, as_at: date) -> list[AreaForm]:
    """A form for each area in every year that has begun and whose scores no source prints. 3 queries."""
    scores: dict[tuple[int, int], list[tuple[bool, str]]] = {}
    rows = Assessment.objects.visible_to(user).filter(programme=programme)
    for year, area, confirmed, basis in rows.values_list("year", "service_area", "is_confirmed", "basis"):
        scores.setdefault((year, area), []).append((confirmed, basis))
    areas = list(areas_of(programme, user=user))
    years = PlanYear.objects.visible_to(user).filter(programme=programme, starts_on__lte=as_at)
    forms = []
    for year in years.order_by("number"):
        for area in areas:
            cells = scores.get((year.pk, area.pk), [])
            if not any(basis == Basis.PUBLISHED for _confirmed, basis in cells):
                confirmed = sum(confirmed for confirmed, _basis in cells)
                forms.append(AreaForm(year=year, area=area, confirmed=confirmed, cells=len(cells)))
    return forms


def assessable(programme: Programme, *, number: int, ref: str, user, on: date) -> tuple[PlanYear, Statement]:
    """The year and area of a form, or Http404. Two queries."""
    year = PlanYear.objects.visible_to(user).filter(programme=programme, number=number).first()
    area = areas_of(programme, user=user).filter(ref=ref).first()
    if year is None or area is None:
        raise Http404("There is no such year or service area in this programme.")
    if year.starts_on > on:
        raise Http404(f"{year} has not begun. It can be assessed from its first day on.")
    year.programme = programme
    return year, area


def stored_scores(year: PlanYear, area: Statement, *, user) -> list[Assessment]:
    rows = Assessment.objects.visible_to(user).filter(year=year, service_area=area)
    return list(rows.select_related("year__programme", "service_area", "domain", "source"))


def all_domains() -> list[Domain]:
    """The national domains in their order."""
    return list(Domain.objects.all())
