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
from .observations import Observation, PeriodType, Series, ValueStatus
from .staging import StagedSeries, StagedValue
from .submissions import FileChunk, Layout, Standing, Submission, SubmissionStatus
from .wards import BedCount, Initiative, Reach, Ward, WardInitiative

__all__ = [
    "Assessment",
    "AssessmentTotal",
    "BedCount",
    "Figure",
    "FigureKind",
    "FileChunk",
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
    "StagedSeries",
    "StagedValue",
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
