"""The one way to write a history row."""

from __future__ import annotations

from typing import Any

from deliverables.models import Basis, Change, Programme
from ipqt.models import User

LENGTHS = {name: Change._meta.get_field(name).max_length for name in ("actor", "key")}


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
    row = change_row(
        action=action,
        record=record,
        key=key,
        by=by,
        programme=programme,
        before=before,
        after=after,
        why=why,
        actor=actor,
    )
    row.save(force_insert=True)
    return row


def marked_actor(by: User | None, *, basis: str) -> str:
    """The person's name, or nothing to say so; marked where what they wrote is made up."""
    return f"{by or 'command line'}, illustrative" if basis == Basis.ILLUSTRATIVE else ""


def record_export(*, name: str, filters: dict[str, str], by: User) -> Change:
    """Write that a person took a file: its name, and which rows it was asked for."""
    slug = filters.get("programme", "")
    programme = Programme.objects.visible_to(by).filter(slug=slug).first() if slug else None
    return record_change(
        action="exported",
        record="dataset",
        key=name,
        by=by,
        programme=programme,
        after={"filters": filters} if filters else None,
    )


def change_row(*, key: str, by: User | None = None, actor: str = "", **facts: Any) -> Change:
    """A row as `record_change` writes it, for writing many at once. Long names are cut to fit."""
    actor = actor or (str(by) if by else "command line")
    return Change(user=by, actor=actor[: LENGTHS["actor"]], key=key[: LENGTHS["key"]], **facts)
