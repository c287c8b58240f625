"""Every number of the two Staffordshire and Stoke-on-Trent documents, each apart from its look-alikes."""

from datetime import date

import pytest

from deliverables.loading import default_folders, load_folders
from metrics.models import Figure, Observation, Series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("documents")]

SSOT = "ssot"
FIGURES = {
    # The population
    "imd-england": ("21.67 Index of Multiple Deprivation (IMD) 2019 score", 21.67),
    "imd-ssot": ("20.64 IMD 2019 score", 20.64),
    "core-20-people": ("217,000 people (19% of the population)", 217_000),
    "core-20-share": ("19% of the population", 19),
    "weekly-pay-england": ("£645.80", 645.8),
    "weekly-pay-staffordshire": ("£630.70", 630.7),
    "weekly-pay-stoke-on-trent": ("£568.20", 568.2),
    "census-white-england": ("81% White", 81),
    "census-asian-england": ("9.6% Asian / Asian British", 9.6),
    "census-white-ssot": ("91.31% White", 91.31),
    "census-asian-ssot": ("4.8% Asian / Asian British", 4.8),
    "depression-england": ("12.7", 12.7),
    "depression-staffordshire": ("13.4", 13.4),
    "depression-stoke-on-trent": ("17.9", 17.9),
    "smi-mortality-england": ("385.9%", 385.9),
    "smi-mortality-staffordshire": ("419.2%", 419.2),
    "detention-black-ssot": ("less than half the national rate", None),
    # What the strategy learnt
    "episodes-mpft": ("2,795 episodes of inpatient care", 2795),
    "episodes-nscht": ("3,150 from NSCHT", 3150),
    "patients-mpft": ("1,931 individual patients", 1931),
    "patients-nscht": ("2,219 from NSCHT", 2219),
    "s117-responses": ("107 responses from practitioners", 107),
    "self-assessment-average": ("The average score across the self-assessment was three", 3),
    "audit-general-patients": ("70 patients", 70),
    "audit-lda-patients": ("24 patients", 24),
    "audit-lda-older-adult-wards": (
        "No patients were identified from the older adult wards at NSCHT or MPFT",
        0,
    ),
    "audit-lda-rehabilitation-ward": (
        "No LDA patients were identified from the rehabilitation ward at NSCHT",
        0,
    ),
    "level-2-demand": ("almost 50% in the last three years", None),
    # What the review reports
    "engagement-people": ("180 individuals participated in the engagement process", 180),
    "engagement-online-sessions": ("4 online engagement sessions", 4),
    "engagement-in-person-sessions": ("1 in-person session", 1),
    "acute-placements-baseline": ("from a baseline of effectively zero", None),
    "level-2-fall": ("a reduction of 6 since the 3-year strategy was published", 6),
    "level-2-within-40-miles": (
        "Two-thirds of current placements are within 40 miles of the patient's home",
        None,
    ),
    "peer-workers-to-start": ("Six new inpatient peer support workers will commence in post", 6),
    "co-production-rating": (
        "Experts by experience rated co-production 5/5 across key engagement areas",
        5,
    ),
    "sensory-pod-wards": ("on four inpatient wards and within our crisis house", 4),
    "social-workers": ("2 WTE social workers", 2),
    "workshop-attendees": ("c.70 attendees", 70),
    "simulation-observers": ("up to 15 observers", 15),
    "culture-of-care-partners": ("three delivery partners", 3),
    "culture-of-care-ward-limit": ("up to 4 wards", 4),
    "nscht-wards-coached": (
        "All four wards in the Royal College of Psychiatrists' Culture of Care programme received QI"
        " coaching",
        4,
    ),
    "nscht-managers-completed": (
        "Two ward managers completed the Foundation of Nursing Studies leadership programme",
        2,
    ),
    "nscht-managers-to-follow": ("with a third due to follow", 1),
    "nscht-wards-to-train": ("A cross-section of staff from all eight wards", 8),
    "nscht-surveys": ("Three Royal College of Psychiatrists-designed surveys", 3),
    "mpft-culture-of-care-wards": ("four wards are currently participating", 4),
    "mpft-staff-in-improvement": ("a total of 48 staff members", 48),
}
VALUES = {
    ("OAP-05-QNC", date(2021, 11, 1)): (89, "published"),
    ("OAP-05-QNC", date(2024, 6, 1)): (43, "judged"),
    ("OAP-05-QNC", date(2025, 5, 1)): (37, "published"),
    ("OAP-07-QNC", date(2024, 6, 1)): (35, "published"),
    ("EQU-01-QNC-least-deprived", date(2021, 4, 1)): (36, "published"),
    ("EQU-01-QNC-most-deprived", date(2021, 4, 1)): (125, "published"),
    ("EQU-01-England-least-deprived", date(2021, 4, 1)): (40, "published"),
    ("EQU-01-England-most-deprived", date(2021, 4, 1)): (148, "published"),
    ("EQU-01-England-black", date(2021, 4, 1)): (342, "published"),
    ("EQU-01-England-white", date(2021, 4, 1)): (72, "published"),
    ("COC-05-RLY-formal", date(2025, 5, 1)): (50, "judged"),
    ("COC-05-RLY-shadow", date(2025, 5, 1)): (50, "judged"),
    ("COC-06-RRE", date(2025, 5, 1)): (78, "published"),
}


def values():
    return Observation.objects.filter(series__programme__slug=SSOT)


def figures():
    return Figure.objects.filter(programme__slug=SSOT)


def test_the_figures_have_their_printed_words_and_values():
    rows = figures().values_list("ref", "words", "value")

    assert {ref: (words, value) for ref, words, value in rows} == FIGURES


def test_the_values_of_indicators_are_the_printed_ones():
    rows = values().values_list("series__ref", "starts_on", "value", "basis")

    assert {(series, day): (value, basis) for series, day, value, basis in rows} == VALUES


def test_every_number_names_its_document_and_section():
    for rows in (figures(), values(), Series.objects.filter(programme__slug=SSOT)):
        assert not rows.filter(source=None).exists()
        assert not rows.filter(citation="").exists()


def test_what_is_worked_out_says_how():
    notes = values().filter(basis="judged").values_list("note", flat=True)

    assert len(notes) == 3
    assert all("orked out as" in note for note in notes)


def test_a_value_was_known_when_its_document_was_written():
    """So the strategy's reader of 2024 sees neither the review's values nor what they let us work out."""
    known = set(values().as_at(date(2024, 12, 31)).values_list("source__slug", flat=True))

    assert known == {"ssot-strategy"}
    assert not values().as_at(date(2024, 12, 31)).filter(series__ref="OAP-05-QNC").exists()
    assert values().as_at(date(2025, 5, 31)).count() == len(VALUES)


def test_the_out_of_area_counts_stay_apart():
    """Rehabilitation, acute, distance, demand and beds: only the first and the last are series."""
    series = Series.objects.filter(programme__slug=SSOT, indicator__code__startswith="OAP")
    look_alikes = ("acute-placements-baseline", "level-2-within-40-miles", "level-2-demand", "level-2-fall")

    assert set(series.values_list("ref", flat=True)) == {"OAP-05-QNC", "OAP-07-QNC"}
    assert not figures().filter(ref__in=look_alikes, look_alikes="").exists()


def test_the_share_of_wards_keeps_the_wards_that_it_is_made_of():
    wards = values().filter(series__indicator__code="COC-05")

    assert list(wards.values_list("numerator", "denominator")) == [(4, 8), (4, 8)]


def test_what_england_has_is_context_and_what_the_area_has_is_its_own():
    rows = Series.objects.filter(programme__slug=SSOT).values_list("organisation__slug", "standing")

    assert set(rows) == {("qnc", "own"), ("rly", "own"), ("rre", "own"), ("england", "context")}


def test_loading_the_documents_again_writes_nothing():
    assert [(report.changed, report.names) for report in load_folders(default_folders())] == [(0, {})] * 4
