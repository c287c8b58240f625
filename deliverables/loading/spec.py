from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
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
    files speak of. `rebase(base, here=..., month_one=...)` is what was last loaded, less what only followed
    from a move of month 1 since.
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
    rebase: Callable[..., Raw] | None = None

    def key_of(self, values: Raw, programme: str) -> str:
        """For example ssot/Y1-D3; without a programme the bare key."""
        parts = ["" if values[name] is None else str(values[name]) for name in self.key]
        return self.scoped("/".join(parts).rstrip("/"), programme)

    def scoped(self, local_key: str, programme: str) -> str:
        """The key of a record as other records of the same programme write it, made unique."""
        if not (self.scope and programme):
            return local_key
        return f"{programme}/{local_key}" if self.key else programme

    def columns(self, values: Raw) -> Raw:
        """Attributes of the model for everything but keys, from comparable values."""
        return {
            spec_field.column: self.model._meta.get_field(spec_field.column).to_python(
                values[spec_field.name]
            )
            for spec_field in self.fields
            if not spec_field.points_to and spec_field.name in values
        }

    def check(self, values: Raw) -> None:
        """Lengths and letters, as the model says. Raises ValueError with a sentence."""
        columns = self.columns(values)
        skip = {model_field.name for model_field in self.model._meta.fields} - set(columns)
        try:
            self.model(**columns).clean_fields(exclude=skip)
        except ValidationError as error:
            words = (f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
            raise ValueError(" ".join(words)) from None

    def label(self, raw: Raw) -> str:
        """What tells a record from its neighbours in a message, also where it is wrong."""
        named = [str(raw[name]) for name in self.key if name in raw]
        return "".join(letter for letter in " ".join(named)[:80] if letter.isprintable())
