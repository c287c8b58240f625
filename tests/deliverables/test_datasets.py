"""What the files of the plan hold, for whom, and at which moment."""

import csv
import io
from datetime import UTC, date, datetime

import pytest

from deliverables.audit import record_change
from deliverables.datasets import DATASETS
from deliverables.models import Answer, Restatement
from ipqt.datasets import Scope
from ipqt.models import User
from tests.factories import (
    DependencyFactory,
    DiscrepancyFactory,
    DomainFactory,
    LinkFactory,
    MembershipFactory,
    NextStepFactory,
    OrganisationFactory,
    PlanItemFactory,
    ProgrammeFactory,
    SourceFactory,
    StatementFactory,
    UpdateFactory,
    UserFactory,
    WindowFactory,
    WorkstreamFactory,
)

pytestmark = pytest.mark.django_db

BY_NAME = {dataset.name: dataset for dataset in DATASETS}
DAY = date(2025, 6, 30)
EVERYBODY = User(is_superuser=True)


def file_of(name, *, person=EVERYBODY, day=DAY):
    dataset = BY_NAME[name]
    return "".join(dataset.csv(dataset.rows(Scope(person=person, day=day)), bom=False))


def rows_of(name, **kwargs):
    return list(csv.DictReader(io.StringIO(file_of(name, **kwargs), newline="")))


def one_row_of(name, **kwargs):
    (row,) = rows_of(name, **kwargs)
    return row


@pytest.fixture
def plan():
    """One row or more of every dataset, with everything that may be given given."""
    source = SourceFactory(newest_words_on=date(2025, 5, 31), published_on=date(2025, 6, 1))
    programme = ProgrammeFactory(slug="ssot", source=source, basis="published")
    trust = OrganisationFactory(code=None, parent=programme.icb, successor=OrganisationFactory())
    policy = StatementFactory(programme=programme)
    policy.domains.add(DomainFactory(), DomainFactory())
    item = PlanItemFactory(
        programme=programme,
        ref="Y1-D1",
        title="=2+2",
        workstream=WorkstreamFactory(programme=programme),
        lead_organisation=programme.icb,
        policy=policy,
    )
    item.organisations.add(trust, programme.icb)
    later = PlanItemFactory(programme=programme, ref="Y2-D1", title="'+ a title")
    WindowFactory(item=item, precision="day", source=source)
    WindowFactory(
        item=item,
        number=2,
        ends_on=date(2024, 12, 31),
        agreed_on=date(2024, 10, 1),
        reason="Two lines,\r\none cell",
        approved_by=UserFactory(first_name="Olu", last_name="Office"),
    )
    UpdateFactory(item=item, organisation=trust, state="delivered", actual_end=date(2025, 1, 15))
    asked = UpdateFactory(
        item=item, organisation=programme.icb, state="waiting", reported_on=date(2025, 5, 30), ask="Decide"
    )
    Answer.objects.create(update=asked, text="Keep them", answered_by=UserFactory())
    NextStepFactory(item=item, ref="N1", due_on=date(2025, 9, 30), becomes=later)
    LinkFactory(from_item=item, to_item=later, stated_on=date(2025, 5, 31))
    dependency = DependencyFactory(programme=programme, expected_by=date(2025, 9, 30))
    LinkFactory(from_item=later, to_item=None, dependency=dependency, kind="waits_on")
    Restatement.objects.create(item=item, title="Two and two", source=source, basis="published")
    DiscrepancyFactory(programme=programme, item=item)
    programme.participations.create(organisation=trust, role="provider")
    programme.changes.create(actor="Olu Office", action="changed", record="plan_item", before={"x": [1, "é"]})
    return item


def test_the_columns_of_plan_items_begin_as_agreed():
    assert BY_NAME["plan_items"].header[:5] == ["programme", "ref", "kind", "year", "title"]


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_a_dataset_names_each_column_once_and_refers_only_to_datasets_with_a_key(dataset):
    assert len(set(dataset.header)) == len(dataset.header)
    assert all(BY_NAME[column.refers_to].keys for column in dataset.columns if column.refers_to)
    assert not any(column.name.endswith("id") for column in dataset.columns)


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_every_value_comes_back_from_the_file_unchanged(plan, dataset):
    records = list(dataset.records(dataset.rows(Scope(person=EVERYBODY, day=DAY))))

    read = [
        [column.from_cell(row[column.name]) for column in dataset.columns] for row in rows_of(dataset.name)
    ]

    blank = [column.from_cell("") for column in dataset.columns]
    meant = [
        [
            nothing if value is None else tuple(value) if isinstance(value, list) else value
            for value, nothing in zip(record, blank, strict=True)
        ]
        for record in records
    ]
    assert read
    assert read == meant


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_a_repeated_file_is_the_same_byte_for_byte_and_no_key_comes_twice(plan, dataset):
    keys = [tuple(row[column.name] for column in dataset.keys) for row in rows_of(dataset.name)]

    assert file_of(dataset.name) == file_of(dataset.name)
    assert not dataset.keys or len(set(keys)) == len(keys)


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_rows_of_a_programme_stay_with_its_members(plan, dataset):
    of_everybody = {"domains", "organisations"}

    seen = rows_of(dataset.name, person=UserFactory())

    assert bool(seen) == (dataset.name in of_everybody)


def test_a_row_has_the_status_of_the_day_and_says_which_day(plan):
    before = rows_of("plan_items", day=date(2025, 5, 1))[0]
    after = rows_of("plan_items")[0]

    assert (before["state"], before["timing"], before["as_at"]) == (
        "not_reported",
        "passed_unreported",
        "2025-05-01",
    )
    assert (after["state"], after["timing"], after["as_at"]) == ("delivered", "delivered_late", "2025-06-30")


def test_lists_hold_codes_and_slugs_where_no_code_is_verified(plan):
    row = rows_of("plan_items")[0]

    keys = [organisation.code or organisation.slug for organisation in plan.organisations.all()]
    assert row["organisations"] == "; ".join(sorted(keys))
    assert row["lead_organisation"] == plan.lead_organisation.code


def test_an_organisation_without_a_code_is_known_by_its_name(plan):
    row = next(row for row in rows_of("updates") if row["state"] == "delivered")

    assert row["organisation"] == ""
    assert row["organisation_name"] == plan.updates.get(state="delivered").organisation.name


@pytest.mark.parametrize(
    ("planned", "actual", "days"), [("day", "day", "12"), ("month", "day", ""), ("day", "month", "")]
)
def test_lateness_in_days_needs_two_dates_known_to_the_day(planned, actual, days):
    item = PlanItemFactory()
    WindowFactory(item=item, ends_on=date(2025, 3, 1), precision=planned)
    UpdateFactory(item=item, state="delivered", actual_end=date(2025, 3, 13), actual_precision=actual)

    assert one_row_of("plan_items")["days_late"] == days


@pytest.mark.parametrize(("precision", "days"), [("day", "30"), ("quarter", "")])
def test_what_is_overdue_is_late_by_the_days_up_to_the_moment(precision, days):
    item = PlanItemFactory()
    WindowFactory(item=item, ends_on=date(2025, 5, 31), precision=precision)
    UpdateFactory(item=item, state="in_progress")

    row = one_row_of("plan_items")

    assert (row["timing"], row["days_late"]) == ("overdue", days)
    assert row["late"] == "4 weeks"


def test_an_open_ask_has_an_empty_answer(plan):
    UpdateFactory(item=plan, ask="Fund two posts", organisation=OrganisationFactory())

    answers = {row["ask"]: row["answer"] for row in rows_of("asks")}

    assert answers == {"Decide": "Keep them", "Fund two posts": ""}


def test_drafts_are_in_no_file():
    UpdateFactory(workflow="draft")

    assert rows_of("updates") == []


def test_a_corrected_update_gives_way_to_its_correction():
    first = UpdateFactory(summary="wrong")
    UpdateFactory(
        item=first.item,
        organisation=first.organisation,
        supersedes=first,
        summary="right",
        accepted_at=datetime(2025, 6, 10, tzinfo=UTC),
    )

    assert one_row_of("updates")["summary"] == "right"
    assert one_row_of("updates", day=date(2025, 6, 9))["summary"] == "wrong"


@pytest.mark.parametrize("name", ["windows", "updates", "next_steps", "links", "restatements"])
def test_what_was_said_later_is_not_in_the_file_of_an_earlier_day(plan, name):
    then, now = rows_of(name, day=date(2024, 9, 1)), rows_of(name)

    assert len(then) < len(now)


def test_statements_and_discrepancies_of_national_documents_are_for_everybody():
    StatementFactory(programme=None, ref="T-9")
    DiscrepancyFactory(programme=None, ref="d-9")
    reader = MembershipFactory().user

    assert one_row_of("statements", person=reader)["statement"] == "T-9"
    assert one_row_of("discrepancies", person=reader)["discrepancy"] == "d-9"


@pytest.mark.parametrize(
    ("role", "offered"),
    [("viewer", False), ("lead", False), ("analyst", False), ("office", True), ("admin", True)],
)
def test_changes_are_for_the_office_and_administrators(plan, role, offered):
    member = MembershipFactory(role=role, programme=plan.programme).user

    assert BY_NAME["changes"].offered_to(member) == offered
    assert bool(rows_of("changes", person=member)) == offered


def test_changes_of_no_programme_are_for_the_site_administrator():
    record_change(action="signed in", record="person", key="a@example.org", by=None)

    assert rows_of("changes", person=MembershipFactory(role="office").user) == []
    assert one_row_of("changes")["action"] == "signed in"


def test_only_documents_that_a_reader_can_see_cited_are_listed(plan):
    member = MembershipFactory(programme=plan.programme).user
    SourceFactory()

    assert len(rows_of("sources", person=member)) == 1
    assert len(rows_of("sources")) == 2
