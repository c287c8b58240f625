"""Reads the stories of a programme: which item says what in which quarter."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A next step; `becomes` is the ref of the item that took it up."""

    text: str
    owner: str = ""
    due: date | None = None
    becomes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words of one quarter. `same` repeats the words before it, `into` and `waits` are refs."""

    quarter: int
    state: str = ""
    rated: str = ""
    summary: str = ""
    forecast: date | None = None
    started: date | None = None
    done: date | None = None
    reason: str = ""
    cause: str = ""
    control: str = ""
    into: str = ""
    waits: str = ""
    ask: str = ""
    answer: str = ""
    same: bool = False
    steps: tuple[Step, ...] = ()

    @classmethod
    def read(cls, raw: dict) -> Said:
        steps = tuple(Step(**step) for step in raw.get("steps", ()))
        return cls(**{**raw, "steps": steps})


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is said of one item. `now` is how far its update is while a quarter is open; empty: untouched."""

    item: str
    organisation: str = ""
    now: str = ""
    note: str = ""
    said: tuple[Said, ...] = field(default=())

    def in_quarter(self, number: int) -> Said | None:
        return next((said for said in self.said if said.quarter == number), None)

    def newest_by(self, number: int) -> Said | None:
        """The last full words up to that quarter."""
        full = [said for said in self.said if said.quarter <= number and not said.same]
        return full[-1] if full else None


def programmes_told() -> list[str]:
    """Slugs of the programmes that have stories."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def stories_of(programme: str) -> list[Story]:
    """In the order of the file. Raises TypeError where a story has a field that there is not."""
    content = tomllib.loads((FOLDER / f"{programme}.toml").read_text(encoding="utf-8"))
    return [
        Story(**{**raw, "said": tuple(Said.read(said) for said in raw["said"])}) for raw in content["story"]
    ]
