"""What a load of new folders writes."""

from datetime import UTC, date, datetime

import pytest

from deliverables.loading import load_folders
from deliverables.models import (
    Change,
    FixtureRecord,
    ItemLink,
    NextStep,
    Organisation,
    PlanItem,
    Programme,
    ReportingPeriod,
    Update,
    Window,
)

pytestmark = pytest.mark.django_db


def test_a_load_creates_every_record_of_the_files(load):
    report = load()

    assert report.created == {
        "programme": 1, "plan_year": 1, "workstream": 1, "plan_item": 2, "window": 1, "link": 1,
        "reporting_period": 1, "update": 1, "next_step": 1,
    }  # fmt: skip
    assert not report.names
    assert Programme.objects.get().icb.code == "QNM"


def test_an_item_has_its_keys_and_lists(load):
    load()

    item = PlanItem.objects.get(ref="A-1")
    assert (item.year.number, item.workstream.slug) == (1, "workforce")
    assert [organisation.slug for organisation in item.organisations.all()] == ["rnm"]
    assert {domain.slug for domain in item.domains.all()} == {"valuing", "humane"}
    assert (item.basis, item.domains_basis, item.version) == ("published", "judged", 1)
    assert ItemLink.objects.get().to_item.ref == "D-1"


def test_a_window_in_months_has_dates_and_the_source_of_its_item(load):
    load()

    window = Window.objects.get()
    assert (window.words, window.number) == ("months 1-6", 1)
    assert (window.starts_on, window.ends_on) == (date(2024, 4, 1), date(2024, 9, 30))
    assert (window.precision, window.basis, window.source.slug) == ("month", "judged", "plan")


def test_published_words_count_as_accepted_on_their_day(load):
    load()

    update = Update.objects.get()
    assert (update.workflow, update.accepted_at) == ("accepted", datetime(2025, 5, 31, 12, tzinfo=UTC))


def test_a_locked_period_is_locked_at_the_end_of_its_last_day_in_london(load):
    load()

    assert ReportingPeriod.objects.get().locked_at == datetime(2025, 5, 31, 23, tzinfo=UTC)


def test_the_due_window_of_a_next_step_becomes_a_date(load):
    load()

    step = NextStep.objects.get()
    assert (step.due_words, step.due_on, step.due_precision) == ("in 2025/26", date(2026, 3, 31), "year")


def test_each_new_record_has_a_row_in_the_history(load):
    load()

    row = Change.objects.get(record="plan_item", key="north/A-1")
    assert (row.action, row.actor, row.before) == ("created", "load_programmes", None)
    assert row.after["title"] == "Workforce analysis"
    assert row.programme.slug == "north"
    assert row.why == "Loaded from north/plan_item.toml"
    assert Change.objects.count() == FixtureRecord.objects.count()


def test_shared_records_have_a_history_without_a_programme(load):
    load()

    assert Change.objects.get(record="organisation", key="rnm").programme is None


def test_a_key_may_lead_to_a_record_further_down(reference, load):
    reference.add("organisation", slug="new", name="The successor", kind="icb")
    reference.change("organisation", {"successor": "new"}, slug="qnm")

    load()

    assert Organisation.objects.get(slug="qnm").successor.slug == "new"
    assert load_folders([reference.path])[0].changed == 0


def test_a_statement_may_stand_before_its_parent(north, load):
    north.add("statement", ref="M-1", kind="meaning", title="What it means", parent="GP-1", basis="judged")
    north.add("statement", ref="GP-1", kind="guiding_policy", title="A policy", basis="judged")

    load()

    assert Programme.objects.get().statements.get(ref="M-1").parent.ref == "GP-1"
    assert load().changed == 0


def test_shared_tables_are_loaded_first_whatever_the_order(reference, north):
    names = [report.name for report in load_folders([north.path, reference.path])]

    assert names == ["reference", "north"]


def test_tables_may_be_spread_over_files_that_start_with_a_byte_order_mark(north, load):
    text = '[[workstream]]\nslug = "digital"\nname = "Digital"\nbasis = "entered"\n'
    (north.path / "more.TOML").write_text(text, encoding="utf-8-sig")

    assert load().created["workstream"] == 2


def test_a_dry_run_says_what_would_happen_and_writes_nothing(load):
    report = load(dry_run=True)

    assert report.created["plan_item"] == 2
    assert not Programme.objects.exists()
    assert not FixtureRecord.objects.exists()
    assert not Change.objects.exists()
