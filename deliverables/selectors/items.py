"""Plan items: the list of a programme, and everything that is known of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from deliverables.access import Action, ItemRights, item_rights, programmes_allowing
from deliverables.models import (
    Change,
    Discrepancy,
    Domain,
    ItemLink,
    LinkKind,
    NextStep,
    Organisation,
    PlanItem,
    Programme,
    RebaselineRequest,
    Restatement,
    Update,
    Window,
)
from deliverables.selectors.item_history import Said, item_history
from deliverables.selectors.next_steps import next_steps_said
from deliverables.selectors.rebaseline import open_request
from deliverables.status import Status, status_of
from deliverables.variance import Variance, variances
from ipqt.dates import end_of_day

PLAN_ORDER = ("year__number", "kind", "position", "pk")

LINK_LABELS = {
    (LinkKind.ABSORBED_INTO, True): "Absorbed into",
    (LinkKind.ABSORBED_INTO, False): "Took in",
    (LinkKind.CARRIED_FORWARD_TO, True): "Carried forward to",
    (LinkKind.CARRIED_FORWARD_TO, False): "Carried forward from",
    (LinkKind.CONTRIBUTES_TO, True): "Contributes to",
    (LinkKind.CONTRIBUTES_TO, False): "Built on",
    (LinkKind.WAITS_ON, True): "Waits on",
    (LinkKind.WAITS_ON, False): "Holds up",
}


def plan_items(programme: Programme, *, user, as_at: date) -> QuerySet[PlanItem]:
    """Every item of the programme with its status columns, in plan order. One query."""
    rows = PlanItem.objects.visible_to(user).filter(programme=programme).as_at(as_at)
    return rows.select_related("programme", "year", "workstream").order_by(*PLAN_ORDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A link as seen from one item: what it is called from there, and the item at the far end (or none)."""

    link: ItemLink
    label: str
    other: PlanItem | None


@dataclass(frozen=True, slots=True)
class Touch:
    """Somebody, or a command, wrote the item, one of its windows or one of its reports."""

    change: Change

    @property
    def what(self) -> str:
        rest = " ".join(self.change.key.split("/")[2:])
        return {"window": f"window {rest}", "update": f"report {rest}"}.get(self.change.record, "this item")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """All that stands on the page of an item, at one moment."""

    item: PlanItem
    status: Status
    organisations: Sequence[Organisation]
    domains: Sequence[Domain]
    windows: Sequence[Window]
    history: Sequence[Said]
    next_steps: Sequence[NextStep]
    grew_from: Sequence[NextStep]
    connections: Sequence[Connection]
    restatements: Sequence[Restatement]
    discrepancies: Sequence[Discrepancy]
    previous: PlanItem | None
    following: PlanItem | None
    touches: Sequence[Touch]
    rights: ItemRights
    request: RebaselineRequest | None

    @property
    def variances(self) -> list[Variance]:
        """The end now known against the first and the current baseline."""
        return variances(self.item, self.windows)

    @property
    def newest(self) -> Update | None:
        return next((said.update for said in self.history if said.newest), None)

    @property
    def named(self) -> list[Organisation]:
        """Who is named on the item and so could report: the lead first, then the others."""
        both = (self.item.lead_organisation, *self.organisations)
        return list({organisation.pk: organisation for organisation in both if organisation}.values())

    @property
    def reporters(self) -> list[Organisation]:
        """Whom to ask for a report: those named, or else the board that leads the programme."""
        return self.named or [self.item.programme.icb]


def item_page(item: PlanItem, *, user, as_at: date) -> ItemPage:
    """`item` carries the columns of `as_at`. Fourteen queries, whatever has been said of it."""
    next_steps, grew_from = _next_steps(item, user=user, as_at=as_at)
    previous, following = _neighbours(item, user=user)
    return ItemPage(
        item=item,
        status=status_of(item, as_at=as_at),
        organisations=list(item.organisations.all()),
        domains=list(item.domains.all()),
        windows=_windows(item, user=user, as_at=as_at),
        history=item_history(item, user=user, as_at=as_at),
        next_steps=next_steps,
        grew_from=grew_from,
        connections=_connections(item, user=user, as_at=as_at),
        restatements=_known(item.restatements.order_by("pk"), as_at=as_at),
        discrepancies=_known(item.discrepancies.order_by("ref", "pk"), as_at=as_at),
        previous=previous,
        following=following,
        touches=_touches(item, user=user, as_at=as_at),
        rights=item_rights(user, item),
        request=open_request(item, user=user, as_at=as_at),
    )


def _windows(item: PlanItem, *, user, as_at: date) -> list[Window]:
    """The baseline first, then every rebaseline."""
    rows = Window.objects.visible_to(user).filter(item=item).agreed_by(as_at)
    return list(rows.select_related("source", "approved_by").order_by("number"))


def _next_steps(item: PlanItem, *, user, as_at: date) -> tuple[list[NextStep], list[NextStep]]:
    """Those said of the item, and those of other items that it grew from."""
    rows = next_steps_said(user=user, as_at=as_at).filter(Q(item=item) | Q(becomes=item))
    steps = list(rows)
    own = [step for step in steps if step.item_id == item.pk]
    return own, [step for step in steps if step.item_id != item.pk]


def _connections(item: PlanItem, *, user, as_at: date) -> list[Connection]:
    """Links out, then links in; only to items that the person may see and that had been stated by `as_at`."""
    seen = PlanItem.objects.visible_to(user)
    outward = Q(from_item=item) & (Q(to_item=None) | Q(to_item__in=seen))
    rows = ItemLink.objects.filter(outward | Q(to_item=item, from_item__in=seen))
    rows = rows.filter(Q(stated_on=None) | Q(stated_on__lte=as_at)).select_related(
        "from_item__programme", "to_item__programme", "dependency__source", "source"
    )
    links = sorted(rows.order_by("pk"), key=lambda link: (link.from_item_id != item.pk, link.kind))
    return [_connection(item, link) for link in links]


def _connection(item: PlanItem, link: ItemLink) -> Connection:
    outward = link.from_item_id == item.pk
    other = link.to_item if outward else link.from_item
    return Connection(link=link, label=LINK_LABELS[LinkKind(link.kind), outward], other=other)


def _known(rows: QuerySet, *, as_at: date) -> list:
    """Rows that rest on no document, or on one whose newest words are no younger than `as_at`."""
    known = Q(source=None) | Q(source__newest_words_on=None) | Q(source__newest_words_on__lte=as_at)
    return list(rows.filter(known).select_related("source"))


def _neighbours(item: PlanItem, *, user) -> tuple[PlanItem | None, PlanItem | None]:
    """The items before and after it in the same year, in plan order."""
    rows = PlanItem.objects.visible_to(user).filter(programme=item.programme_id, year=item.year_id)
    rows = list(rows.only("ref", "title").order_by(*PLAN_ORDER))
    place = [row.pk for row in rows].index(item.pk)
    following = rows[place + 1] if place + 1 < len(rows) else None
    return (rows[place - 1] if place else None), following


def _touches(item: PlanItem, *, user, as_at: date) -> list[Touch]:
    """Newest first, the last fifty; nothing for people who may not audit."""
    key = f"{item.programme.slug}/{item.ref}"
    rows = Change.objects.filter(
        programme__in=programmes_allowing(user, Action.AUDIT).filter(pk=item.programme_id),
        at__lt=end_of_day(as_at),
    )
    of_item = Q(record="plan_item", key=key) | Q(record__in=("window", "update"), key__startswith=f"{key}/")
    return [Touch(change) for change in rows.filter(of_item).order_by("-at", "-pk")[:50]]
