"""The engine reproduces published numbers: a selection of test vectors, and the known answer of a trust."""

from pathlib import Path

import pytest

from metrics.spc.conformity import compare
from metrics.spc.icons import Assurance, Variation
from metrics.spc.profiles import NHS_ENGLAND, NHSR
from metrics.spc.vectors import read_vectors
from tests.metrics.spc_series import judged

GOLDEN = Path(__file__).parent / "golden" / "nhsrplotthedots.json"
LINES = ("mean", "lpl", "upl", "near_lpl", "near_upl", "mean_moving_range", "moving_range")

# NHS England, accident and emergency attendances, organisation RQM, type 1, waits over 4 hours, April 2016 to
# March 2018. Contains public sector information licensed under the Open Government Licence v3.0.
RQM = [1199, 929, 970, 1178, 1110, 1388, 2061, 1985, 2675, 3141, 1942, 2030]
RQM += [1309, 1960, 1169, 1117, 1085, 1492, 1280, 1197, 1569, 1406, 1328, 1564]


@pytest.mark.parametrize("vector", read_vectors(GOLDEN), ids=lambda vector: vector["id"])
def test_every_field_of_a_published_series_is_reproduced(vector):
    comparison = compare(vector)

    assert comparison.differences == ()
    assert comparison.fields > 1


def test_every_mean_and_limit_is_reproduced_to_the_last_bit(monkeypatch):
    monkeypatch.setattr("metrics.spc.conformity.RELATIVE_TOLERANCE", 0)

    assert [line for vector in read_vectors(GOLDEN) for line in compare(vector).differences] == []


@pytest.mark.parametrize(
    ("profile", "lower", "upper"), [(NHSR, 740.40, 2349.94), (NHS_ENGLAND, 636.72, 2453.61)]
)
def test_the_published_limits_of_a_trust_are_reproduced(profile, lower, upper):
    reading = judged(RQM, profile=profile, direction="decrease", target=1200).reading

    assert round(reading.group.mean, 2) == 1545.17
    assert (round(reading.group.lower, 2), round(reading.group.upper, 2)) == (lower, upper)
    assert reading.variation == Variation.COMMON_CAUSE
    assert reading.assurance == Assurance.INCONSISTENT
    assert reading.profile == profile
