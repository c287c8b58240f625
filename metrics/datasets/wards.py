"""Wards, their beds on dated days, and what runs on them."""

from __future__ import annotations

from deliverables.datasets.shared import POSITION, cited, day, organisation, programme, text
from ipqt.datasets import Choice, Column, Dataset, Integer
from metrics.datasets.shared import choice, ward
from metrics.models import BedCount, Reach, Ward, WardInitiative
from metrics.ward_filters import BedCountFilter, WardFilter, WardInitiativeFilter

WARDS = Dataset(
    name="wards",
    title="Wards",
    one_row="One row is one ward.",
    rows=lambda scope: Ward.objects.visible_to(scope.person),
    filters=WardFilter,
    columns=(
        programme(),
        text("ward", "Its short name within the programme.", "acute-ward", read="slug", key=True),
        text("name", "Name as printed.", "Acute ward"),
        *organisation(meaning="The trust that runs it."),
        text("site", "Site as printed."),
        text("town", "Town as printed."),
        text("service_area", "Service area as printed."),
        text("purpose", "Who it is for, as printed."),
        POSITION,
        day("starts_on", "First day, where known."),
        day("ends_on", "Last day, where known."),
        text("note", "Note."),
        *cited(),
    ),
)

BED_COUNTS = Dataset(
    name="bed_counts",
    title="Bed counts",
    one_row="One row is the beds of one ward, or of a part of it, as counted on a day.",
    rows=lambda scope: BedCount.objects.visible_to(scope.person),
    filters=BedCountFilter,
    columns=(
        programme("ward__programme__slug"),
        ward("ward__slug", key=True),
        day("counted_on", "Day of the count.", key=True),
        text("part", "Part of the ward, where they are told apart.", "male", key=True),
        Column(name="beds", meaning="Beds.", type=Integer(), example="20"),
        text("date_words", "What the day rests on."),
        *cited(),
    ),
)


WARD_INITIATIVES = Dataset(
    name="ward_initiatives",
    title="Initiatives on wards",
    one_row="One row is how far an initiative has come on a ward, or on wards that the source does not name.",
    rows=lambda scope: WardInitiative.objects.visible_to(scope.person),
    filters=WardInitiativeFilter,
    columns=(
        programme("initiative__programme__slug"),
        text("initiative", "The initiative.", "culture-of-care", read="initiative__slug", key=True),
        text("ref", "Its short name within the initiative.", "nscht-formal", key=True),
        day("known_on", "Date of the words that say so.", key=True),
        *organisation(meaning="The trust."),
        ward(),
        choice("reach", "How far it has come.", Choice.of(Reach), "formal"),
        Column(name="wards", meaning="Number of wards.", type=Integer(), example="4"),
        day("since", "Since when, where printed."),
        text("note", "Note."),
        *cited(),
    ),
)
