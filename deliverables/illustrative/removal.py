"""Takes away everything that is marked illustrative and leaves what the sources say and people entered."""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.db.models import QuerySet

from deliverables.audit import record_change
from deliverables.illustrative.extensions import EXTENSIONS
from deliverables.models import Basis, ItemLink, NextStep, Programme, ReportingPeriod, Update
from deliverables.models.account import Workflow

MADE_UP = Basis.ILLUSTRATIVE


class _DryRunError(Exception):
    """Undoes a dry run."""


def remove_illustrative(*, dry_run: bool = False) -> Counter[str]:
    """Counts of what is taken away, by name; all or nothing, and with `dry_run` nothing.

    What people wrote in an illustrative period stays, with the period, which counts as entered from then
    on. Comments and answers on made-up updates go with them. History rows stay: they are marked.
    """
    removed: Counter[str] = Counter()
    try:
        with transaction.atomic():
            _remove(removed)
            if dry_run:
                raise _DryRunError
    except _DryRunError:
        pass
    return +removed


def _remove(removed: Counter[str]) -> None:
    told = ReportingPeriod.objects.select_for_update().filter(basis=MADE_UP)
    keys = {period.programme_id for period in told}.union(*(one.programmes() for one in EXTENSIONS))
    programmes = list(Programme.objects.filter(pk__in=keys).order_by("pk"))
    for extension in EXTENSIONS:
        extension.remove(removed=removed)
    _free_corrections()
    _delete(Update.objects.filter(basis=MADE_UP), removed)
    NextStep.objects.filter(becomes_basis=MADE_UP).update(becomes=None, becomes_basis=Basis.JUDGED)
    _delete(NextStep.objects.filter(basis=MADE_UP), removed)
    _remove_links(removed)
    _remove_periods(removed)
    for programme in programmes:
        record_change(
            action="removed what is illustrative",
            record="programme",
            key=programme.slug,
            by=None,
            programme=programme,
            actor="remove_illustrative",
            after=dict(removed),
        )


def _free_corrections() -> None:
    """A person's correction stands by itself: the made-up row makes way for it, then goes."""
    for right in Update.objects.filter(supersedes__basis=MADE_UP).exclude(basis=MADE_UP):
        Update.objects.filter(pk=right.supersedes_id).update(supersedes=right)
        Update.objects.filter(pk=right.pk).update(supersedes=None)


def _remove_links(removed: Counter[str]) -> None:
    """A link that people's own accepted words speak of as well becomes theirs."""
    for link in ItemLink.objects.filter(basis=MADE_UP):
        said = Update.objects.filter(item=link.from_item, workflow=Workflow.ACCEPTED)
        own = said.filter(goes_to=link.to_item) if link.to_item_id else said.filter(waits_for=link.dependency)
        if own.exists():
            ItemLink.objects.filter(pk=link.pk).update(basis=Basis.ENTERED)
        else:
            _delete(ItemLink.objects.filter(pk=link.pk), removed)


def _remove_periods(removed: Counter[str]) -> None:
    periods = ReportingPeriod.objects.filter(basis=MADE_UP)
    _delete(periods.filter(updates__isnull=True, next_steps__isnull=True), removed)
    removed["reporting periods kept for what people wrote"] = periods.update(basis=Basis.ENTERED)


def _delete(rows: QuerySet, removed: Counter[str]) -> None:
    """Delete and count by the names that people know, what hangs on the rows too."""
    _, by_model = rows.model.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
    for label, number in by_model.items():
        removed[NAMES.get(label.rpartition(".")[2], label)] += number


NAMES = {
    "Update": "updates",
    "NextStep": "next steps",
    "Answer": "answers",
    "Comment": "comments",
    "ItemLink": "links",
    "ReportingPeriod": "reporting periods",
    "Duty": "duties",
}
