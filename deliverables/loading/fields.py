"""What a value in a file may be, and its one form for comparing: text, number, true or false, ISO date, key."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A key of a table. `name` is the key in the file, `attribute` the model's field.

    `points_to` is the table that a key refers to, `key_path` the lookup from the model to that table's own key,
    `many` a list of such keys. `default` stands where the file leaves the key out.
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
            return self._read_list(raw)
        if self.type is date:
            return _read_date(raw)
        if self.type is bool and not isinstance(raw, bool):
            raise ValueError("is true or false, without quotes.")
        if self.type is int and (isinstance(raw, bool) or not isinstance(raw, int)):
            raise ValueError("is a whole number, without quotes.")
        if self.type is str:
            return self._read_text(raw)
        return raw

    def _read_text(self, raw: Any) -> str | None:
        if not isinstance(raw, str):
            raise ValueError("is text: put it in quotes.")
        if any(ord(letter) < 32 and letter not in "\n\t" for letter in raw):
            raise ValueError("has a control character in it: type it again.")
        text = raw.strip()
        if self.choices and text not in self.choices:
            raise ValueError(f"is “{text}”. Choose one of: {', '.join(c for c in self.choices if c)}.")
        return None if text == "" and self.default is None else text

    def _read_list(self, raw: Any) -> list[str]:
        if not isinstance(raw, list) or not all(isinstance(entry, str) for entry in raw):
            raise ValueError('is a list of texts, for example ["valuing", "humane"].')
        return sorted(set(raw))

    def comparable(self, value: Any) -> Any:
        """The comparable form of a value in the database."""
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat()
        return value.isoformat() if isinstance(value, date) else value


def _read_date(raw: Any) -> str:
    if isinstance(raw, datetime) or not isinstance(raw, date):
        raise ValueError("is a date without quotes, for example 2025-03-31.")
    return raw.isoformat()


def text(name: str, **kwargs) -> Field:
    return Field(name=name, **kwargs)


def title(name: str, **kwargs) -> Field:
    """Text that must be there."""
    return Field(name=name, required=True, **kwargs)


def number(name: str, default: int | None = 0, **kwargs) -> Field:
    return Field(name=name, type=int, default=default, **kwargs)


def day(name: str, **kwargs) -> Field:
    return Field(name=name, type=date, default=None, **kwargs)


def choice(name: str, choices: type, default: str = "", **kwargs) -> Field:
    """One of a TextChoices; required where no default is given."""
    values = tuple(choices.values) + (() if default else ("",))
    return Field(name=name, choices=values, default=default, **kwargs)


def key(name: str, table: str, path: str = "slug", **kwargs) -> Field:
    """A key of a record in another table; empty where left out."""
    return Field(name=name, points_to=table, key_path=path, default=None, **kwargs)


def keys(name: str, table: str, path: str = "slug", **kwargs) -> Field:
    return Field(name=name, points_to=table, key_path=path, default=(), many=True, **kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One table of the files and the model it fills.

    `scope` is the lookup from the model to its programme, empty for shared reference tables. `optional_scope`:
    the same table also stands in the reference folder, without a programme. `key` names the fields that
    identify a record inside its scope.
    """

    table: str
    model: type
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    scope: str = "programme"
    optional_scope: bool = False
    expand: Any = None
    accepts: tuple[str, ...] = field(default=())

    def key_of(self, values: dict[str, Any], programme: str) -> str:
        """For example ssot/Y1-D3; without a programme the bare key."""
        parts = [str(values[name]) for name in self.key if values.get(name) is not None]
        return "/".join([programme, *parts] if self.scope and programme else parts)
