"""What was last loaded, record by record: the third side of the merge."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from deliverables.loading.records import Identity, Record
from deliverables.models import FixtureRecord

BATCH = 500


class Bases:
    """What earlier loads wrote, of every folder; and what this one leaves out with a removed record.

    One query to read and one to write for each 500 records that differ.
    """

    def __init__(self):
        self.rows = {(row.record, row.key): row for row in FixtureRecord.objects.all()}
        self.new: list[FixtureRecord] = []
        self.moved: list[FixtureRecord] = []
        self.left_out: set[Identity] = set()

    def knows(self, identity: Identity) -> bool:
        return identity in self.rows

    def values(self, identity: Identity) -> dict[str, Any] | None:
        return self.rows[identity].values if identity in self.rows else None

    def remember(self, record: Record, *, owner: str) -> None:
        base = self.rows.get(record.identity)
        if base is None:
            table, key = record.identity
            self.new.append(FixtureRecord(folder=owner, record=table, key=key, values=record.values))
        elif (base.folder, base.values) != (owner, record.values):
            base.folder, base.values, base.loaded_at = owner, record.values, timezone.now()
            self.moved.append(base)

    def of(self, owner: str) -> list[Identity]:
        return sorted(identity for identity, base in self.rows.items() if base.folder == owner)

    def save(self) -> None:
        FixtureRecord.objects.bulk_create(self.new, batch_size=BATCH)
        FixtureRecord.objects.bulk_update(self.moved, ("folder", "values", "loaded_at"), batch_size=BATCH)
