"""The lines of the chart: mean and limits of each step group, targets by kind, values in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ipqt.charts import INK, QUIET, line_trace, plotly_text
from ipqt.dates import day_words
from metrics.marks import TARGET
from metrics.models import Target, TargetKind
from metrics.selectors.readings import SeriesReading
from metrics.spc.results import Footing, Group
from metrics.spc_chart.frame import Frame

# Targets share their colour, so each kind has a dash of its own.
DASHES = {TargetKind.STANDARD: "dash", TargetKind.PLAN: "dot"}
WITH_MEAN = frozenset((Footing.LIMITS, Footing.NO_SPREAD))

Write = Callable[[float], str]


def limit_lines(reading: SeriesReading, frame: Frame, write: Write) -> Iterator[dict]:
    """Mean, then both limits under one name in the key; groups without a footing have none."""
    groups = reading.result.groups
    with_mean = [group for group in groups if group.footing in WITH_MEAN]
    limited = [group for group in groups if group.footing == Footing.LIMITS]
    if with_mean:
        line = {"width": 1.5}
        yield _stretches(with_mean, "mean", frame, write, name="Mean", colour=INK, line=line)
    if limited:
        line = {"width": 1.5, "dash": "longdash"}
        looks = {"colour": QUIET, "line": line}
        yield _stretches(limited, "upper", frame, write, name="Limits", hover="Upper limit", **looks)
        yield _stretches(
            limited, "lower", frame, write, name="Limits", hover="Lower limit", showlegend=False, **looks
        )


def _stretches(
    groups: Sequence[Group], field: str, frame: Frame, write: Write, *, name: str, hover: str = "", **looks
) -> dict:
    """One level line a group, from where its ground begins to where the next one's does."""
    days: list[date | None] = []
    heights: list[float | None] = []
    words: list[str] = []
    for group in groups:
        value = getattr(group, field)
        days += [frame.edges[group.start], frame.edges[group.stop], None]
        heights += [value, value, None]
        words += [plotly_text(f"{hover or name}: {write(value)}")] * 2 + [""]
    return line_trace(days, heights, name=name, mode="lines", hovertext=words, hoverinfo="text", **looks)


def target_lines(reading: SeriesReading, frame: Frame, write: Write) -> Iterator[dict]:
    """National standards and local plans as level lines while they hold, the trajectory from day to day."""
    for kind, dash in DASHES.items():
        holding = [one for one in reading.targets if one.kind == kind and _stretch(one, frame)]
        if holding:
            yield _levels(holding, frame, write, name=kind.label, dash=dash)
    way = [one for one in reading.targets if one.kind == TargetKind.TRAJECTORY and frame.holds(one.starts_on)]
    if way:
        yield line_trace(
            [one.starts_on for one in way],
            [one.value for one in way],
            name=TargetKind.TRAJECTORY.label,
            colour=TARGET,
            line={"width": 1.5, "dash": "dashdot"},
            marker={"symbol": "triangle-right", "size": 9},
            hovertext=[
                plotly_text(f"Trajectory: {write(one.value)}", f"by {day_words(one.starts_on)}")
                for one in way
            ],
            hoverinfo="text",
        )


def _stretch(target: Target, frame: Frame) -> tuple[date, date] | None:
    """The part of the chart on which a target holds; None where it holds on no day of it."""
    first = max(target.starts_on, frame.first)
    last = min(target.ends_on or frame.last, frame.last)
    return (first, last) if first <= last else None


def _levels(targets: Sequence[Target], frame: Frame, write: Write, *, name: str, dash: str) -> dict:
    days: list[date | None] = []
    heights: list[float | None] = []
    words: list[str] = []
    for one in targets:
        days += [*_stretch(one, frame), None]
        heights += [one.value, one.value, None]
        words += [plotly_text(f"{name}: {write(one.value)}", f"since {day_words(one.starts_on)}")] * 2 + [""]
    line = {"width": 2, "dash": dash}
    return line_trace(
        days, heights, name=name, colour=TARGET, mode="lines", line=line, hovertext=words, hoverinfo="text"
    )


def value_line(reading: SeriesReading, frame: Frame) -> dict:
    """From value to value, broken where one is missing; the points lie over it."""
    return line_trace(
        frame.days,
        [point.value for point in reading.points],
        name="Values",
        colour=QUIET,
        mode="lines",
        line={"width": 1.5},
        hoverinfo="skip",
        showlegend=False,
    )
