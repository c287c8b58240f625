"""Short forms of the files written out: windows in months, quarters or years become dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from deliverables.loading.spec import Raw
from deliverables.loading.values import is_day
from deliverables.models import Precision
from deliverables.models.account import Workflow
from ipqt.dates import (
    add_months,
    end_of_day,
    financial_quarter,
    last_of_month,
    parse_financial_year,
    programme_months,
)

Expanded = list[tuple[str, Raw]]

WINDOW_KEYS = {"words", "months", "quarter", "year", "start", "end", "precision", "basis", "note"}
WORKED_OUT = {"workflow", "accepted_at"}


def window_dates(window: Any, *, month_one: date) -> Raw:
    """The dates, precision and programme months of an inline window. Raises ValueError with a sentence."""
    if not isinstance(window, dict) or not window.get("words"):
        raise ValueError('needs the words as published: { words = "months 1-6", months = [1, 6] }.')
    unknown = sorted(set(window) - WINDOW_KEYS)
    if unknown:
        raise ValueError(f"has no field “{unknown[0]}”. Known: {', '.join(sorted(WINDOW_KEYS))}.")
    given = [name for name in ("months", "quarter", "year", "end") if name in window]
    if len(given) != 1:
        raise ValueError("needs exactly one of months, quarter, year or end.")
    if "months" in window:
        return _from_months(window["months"], month_one)
    if "quarter" in window:
        return _from_quarter(window["quarter"])
    if "year" in window:
        start = parse_financial_year(str(window["year"]))
        return _dates(start, last_of_month(add_months(start, 11)), Precision.YEAR)
    return _dates(window.get("start"), window["end"], window.get("precision", Precision.DAY))


def _from_months(months: Any, month_one: date) -> Raw:
    if not (isinstance(months, list) and len(months) == 2 and all(type(month) is int for month in months)):
        raise ValueError("months are two numbers, for example [8, 12].")
    first, last = months
    if not 1 <= first <= last <= 120:
        raise ValueError("months go from 1 to 120, the first before the last.")
    start, end = programme_months(month_one, first, last)
    return {**_dates(start, end, Precision.MONTH), "first_month": first, "last_month": last}


def follow_month_one(base: Raw, *, here: Raw, month_one: date) -> Raw:
    """What was last loaded of a window, with the dates that it has since month 1 moved to `month_one`.

    They are nobody's change: the months are the fact, and the dates follow. Dates that do not follow, stay.
    """
    if not base.get("first_month"):
        return base
    start, end = programme_months(month_one, base["first_month"], base["last_month"])
    dates = {"starts_on": start.isoformat(), "ends_on": end.isoformat()}
    return {**base, **dates} if dates.items() <= here.items() else base


def _from_quarter(quarter: Any) -> Raw:
    year, _, number = str(quarter).rpartition(" Q")
    if not year or number not in {"1", "2", "3", "4"}:
        raise ValueError("quarter is written like 2024/25 Q3.")
    return _dates(*financial_quarter(parse_financial_year(year), int(number)), Precision.QUARTER)


def _dates(start: date | None, end: date, precision: Any) -> Raw:
    if not is_day(end) or (start is not None and not is_day(start)):
        raise ValueError("start and end are dates without quotes, for example 2025-03-31.")
    dates = {"ends_on": end, "precision": precision}
    return {**dates, "starts_on": start} if start else dates


def expand_item(raw: Raw, *, month_one: date) -> Expanded:
    """A plan item and its baseline window, which shares its source, and its basis where it says no other."""
    item = {name: value for name, value in raw.items() if name != "window"}
    if "window" not in raw:
        return [("plan_item", item)]
    window = raw["window"]
    try:
        dates = window_dates(window, month_one=month_one)
    except ValueError as error:
        raise ValueError(f"window {error}") from None
    baseline = {name: raw[name] for name in ("source", "citation", "basis") if name in raw}
    baseline |= {name: window[name] for name in ("words", "note", "basis") if name in window}
    return [("plan_item", item), ("window", {"item": raw.get("ref"), **baseline, **dates})]


def expand_next_step(raw: Raw, *, month_one: date) -> Expanded:
    step = {name: value for name, value in raw.items() if name != "due"}
    if "due" in raw:
        try:
            dates = window_dates(raw["due"], month_one=month_one)
        except ValueError as error:
            raise ValueError(f"due {error}") from None
        step |= {
            "due_words": raw["due"]["words"],
            "due_on": dates["ends_on"],
            "due_precision": dates["precision"],
        }
    return [("next_step", step)]


def expand_period(raw: Raw, *, month_one: date) -> Expanded:
    """`locked = true` locks the period at the end of its last day."""
    period = {name: value for name, value in raw.items() if name != "locked"}
    locked = raw.get("locked", False)
    if not isinstance(locked, bool):
        raise ValueError("locked is true or false, without quotes.")
    if locked and is_day(raw.get("ends_on")):
        period["locked_at"] = end_of_day(raw["ends_on"])
    return [("reporting_period", period)]


def expand_update(raw: Raw, *, month_one: date) -> Expanded:
    """Published words count as accepted on the day that they date from."""
    if WORKED_OUT & set(raw):
        raise ValueError("workflow and accepted_at follow from reported_on: leave them out.")
    update = dict(raw)
    if is_day(raw.get("reported_on")):
        update["accepted_at"] = datetime.combine(raw["reported_on"], time(12), tzinfo=UTC)
        update["workflow"] = Workflow.ACCEPTED.value
    return [("update", update)]
