"""Many updates of a period saved together: all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from deliverables.cycle.errors import (
    CycleError,
    IncompleteUpdateError,
    StaleUpdateError,
    WorkflowError,
)
from deliverables.cycle.reporting import save_draft, submit_update
from deliverables.cycle.words import UpdateWords
from deliverables.models import Update
from ipqt.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """What one row asks for. `no_change` says that the words are the last accepted ones, still true."""

    duty_id: int
    words: UpdateWords
    expected_version: int
    submit: bool
    no_change: bool = False


class RowsRefusedError(CycleError):
    """Nothing was saved; `problems` holds the error of each row that could not be, by duty."""

    def __init__(self, problems: dict[int, CycleError]):
        self.problems = problems
        super().__init__("Nothing was saved, because some rows could not be.")


@transaction.atomic
def save_rows(*, changes: Sequence[RowChange], by: User) -> list[Update]:
    """Save or submit every row in one transaction. Raises RowsRefusedError, PeriodLockedError."""
    saved, problems = [], {}
    for change in sorted(changes, key=lambda change: change.duty_id):
        try:
            saved.append(_save(change, by=by))
        except (StaleUpdateError, IncompleteUpdateError, WorkflowError) as error:
            problems[change.duty_id] = error
    if problems:
        raise RowsRefusedError(problems)
    return saved


def _save(change: RowChange, *, by: User) -> Update:
    facts = {
        "duty_id": change.duty_id,
        "words": change.words,
        "expected_version": change.expected_version,
        "by": by,
    }
    if change.submit:
        return submit_update(**facts, no_change=change.no_change)
    return save_draft(**facts)
