"""The tables of fixture folders that fill the measures, in the order in which they are written."""

from deliverables.loading.spec import Spec

from .definitions import INDICATOR, ITEM_INDICATOR, MEASURE, OBJECTIVE, PROGRAMME_INDICATOR
from .places import ASSESSMENT, ASSESSMENT_TOTAL, BED_COUNT, INITIATIVE, WARD, WARD_INITIATIVE
from .values import FIGURE, OBSERVATION, SERIES, TARGET

SPECS: tuple[Spec, ...] = (
    INDICATOR,
    OBJECTIVE,
    MEASURE,
    PROGRAMME_INDICATOR,
    ITEM_INDICATOR,
    WARD,
    BED_COUNT,
    INITIATIVE,
    WARD_INITIATIVE,
    SERIES,
    OBSERVATION,
    TARGET,
    FIGURE,
    ASSESSMENT,
    ASSESSMENT_TOTAL,
)
