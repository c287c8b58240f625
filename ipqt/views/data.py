"""Every dataset: the list, the dictionary page of each, and its file."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from deliverables.audit import record_export
from deliverables.views.base import ReaderView
from ipqt.datasets import Dataset, Scope
from ipqt.exports import csv_response
from ipqt.views.catalogue import (
    dataset_or_404,
    filter_uses,
    offered_datasets,
    row_counts,
    rows_asked_for,
    wants_bom,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A dataset and how many of its rows the person may see."""

    dataset: Dataset
    rows: int


class DataView(ReaderView):
    """Every dataset with its rows, dictionary and file."""

    template_name = "data/list.html"

    def get_context_data(self, **kwargs):
        datasets = offered_datasets(self.request.user)
        counts = row_counts(datasets, scope=Scope(person=self.request.user, day=self.as_at))
        listed = [Listed(dataset, counts[dataset.name]) for dataset in datasets]
        return super().get_context_data(**kwargs, listed=listed)


class DictionaryView(ReaderView):
    """What the columns of one dataset mean, and how to read it from Excel or Power BI."""

    template_name = "data/dictionary.html"

    def get_context_data(self, **kwargs):
        dataset = dataset_or_404(self.request.user, self.kwargs["name"])
        path = reverse("dataset", args=[dataset.name])
        counts = row_counts([dataset], scope=Scope(person=self.request.user, day=self.as_at))
        return super().get_context_data(
            **kwargs,
            dataset=dataset,
            rows=counts[dataset.name],
            filters=filter_uses(dataset),
            feed=self.request.build_absolute_uri(f"{path}?bom=0"),
            site=self.request.build_absolute_uri("/"),
            path=path.removeprefix("/"),
        )


class DatasetView(ReaderView):
    """The file of a dataset. Its filters are those of the pages."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs) -> HttpResponseBase:
        dataset = dataset_or_404(request.user, kwargs["name"])
        bom = wants_bom(request.GET)
        rows = rows_asked_for(dataset, request)
        if request.method == "GET" and request.user.is_authenticated:
            rows = noted(dataset, rows, request)
        return csv_response(dataset.csv(rows, bom=bom), filename=f"{dataset.name}.csv")


def noted(dataset: Dataset, rows: QuerySet, request: HttpRequest) -> QuerySet:
    """Writes the download to the history before its first byte; the file of changes leaves that row out."""
    filters = {name: value for name, value in request.GET.items() if value and name != "bom"}
    row = record_export(name=dataset.name, filters=filters, by=request.user)
    return rows.exclude(pk=row.pk) if rows.model is type(row) else rows
