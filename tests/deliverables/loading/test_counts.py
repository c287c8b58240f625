"""Everything that the five documents hold is in the database after `load_programmes`, no more and no less."""

import pytest
from django.db import transaction
from django.db.models import Count

from deliverables.loading import default_folders, load_folders
from deliverables.models import (
    Discrepancy,
    Domain,
    NextStep,
    Organisation,
    PlanItem,
    PlanYear,
    Programme,
    Restatement,
    Source,
    Statement,
    Update,
)

pytestmark = pytest.mark.django_db

SSOT, COVENTRY, DERBY = "ssot", "coventry-warwickshire", "derby-derbyshire"


def tally(queryset, *fields):
    """How many rows there are of each combination, the last level first."""
    rows = queryset.order_by().values_list(*fields).annotate(rows=Count("pk"))
    return {key[0] if len(key) == 1 else tuple(key): count for *key, count in rows}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Counts of a load of every fixture, which leaves nothing behind; the second load must change nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_folders(default_folders())
        counts = {
            "sources": Source.objects.count(),
            "domains": Domain.objects.count(),
            "programmes": Programme.objects.count(),
            "years": tally(PlanYear.objects, "programme__slug"),
            "items": tally(PlanItem.objects, "programme__slug", "kind", "year__number"),
            "quarters": tally(PlanItem.objects.filter(kind="activity"), "windows__words", "programme__slug"),
            "policies": tally(PlanItem.objects, "programme__slug", "kind", "policy__ref"),
            "statements": tally(Statement.objects, "programme__slug", "kind"),
            "findings": tally(Statement.objects.filter(kind="audit_finding"), "citation"),
            "restated": tally(Restatement.objects, "item__year__number", "item__kind"),
            "updates": tally(Update.objects, "item__kind", "workflow"),
            "undated": PlanItem.objects.filter(
                programme__slug=SSOT, year__number__gt=1, windows__gt=0
            ).count(),
            "next_steps": NextStep.objects.count(),
            "discrepancies": tally(Discrepancy.objects, "programme__slug"),
            "uncoded_trusts": Organisation.objects.filter(kind__in=("icb", "trust"), code=None).count(),
            "again": [(report.changed, report.names) for report in load_folders(default_folders())],
        }
        transaction.set_rollback(True)
    return counts


def items(loaded, slug):
    return {
        (kind, year): rows for (programme, kind, year), rows in loaded["items"].items() if programme == slug
    }


def statements(loaded, slug):
    return {kind: rows for (programme, kind), rows in loaded["statements"].items() if programme == slug}


def policies(loaded, slug, kind):
    """Items of a kind by the guiding policy, theme or enabler that they stand under."""
    return {ref: rows for (*key, ref), rows in loaded["policies"].items() if key == [slug, kind]}


def test_five_documents_and_eight_principles_stand_behind_three_programmes(loaded):
    assert (loaded["sources"], loaded["domains"], loaded["programmes"]) == (5, 8, 3)


def test_each_programme_has_three_years(loaded):
    assert loaded["years"] == {SSOT: 3, COVENTRY: 3, DERBY: 3}


def test_the_staffordshire_plan_is_whole(loaded):
    assert items(loaded, SSOT) == {
        ("activity", 1): 7, ("activity", 2): 6, ("activity", 3): 5,
        ("deliverable", 1): 7, ("deliverable", 2): 5, ("deliverable", 3): 3,
        ("initiative", 1): 19,
    }  # fmt: skip


def test_only_the_first_staffordshire_year_has_dates(loaded):
    assert loaded["undated"] == 0


def test_the_staffordshire_strategy_is_whole(loaded):
    assert statements(loaded, SSOT) == {
        "commitment": 7, "theme": 5, "enabler": 4, "audit_finding": 16, "engagement_theme": 13,
        "recommendation": 3,
    }  # fmt: skip
    assert sorted(loaded["findings"].values()) == [8, 8]


def test_the_review_tells_of_every_deliverable_activity_and_row(loaded):
    """13 rows under its themes; Culture of Care is 5 rows of NSCHT and the prose of MPFT."""
    assert loaded["updates"] == {
        ("deliverable", "accepted"): 7, ("activity", "accepted"): 7, ("initiative", "accepted"): 19,
    }  # fmt: skip
    assert policies(loaded, SSOT, "initiative") == {"T-2": 3, "T-3": 4, "T-4": 2, None: 4, "E-1": 5 + 1}
    assert loaded["next_steps"] == 38


def test_the_review_says_the_second_year_again(loaded):
    assert loaded["restated"] == {(2, "activity"): 6, (2, "deliverable"): 5}


def test_the_coventry_quarter_plan_has_27_cells(loaded):
    cells = {words: rows for (words, slug), rows in loaded["quarters"].items() if slug == COVENTRY}

    assert sorted(cells.values()) == [6, 7, 7, 7]
    assert sum(rows for (kind, _), rows in items(loaded, COVENTRY).items() if kind == "activity") == 27


def test_the_coventry_strategy_is_whole(loaded):
    assert statements(loaded, COVENTRY) == {
        "ambition": 11, "enabler": 5, "service_area": 4, "commitment": 7, "principle": 6, "vision": 2,
    }  # fmt: skip


def test_the_derby_plan_is_whole(loaded):
    assert sum(items(loaded, DERBY).values()) == 17
    assert policies(loaded, DERBY, "milestone") == {"GP-1": 3, "GP-2": 4, "GP-3": 4, "GP-4": 2, "GP-5": 4}
    assert statements(loaded, DERBY) == {"guiding_policy": 5, "meaning": 18, "standard": 5}


def test_the_cqc_report_gives_nine_themes_to_no_programme(loaded):
    assert statements(loaded, None) == {"theme": 9}


def test_every_programme_shows_where_its_sources_contradict_each_other(loaded):
    assert set(loaded["discrepancies"]) >= {SSOT, COVENTRY, DERBY}


def test_every_icb_and_trust_has_an_ods_code(loaded):
    assert loaded["uncoded_trusts"] == 0


def test_loading_the_fixtures_again_changes_nothing(loaded):
    assert loaded["again"] == [(0, {})] * 4
