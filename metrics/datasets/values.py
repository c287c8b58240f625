"""Values as pages show them: small numbers hidden, and judged by the one SPC engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from django.db.models import DateField, QuerySet, Value

from deliverables.datasets.shared import cited, day, organisation, programme, text
from ipqt.datasets import Boolean, Column, Dataset, Integer, Moment, Scope
from metrics.datasets.shared import (
    BREAKDOWN,
    PERIOD_TYPE,
    POLARITY,
    STANDING,
    VALUE_STATUS,
    choice,
    indicator,
    number,
    series,
    ward,
)
from metrics.filters import ObservationFilter
from metrics.models import Observation, Series
from metrics.selectors.points import Point
from metrics.selectors.readings import SeriesReading, read_series

BLOCK_SERIES = 200
Record = list[Any]


def known_values(scope: Scope) -> QuerySet[Observation]:
    """One row a value as known on the day, which stands beside it."""
    rows = Observation.objects.visible_to(scope.person).as_at(scope.day)
    return rows.annotate(moment=Value(scope.day, output_field=DateField()))


def blocks(keys: list[tuple]) -> Iterator[list[int]]:
    """Primary keys of about 200 series, never parting a programme and indicator: they guard each other."""
    block: list[int] = []
    for _family, members in groupby(keys, key=lambda row: row[:2]):
        block += [row[-1] for row in members]
        if len(block) >= BLOCK_SERIES:
            yield block
            block = []
    if block:
        yield block


def readings_of(rows: QuerySet[Observation]) -> Iterator[SeriesReading]:
    """Every series that `rows` of `known_values` belong to, by programme, indicator and ref.

    Memory grows with the largest indicator, not with the file; a few queries a block of series.
    """
    moment = rows.order_by().values_list("moment", flat=True).first()
    if moment is None:
        return
    known = Series.objects.filter(pk__in=rows.order_by().values("series"))
    keys = sorted(known.values_list("programme__slug", "indicator__code", "ref", "pk"))
    for block in blocks(keys):
        found = known.model.objects.select_related("programme", "indicator", "organisation", "ward")
        by_key = found.in_bulk(block)
        yield from read_series([by_key[key] for key in block], as_at=moment)


OF_SERIES: tuple[tuple[Column, Callable[[SeriesReading], Any]], ...] = (
    (programme(), lambda reading: reading.series.programme.slug),
    (indicator(), lambda reading: reading.series.indicator.code),
    (series(refers_to="series"), lambda reading: reading.series.ref),
    *zip(
        organisation(meaning="Whose value it is."),
        (
            lambda reading: reading.series.organisation.code,
            lambda reading: reading.series.organisation.name,
        ),
        strict=True,
    ),
    (ward(), lambda reading: reading.series.ward and reading.series.ward.slug),
    *zip(
        BREAKDOWN,
        (
            lambda reading: reading.series.dimension,
            lambda reading: reading.series.category,
            lambda reading: reading.series.label,
        ),
        strict=True,
    ),
    (
        choice("period_type", "What one value covers.", PERIOD_TYPE, "month"),
        lambda reading: reading.series.period_type,
    ),
    (choice("standing", "Whose values these are.", STANDING, "own"), lambda reading: reading.series.standing),
    (text("unit", "Unit of the value.", "people"), lambda reading: reading.series.indicator.unit),
    (
        choice("polarity", "Which way is better.", POLARITY, "lower"),
        lambda reading: reading.series.indicator.polarity,
    ),
    (
        number("target", "What it is compared with on the day.", "0", derived=True),
        lambda reading: reading.target.value if reading.target else None,
    ),
    (
        day("data_to", "Last day of the newest value that may be seen.", "2025-05-31", derived=True),
        lambda reading: reading.last_known.ends_on if reading.last_known else None,
    ),
)

PERIOD = (
    day("starts_on", "First day of the period.", "2025-05-01", key=True),
    day("ends_on", "Last day of the period.", "2025-05-31"),
)
VALUE = (
    number("value", "The value. Empty where the status says why.", "43"),
    choice("value_status", "What stands in the cell. Zero is a value.", VALUE_STATUS, "reported"),
)


def observation_records(rows: QuerySet[Observation]) -> Iterator[Record]:
    for reading in readings_of(rows):
        same = [get(reading) for _column, get in OF_SERIES]
        for point in reading.points:
            yield [*same, *of_point(point)]


def of_point(point: Point) -> Record:
    return [
        point.starts_on,
        point.ends_on,
        point.value,
        point.status,
        point.numerator,
        point.denominator,
        point.hidden_here,
        point.rounded_to,
        point.words,
        point.note,
        point.source,
        point.citation,
        point.basis,
        point.known_at,
        point.revision,
    ]


OBSERVATIONS = Dataset(
    name="observations",
    title="Observations",
    one_row="One row is one value of one series for one period, small numbers hidden as on the pages.",
    rows=known_values,
    made=observation_records,
    filters=ObservationFilter,
    at_a_moment=True,
    columns=(
        *(column for column, _get in OF_SERIES),
        *PERIOD,
        *VALUE,
        number("numerator", "What is counted.", "43"),
        number("denominator", "What it is counted out of.", "120"),
        Column(
            name="hidden_here",
            meaning="Whether there is a value that disclosure control hides.",
            type=Boolean(),
            example="false",
            derived=True,
        ),
        Column(
            name="rounded_to",
            meaning="Step to which the publisher rounded; 0 for exact.",
            type=Integer(),
            example="0",
        ),
        text("words", "The figure as printed."),
        text("note", "Note."),
        *cited(),
        Column(name="known_at", meaning="When it was known.", type=Moment(), example="2025-06-12T10:30:00Z"),
        Column(
            name="revision",
            meaning="1 for the first value, 2 for its revision.",
            type=Integer(),
            example="1",
        ),
    ),
)
