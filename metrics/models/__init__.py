"""The measures. Names are the vocabulary of code, pages and files alike."""

from .assessments import Assessment, AssessmentTotal, Voice
from .framework import Figure, FigureKind, Measure, Objective
from .indicators import (
    Frequency,
    Indicator,
    ItemIndicator,
    MeasureSettings,
    Polarity,
    ProgrammeIndicator,
    Readiness,
)
from .judgement import Note, SpcStep, Target, TargetKind
from .observations import (
    Layout,
    Observation,
    PeriodType,
    Series,
    Standing,
    Submission,
    SubmissionStatus,
    ValueStatus,
)
from .wards import BedCount, Initiative, Reach, Ward, WardInitiative

__all__ = [
    "Assessment",
    "AssessmentTotal",
    "BedCount",
    "Figure",
    "FigureKind",
    "Frequency",
    "Indicator",
    "Initiative",
    "ItemIndicator",
    "Layout",
    "Measure",
    "MeasureSettings",
    "Note",
    "Objective",
    "Observation",
    "PeriodType",
    "Polarity",
    "ProgrammeIndicator",
    "Reach",
    "Readiness",
    "Series",
    "SpcStep",
    "Standing",
    "Submission",
    "SubmissionStatus",
    "Target",
    "TargetKind",
    "ValueStatus",
    "Voice",
    "Ward",
    "WardInitiative",
]
