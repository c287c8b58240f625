"""Columns that many datasets have. A column of one name means the same in every file."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from deliverables.filter_options import organisation_key
from deliverables.models import Basis, Precision
from ipqt.datasets import Choice, Column, Date, Integer, Keys, Members

BASIS = Choice.of(Basis)
PRECISION = Choice.of(Precision)


def programme(read: str = "programme__slug", *, key: bool = True, meaning: str = "") -> Column:
    return Column(
        name="programme",
        meaning=meaning or "The programme.",
        read=read,
        example="ssot",
        key=key,
        refers_to="programmes",
    )


def ref(read: str = "item__ref", *, name: str = "ref", key: bool = True, meaning: str = "") -> Column:
    return Column(
        name=name,
        meaning=meaning or "The plan item within its programme.",
        read=read,
        example="Y1-D3",
        key=key,
        refers_to="plan_items",
    )


def year(read: str = "year__number", *, key: bool = False) -> Column:
    return Column(
        name="year",
        meaning="Plan year, counted from 1. Empty where the source names none.",
        type=Integer(),
        read=read,
        example="1",
        key=key,
        refers_to="plan_years",
    )


def organisation(
    path: str = "organisation__", *, name: str = "organisation", meaning: str, key: bool = False
) -> tuple[Column, Column]:
    """The ODS code, and beside it the name, which says who it is where no code is verified."""
    return (
        Column(
            name=name,
            meaning=f"{meaning} ODS code, empty where none is verified.",
            read=f"{path}code",
            example="RLY",
            key=key,
            refers_to="organisations",
        ),
        Column(
            name=f"{name}_name",
            meaning=f"Name of the {name.replace('_', ' ')}.",
            read=f"{path}name",
            example="North Staffordshire Combined Healthcare NHS Trust",
            key=key,
            refers_to="organisations",
        ),
    )


def organisation_list(relation: str = "organisations") -> Column:
    return Column(
        name="organisations",
        meaning="Organisations that take part. ODS codes; the slug where no code is verified.",
        type=Keys(),
        read=Members(relation, organisation_key(f"{relation}__")),
        example="RLY; RRE",
        refers_to="organisations",
    )


def domain_list() -> Column:
    return Column(
        name="domains",
        meaning="National principles that it serves.",
        type=Keys(),
        read=Members("domains", F("domains__slug")),
        example="equitable; humane",
        refers_to="domains",
    )


def period(*, key: bool) -> Column:
    return Column(
        name="period",
        meaning="The reporting period within its programme.",
        read="period__slug",
        example="year-1-review",
        key=key,
        refers_to="reporting_periods",
    )


def basis(name: str, of: str) -> Column:
    return Column(name=name, meaning=f"How far {of} can be trusted.", type=BASIS, example="judged")


def cited(*, source_is_key: bool = False) -> tuple[Column, ...]:
    """Where the row comes from."""
    return (
        Column(
            name="source",
            meaning="The document that says it. Empty where it was entered here.",
            read="source__slug",
            example="ssot-strategy",
            key=source_is_key,
            refers_to="sources",
        ),
        Column(
            name="citation",
            meaning="Section heading in the source.",
            example="Delivery Plan, Year 1 Delivery Plan",
        ),
        Column(
            name="basis",
            meaning="How far the row can be trusted: printed in the source, judged from its prose, entered "
            "here, or made up for demonstration.",
            type=BASIS,
            example="published",
        ),
    )


def text(name: str, meaning: str, example: str = "", **kwargs: Any) -> Column:
    return Column(name=name, meaning=meaning, example=example, **kwargs)


def day(name: str, meaning: str, example: str = "2025-03-31", **kwargs: Any) -> Column:
    return Column(name=name, meaning=meaning, type=Date(), example=example, **kwargs)


def precision(name: str, of: str, **kwargs: Any) -> Column:
    return Column(name=name, meaning=f"How exact {of} is.", type=PRECISION, example="month", **kwargs)


POSITION = Column(name="position", meaning="Place in the order of the source.", type=Integer(), example="3")
