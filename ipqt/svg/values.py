"""What a plotly figure holds, read as plain numbers, days and categories."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

MILLISECONDS_A_DAY = 86_400_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CALENDAR = (
    -98_000,
    376_000,
)  # the years 1701 to 2999: other days are slips or mean "never"


def listed(values: Any) -> list:
    """A list of whatever a trace may hold: None, a tuple, an array."""
    if values is None:
        return []
    if hasattr(values, "tolist"):
        kind = getattr(getattr(values, "dtype", None), "kind", "")
        return [str(value) for value in values] if kind == "M" else values.tolist()
    return list(values)


def each(value: Any, index: int, default: Any = None) -> Any:
    """A setting of the point at `index`: one for all points, or one a point."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        value = value[index] if index < len(value) else None
    return default if value is None else value


def kind_of(values: Iterable) -> str:
    """linear, date or category: the axis that values ask for when it does not say itself."""
    present = [value for value in values if value is not None]
    if all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in present):
        return "linear"
    if all(isinstance(value, date) or _is_moment(value) for value in present):
        return "date"
    return "category"


def real(value: Any) -> float | None:
    """A finite number, else None: not-a-number is a gap, never a place."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) and abs(value) < 1e15 else None


def days(value: Any) -> float | None:
    """Days since 1970 of a date, a moment, its ISO text or plotly's milliseconds; else None."""
    day = _days(value)
    return day if day is not None and _CALENDAR[0] <= day <= _CALENDAR[1] else None


def _days(value: Any) -> float | None:
    if isinstance(value, datetime):
        return (value.replace(tzinfo=UTC) - _EPOCH).total_seconds() / 86400
    if isinstance(value, date):
        return float((value - _EPOCH.date()).days)
    if isinstance(value, str):
        return _days(datetime.fromisoformat(value)) if _is_moment(value) else None
    milliseconds = real(value)
    return None if milliseconds is None else milliseconds / MILLISECONDS_A_DAY


def moment(day: float) -> datetime:
    """The moment that lies `day` days after the first of January 1970."""
    return datetime.fromtimestamp(day * 86400, tz=UTC)


def overlaid(below: dict, above: dict) -> dict:
    """`below` with `above` laid over it, dictionary by dictionary."""
    result = dict(below)
    for key, value in above.items():
        old = below.get(key)
        result[key] = overlaid(old, value) if isinstance(value, dict) and isinstance(old, dict) else value
    return result


def _is_moment(value: Any) -> bool:
    if not isinstance(value, str) or not value[:4].isdigit() or value[4:5] != "-":
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
