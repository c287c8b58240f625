"""One column of a dataset: what it is called, holds and means, and where its value is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.db.models.expressions import Combinable

from ipqt.datasets.cells import Text
from ipqt.exports import plain_text


@dataclass(frozen=True, slots=True)
class Computed:
    """A value worked out in Python from other paths of the row."""

    work_out: Callable[..., Any]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """The keys at the far end of a many-to-many relation, in their own order."""

    relation: str
    key: Combinable

    def of(self, model: type[Model], ids: Iterable[int]) -> dict[int, list[str]]:
        """Keys by the id of the row. One query."""
        pairs = model._base_manager.filter(pk__in=ids, **{f"{self.relation}__isnull": False})
        found = defaultdict(list)
        keyed = pairs.annotate(far_key=self.key).order_by("pk", "far_key")
        for row_id, key in keyed.values_list("pk", "far_key"):
            found[row_id].append(key)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Declared once; the files, the dictionary page and loading back all go by it.

    `read` is a lookup path of the row, by default the column's own name. A derived column is worked out from
    others, so loading leaves it out. `refers_to` names the dataset whose key it is.
    """

    name: str
    meaning: str
    type: Text = field(default_factory=Text)
    read: str | Computed | Members = ""
    example: str = ""
    key: bool = False
    derived: bool = False
    refers_to: str = ""

    def __post_init__(self):
        self.from_cell(self.example)

    @property
    def paths(self) -> tuple[str, ...]:
        """The lookup paths that the value needs, beside the row's id."""
        if isinstance(self.read, Members):
            return ()
        return self.read.paths if isinstance(self.read, Computed) else (self.read or self.name,)

    def from_cell(self, cell: str) -> Any:
        """The value that a cell of a file stands for; ValueError where it stands for none."""
        return self.type.from_cell(plain_text(cell))
