"""A dataset: which rows a person may see of it, its columns, and its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, QuerySet, Value

from ipqt.datasets.columns import Column, Computed, Members
from ipqt.exports import csv_blocks

if TYPE_CHECKING:
    from django_filters import FilterSet

CHUNK_ROWS = 2000

Row = tuple[Any, ...]
Reader = Callable[[Row], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Who asks, and for which moment."""

    person: Any
    day: date


def everybody(person: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """`rows` gives what a person may see, `filters` narrows it as on the pages, `order` sorts the file.

    `made` makes the records of such rows in Python, in the order of the file, where no query can: one value a
    column, as many records as there are rows.
    `at_a_moment` says that the rows depend on the day asked for. `offered_to` keeps the whole dataset from
    people who may not know of it.
    """

    name: str
    title: str
    one_row: str
    rows: Callable[[Scope], QuerySet]
    columns: tuple[Column, ...]
    filters: type[FilterSet]
    order: tuple[str, ...] = ()
    made: Callable[[QuerySet], Iterator[Sequence[Any]]] | None = None
    at_a_moment: bool = False
    offered_to: Callable[[Any], bool] = everybody

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def keys(self) -> list[Column]:
        return [column for column in self.columns if column.key]

    def records(self, rows: QuerySet) -> Iterator[Sequence[Any]]:
        """Python values by column, in the order of the file."""
        return self.made(rows) if self.made else self._read(rows)

    def _read(self, rows: QuerySet) -> Iterator[list[Any]]:
        """One query, and one more a list column for each 2,000 rows."""
        paths = list(dict.fromkeys(path for column in self.columns for path in column.paths))
        order = self.order or [path for column in self.keys for path in column.paths]
        sort = [F(path).asc(nulls_first=True) for path in order]  # the same on every database
        found = rows.order_by(*sort, "pk").values_list("pk", *paths).iterator(chunk_size=CHUNK_ROWS)
        places = {path: place for place, path in enumerate(paths, start=1)}
        while chunk := list(islice(found, CHUNK_ROWS)):
            readers = [self._reader(column, places, rows, chunk) for column in self.columns]
            for row in chunk:
                yield [read(row) for read in readers]

    def csv(self, rows: QuerySet, *, bom: bool) -> Iterator[str]:
        """The file, in blocks. The same rows always give the same bytes."""
        writers = [column.type.to_cell for column in self.columns]
        lines = (
            [write(value) for write, value in zip(writers, record, strict=True)]
            for record in self.records(rows)
        )
        return csv_blocks(lines, header=self.header, bom=bom)

    def counted(self, scope: Scope) -> QuerySet:
        """One row of the dataset's name and how many rows the person may see, to be joined by `union`."""
        ids = self.rows(scope).order_by().values("pk")
        everything = ids.model._base_manager.order_by().filter(pk__in=ids)
        return (
            everything.values(dataset=Value(self.name))
            .annotate(rows=Count("pk"))
            .values_list("dataset", "rows")
        )

    def _reader(self, column: Column, places: dict[str, int], rows: QuerySet, chunk: list[Row]) -> Reader:
        if isinstance(column.read, Members):
            members = column.read.of(rows.model, [row[0] for row in chunk])
            return lambda row: members.get(row[0], ())
        if isinstance(column.read, Computed):
            work_out, needed = column.read.work_out, [places[path] for path in column.paths]
            return lambda row: work_out(*[row[place] for place in needed])
        return itemgetter(places[column.paths[0]])
