"""One organisation: its part in the reader's programmes, and what it has said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from deliverables.models import (
    NextStep,
    Organisation,
    Participation,
    PlanItem,
    PlanYear,
    Programme,
    Statement,
    Update,
)
from deliverables.selectors.next_steps import next_steps_said
from deliverables.selectors.overview import Standing
from deliverables.selectors.sentences import counted
from deliverables.status import status_of
from ipqt.dates import age_words, before, day_words

SHOWN = 5
LONGEST_CODE = Organisation._meta.get_field("slug").max_length
PLAN_ORDER = ("item__programme", "item__year__number", "item__kind", "item__position", "pk")


@dataclass(frozen=True, slots=True)
class Part:
    """An item and what the organisation has to do with it: leads it, takes part in it, reports on it."""

    standing: Standing
    words: str

    @property
    def item(self) -> PlanItem:
        return self.standing.item


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfParts:
    """Its items in one plan year of one programme; `year` is None for those that have none."""

    programme: Programme
    year: PlanYear | None
    parts: list[Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustPage:
    """All that stands on the page of an organisation, at one moment; programmes are visible ones only."""

    organisation: Organisation
    predecessors: list[Organisation]
    participations: list[Participation]
    years: list[YearOfParts]
    said: list[Update]
    next_steps: list[NextStep]
    statements: list[Statement]
    as_at: date

    @property
    def newest_words(self) -> date | None:
        return max((update.reported_on for update in self.said), default=None)

    @property
    def age(self) -> str:
        return age_words(max((self.as_at - self.newest_words).days, 0)) if self.newest_words else ""

    @property
    def open_steps(self) -> int:
        return sum(step.becomes_id is None for step in self.next_steps)

    @property
    def said_first(self) -> list[Update]:
        """What the page shows at once; the rest is folded."""
        return self.said[:SHOWN]

    @property
    def said_rest(self) -> list[Update]:
        return self.said[SHOWN:]

    @property
    def steps_first(self) -> list[NextStep]:
        return self.next_steps[:SHOWN]

    @property
    def steps_rest(self) -> list[NextStep]:
        return self.next_steps[SHOWN:]

    @property
    def finding(self) -> str:
        """Its part in a sentence that a chair can read out."""
        named = sum(len(group.parts) for group in self.years)
        if self.said:
            reported = counted(len({update.item_id for update in self.said}), "item")
            age = before(self.age, moment=self.as_at)
            words = f"its newest words are from {day_words(self.newest_words)}, {age}"
            return f"It has reported on {reported}; {words}."
        if named:
            return f"It is named for {counted(named, 'item')} and has not reported on any."
        if self.participations:
            return "No item of a plan names it, and it has not reported."
        return "It takes part in none of the programmes that you may see."


def find_organisation(code: str) -> Organisation | None:
    """By ODS code whatever its case, or by slug where it has no code. One query."""
    if len(code) > LONGEST_CODE:  # SQLite refuses to look for a very long one
        return None
    found = Organisation.objects.filter(Q(code__iexact=code) | Q(code=None, slug=code.lower()))
    return found.select_related("parent", "successor").first()


def trust_page(organisation: Organisation, *, user, as_at: date) -> TrustPage:
    """Six queries."""
    parts = Participation.objects.visible_to(user).filter(organisation=organisation)
    said = Update.objects.visible_to(user).accepted_by(as_at).filter(organisation=organisation)
    steps = next_steps_said(user=user, as_at=as_at).filter(said_by_key=organisation.address_code)
    statements = Statement.objects.visible_to(user).filter(organisation=organisation)
    return TrustPage(
        organisation=organisation,
        predecessors=list(organisation.predecessors.order_by("name", "pk")),
        participations=list(
            parts.select_related("programme", "source").order_by("programme__short_name", "pk")
        ),
        years=_by_year(_items_of(organisation, user=user, as_at=as_at), as_at=as_at),
        said=list(said.select_related("item__programme", "period").order_by("-reported_on", *PLAN_ORDER)),
        next_steps=list(steps),
        statements=list(
            statements.select_related("programme", "source").order_by("programme", "kind", "position")
        ),
        as_at=as_at,
    )


def _items_of(organisation: Organisation, *, user, as_at: date) -> QuerySet[PlanItem]:
    """What it leads, takes part in or reports on; adds leads, takes_part and reports_on."""
    through = PlanItem.organisations.through.objects.filter(
        organisation=organisation, planitem=OuterRef("pk")
    )
    reports = Update.objects.accepted_by(as_at).filter(organisation=organisation, item=OuterRef("pk"))
    leads = ExpressionWrapper(Q(lead_organisation=organisation), output_field=BooleanField())
    items = PlanItem.objects.visible_to(user).annotate(
        leads=leads, takes_part=Exists(through), reports_on=Exists(reports)
    )
    items = items.filter(Q(leads=True) | Q(takes_part=True) | Q(reports_on=True))
    order = ("programme__short_name", "programme", "year__number", "kind", "position", "pk")
    return items.as_at(as_at).select_related("programme", "year", "workstream").order_by(*order)


def _by_year(items: Sequence[PlanItem], *, as_at: date) -> list[YearOfParts]:
    years: dict[tuple[Programme, PlanYear | None], list[Part]] = defaultdict(list)
    for item in items:
        standing = Standing(item, status_of(item, as_at=as_at))
        years[item.programme, item.year].append(Part(standing, part_words(item)))
    return [YearOfParts(programme=p, year=year, parts=parts) for (p, year), parts in years.items()]


def part_words(item: PlanItem) -> str:
    """What the organisation has to do with an item that `_items_of` gives."""
    parts = ((item.leads, "leads"), (item.takes_part, "takes part"), (item.reports_on, "reports"))
    return ", ".join(words for applies, words in parts if applies)
