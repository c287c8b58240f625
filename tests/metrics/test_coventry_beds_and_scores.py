"""The wards and beds of Coventry and Warwickshire, and its self-assessment with the totals it prints."""

from collections import Counter

import pytest
from django.db.models import Sum

from metrics.models import Assessment, AssessmentTotal, BedCount, Ward

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("documents")]

COVENTRY = "coventry-warwickshire"


def test_there_are_17_wards_on_six_sites():
    wards = Ward.objects.filter(programme__slug=COVENTRY)

    assert wards.count() == 17
    assert set(wards.values_list("site", "town")) == {
        ("Caludon Centre", "Coventry"),
        ("St Michaels", "Warwick"),
        ("Hawkesbury Lodge", "Coventry"),
        ("Manor Site", "Nuneaton"),
        ("Woodloes House", "Warwick"),
        ("Brooklands", "Marston Green"),
    }


def test_the_wards_have_252_beds():
    beds = BedCount.objects.filter(ward__programme__slug=COVENTRY)
    areas = beds.order_by().values_list("ward__service_area").annotate(beds=Sum("beds"))

    assert dict(areas) == {
        "Adult Acute Inpatient (Mental Health)": 158,
        "Rehabilitation (Mental Health)": 20,
        "Older Adults and Dementia (Mental Health)": 60,
        "Learning Disability and Autism": 14,
    }
    assert sum(dict(areas).values()) == 252


def test_two_wards_have_a_count_for_men_and_one_for_women():
    parts = BedCount.objects.filter(ward__programme__slug=COVENTRY).exclude(part="")

    assert set(parts.values_list("ward__name", "part", "beds")) == {
        ("Hawkesbury Ward", "Male", 12),
        ("Hawkesbury Ward", "Female", 8),
        ("Ferndale Ward", "Male", 16),
        ("Ferndale Ward", "Female", 5),
    }


def test_every_bed_count_says_what_its_day_rests_on():
    assert not BedCount.objects.filter(ward__programme__slug=COVENTRY, date_words="").exists()


def test_32_scores_stand_in_8_domains_and_4_service_areas():
    cells = Assessment.objects.filter(programme__slug=COVENTRY).values_list(
        "service_area__title", "domain__slug"
    )

    assert len(cells) == len(set(cells)) == 32
    assert Counter(area for area, _ in cells) == {
        "Adult acute inpatient": 8, "Rehabilitation": 8, "Older adults and Dementia": 8,
        "Learning Disability and Autism": 8,
    }  # fmt: skip


def test_three_printed_totals_agree_with_their_scores_and_adult_acute_does_not():
    printed = dict(
        AssessmentTotal.objects.filter(programme__slug=COVENTRY).values_list(
            "service_area__title", "published"
        )
    )
    added_up = dict(
        Assessment.objects.filter(programme__slug=COVENTRY)
        .order_by()
        .values_list("service_area__title")
        .annotate(total=Sum("score"))
    )

    assert {area: (printed[area], added_up[area]) for area in printed} == {
        "Adult acute inpatient": (19, 23),
        "Rehabilitation": (25, 25),
        "Older adults and Dementia": (27, 27),
        "Learning Disability and Autism": (28, 28),
    }
