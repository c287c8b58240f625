"""The one way to write a history row."""

from __future__ import annotations

from typing import Any

from deliverables.models import Change, Programme
from ipqt.models import User


def record_change(
    *,
    action: str,
    record: str,
    key: str,
    by: User | None,
    programme: Programme | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    why: str = "",
    actor: str = "",
) -> Change:
    """Write who did what. Call it inside the transaction of the change itself; `actor` names a command."""
    return Change.objects.create(
        user=by,
        actor=actor or (str(by) if by else "command line"),
        programme=programme,
        action=action,
        record=record,
        key=key,
        before=before,
        after=after,
        why=why,
    )
