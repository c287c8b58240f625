"""The datasets of the measures, in the order in which they are listed."""

from ipqt.datasets import Dataset
from metrics.datasets.assessments import ASSESSMENT_TOTALS, ASSESSMENTS
from metrics.datasets.definitions import INDICATORS, MEASURES, OBJECTIVES, SERIES, TARGETS
from metrics.datasets.figures import FIGURES
from metrics.datasets.spc import SPC
from metrics.datasets.taken_up import PROGRAMME_INDICATORS
from metrics.datasets.values import OBSERVATIONS
from metrics.datasets.wards import BED_COUNTS, WARD_INITIATIVES, WARDS

DATASETS: tuple[Dataset, ...] = (
    OBJECTIVES,
    MEASURES,
    INDICATORS,
    PROGRAMME_INDICATORS,
    TARGETS,
    SERIES,
    OBSERVATIONS,
    SPC,
    FIGURES,
    ASSESSMENTS,
    ASSESSMENT_TOTALS,
    WARDS,
    BED_COUNTS,
    WARD_INITIATIVES,
)
