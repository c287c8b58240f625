from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q

from deliverables.loading.fields import Field

Raw = dict[str, Any]
Expand = Callable[..., list[tuple[str, Raw]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One table of the files and the model it fills.

    `key` names the fields that identify a record inside its scope. `scope` is the lookup from the model to
    its programme, empty for shared reference tables; with `optional_scope` the table may also stand in a
    folder without a programme. `expand(raw, month_one=...)` writes out a short form as records of one or more
    tables, and `accepts` names the keys that it takes for that. `only` narrows the model to the rows that
    files speak of.
    """

    table: str
    model: type[Model]
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    scope: str = "programme"
    optional_scope: bool = False
    expand: Expand | None = None
    accepts: tuple[str, ...] = ()
    only: Q = field(default_factory=Q)

    def key_of(self, values: Raw, programme: str) -> str:
        """For example ssot/Y1-D3; without a programme the bare key."""
        parts = ["" if values[name] is None else str(values[name]) for name in self.key]
        return self.scoped("/".join(parts).rstrip("/"), programme)

    def scoped(self, local_key: str, programme: str) -> str:
        """The key of a record as other records of the same programme write it, made unique."""
        if not (self.scope and programme):
            return local_key
        return f"{programme}/{local_key}" if self.key else programme

    def label(self, raw: Raw) -> str:
        """What tells a record from its neighbours in a message, also where it is wrong."""
        named = [str(raw[name]) for name in self.key if name in raw]
        return "".join(letter for letter in " ".join(named)[:80] if letter.isprintable())
