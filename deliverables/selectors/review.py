"""The office's queue: what waits for it, each set against the last accepted words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from deliverables.access import Action, programmes_allowing
from deliverables.cycle.words import LABELS, UpdateWords
from deliverables.models import PlanItem, Update
from deliverables.status import CONFIDENCES, STATES, StateWords
from deliverables.update_words import moved_words, shown, told
from deliverables.word_difference import Piece, word_difference
from ipqt.dates import today

RELATED = (
    "item__programme",
    "item__workstream",
    "organisation",
    "period",
    "goes_to__programme",
    "waits_for",
    "author",
    "saved_by",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDifference:
    """A field that changed, or one that stands again where `changed` is false."""

    label: str
    pieces: Sequence[Piece]
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEntry:
    """A submitted update. `last` is what the same organisation last had accepted on the item, if anything."""

    update: Update
    last: Update | None
    fields: Sequence[FieldDifference]
    moved: str

    @property
    def value(self) -> str:
        """What a form sends for it: which update, and the version that was read."""
        return f"{self.update.pk}:{self.update.version}"

    @property
    def state(self) -> StateWords:
        return STATES[self.update.state]

    @property
    def confidence(self) -> StateWords | None:
        return CONFIDENCES.get(self.update.confidence)

    @property
    def changed(self) -> list[FieldDifference]:
        return [field for field in self.fields if field.changed]

    @property
    def unchanged(self) -> list[FieldDifference]:
        return [field for field in self.fields if not field.changed]


def reviewable(user) -> QuerySet[Update]:
    """Every update of the programmes whose office the person is, whatever its workflow."""
    return (
        Update.objects.visible_to(user)
        .filter(item__programme__in=programmes_allowing(user, Action.REVIEW))
        .select_related(*RELATED)
    )


def waiting(user) -> QuerySet[Update]:
    """Submitted updates of open periods, the oldest first."""
    return (
        reviewable(user)
        .filter(workflow="submitted", period__locked_at__isnull=True, superseded_by__isnull=True)
        .order_by("submitted_at", "pk")
    )


def waiting_in_locked_periods(user) -> QuerySet[Update]:
    return reviewable(user).filter(workflow="submitted", period__locked_at__isnull=False)


def review_entries(updates: Iterable[Update], *, as_at: date) -> list[ReviewEntry]:
    """Each update beside the last accepted words, in the given order. Prefetch `steps`. 3 queries."""
    updates = list(updates)
    last = last_words((update.item_id, update.organisation_id) for update in updates)
    ends = expected_ends({update.item_id for update in updates}, as_at=as_at)
    return [
        _entry(update, last.get((update.item_id, update.organisation_id)), ends.get(update.item_id))
        for update in updates
    ]


def _entry(update: Update, last: Update | None, end: date | None) -> ReviewEntry:
    words = UpdateWords.of(update)
    before = UpdateWords.of(last).without_ask() if last else None
    return ReviewEntry(
        update=update,
        last=last,
        fields=field_differences(words, before),
        moved=moved_words(words, expected_end=end),
    )


def field_differences(words: UpdateWords, before: UpdateWords | None) -> list[FieldDifference]:
    """Every field in which something stands now or stood before, in form order. First words are unmarked."""
    if before is None:
        return [
            FieldDifference(label=row.label, pieces=[Piece("same", row.words)], changed=True)
            for row in told(words)
        ]
    values = [(label, shown(before, name), shown(words, name)) for name, label in LABELS.items()]
    return [
        FieldDifference(label=label, pieces=word_difference(old, new), changed=old != new)
        for label, old, new in values
        if old or new
    ]


def last_words(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Update]:
    """The newest accepted update of each item and organisation, its steps prefetched. 2 queries.

    Not for a page as it is: the pairs are what the person may see.
    """
    wanted = set(pairs)
    rows = Update.objects.accepted_by(today()).filter(
        item__in={item for item, _organisation in wanted},
        organisation__in={organisation for _item, organisation in wanted},
    )
    found: dict[tuple[int, int], Update] = {}
    for update in rows.select_related("goes_to__programme", "waits_for", "period").prefetch_related("steps"):
        pair = (update.item_id, update.organisation_id)
        if pair in wanted:
            found.setdefault(pair, update)
    return found


def expected_ends(items: Iterable[int], *, as_at: date) -> dict[int, date | None]:
    """The end last believed in, by item: the accepted forecast, else the planned end. One query."""
    rows = PlanItem.objects.filter(pk__in=items).as_at(as_at).values("pk", "forecast_end", "planned_end")
    return {row["pk"]: row["forecast_end"] or row["planned_end"] for row in rows}


def changed_meanwhile(versions: dict[int, int], *, user) -> list[Update]:
    """Of the updates that were read at these versions, those that are not as they were read. One query."""
    found = {update.pk: update for update in reviewable(user).filter(pk__in=versions)}
    return [
        found[pk]
        for pk, version in versions.items()
        if pk in found and (found[pk].version != version or found[pk].workflow != "submitted")
    ]


def corrections_of(update: Update) -> list[Update]:
    """The rows that this one put right, the newest first. One query a row."""
    found = []
    while update.supersedes_id:
        update = Update.objects.select_related("supersedes", "accepted_by").get(pk=update.supersedes_id)
        found.append(update)
    return found
