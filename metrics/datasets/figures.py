"""Numbers that documents print and no series holds."""

from __future__ import annotations

from deliverables.datasets.shared import POSITION, cited, day, organisation, programme, text
from ipqt.datasets import Choice, Column, Dataset, Number
from metrics.filters import FigureFilter
from metrics.models import FigureKind
from metrics.selectors.figures import readable_figures

FIGURES = Dataset(
    name="figures",
    title="Printed figures",
    one_row="One row is one number that a document prints and no series holds.",
    rows=lambda scope: readable_figures(user=scope.person),
    filters=FigureFilter,
    columns=(
        programme(meaning="The programme, empty for a national document."),
        text("figure", "Its short name within the programme.", "population", read="ref", key=True),
        Column(name="kind", meaning="What it is.", type=Choice.of(FigureKind), example="context"),
        text("title", "What is counted.", "People living in Core 20 areas"),
        text("words", "The figure as printed.", "217,000 people (19% of the population)"),
        Column(
            name="value", meaning="The figure as a number, where it is one.", type=Number(), example="217000"
        ),
        text("unit", "Unit of the value.", "people"),
        text("period_words", "The period as printed.", "May 2025"),
        day("starts_on", "First day of the period."),
        day("ends_on", "Last day of the period."),
        *organisation(meaning="The organisation that it is about."),
        text(
            "indicator",
            "The indicator that it is about, if any.",
            "OAP-05",
            read="indicator__code",
            refers_to="indicators",
        ),
        text("look_alikes", "What it must not be confused with."),
        POSITION,
        *cited(),
    ),
)
