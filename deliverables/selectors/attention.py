"""Reads what the attention rules look at, for many items at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from deliverables.attention import Facts, Signal, Wait
from deliverables.models import ItemLink, LinkKind, PlanItem, Update
from deliverables.models.account import Workflow
from deliverables.selectors.next_steps import next_steps_said
from deliverables.status import Status
from ipqt.dates import LONDON, end_of_day

RUNNING = 3

SignalReader = Callable[..., dict[int, list[Signal]]]
"""Called with primary keys of items, `user` and `as_at`; gives what speaks against their green words."""

# An app that knows measures adds its reader here when it is ready.
SIGNAL_READERS: list[SignalReader] = []


@dataclass(slots=True)
class Background:
    """What hangs on the items of some programmes, by the item's primary key."""

    returned_on: dict[int, date] = field(default_factory=dict)
    same_words_since: dict[int, str] = field(default_factory=dict)
    open_steps: dict[int, list[date]] = field(default_factory=lambda: defaultdict(list))
    signals: dict[int, list[Signal]] = field(default_factory=lambda: defaultdict(list))

    def facts(
        self, item: PlanItem, status: Status, links: Sequence[ItemLink], *, silent_after_days: int
    ) -> Facts:
        steps = self.open_steps.get(item.pk, [])
        return Facts(
            item=item,
            status=status,
            waits=[wait_of(link) for link in links if link.kind == LinkKind.WAITS_ON],
            silent_after_days=silent_after_days,
            returned_on=self.returned_on.get(item.pk),
            same_words_since=self.same_words_since.get(item.pk, ""),
            open_steps=len(steps),
            open_steps_on=max(steps, default=None),
            signals=self.signals.get(item.pk, ()),
        )


def wait_of(link: ItemLink) -> Wait:
    if link.dependency is None:
        return Wait(str(link.to_item))
    return Wait(link.dependency.title, link.dependency.expected_by, link.dependency.arrived_on is not None)


def background(programmes, *, user, as_at: date, green: Collection[int] = ()) -> Background:
    """Three queries whatever the number of programmes and items, and those of the measures behind `green`.

    `green` are the primary keys of the items rated green: only against them can a measure speak.
    """
    found = Background()
    for read in SIGNAL_READERS if green else ():
        for item, signals in read(green, user=user, as_at=as_at).items():
            found.signals[item] += signals
    updates = Update.objects.visible_to(user).filter(item__programme__in=programmes)
    returned = updates.filter(workflow=Workflow.RETURNED, returned_at__lt=end_of_day(as_at))
    for item, moment in returned.order_by("returned_at").values_list("item", "returned_at"):
        found.returned_on.setdefault(item, moment.astimezone(LONDON).date())
    said = defaultdict(list)
    words = updates.accepted_by(as_at).order_by("item", "-period__ends_on", "-pk")
    for item, organisation, summary, state, period in words.values_list(
        "item", "organisation", "summary", "state", "period__name"
    ):
        said[item, organisation].append((" ".join(summary.split()).lower(), state, period))
    for (item, _organisation), told in said.items():
        run = _running(told)
        if len(run) >= RUNNING:
            found.same_words_since[item] = run[-1]
    steps = next_steps_said(user=user, as_at=as_at).filter(
        item__programme__in=programmes, becomes__isnull=True
    )
    for item, said_on in steps.values_list("item", "said_on"):
        found.open_steps[item].append(said_on)
    return found


def _running(told: list[tuple[str, str, str]]) -> list[str]:
    """Names of the newest periods in a row that say the same, newest first."""
    newest = told[0][:2]
    run = []
    for summary, state, period in told:
        if not summary or (summary, state) != newest:
            break
        run.append(period)
    return run
