"""Columns that the files of measures have in common."""

from __future__ import annotations

from typing import Any

from deliverables.datasets.shared import text
from ipqt.datasets import Choice, Column, Number
from metrics.models import PeriodType, Polarity, Standing, ValueStatus

PERIOD_TYPE = Choice.of(PeriodType)
STANDING = Choice.of(Standing)
POLARITY = Choice.of(Polarity)
VALUE_STATUS = Choice.of(ValueStatus)


def indicator(read: str = "indicator__code", *, key: bool = False) -> Column:
    return text("indicator", "Code of the indicator.", "OAP-01", read=read, key=key, refers_to="indicators")


def ward(read: str = "ward__slug", *, key: bool = False) -> Column:
    return text("ward", "The ward within its programme.", "acute-ward", read=read, key=key, refers_to="wards")


def series(read: str = "ref", *, refers_to: str = "") -> Column:
    return text(
        "series",
        "The series within its programme: one indicator of one organisation, ward and category.",
        "oap-01/rre",
        read=read,
        key=True,
        refers_to=refers_to,
    )


def number(name: str, meaning: str, example: str = "", **kwargs: Any) -> Column:
    """A number without superfluous digits: 43, not 43.0."""
    return Column(name=name, meaning=meaning, type=Number(), example=example, **kwargs)


def choice(name: str, meaning: str, of: Choice, example: str, **kwargs: Any) -> Column:
    return Column(name=name, meaning=meaning, type=of, example=example, **kwargs)


BREAKDOWN = (
    text("dimension", "What it is broken down by, empty for the total.", "Age band"),
    text("category", "The category, empty for the total.", "18 to 64"),
    text("label", "What keeps it apart from look-alikes.", "Level 2 rehabilitation"),
)
