"""The catalogue: 61 definitions that say what is counted, against what, and which way is better.

58 come from the framework of the strategies; 3 (ACC) serve the national waiting-time file.
"""

from collections import Counter

import pytest

from deliverables.loading import default_folders, load_folders
from metrics.models import Indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("documents")]

FACTORS = {"%": 100, "per 1,000 bed days": 1_000, "per 100,000 people": 100_000}


def test_every_family_is_whole():
    families = Counter(code.split("-")[0] for code in Indicator.objects.values_list("code", flat=True))

    assert families == {
        "OAP": 7, "CAP": 5, "OUT": 14, "EQU": 4, "COC": 8, "IWE": 1, "EBP": 5, "WRK": 5, "SAT": 3, "LDA": 2,
        "SMI": 1, "REH": 1, "RAD": 1, "IMP": 1, "ACC": 3,
    }  # fmt: skip


def test_indicators_stand_in_the_order_of_their_families():
    positions = list(Indicator.objects.values_list("position", flat=True))

    assert positions == list(range(1, 62))


def test_every_definition_says_why_it_matters_and_where_its_values_come_from():
    assert not Indicator.objects.filter(why="").exists()
    assert not Indicator.objects.filter(data_source="").exists()


def test_the_factor_turns_every_ratio_into_its_unit():
    ratios = Indicator.objects.filter(calculation="ratio")

    assert {code: factor for code, unit, factor in ratios.values_list("code", "unit", "factor")} == {
        code: FACTORS.get(unit, 1) for code, unit in ratios.values_list("code", "unit")
    }


def test_only_a_ratio_or_what_cannot_be_rolled_up_has_a_denominator():
    assert not Indicator.objects.filter(calculation="count").exclude(denominator="").exists()


def test_neither_way_is_better_only_for_beds_incidents_and_complaints():
    assert set(Indicator.objects.filter(polarity="neither").values_list("code", flat=True)) == {
        "CAP-01", "COC-03", "COC-04",
    }  # fmt: skip


def test_national_measures_are_the_ones_that_nhs_england_publishes():
    named = Indicator.objects.exclude(national_id="")

    assert dict(named.values_list("code", "national_id")) == {
        "OAP-01": "OAP03aM",
        "OAP-02": "OAP02aM, OAP02aQ",
        "OAP-03": "OAP08aQ",
        "OAP-06": "MHS22/MHS21",
        "CAP-05": "CCR119/CCR118",
        "OUT-02": "MHS140a",
        "OUT-03": "MHS100b, MHS100/MHS140",
        "OUT-04": "MHS103b, MHS103/MHS141",
        "OUT-07": "MHS80, MHS79/MHS78",
        "OUT-08": "MHS26",
        "OUT-13": "MHS107b",
        "EQU-01": "MHS157a",
        "COC-01": "MHS96",
        "ACC-01": "MRS01b, MRS01a/MRS01",
        "ACC-02": "MRS02",
        "ACC-03": "MRS03a",
    }


def test_counts_of_beds_services_standards_posts_and_money_need_no_hiding():
    assert set(Indicator.objects.filter(counts_people=False).values_list("code", flat=True)) == {
        "OAP-04", "CAP-01", "CAP-02", "CAP-03", "CAP-04", "COC-05", "COC-06", "COC-08", "IWE-01", "EBP-02",
        "WRK-01", "WRK-02", "WRK-05", "SAT-01", "IMP-01",
    }  # fmt: skip


def test_the_days_of_a_readmission_stand_in_its_name():
    assert Indicator.objects.get(code="OUT-06").name == "Readmitted within 30 days"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("OUT-02", "A stay that is still open counts to the last day of the period, that day included."),
        ("OUT-07", "Leaves out people who died within 3 days."),
        ("OUT-07", "Looks at discharges 4 days earlier"),
        ("OUT-08", "The first day is not counted."),
        ("COC-01", "The rate is not shown on fewer than 100 bed days."),
    ],
)
def test_a_definition_tells_the_rules_that_change_its_number(code, words):
    assert words in Indicator.objects.get(code=code).definition_notes


def test_no_definition_claims_a_review_that_nobody_made():
    assert not Indicator.objects.exclude(basis="judged").exists()
    assert not Indicator.objects.filter(reviewed_on__isnull=False).exists()


def test_loading_the_catalogue_again_writes_nothing():
    assert [report.changed for report in load_folders(default_folders())] == [0] * 4
