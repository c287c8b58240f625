"""What a filled-in workbook would change, item by item and field by field. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from deliverables.cycle.words import UpdateWords, problems
from deliverables.update_words import Differing, differing
from deliverables.workbooks.errors import CellError
from deliverables.workbooks.layout import STEPS, UPDATE_COLUMNS, UPDATES
from deliverables.workbooks.rows import FileRow, Standing
from deliverables.workbooks.sheets import at

Kind = Literal["save", "submit", "conflict", "closed"]
PLACES = {column.name: place for place, column in enumerate(UPDATE_COLUMNS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One update that the file would change. In `fields`, yours is the file and theirs what stands now."""

    kind: Kind
    row: FileRow
    standing: Standing
    words: UpdateWords
    fields: tuple[Differing, ...]

    @property
    def no_change(self) -> bool:
        """Whether it is submitted with the words that were accepted last."""
        return self.row.submit and self.words == _tidied(self.standing.carried)

    @property
    def is_new(self) -> bool:
        """Whether nothing was stored in this period yet."""
        return self.standing.version == 0

    @property
    def checkbox(self) -> list[dict[str, str]]:
        """The item of the checkboxes component by which a conflict is settled for the file."""
        text = f"Use the words of the file for {self.standing.item.ref}"
        return [{"value": str(self.row.duty_id), "text": text}]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """All of a file's differences in plan order, and how many of its rows change nothing."""

    all: tuple[Difference, ...]
    same: int

    def of_kind(self, *kinds: Kind) -> list[Difference]:
        return [each for each in self.all if each.kind in kinds]

    @property
    def ready(self) -> list[Difference]:
        return self.of_kind("save", "submit")

    @property
    def conflicts(self) -> list[Difference]:
        return self.of_kind("conflict")

    @property
    def closed(self) -> list[Difference]:
        return self.of_kind("closed")

    @property
    def saved(self) -> int:
        return len(self.of_kind("save"))

    @property
    def submitted(self) -> int:
        return len(self.of_kind("submit"))

    @property
    def fingerprint(self) -> str:
        """Of everything shown: where it differs at the load, somebody saved since the person looked."""
        seen = [
            repr((each.kind, each.row.duty_id, each.standing.version, each.no_change, each.fields))
            for each in self.all
        ]
        return hashlib.sha256("\n".join(seen).encode("utf-8", "surrogatepass")).hexdigest()


def differences(rows: Sequence[FileRow], standings: Sequence[Standing]) -> Differences:
    """What would change, against what stands now. Rows of duties that are gone count as unchanged."""
    by_duty = {standing.duty_id: standing for standing in standings}
    found = [_difference(row, by_duty[row.duty_id]) for row in rows if row.duty_id in by_duty]
    changing = tuple(each for each in found if each is not None)
    return Differences(all=changing, same=len(rows) - len(changing))


def _difference(row: FileRow, standing: Standing) -> Difference | None:
    if not row.touched and not row.submit:
        return None
    words = row.words.tidied() if row.submit else row.words
    stored = standing.words
    if standing.is_closed and words in (stored, stored.tidied()):
        return None
    if words == stored and not row.submit:
        return None
    return Difference(
        kind=_kind(row, standing, words),
        row=row,
        standing=standing,
        words=words,
        fields=tuple(differing(words, stored)),
    )


def _kind(row: FileRow, standing: Standing, words: UpdateWords) -> Kind:
    if standing.is_closed:
        return "closed"
    if row.version != standing.version and words != standing.words:
        return "conflict"
    return "submit" if row.submit else "save"


def incomplete(found: Differences) -> list[CellError]:
    """What is missing in the rows that ask to be submitted, at its cell."""
    errors = []
    for each in found.of_kind("submit", "conflict"):
        if not each.row.submit:
            continue
        missing = problems(each.words, expected_end=each.standing.expected_end, no_change=each.no_change)
        for name, sentence in missing.items():
            message = f"{sentence} Or choose No under “Submit” to keep it as a draft."
            errors.append(
                at(UPDATES, each.row.number, PLACES[name], message)
                if name in PLACES
                else CellError(message, STEPS)
            )
    return errors


def _tidied(words: UpdateWords | None) -> UpdateWords | None:
    return words.tidied() if words else None
