"""What rests on which source, as far as a reader may see it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Value
from django.urls import reverse

from deliverables.models import (
    Discrepancy,
    ExternalDependency,
    ItemLink,
    NextStep,
    Participation,
    PlanItem,
    PlanYear,
    Programme,
    ReportingPeriod,
    Restatement,
    Source,
    Statement,
    Update,
    Window,
    Workstream,
)


@dataclass(frozen=True, slots=True)
class Citing:
    """A table whose rows cite sources: the path to a row's programme, what rows are called, their page.

    `is_shared`: rows without a programme are for every reader. `shared_page` is where these are shown, empty
    for the page of the source itself.
    """

    model: type
    programme: str
    one: str
    many: str
    page: Callable[[str], str]
    is_shared: bool = False
    shared_page: str = ""


def page_of(name: str) -> Callable[[str], str]:
    """The page of this name of the programme with a slug."""
    return lambda slug: reverse(name, args=[slug])


def _page(name: str) -> Callable[[str], str]:
    return page_of(f"deliverables:{name}")


# An app above the plan adds its own when it is ready; the order is that of the pages.
CITING: list[Citing] = [
    Citing(Programme, "", "programme", "programmes", _page("programme")),
    Citing(PlanYear, "programme", "plan year", "plan years", _page("programme")),
    Citing(Workstream, "programme", "workstream", "workstreams", _page("workstreams")),
    Citing(Statement, "programme", "statement", "statements", _page("strategy"), is_shared=True),
    Citing(
        Participation, "programme", "organisation taking part", "organisations taking part", _page("strategy")
    ),
    Citing(PlanItem, "programme", "plan item", "plan items", _page("items")),
    Citing(Window, "item__programme", "planned window", "planned windows", _page("items")),
    Citing(ItemLink, "from_item__programme", "link between items", "links between items", _page("items")),
    Citing(ExternalDependency, "programme", "outside dependency", "outside dependencies", _page("strategy")),
    Citing(ReportingPeriod, "programme", "reporting period", "reporting periods", _page("coverage")),
    Citing(Update, "item__programme", "update", "updates", _page("coverage")),
    Citing(NextStep, "item__programme", "next step", "next steps", _page("next_steps")),
    Citing(Restatement, "item__programme", "restatement of an item", "restatements of items", _page("items")),
    Citing(Discrepancy, "programme", "discrepancy", "discrepancies", _page("discrepancies"), is_shared=True),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Records of one table and one programme that cite a source; `programme` is None for shared records."""

    place: int
    programme: Programme | None
    bases: Counter

    @property
    def total(self) -> int:
        return self.bases.total()

    @property
    def by_basis(self) -> list[tuple[str, int]]:
        return self.bases.most_common()

    @property
    def what(self) -> str:
        table = CITING[self.place]
        return table.one if self.total == 1 else table.many

    @property
    def url(self) -> str:
        """Where the records are shown; empty for what is shown on the page of the source itself."""
        table = CITING[self.place]
        if self.programme:
            return table.page(self.programme.slug)
        return reverse(table.shared_page) if table.shared_page else ""


def cited_by_source(*, user, source: Source | None = None) -> dict[int, list[Cited]]:
    """Records that the reader may see, by the source that they cite, in the order of CITING. Two queries."""
    programmes = {programme.pk: programme for programme in Programme.objects.visible_to(user)}
    counts = [_counts(place, table, user=user, source=source) for place, table in enumerate(CITING)]
    bases: dict[tuple, Counter] = defaultdict(Counter)
    for place, source_id, programme_id, basis, count in counts[0].union(*counts[1:], all=True):
        bases[source_id, place, programme_id][basis] += count
    found = defaultdict(list)
    ordered = sorted(bases, key=lambda key: (key[1], _name(programmes.get(key[2]))))
    for source_id, place, programme_id in ordered:
        programme = programmes.get(programme_id)
        row = Cited(place=place, programme=programme, bases=bases[source_id, place, programme_id])
        found[source_id].append(row)
    return found


def _name(programme: Programme | None) -> str:
    return programme.short_name if programme else ""


def _counts(place: int, table: Citing, *, user, source: Source | None) -> QuerySet:
    rows = _rows(table, user=user).order_by()
    rows = rows.filter(source=source) if source else rows.filter(source__isnull=False)
    grouped = rows.values(
        place=Value(place), cited=F("source_id"), whose=F(table.programme or "pk"), grounds=F("basis")
    )
    return grouped.annotate(count=Count("pk")).values_list("place", "cited", "whose", "grounds", "count")


def _rows(table: Citing, *, user) -> QuerySet:
    if not table.programme or not table.is_shared:
        return readable(table.model, user=user)
    seen = {f"{table.programme}__in": Programme.objects.visible_to(user)}
    return table.model.objects.filter(Q(**{f"{table.programme}__isnull": True}) | Q(**seen))


def readable(model: type, *, user) -> QuerySet:
    """Rows of a citing table that the reader may see: of their programmes, and shared ones of none.

    Of updates only the accepted: drafts are nobody's words yet.
    """
    if model is Restatement:
        return Restatement.objects.filter(item__programme__in=Programme.objects.visible_to(user))
    if model is Update:
        return Update.objects.visible_to(user).filter(workflow="accepted")
    if model in (Statement, Discrepancy):
        return model.objects.filter(
            Q(programme__isnull=True) | Q(programme__in=Programme.objects.visible_to(user))
        )
    return model.objects.visible_to(user)


def visible_sources(cited: dict[int, Sequence[Cited]], *, user) -> QuerySet[Source]:
    """Documents that something the reader may see rests on; a site administrator sees them all."""
    return Source.objects.all() if user.is_superuser else Source.objects.filter(pk__in=cited.keys())


def find_source(slug: str, *, user) -> tuple[Source, list[Cited]] | None:
    """The document and what cites it; None where nothing the reader may see rests on it. Four queries."""
    source = Source.objects.filter(slug=slug).first()
    if source is None:
        return None
    cited = cited_by_source(user=user, source=source)
    may_see = visible_sources(cited, user=user).filter(pk=source.pk).exists()
    return (source, cited.get(source.pk, [])) if may_see else None
