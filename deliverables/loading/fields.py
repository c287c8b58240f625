"""The keys of a table: what each may hold and where it stands in the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import TextChoices

from deliverables.loading.values import (
    read_date,
    read_decimal,
    read_moment,
    read_number,
    read_text,
    read_texts,
    read_truth,
)

READERS: dict[type, Callable[[Any], Any]] = {
    str: read_text,
    int: read_number,
    float: read_decimal,
    bool: read_truth,
    date: read_date,
    datetime: read_moment,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A key of a table. `name` is the key in the file, `attribute` the model's field where it differs.

    `points_to` is the table that a key refers to, `key_path` the lookup from the model to that table's own
    key, `many` a list of such keys. `default` stands where the file leaves the key out.
    """

    name: str
    attribute: str = ""
    type: type = str
    required: bool = False
    default: Any = ""
    choices: tuple[str, ...] = ()
    points_to: str = ""
    key_path: str = ""
    many: bool = False

    @property
    def column(self) -> str:
        return self.attribute or self.name

    @property
    def lookup(self) -> str:
        """The lookup that gives the comparable value from the database."""
        return f"{self.column}__{self.key_path}" if self.points_to else self.column

    def read(self, raw: Any) -> Any:
        """The comparable form of a value in a file. Raises ValueError with a sentence."""
        if self.many:
            return read_texts(raw)
        value = READERS[self.type](raw)
        if value == "" and self.required:
            raise ValueError("is empty.")
        if self.choices and value not in self.choices:
            raise ValueError(f"is “{value}”. Choose one of: {', '.join(filter(None, self.choices))}.")
        return self.left_out() if value == "" else value

    def left_out(self) -> Any:
        """The comparable form where the file leaves the key out."""
        return [] if self.many else self.default

    def comparable(self, value: Any) -> Any:
        """The comparable form of a value in the database; a browser's line ends are no difference."""
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat()
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str):
            return value.replace("\r\n", "\n").strip()
        return value


def text(name: str, **kwargs) -> Field:
    return Field(name=name, **kwargs)


def title(name: str) -> Field:
    """Text that must be there."""
    return Field(name=name, required=True)


def number(name: str, default: int | None = 0, **kwargs) -> Field:
    return Field(name=name, type=int, default=default, **kwargs)


def decimal(name: str, default: float | None = None, **kwargs) -> Field:
    """A measured value; 43 and 43.0 are the same."""
    return Field(name=name, type=float, default=default, **kwargs)


def truth(name: str, *, default: bool) -> Field:
    return Field(name=name, type=bool, default=default)


def day(name: str, **kwargs) -> Field:
    return Field(name=name, type=date, default=None, **kwargs)


def moment(name: str, **kwargs) -> Field:
    return Field(name=name, type=datetime, default=None, **kwargs)


def choice(name: str, choices: type[TextChoices], default: str = "") -> Field:
    """One of the choices; must be there where no default is given."""
    return Field(name=name, choices=tuple(choices.values), default=default, required=not default)


def optional_choice(name: str, choices: type[TextChoices]) -> Field:
    return Field(name=name, choices=("", *choices.values))


def key(name: str, table: str, path: str = "slug", **kwargs) -> Field:
    """A key of a record in another table; empty where left out."""
    return Field(name=name, points_to=table, key_path=path, default=None, **kwargs)


def keys(name: str, table: str) -> Field:
    """A list of slugs of records in another table."""
    return Field(name=name, points_to=table, key_path="slug", many=True)
