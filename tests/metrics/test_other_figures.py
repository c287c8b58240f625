"""The numbers that the Coventry strategy and the CQC report print, each apart from its look-alikes."""

import pytest
from django.db.models import Count

from metrics.models import Figure, Observation, Series, Target, Ward

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("documents")]

COVENTRY, DERBY = "coventry-warwickshire", "derby-derbyshire"


def value_of(slug, indicator):
    """The only value that the programme has of an indicator, with its basis."""
    row = Observation.objects.get(series__programme__slug=slug, series__indicator__code=indicator)
    return row.value, row.basis


def test_the_two_nines_against_eight_are_two_measures():
    assert value_of(COVENTRY, "OUT-03") == value_of(COVENTRY, "OUT-04") == (9, "published")
    words = Observation.objects.filter(series__indicator__code__in=("OUT-03", "OUT-04"))
    assert sorted(row.words.split(" – ")[0].split(" - ")[0] for row in words) == [
        "Length of Stay in adult acute wards of 60 days",
        "Length of Stay in older adult wards of 90 days",
    ]


def test_the_score_of_the_trust_is_a_value_and_the_national_average_no_target():
    assert value_of(COVENTRY, "OUT-12") == (94, "published")
    assert Figure.objects.get(ref="fft-national-average").value == 87
    assert not Target.objects.filter(indicator__code="OUT-12", programme__slug=COVENTRY).exists()


def test_a_share_that_we_worked_out_is_judged():
    assert value_of(COVENTRY, "EQU-03") == (75, "judged")


def test_the_funding_of_the_midlands_is_nobodys_share():
    figure = Figure.objects.get(ref="sdf-midlands")

    assert (figure.value, figure.organisation.code) == (7.78, "Y60")
    assert "not the share of Coventry and Warwickshire" in figure.look_alikes


def test_values_are_known_from_the_latest_month_that_the_strategy_names():
    rows = Observation.objects.filter(series__programme__slug=COVENTRY)

    assert {row.known_at.date().isoformat() for row in rows} == {"2024-03-31"}


def test_derby_prints_no_value_and_gets_none():
    assert not Series.objects.filter(programme__slug=DERBY, basis="published").exists()
    assert not Figure.objects.filter(programme__slug=DERBY).exists()
    assert not Ward.objects.filter(programme__slug=DERBY).exists()


def test_the_cqc_figures_are_history_and_belong_to_no_programme():
    figures = Figure.objects.filter(source__slug="cqc-driving-improvement")

    assert set(figures.values_list("programme", "kind", "basis")) == {(None, "history", "published")}


def test_every_trust_of_the_cqc_report_has_its_figures():
    trusts = (
        Figure.objects.filter(source__slug="cqc-driving-improvement")
        .order_by()
        .values_list("organisation__code")
        .annotate(figures=Count("pk"))
    )

    assert dict(trusts) == {
        None: 3, "RPG": 4, "RH5": 2, "RP7": 5, "RXG": 5, "RLY": 8, "RJX": 1, "TAH": 5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "value", "words"),
    [
        ("cqc-oxleas-people", 28_400, "around 28,400 people a month"),
        ("cqc-lincolnshire-vacancies-before", 16, "from 16% to 1.7%"),
        ("cqc-lincolnshire-vacancies-after", 1.7, "from 16% to 1.7%"),
        ("cqc-nscht-staff", 1_216, "approximately 1,216 whole time equivalent (WTE) staff"),
        ("cqc-nscht-police-cells", 85, "reduced by 85% the number of people"),
        ("cqc-calderstones-population", 6_600_000, "around 6.6 million people"),
        ("cqc-sheffield-waits-after", 2, "from 29 weeks to two weeks"),
    ],
)
def test_a_cqc_figure_keeps_its_printed_words(ref, value, words):
    figure = Figure.objects.get(ref=ref)

    assert (figure.value, figure.words) == (value, words)
