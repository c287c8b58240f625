"""The datasets of the measures."""

from ipqt.datasets import Dataset

DATASETS: tuple[Dataset, ...] = ()
