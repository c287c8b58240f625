"""Short forms of the files written out: windows in months, quarters or years become dates."""

from __future__ import annotations

from datetime import UTC, date
from typing import Any

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

Record = dict[str, Any]
Expanded = list[tuple[str, Record]]

WINDOW_KEYS = {"words", "months", "quarter", "year", "start", "end", "precision", "basis", "note"}


def window_dates(window: Record, *, month_one: date) -> Record:
    """starts_on, ends_on, precision and programme months of an inline window. Raises ValueError with a sentence."""
    unknown = set(window) - WINDOW_KEYS
    if unknown:
        raise ValueError(f"window has an unknown key: {', '.join(sorted(unknown))}.")
    given = [name for name in ("months", "quarter", "year", "end") if name in window]
    if len(given) != 1:
        raise ValueError("window needs exactly one of months, quarter, year or end.")
    if "months" in window:
        return _from_months(window["months"], month_one)
    if "quarter" in window:
        return _from_quarter(window["quarter"])
    if "year" in window:
        start = parse_financial_year(window["year"])
        return _dates(start, last_of_month(add_months(start, 11)), Precision.YEAR)
    return _dates(window.get("start"), window["end"], window.get("precision", Precision.DAY))


def _from_months(months: Any, month_one: date) -> Record:
    if not (isinstance(months, list) and len(months) == 2 and all(isinstance(m, int) for m in months)):
        raise ValueError("window months are two numbers, for example [8, 12].")
    first, last = months
    if not 1 <= first <= last <= 120:
        raise ValueError("window months go from 1, the first before the last.")
    start, end = programme_months(month_one, first, last)
    return {**_dates(start, end, Precision.MONTH), "first_month": first, "last_month": last}


def _from_quarter(quarter: Any) -> Record:
    year, _, number = str(quarter).rpartition(" Q")
    if number not in {"1", "2", "3", "4"}:
        raise ValueError("window quarter is written like 2024/25 Q3.")
    return _dates(*financial_quarter(parse_financial_year(year), int(number)), Precision.QUARTER)


def _dates(start: date | None, end: date, precision: str) -> Record:
    if not isinstance(end, date) or (start is not None and not isinstance(start, date)):
        raise ValueError("window start and end are dates without quotes, for example 2025-03-31.")
    dates = {"ends_on": end, "precision": str(precision)}
    return {**dates, "starts_on": start} if start else dates


def expand_item(record: Record, *, month_one: date) -> Expanded:
    """A plan item and its baseline window."""
    record = dict(record)
    window = record.pop("window", None)
    if window is None:
        return [("plan_item", record)]
    if not isinstance(window, dict) or not window.get("words"):
        raise ValueError('window needs the words as published, for example { words = "months 1-6", … }.')
    cited = {name: record[name] for name in ("source", "citation") if name in record}
    baseline = {
        "item": record.get("ref"),
        "words": window["words"],
        "note": window.get("note", ""),
        "basis": window.get("basis", record.get("basis", "published")),
        **cited,
        **window_dates(window, month_one=month_one),
    }
    return [("plan_item", record), ("window", baseline)]


def expand_next_step(record: Record, *, month_one: date) -> Expanded:
    record = dict(record)
    due = record.pop("due", None)
    if due is not None:
        if not isinstance(due, dict) or not due.get("words"):
            raise ValueError("due needs the words as published.")
        dates = window_dates(due, month_one=month_one)
        record |= {"due_words": due["words"], "due_on": dates["ends_on"], "due_precision": dates["precision"]}
    return [("next_step", record)]


def expand_period(record: Record, *, month_one: date) -> Expanded:
    """`locked = true` locks the period at the end of its last day."""
    record = dict(record)
    if record.pop("locked", False) and isinstance(record.get("ends_on"), date):
        record["locked_at"] = end_of_day(record["ends_on"]).astimezone(UTC).isoformat()
    return [("reporting_period", record)]


def expand_update(record: Record, *, month_one: date) -> Expanded:
    """Published words count as accepted on the day that they date from."""
    record = dict(record)
    if isinstance(record.get("reported_on"), date):
        record["accepted_at"] = f"{record['reported_on'].isoformat()}T12:00:00+00:00"
        record["workflow"] = Workflow.ACCEPTED.value
    return [("update", record)]
