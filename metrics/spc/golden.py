"""The layout of published test vectors (`spc-golden-1`): an input of it judged and written by this engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from metrics.spc.engine import analyse_all
from metrics.spc.icons import Assurance, PointType
from metrics.spc.profiles import NHSR, RUN
from metrics.spc.results import Result
from metrics.spc.rules import Rule
from metrics.spc.series import Direction, Series, SeriesError

CAUSES = {
    0: "Common Cause",
    Rule.OUTSIDE: "Above UCL",
    -Rule.OUTSIDE: "Below LCL",
    Rule.TREND: "7 Point Trend (Increasing)",
    -Rule.TREND: "7 Point Trend (Decreasing)",
    Rule.TWO_OF_THREE: "2 in 3 Above CL",
    -Rule.TWO_OF_THREE: "2 in 3 Below CL",
    Rule.SHIFT: "7 Points Above CL",
    -Rule.SHIFT: "7 Points Below CL",
}
ASSURANCES = {
    Assurance.PASS: "consistent_pass",
    Assurance.FAIL: "consistent_fail",
    Assurance.INCONSISTENT: "inconsistent",
}

GROUP_FIELDS = {
    "rebase_group": "number",
    "mean": "mean",
    "lpl": "lower",
    "upl": "upper",
    "near_lpl": "near_lower",
    "near_upl": "near_upper",
    "mean_moving_range": "spread",
    "short_group_warning": "is_short",
}
SUMMARISED = (PointType.COMMON_CAUSE, PointType.IMPROVEMENT, PointType.CONCERN)


def answer(given: dict[str, Any]) -> dict[str, Any]:
    """What the layout calls `expected`, for one of its inputs."""
    try:
        by_facet = _by_facet(given)
        results = analyse_all(list(by_facet.values()), profile=NHSR.screening(given["screen_outliers"]))
    except SeriesError as error:
        return {"status": "error", "error_kind": error.kind}
    written = {"points": {}, "summary": [], "icons": []}
    for facet, result in zip(by_facet, results, strict=True):
        label = {} if facet is None else {"facet": facet}
        assurance = _assurance(result, facet=facet, targets=given["target"])
        for name, column in _points(result, label).items():
            written["points"].setdefault(name, []).extend(column)
        written["summary"] += _summary(result, label, assurance)
        written["icons"].append({**label, "type": "variation", "icon": result.reading.variation})
        if assurance:
            written["icons"].append({**label, "type": "assurance", "icon": assurance})
    written["short_group_warning"] = any(written["points"]["short_group_warning"])
    if any(_stops_the_reference(result) for result in results):
        return {"status": "error", "error_kind": "gap_in_trend_window", "tolerant": written}
    return {"status": "ok", **written}


def _by_facet(given: dict[str, Any]) -> dict[str | None, Series]:
    """One series a facet, in byte order. Raises SeriesError."""
    names = given["facet"] or [None] * len(given["dates"])
    facets = sorted(set(names), key=lambda name: (name or "").encode()) or [None]
    for option in ("target", "rebase"):
        unknown = (
            [name for name in given[option] if name not in facets] if isinstance(given[option], dict) else []
        )
        if unknown:
            raise SeriesError(
                f"{option}_facet_unknown", f"There is no facet “{unknown[0]}” to give a {option}."
            )
    dates = [date.fromisoformat(day) for day in given["dates"]]
    return {
        facet: Series(
            dates=[day for day, name in zip(dates, names, strict=True) if name == facet],
            values=[value for value, name in zip(given["values"], names, strict=True) if name == facet],
            direction=given["improvement_direction"],
            target=_of_facet(given["target"], facet),
            steps=[date.fromisoformat(day) for day in _of_facet(given["rebase"], facet) or ()],
            baseline=given["fix_after_n_points"],
        )
        for facet in facets
    }


def _of_facet(option: Any, facet: str | None) -> Any:
    return option.get(facet) if isinstance(option, dict) else option


def _stops_the_reference(result: Result) -> bool:
    """Whether seven rows in a row have a gap while the steps left all rise, or all fall, or do not exist."""
    for group in result.groups:
        values = result.values[group.start : group.stop]
        for first in range(len(values) - RUN + 1):
            steps = np.diff(values[first : first + RUN])
            known = steps[~np.isnan(steps)]
            if len(known) < len(steps) and (np.all(known > 0) or np.all(known < 0)):
                return True
    return False


def _assurance(result: Result, *, facet: str | None, targets: Any) -> Assurance | None:
    """The reference calls a facet without a target inconsistent where another facet has one."""
    quirk = isinstance(targets, dict) and targets and facet not in targets
    if quirk and result.reading.direction != Direction.NEUTRAL:
        return Assurance.INCONSISTENT
    return result.reading.assurance


def _points(result: Result, label: dict[str, str]) -> dict[str, list]:
    known, limited = ~np.isnan(result.values), [lower is not None for lower in result.each_period("lower")]
    columns = {"date": [day.isoformat() for day in result.dates]}
    columns |= {name: [text] * len(result.dates) for name, text in label.items()}
    columns |= {"value": _plain(result.values)}
    columns |= {name: result.each_period(field) for name, field in GROUP_FIELDS.items()}
    columns |= {name: _plain(getattr(result, name)) for name in ("moving_range", "moving_range_used")}
    columns |= {
        "relative_to_mean": _where(known, result.side),
        "outside_limits": _where(known & limited, result.outside),
        "close_to_limits": _where(known & limited, result.close),
        "rule_trend": result.trend.tolist(),
        "rule_two_of_three": result.two_of_three.tolist(),
        "rule_shift": result.shift.tolist(),
        "special_cause_type": [CAUSES[cause] for cause in result.cause.tolist()],
        "special_cause_flag": (result.cause != 0).tolist(),
        "point_type": [str(kind) for kind in result.point_types],
        "target": [result.reading.target] * len(result.dates),
    }
    return columns


def _summary(result: Result, label: dict[str, str], assurance: Assurance | None) -> list[dict[str, Any]]:
    rows = []
    for group in result.groups:
        kinds = result.point_types[group.start : group.stop]
        latest = group is result.groups[-1]
        row = {
            **label,
            "rebase_group": group.number,
            "n": len(kinds),
            "mean": group.mean,
            "lpl": group.lower,
            "upl": group.upper,
            **{kind: kinds.count(kind) for kind in SUMMARISED},
            "variation_type": str(kinds[-1]),
            "assurance_type": ASSURANCES[assurance] if latest and assurance else None,
        }
        rows.append(row)
    return rows


def _where(decided: np.ndarray, column: np.ndarray) -> list:
    return [entry if is_decided else None for entry, is_decided in zip(column.tolist(), decided, strict=True)]


def _plain(numbers: np.ndarray) -> list[float | None]:
    return [None if number != number else number for number in numbers.tolist()]
