"""What is measured: headings, measures, definitions, series and what they are compared with."""

from __future__ import annotations

from django.db.models import F

from deliverables.datasets.shared import POSITION, cited, day, organisation, programme, text
from deliverables.filters import ProgrammeFilter
from ipqt.datasets import Boolean, Column, Dataset, Integer, Keys, Members, Moment
from ipqt.datasets import Choice as Choices
from metrics.datasets.shared import (
    BREAKDOWN,
    PERIOD_TYPE,
    POLARITY,
    STANDING,
    choice,
    indicator,
    number,
    series,
    ward,
)
from metrics.filters import IndicatorFilter, SeriesFilter, TargetFilter
from metrics.models import Frequency, Indicator, Measure, Objective, Series, Target, TargetKind
from metrics.models.indicators import Calculation

OBJECTIVES = Dataset(
    name="objectives",
    title="Objectives",
    one_row="One row is one heading of a programme’s measurement framework.",
    rows=lambda scope: Objective.objects.visible_to(scope.person),
    filters=ProgrammeFilter,
    columns=(
        programme(),
        text("objective", "Its short name within the programme.", "out-of-area", read="ref", key=True),
        text("title", "As printed.", "Reduce out-of-area placements"),
        text("text", "What it means, in our own words."),
        POSITION,
        *cited(),
    ),
)

MEASURES = Dataset(
    name="measures",
    title="Measures",
    one_row="One row is one measure in the words of a strategy, with the indicators that answer it.",
    rows=lambda scope: Measure.objects.visible_to(scope.person),
    filters=ProgrammeFilter,
    columns=(
        programme(),
        text("measure", "Its short name within the programme.", "m-1", read="ref", key=True),
        text(
            "objective",
            "The heading that it stands under.",
            "out-of-area",
            read="objective__ref",
            refers_to="objectives",
        ),
        text("title", "As printed.", "Number of out-of-area placements"),
        text("parent", "The measure that it is a part of, if any.", read="parent__ref", refers_to="measures"),
        Column(
            name="indicators",
            meaning="Codes of the indicators that answer it.",
            type=Keys(),
            read=Members("indicators", F("indicators__code")),
            example="OAP-01; OAP-02",
            refers_to="indicators",
        ),
        text("gap", "What no indicator answers, and why."),
        POSITION,
        *cited(),
    ),
)

INDICATORS = Dataset(
    name="indicators",
    title="Indicators",
    one_row="One row is one definition, shared by all programmes.",
    rows=lambda scope: Indicator.objects.all(),
    filters=IndicatorFilter,
    columns=(
        indicator("code", key=True),
        text("name", "Name.", "Bed occupancy"),
        text("why", "Why it matters."),
        choice("calculation", "How a value comes about.", Choices.of(Calculation), "ratio"),
        text("numerator", "What is counted.", "Occupied bed days"),
        text("denominator", "What it is counted out of, where it is a ratio.", "Available bed days"),
        number("factor", "What turns numerator over denominator into the unit.", "100"),
        text("unit", "Unit of the value.", "%"),
        Column(name="decimals", meaning="Decimals on pages.", type=Integer(), example="1"),
        choice("polarity", "Which way is better.", POLARITY, "lower"),
        choice("frequency", "How often a new value is expected.", Choices.of(Frequency), "monthly"),
        text("levels", "Whose values there may be.", "ICB, trust, ward"),
        text("breakdowns", "What it may be broken down by.", "Age band"),
        text("national_id", "National measure, where there is one.", "MHS80"),
        text("data_source", "Where the values come from.", "MHSDS"),
        text("definition_notes", "What the definition leaves out, and other notes."),
        Column(
            name="counts_people",
            meaning="Whether small values could point at a person, so that disclosure control applies.",
            type=Boolean(),
            example="true",
        ),
        POSITION,
        day("reviewed_on", "When the definition was reviewed. Empty where nobody has."),
        *cited(),
    ),
)

SERIES = Dataset(
    name="series",
    title="Series",
    one_row="One row is one indicator of one organisation, ward and category. Its values are observations.",
    rows=lambda scope: Series.objects.visible_to(scope.person),
    filters=SeriesFilter,
    columns=(
        programme(),
        series(),
        indicator(),
        *organisation(meaning="Whose values they are."),
        ward(),
        *BREAKDOWN,
        choice("period_type", "What one value covers.", PERIOD_TYPE, "month"),
        choice("standing", "Whose values these are.", STANDING, "own"),
        Column(
            name="shared_as_published",
            meaning="Whether the publisher dealt with small numbers, so that values stay as they came.",
            type=Boolean(),
            example="false",
        ),
        *cited(),
    ),
)

TARGETS = Dataset(
    name="targets",
    title="Targets",
    one_row="One row is one value to reach, as agreed by the day.",
    rows=lambda scope: Target.objects.visible_to(scope.person).as_at(scope.day),
    filters=TargetFilter,
    at_a_moment=True,
    columns=(
        programme(),
        text("target", "Its short name within the programme.", "oap-01-standard", read="ref", key=True),
        indicator(),
        *organisation(meaning="Whose target it is; empty for everybody’s."),
        choice("kind", "Whose wish it is.", Choices.of(TargetKind), "standard"),
        number("value", "The value to reach.", "0"),
        text("words", "The target as printed."),
        day("starts_on", "First day that it holds for; of a trajectory, the day to reach it by."),
        day("ends_on", "Last day, if there is one."),
        text("reason", "Why it was set or changed."),
        Column(
            name="agreed_at", meaning="When it was agreed.", type=Moment(), example="2024-04-01T11:00:00Z"
        ),
        *cited(),
    ),
)
