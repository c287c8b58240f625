"""What the queue shows beside the updates: what was done, what was refused, what was chosen or typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from deliverables.models import Update
from deliverables.review_forms import NoteForm
from deliverables.selectors.review import ReviewEntry
from ipqt.templatetags.ui import plural


@dataclass(frozen=True, slots=True)
class NotDone:
    """Why nothing was accepted or returned: a sentence, or the updates that changed meanwhile."""

    sentence: str
    changed: Sequence[Update]
    returning: bool


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """An update of the queue with the state of its controls."""

    entry: ReviewEntry
    chosen: bool
    changed: bool
    form: NoteForm


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    chosen_all: bool = False
    chosen: Collection[int] = ()
    done: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    refused: NotDone | None = None
    note: NoteForm | None = None
    note_for: int | None = None

    def entries(self, found: Sequence[ReviewEntry]) -> list[QueueEntry]:
        changed = {update.pk for update in self.refused.changed} if self.refused else set()
        return [
            QueueEntry(
                entry=entry,
                chosen=self.chosen_all or entry.update.pk in self.chosen,
                changed=entry.update.pk in changed,
                form=self.note if entry.update.pk == self.note_for else NoteForm(prefix=str(entry.update.pk)),
            )
            for entry in found
        ]

    @property
    def done_words(self) -> str:
        """3 updates accepted. Empty where the address says nothing that can be read."""
        parts = [
            f"{plural(count, 'update')} {verb}."
            for verb in ("accepted", "returned")
            if (count := self._count(verb))
        ]
        return " ".join(parts)

    def _count(self, verb: str) -> int:
        text = self.done.get(verb, "")[:3]
        return int(text) if text.isascii() and text.isdigit() else 0

    @property
    def has_error(self) -> bool:
        return bool(self.error or self.refused or (self.note and self.note.errors))

    @property
    def title_prefix(self) -> str:
        return "Error: " if self.has_error else ""
