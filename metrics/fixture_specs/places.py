"""Wards, beds, what runs on them, and self-assessments."""

from deliverables.loading.fields import choice, day, key, number, text, title
from deliverables.loading.spec import Spec
from deliverables.loading.specs.shared import CITED
from metrics.models import (
    Assessment,
    AssessmentTotal,
    BedCount,
    Initiative,
    Reach,
    Voice,
    Ward,
    WardInitiative,
)

WARD = Spec(
    table="ward",
    model=Ward,
    key=("slug",),
    fields=(
        title("slug"),
        title("name"),
        key("organisation", "organisation", required=True),
        text("site"),
        text("town"),
        text("service_area"),
        text("purpose"),
        number("position"),
        day("starts_on"),
        day("ends_on"),
        text("note"),
        *CITED,
    ),
)

BED_COUNT = Spec(
    table="bed_count",
    model=BedCount,
    key=("ward", "counted_on", "part"),
    scope="ward__programme",
    fields=(
        key("ward", "ward", required=True),
        day("counted_on", required=True),
        text("part"),
        number("beds", None, required=True),
        text("date_words"),
        *CITED,
    ),
)

INITIATIVE = Spec(
    table="initiative",
    model=Initiative,
    key=("slug",),
    fields=(title("slug"), title("name"), text("summary"), *CITED),
)

WARD_INITIATIVE = Spec(
    table="ward_initiative",
    model=WardInitiative,
    key=("initiative", "ref", "known_on"),
    scope="initiative__programme",
    fields=(
        key("initiative", "initiative", required=True),
        title("ref"),
        key("organisation", "organisation", required=True),
        key("ward", "ward"),
        choice("reach", Reach),
        number("wards", 1),
        day("since"),
        day("known_on", required=True),
        text("note"),
        *CITED,
    ),
)

ASSESSMENT = Spec(
    table="assessment",
    model=Assessment,
    key=("year", "service_area", "domain", "voice"),
    fields=(
        key("year", "plan_year", "number", type=int, required=True),
        key("service_area", "statement", "ref", required=True),
        key("domain", "domain", required=True),
        choice("voice", Voice),
        number("score", None, required=True),
        text("words"),
        *CITED,
    ),
)

ASSESSMENT_TOTAL = Spec(
    table="assessment_total",
    model=AssessmentTotal,
    key=("year", "service_area", "voice"),
    fields=(
        key("year", "plan_year", "number", type=int, required=True),
        key("service_area", "statement", "ref", required=True),
        choice("voice", Voice),
        number("published", None, required=True),
        number("out_of", 40),
        *CITED,
    ),
)
