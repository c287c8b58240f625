from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from deliverables.loading.fields import Field

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """Fields to write and fields that differ from the file but belong to people."""

    write: list[Field]
    kept: list[Field]


def decide(fields: Iterable[Field], *, file: Values, here: Values, base: Values | None) -> Decision:
    """A three-way merge: the file, what is here, and what was last loaded (None where people made the row).

    A field is written only where the file differs and nobody changed it here since. A field that the record
    was loaded without, because the format has grown since, belongs to nobody and is written.
    """
    write, kept = [], []
    for field in fields:
        name = field.name
        if file[name] == here[name]:
            continue
        untouched = base is not None and here[name] == base.get(name, here[name])
        (write if untouched else kept).append(field)
    return Decision(write, kept)
