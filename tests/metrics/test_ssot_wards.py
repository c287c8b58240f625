"""The wards that the Year One Review names, and how far Culture of Care has come on them."""

import pytest

from metrics.models import BedCount, Ward, WardInitiative

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("documents")]

NSCHT, MPFT = "rly", "rre"


def wards():
    return Ward.objects.filter(programme__slug="ssot")


def reached(trust):
    """Rows of Culture of Care."""
    rows = WardInitiative.objects.filter(initiative__programme__slug="ssot")
    return rows.filter(initiative__slug="culture-of-care", organisation__slug=trust)


def test_the_eight_named_wards_are_all_of_nscht():
    names = ["Ward 1", "Ward 2", "Ward 3", "Ward 4", "Ward 6", "Ward 7", "PICU", "Summers View"]

    assert list(wards().values_list("name", "organisation__slug")) == [(name, NSCHT) for name in names]
    assert not wards().filter(purpose="").exists()


def test_no_beds_are_counted_since_none_are_printed():
    assert not BedCount.objects.filter(ward__in=wards()).exists()


def test_four_wards_are_in_the_formal_and_four_in_the_shadow_programme():
    rows = reached(NSCHT).values_list("ward__name", "reach")

    assert dict(rows) == {
        "Ward 2": "formal", "Ward 3": "formal", "Ward 6": "formal", "Ward 7": "formal",
        "PICU": "shadow", "Ward 1": "shadow", "Ward 4": "shadow", "Summers View": "shadow",
    }  # fmt: skip


def test_the_four_wards_of_mpft_are_counted_and_not_named():
    assert list(reached(MPFT).values_list("ward", "wards", "reach")) == [(None, 4, "formal")]
