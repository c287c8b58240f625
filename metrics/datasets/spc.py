"""What the SPC engine makes of every value: the result from which charts, icons and sentences come."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from ipqt.datasets import Boolean, Choice, Column, Dataset, Integer
from metrics.datasets.shared import choice, number
from metrics.datasets.values import OF_SERIES, PERIOD, VALUE, Record, known_values, readings_of
from metrics.filters import ObservationFilter
from metrics.models import Observation
from metrics.spc.icons import PointType
from metrics.spc.profiles import PROFILES
from metrics.spc.rules import Rule
from metrics.spc.wording import ASSURANCE_WORDS, CAUSE_WORDS, VARIATION_WORDS

LINES = ("mean", "lower", "upper", "near_lower", "near_upper", "number")
FLAGS = {
    "outside": "Outside the limits.",
    "close": "Beyond two thirds of the way to a limit, not outside.",
    "trend": "Part of a trend.",
    "two_of_three": "One of two in three that are close to a limit.",
    "shift": "Part of a run on one side of the mean.",
}
POINT_TYPES = Choice(tuple((one.value, one.value.replace("_", " ").capitalize()) for one in PointType))
PROFILE = Choice(tuple((slug, profile.label) for slug, profile in PROFILES.items()))


def rule_code(cause: int) -> str:
    """outside_high for a value above the upper limit; empty for usual variation."""
    return f"{Rule(abs(cause)).name.lower()}_{'high' if cause > 0 else 'low'}" if cause else ""


RULES = {int(cause): rule_code(cause) for cause in CAUSE_WORDS}
RULE_CHOICE = Choice(tuple((RULES[cause], words) for cause, words in CAUSE_WORDS.items() if cause))


def spc_records(rows: QuerySet[Observation]) -> Iterator[Record]:
    for reading in readings_of(rows):
        result, judged = reading.result, reading.spc
        same = [get(reading) for _column, get in OF_SERIES]
        whole = [judged.variation, judged.assurance, reading.profile.slug]
        columns = [
            *(result.each_period(name) for name in LINES),
            *(getattr(result, name).tolist() for name in FLAGS),
            [RULES[cause] for cause in result.cause.tolist()],
            result.point_types,
        ]
        for point, *values in zip(reading.points, *columns, strict=True):
            yield [*same, point.starts_on, point.ends_on, point.value, point.status, *values, *whole]


def flag(name: str, meaning: str) -> Column:
    return Column(name=name, meaning=meaning, type=Boolean(), example="false", derived=True)


SPC = Dataset(
    name="spc",
    title="SPC results",
    one_row="One row is one value with its limits, the rules that it fulfils and what they say.",
    rows=known_values,
    made=spc_records,
    filters=ObservationFilter,
    at_a_moment=True,
    columns=(
        *(column for column, _get in OF_SERIES),
        *PERIOD,
        *VALUE,
        number("mean", "Mean of the values that the limits rest on.", "41.5", derived=True),
        number("lower_limit", "Lower process limit. Empty where none can be drawn.", "20.25", derived=True),
        number("upper_limit", "Upper process limit.", "62.75", derived=True),
        number("near_lower_limit", "Two thirds of the way to the lower limit.", derived=True),
        number("near_upper_limit", "Two thirds of the way to the upper limit.", derived=True),
        Column(
            name="step",
            meaning="Number of the step that the limits belong to: 0 before the first.",
            type=Integer(),
            example="0",
            derived=True,
        ),
        *(flag(name, meaning) for name, meaning in FLAGS.items()),
        choice(
            "rule", "The rule that names the value; empty for none.", RULE_CHOICE, "shift_high", derived=True
        ),
        choice("special_cause", "What the value is a sign of.", POINT_TYPES, "common_cause", derived=True),
        choice(
            "variation",
            "What the latest value of the series says; empty where it cannot be judged.",
            Choice(tuple((code.value, words) for code, words in VARIATION_WORDS.items() if code)),
            "common_cause",
            derived=True,
        ),
        choice(
            "assurance",
            "Whether the target would be met, should nothing change; empty where it cannot be said.",
            Choice(tuple((code.value, words) for code, words in ASSURANCE_WORDS.items() if code)),
            "inconsistent",
            derived=True,
        ),
        choice("profile", "The house rules that the limits follow.", PROFILE, "nhsr", derived=True),
    ),
)
