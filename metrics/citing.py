"""Tables of the measures whose rows cite sources, for the pages of sources."""

from deliverables.selectors.citing import Citing, page_of
from metrics.models import (
    Assessment,
    AssessmentTotal,
    BedCount,
    Figure,
    Initiative,
    ItemIndicator,
    Measure,
    Objective,
    Observation,
    ProgrammeIndicator,
    Series,
    Target,
    Ward,
    WardInitiative,
)

FRAMEWORK = page_of("metrics:framework")
MEASURES = page_of("metrics:measures")
WARDS = page_of("metrics:wards")
ASSESSMENT = page_of("metrics:assessment")

MEASURES_CITING = (
    Citing(Objective, "programme", "objective", "objectives", FRAMEWORK),
    Citing(Measure, "programme", "printed measure", "printed measures", FRAMEWORK),
    Citing(ProgrammeIndicator, "programme", "measure taken up", "measures taken up", MEASURES),
    Citing(
        ItemIndicator, "item__programme", "item that moves a measure", "items that move measures", MEASURES
    ),
    Citing(Series, "programme", "series of values", "series of values", MEASURES),
    Citing(Observation, "series__programme", "value of a measure", "values of measures", MEASURES),
    Citing(Target, "programme", "target", "targets", MEASURES),
    Citing(
        Figure,
        "programme",
        "printed figure",
        "printed figures",
        page_of("metrics:figures"),
        is_shared=True,
        shared_page="metrics:indicators",
    ),
    Citing(Ward, "programme", "ward", "wards", WARDS),
    Citing(BedCount, "ward__programme", "bed count", "bed counts", WARDS),
    Citing(Initiative, "programme", "initiative", "initiatives", WARDS),
    Citing(WardInitiative, "initiative__programme", "initiative on a ward", "initiatives on wards", WARDS),
    Citing(Assessment, "programme", "score", "scores", ASSESSMENT),
    Citing(AssessmentTotal, "programme", "printed total", "printed totals", ASSESSMENT),
)
