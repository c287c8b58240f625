"""One declaration for each dataset gives its columns, its dictionary page and its files."""

from ipqt.datasets.cells import Boolean, Choice, Date, Integer, Json, Keys, Moment, Number, Text
from ipqt.datasets.columns import Column, Computed, Members
from ipqt.datasets.dataset import Dataset, Scope

__all__ = [
    "Boolean",
    "Choice",
    "Column",
    "Computed",
    "Dataset",
    "Date",
    "Integer",
    "Json",
    "Keys",
    "Members",
    "Moment",
    "Number",
    "Scope",
    "Text",
]
