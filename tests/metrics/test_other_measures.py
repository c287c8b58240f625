"""What the Coventry and Derby strategies will measure, how far that has come, and the targets they print."""

import pytest

from metrics.models import Measure, ProgrammeIndicator, Target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("documents")]

COVENTRY, DERBY = "coventry-warwickshire", "derby-derbyshire"
OTHERS = (COVENTRY, DERBY)


def titles(slug, objective):
    """Of the measures directly under a heading, in printed order."""
    rows = Measure.objects.filter(programme__slug=slug, objective__ref=objective, parent=None)
    return list(rows.values_list("title", flat=True))


# Coventry and Warwickshire: what it will measure


def test_the_coventry_ambitions_are_measures_in_their_printed_words():
    assert titles(COVENTRY, "O-1") == [
        "Improved patient experience",
        "Improving the therapeutic environment within inpatient services",
        "Upgrading physical settings",
        "Providing trauma-informed care local to home",
        "Supporting our workforce",
        "Addressing Health Inequalities",
        "Minimising Length of Stay",
        "Working to eliminate inappropriate Out of Area Placements",
        "Reducing rehabilitation placements aligned with the plans to develop Rehabilitation inpatient stay"
        " models consistent / in line with the Tier 1 and Tier 2 Rehabilitation Commissioning Guidance",
        "Reducing the number of people in hospital Learning Disability and Autistic people",
        "Improving the quality of care",
    ]


# Derby and Derbyshire: what it will measure


def test_derby_prints_five_outcome_measures():
    reduction = "Reduction in the number of people "
    assert titles(DERBY, "O-1") == [
        reduction + "stranded in hospital when ready to leave",
        reduction + "sent away a distance from their home",
        reduction + "subject to restrictive behaviours",
        reduction + "susceptible to poor and abusive care",
        reduction + "stigmatised and discriminated against / at risk of criminalisation",
    ]


def test_derby_prints_eleven_metrics():
    assert titles(DERBY, "O-2") == [
        "Reduction in number of inappropriate out of area placements for acute admissions",
        "Reduction in number of people with LD&A receiving inpatient care",
        "Reduction in number of people with SMI receiving level 2 inpatient rehabilitation services",
        "Reduction of people with SMI receiving secure MH Inpatient services",
        "Timely access to inpatient care",
        "Safe and effective inpatient care",
        "Least restrictive environment",
        "Improved access to SMI and LD & Autism Health Checks",
        "Reasonable adjustments provided for all those people who may benefit from them",
        "Delivery of a care & accommodation summit focused on people with severe mental ill-health",
        "Access, outcomes and experience for people with protected characteristics and identified priority"
        " groups will be measured to ensure any equity gaps are minimised",
    ]


def test_three_derby_metrics_have_five_sub_lines():
    lines = Measure.objects.filter(programme__slug=DERBY, parent__isnull=False)

    assert list(lines.values_list("parent__title", "title")) == [
        ("Timely access to inpatient care", "reduction in waits in ED"),
        ("Timely access to inpatient care", "reduction in length of stay"),
        ("Timely access to inpatient care", "improved flow and effective discharges"),
        (
            "Safe and effective inpatient care",
            "access to therapeutic interventions and personalised trauma informed care and support",
        ),
        (
            "Least restrictive environment",
            "reduction in episodes and duration of restrictive practice reduction in/ minimising"
            " segregation and reducing seclusion",
        ),
    ]


def test_derby_prints_five_standards():
    assert len(titles(DERBY, "O-3")) == 5


# Both


@pytest.mark.parametrize("slug", OTHERS)
def test_every_measure_has_an_indicator_or_says_why_not(slug):
    silent = Measure.objects.filter(programme__slug=slug, indicators=None, gap="")

    assert not silent.exists()


@pytest.mark.parametrize("slug", OTHERS)
def test_a_programme_takes_up_the_indicators_of_its_measures_and_no_others(slug):
    taken_up = set(
        ProgrammeIndicator.objects.filter(programme__slug=slug).values_list("indicator__code", flat=True)
    )
    asked_for = set(
        Measure.objects.filter(programme__slug=slug, indicators__isnull=False).values_list(
            "indicators__code", flat=True
        )
    )

    assert taken_up == asked_for


@pytest.mark.parametrize("slug", OTHERS)
def test_every_rung_is_judged_with_a_reason_and_without_an_owner(slug):
    rows = ProgrammeIndicator.objects.filter(programme__slug=slug)

    assert not rows.exclude(basis="judged").exists()
    assert not rows.filter(readiness_why="").exists()
    assert not rows.exclude(owner="", next_review_on=None).exists()


def test_nothing_is_reporting_yet():
    rungs = ProgrammeIndicator.objects.filter(programme__slug__in=OTHERS).values_list("readiness", flat=True)

    assert set(rungs) == {"proposed", "defined", "source_agreed", "baseline_set"}


def test_targets_are_only_what_the_documents_print_as_a_number():
    rows = Target.objects.filter(programme__slug__in=OTHERS)

    assert set(rows.values_list("indicator__code", "kind", "value", "starts_on__year", "basis")) == {
        ("OUT-03", "standard", 8, 2024, "published"),
        ("OUT-04", "standard", 8, 2024, "published"),
        ("REH-01", "plan", 0, 2027, "published"),
        ("COC-08", "plan", 100, 2027, "judged"),
    }
