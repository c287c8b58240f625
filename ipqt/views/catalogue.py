"""Every dataset of the site, and what a request may ask of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django_filters import Filter

from deliverables.datasets import DATASETS as OF_DELIVERABLES
from ipqt.datasets import Dataset, Scope
from ipqt.errors import BadRequestError
from ipqt.filters import DayFilter, WordsFilter
from ipqt.moments import moment_from
from metrics.datasets import DATASETS as OF_METRICS

DATASETS: tuple[Dataset, ...] = (*OF_DELIVERABLES, *OF_METRICS)

DAY_VALUES = "2025-03-31 or 31/3/2025"

# Taken by every dataset, beside its filters.
ALWAYS_TAKEN = {
    "as_at": ("What was known at the end of a day.", f"{DAY_VALUES}; today where it is left out"),
    "bom": (
        "Whether the file begins with a byte order mark.",
        "1 for Excel, where it is left out; 0 for a feed",
    ),
}
MOST_VALUES_NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterUse:
    """A name that may stand in the address of a file. `choices` are its values where they are fixed."""

    name: str
    does: str
    values: str = ""
    choices: Sequence[tuple[str, str]] = ()


def offered_datasets(person) -> list[Dataset]:
    return [dataset for dataset in DATASETS if dataset.offered_to(person)]


def dataset_or_404(person, name: str) -> Dataset:
    """The dataset of this name, or Http404 where there is none or the person may not know of it."""
    for dataset in DATASETS:
        if dataset.name == name and dataset.offered_to(person):
            return dataset
    raise Http404("There is no dataset at this address.")


def row_counts(datasets: Sequence[Dataset], *, scope: Scope) -> dict[str, int]:
    """How many rows the person may see of each. One query beside those that find the sources."""
    first, *others = [dataset.counted(scope) for dataset in datasets]
    counted = dict(first.union(*others, all=True))
    return {dataset.name: counted.get(dataset.name, 0) for dataset in datasets}


def filter_uses(dataset: Dataset) -> list[FilterUse]:
    """Every name that the dataset takes, in the order of the form on the pages."""
    own = [_filter_use(name, known) for name, known in dataset.filters.base_filters.items()]
    return own + [
        FilterUse(name=name, does=does, values=values) for name, (does, values) in ALWAYS_TAKEN.items()
    ]


def _filter_use(name: str, known: Filter) -> FilterUse:
    if isinstance(known, WordsFilter):
        return FilterUse(name=name, does="Rows in which every word stands.", values="Any words")
    if isinstance(known, DayFilter):
        return FilterUse(
            name=name, does=f"Rows {known.label.lower()} a day, with that day.", values=DAY_VALUES
        )
    choices = known.extra.get("choices", ())
    return FilterUse(
        name=name, does=f"Rows of one {known.label.lower()}.", values="A key from the column", choices=choices
    )


def rows_asked_for(dataset: Dataset, request) -> QuerySet:
    """What the address asks for, never more: BadRequestError where a name or a value in it is not known."""
    check_names(dataset, request.GET)
    scope = Scope(person=request.user, day=moment_from(request.GET))
    found = dataset.filters(request.GET, dataset.rows(scope), request=request)
    if found.refused:
        raise BadRequestError(" ".join(refusals(found.form)))
    return found.qs


def check_names(dataset: Dataset, query: QueryDict) -> None:
    known = [*dataset.filters.base_filters, *ALWAYS_TAKEN]
    unknown = [name for name in query if name not in known]
    if unknown:
        names = ", ".join(name[:40] for name in unknown[:5])
        raise BadRequestError(f"{dataset.name} has no filter called {names}. It has {', '.join(known)}.")
    twice = [name for name, values in query.lists() if len(values) > 1]
    if twice:
        raise BadRequestError(f"The address gives {', '.join(twice)} more than once. Give it once.")


def refusals(form) -> list[str]:
    """What is wrong with each value, and what it may be where these are few."""
    return [
        f"{name}: {error}{allowed_values(form.fields[name])}"
        for name, errors in form.errors.items()
        for error in errors
    ]


def allowed_values(field) -> str:
    values = [str(value) for value, _words in getattr(field, "choices", ()) if value]
    return f" It may be {', '.join(values)}." if 0 < len(values) <= MOST_VALUES_NAMED else ""


def wants_bom(query: QueryDict) -> bool:
    """Yes unless `?bom=0`: Excel takes a file without the mark for another alphabet."""
    asked = query.get("bom", "1")
    if asked not in ("0", "1"):
        raise BadRequestError("bom is 1 for a file that Excel opens, or 0 for a feed.")
    return asked == "1"
