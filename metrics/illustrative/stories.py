"""Reads the stories of a programme's measures: how each series runs, and what is said of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From this month on the values stand higher or lower by so much."""

    month: date
    by: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A breakdown into categories, each with its share of the total: the shares add to 1."""

    dimension: str
    shares: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A note on a month, or a step of the limits with the ref of the plan item behind it."""

    month: date
    text: str
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a series goes month by month, in the unit of its indicator, from `level` in the `first` month.

    `drift` is added each month, `winter` from December to February, and `noise` is the usual distance of
    chance. `below` is the usual denominator; 0 for counts. `revised` gives by how much a month was first
    reported higher or lower than it is known now.
    """

    first: date
    level: float
    drift: float = 0
    winter: float = 0
    noise: float = 0
    below: float = 0
    changes: tuple[Change, ...] = ()
    gaps: tuple[date, ...] = ()
    revised: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One series: either its `run`, or the `sum_of` the same indicator in other organisations."""

    indicator: str
    organisation: str
    ward: str = ""
    run: Run | None = None
    sum_of: tuple[str, ...] = ()
    parts: tuple[Parts, ...] = ()
    notes: tuple[Said, ...] = ()
    steps: tuple[Said, ...] = ()

    @property
    def ref(self) -> str:
        return "/".join(filter(None, ("illustrative", self.indicator.lower(), self.organisation, self.ward)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A target; without an organisation it holds for all."""

    indicator: str
    organisation: str = ""
    kind: str
    value: float
    starts_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    series: list[Story] = field(default_factory=list)
    targets: list[Aim] = field(default_factory=list)


def programmes_told() -> list[str]:
    """Slugs of the programmes whose measures have stories."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def stories_of(programme: str) -> Stories:
    """In the order of the file. Raises TypeError where a story has a field that there is not."""
    raw = tomllib.loads((FOLDER / f"{programme}.toml").read_text(encoding="utf-8"))
    return Stories(
        series=[_story(one) for one in raw["series"]], targets=[Aim(**one) for one in raw.get("target", ())]
    )


def _story(raw: dict) -> Story:
    """The keys of the run stand beside those of the story."""
    of_run = {one.name for one in fields(Run)}
    run = {name: value for name, value in raw.items() if name in of_run}
    for name in {"changes", "revised"} & set(run):
        run[name] = tuple(Change(**one) for one in run[name])
    story = {name: value for name, value in raw.items() if name not in of_run}
    for name, kind in (("parts", Parts), ("notes", Said), ("steps", Said)):
        story[name] = tuple(kind(**one) for one in raw.get(name, ()))
    return Story(**story, run=Run(**run) if run else None)
