"""Opening and locking reporting periods, and what is due from whom."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from deliverables.audit import marked_actor, record_change
from deliverables.cycle.errors import WorkflowError
from deliverables.models import Basis, Duty, Organisation, PlanItem, Programme, ReportingPeriod
from ipqt.dates import today
from ipqt.models import User

CLOSED = ("delivered", "absorbed", "carried_forward", "stopped")


@transaction.atomic
def open_period(
    *,
    programme: Programme,
    slug: str,
    name: str,
    kind: str,
    starts_on: date,
    ends_on: date,
    due_on: date | None,
    board_on: date | None,
    by: User | None,
    basis: str = Basis.ENTERED,
    opened_at: datetime | None = None,
) -> ReportingPeriod:
    """Open a new period and create what is due in it.

    Raises WorkflowError where the programme has a period of this slug, ValidationError on a broken rule.
    """
    period = ReportingPeriod(
        programme=programme,
        slug=slug,
        name=name,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        due_on=due_on,
        board_on=board_on,
        opened_at=opened_at or timezone.now(),
        basis=basis,
    )
    period.full_clean(exclude=("programme", "source"))
    _insert(period)
    created = create_duties(period)
    record_change(
        action="opened",
        record="reporting_period",
        key=f"{programme.slug}/{slug}",
        by=by,
        actor=marked_actor(by, basis=basis),
        programme=programme,
        after={"name": name, "ends_on": ends_on.isoformat(), "updates_due": created},
    )
    return period


def _insert(period: ReportingPeriod) -> None:
    """A double click or two people at once open one period; the second is told so."""
    try:
        with transaction.atomic():
            period.save(force_insert=True)
    except IntegrityError:
        raise WorkflowError(
            f"This programme has a period with the address “{period.slug}” already. "
            "Look at it in the list of periods, or choose another address."
        ) from None


def create_duties(period: ReportingPeriod) -> int:
    """Add what is due in the period and not there yet. Gives how many were added."""
    existing = set(period.duties.values_list("item_id", "organisation_id"))
    duties = [
        Duty(period=period, item=item, organisation=organisation)
        for item in items_due(period)
        for organisation in reporters(item)
        if (item.pk, organisation.pk) not in existing
    ]
    Duty.objects.bulk_create(duties)
    return len(duties)


def items_due(period: ReportingPeriod) -> list[PlanItem]:
    """Items on which a word is due: not closed, their year begun by the period's end. Two queries."""
    day = min(period.ends_on, today())
    items = (
        PlanItem.objects.filter(programme=period.programme)
        .filter(Q(year__isnull=True) | Q(year__starts_on__lte=period.ends_on))
        .as_at(day)
        .exclude(state__in=CLOSED)
        .select_related("lead_organisation", "programme__icb")
        .prefetch_related("organisations")
    )
    return list(items.order_by("year__number", "kind", "position", "pk"))


def reporters(item: PlanItem) -> list[Organisation]:
    """Who reports on an item: its lead, else those that take part, else the leading board."""
    if item.lead_organisation:
        return [item.lead_organisation]
    return list(item.organisations.all()) or [item.programme.icb]


@transaction.atomic
def lock_period(*, period_id: int, by: User, locked_at: datetime | None = None) -> ReportingPeriod:
    """Refuse every later write in the period. Raises WorkflowError where it is locked already."""
    period = ReportingPeriod.objects.select_for_update().select_related("programme").get(pk=period_id)
    if period.locked_at:
        raise WorkflowError(f"{period} is locked already.")
    period.locked_at = locked_at or timezone.now()
    return _saved(period, "locked", by=by)


@transaction.atomic
def reopen_period(*, period_id: int, why: str, by: User) -> ReportingPeriod:
    """Let leads write again in a locked period, with a reason that stays in the history."""
    period = ReportingPeriod.objects.select_for_update().select_related("programme").get(pk=period_id)
    if not period.locked_at:
        raise WorkflowError(f"{period} is not locked.")
    if not why.strip():
        raise WorkflowError("Say why the period is opened again.")
    period.locked_at = None
    period.opened_at = period.opened_at or timezone.now()
    return _saved(period, "opened again", by=by, why=why)


def _saved(period: ReportingPeriod, action: str, *, by: User, why: str = "") -> ReportingPeriod:
    period.save(update_fields=("opened_at", "locked_at"))
    record_change(
        action=action,
        record="reporting_period",
        key=f"{period.programme.slug}/{period.slug}",
        by=by,
        actor=marked_actor(by, basis=period.basis),
        programme=period.programme,
        why=why,
    )
    return period
