"""The datasets of the measures."""

from ipqt.datasets import Dataset
from metrics.datasets.figures import FIGURES
from metrics.datasets.taken_up import PROGRAMME_INDICATORS

DATASETS: tuple[Dataset, ...] = (PROGRAMME_INDICATORS, FIGURES)
