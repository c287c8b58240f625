"""What a load leaves alone: the merge of the files, what was last loaded, and what people changed since."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deliverables.loading import load_folders
from deliverables.models import Change, Domain, FixtureRecord, Organisation, PlanItem, Programme, Update
from tests.factories import PlanItemFactory, ProgrammeFactory, UpdateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(load):
    load()
    return load


@pytest.fixture
def item(loaded):
    return PlanItem.objects.get(ref="A-1")


def history():
    return Change.objects.exclude(action="created")


def remembered():
    return list(FixtureRecord.objects.values_list("record", "key", "values", "folder", "loaded_at"))


def edit(record, **changes):
    """What a person does on the site."""
    type(record)._base_manager.filter(pk=record.pk).update(**changes)


def test_a_second_load_changes_nothing(reference, north, loaded):
    with CaptureQueriesContext(connection) as queries:
        reports = load_folders([reference.path, north.path])

    written = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []
    assert [report.changed for report in reports] == [0, 0]
    assert not any(report.names for report in reports)


def test_a_load_costs_the_same_queries_whatever_the_rows(north, loaded):
    with CaptureQueriesContext(connection) as few:
        loaded()
    for number in range(2, 12):
        north.add("workstream", slug=f"strand-{number}", name=f"Strand {number}", basis="entered")
    loaded()
    with CaptureQueriesContext(connection) as many:
        loaded()

    assert len(many) == len(few)


def test_a_change_in_the_files_is_written_and_kept_in_the_history(north, loaded):
    north.change("plan_item", {"title": "Workforce review", "domains": ["humane"]}, ref="A-1")

    report = loaded()

    item = PlanItem.objects.get(ref="A-1")
    assert report.updated == {"plan_item": 1}
    assert (item.title, item.version) == ("Workforce review", 2)
    assert [domain.slug for domain in item.domains.all()] == ["humane"]
    row = history().get()
    assert row.before == {"title": "Workforce analysis", "domains": ["humane", "valuing"]}
    assert row.after == {"title": "Workforce review", "domains": ["humane"]}


def test_a_change_of_a_list_alone_counts_the_version_up(north, loaded):
    north.change("plan_item", {"domains": None}, ref="A-1")

    loaded()

    item = PlanItem.objects.get(ref="A-1")
    assert item.version == 2
    assert not item.domains.exists()


def test_a_change_in_the_files_leaves_other_fields_that_people_changed(north, loaded, item):
    edit(item, detail="Told by the lead.")
    north.change("plan_item", {"title": "Workforce review"}, ref="A-1")

    report = loaded()

    item.refresh_from_db()
    assert (item.title, item.detail) == ("Workforce review", "Told by the lead.")
    assert report.kept == ["plan_item north/A-1: detail"]


CHANGES = [
    ("plan_item", "north/A-1", "title", lambda: edit(PlanItem.objects.get(ref="A-1"), title="Ours")),
    ("plan_item", "north/A-1", "workstream", lambda: edit(PlanItem.objects.get(ref="A-1"), workstream=None)),
    ("plan_item", "north/A-1", "domains", lambda: PlanItem.objects.get(ref="A-1").domains.clear()),
    ("programme", "north", "ends_on", lambda: edit(Programme.objects.get(), ends_on="2028-03-31")),
    ("update", "north/A-1/rnm/review", "state", lambda: edit(Update.objects.get(), state="stopped")),
]


@pytest.mark.parametrize(("table", "key", "field", "change"), CHANGES)
def test_what_people_changed_is_kept_and_named(loaded, table, key, field, change):
    change()
    before = remembered()

    report = loaded()

    assert report.changed == 0
    assert report.kept == [f"{table} {key}: {field}"]
    assert remembered() == before


@pytest.mark.parametrize(("table", "key", "field", "change"), CHANGES)
def test_what_people_changed_is_kept_even_when_the_file_changes_too(loaded, north, table, key, field, change):
    change()
    changed_in_file = {
        "title": "The file's", "workstream": "digital", "domains": ["valuing"],
        "ends_on": north.row("programme")["month_one"].replace(year=2029), "state": "waiting",
    }  # fmt: skip
    north.add("workstream", slug="digital", name="Digital", basis="entered")
    rows = north.tables[table]
    rows[0][field] = changed_in_file[field]
    north.write()

    first, second = loaded(), loaded()

    assert first.kept == second.kept == [f"{table} {key}: {field}"]
    assert first.updated == second.updated == {}


def test_people_and_the_file_may_come_to_the_same(north, loaded, item):
    edit(item, title="Workforce review")
    north.change("plan_item", {"title": "Workforce review"}, ref="A-1")
    assert loaded().kept == []

    north.change("plan_item", {"title": "Workforce plan"}, ref="A-1")
    assert loaded().updated == {"plan_item": 1}


def test_the_line_ends_of_a_browser_are_no_change(loaded):
    update = Update.objects.get()
    edit(update, summary=update.summary.replace("\n", "\r\n"))

    assert loaded().kept == []


def test_a_record_that_people_removed_stays_removed_and_is_named(loaded):
    Update.objects.all().delete()

    report = loaded()

    assert report.removed_here == ["update north/A-1/rnm/review"]
    assert report.changed == 0
    assert not Update.objects.exists()


def test_what_hung_on_a_removed_record_goes_with_it(north, loaded, item):
    item.delete()
    north.add("restatement", item="A-1", title="Again", source="plan", citation="Page")

    first, second = loaded(), loaded()

    for report in (first, second):
        assert "plan_item north/A-1" in report.removed_here
        assert report.left_out == ["restatement north/A-1/plan: plan_item north/A-1"]
        assert report.changed == 0


def test_a_new_record_is_left_out_with_what_hangs_on_it_when_it_names_a_removed_one(north, loaded):
    Domain.objects.get(slug="valuing").delete()
    north.add("plan_item", ref="A-2", kind="activity", title="New", domains=["valuing"], basis="entered",
              window={"words": "25/26", "year": "2025/26"})  # fmt: skip

    report = loaded()

    assert report.left_out == [
        "plan_item north/A-2: domain valuing",
        "window north/A-2/1: plan_item north/A-2",
    ]
    assert not PlanItem.objects.filter(ref="A-2").exists()


def test_a_record_that_comes_to_name_a_removed_one_is_left_as_it_was(north, loaded, item):
    north.add("workstream", slug="digital", name="Digital", basis="entered")
    loaded()
    Programme.objects.get().workstreams.get(slug="digital").delete()
    north.change("plan_item", {"workstream": "digital", "title": "Moved"}, ref="A-1")

    report = loaded()

    item.refresh_from_db()
    assert (item.workstream.slug, item.title) == ("workforce", "Workforce analysis")
    assert report.left_out == ["plan_item north/A-1: workstream north/digital"]


def test_a_programme_that_people_removed_stays_removed(north, loaded):
    PlanItem.objects.all().delete()
    Programme.objects.all().delete()
    north.add("workstream", slug="digital", name="Digital", basis="entered")

    report = loaded()

    assert "programme north" in report.removed_here
    assert report.left_out == ["workstream north/digital: programme north"]
    assert not Programme.objects.exists()


def test_a_record_gone_from_the_files_stays_and_is_named(north, loaded):
    north.drop("update", item="A-1")

    report = loaded()

    assert report.gone_from_files == ["update north/A-1/rnm/review"]
    assert Update.objects.exists()


def test_a_record_gone_from_the_files_and_removed_here_is_not_named(north, loaded):
    north.drop("update", item="A-1")
    Update.objects.all().delete()

    assert loaded().names == {}


def test_a_record_that_comes_back_to_the_files_is_merged_as_before(north, loaded):
    row = north.row("update", item="A-1")
    north.drop("update", item="A-1")
    loaded()
    north.add("update", **{**row, "summary": "Told better."})

    assert loaded().updated == {"update": 1}


def test_a_folder_may_be_renamed_and_a_record_moved_to_another_folder(tmp_path, reference, north, loaded):
    north.add("source", **reference.row("source", slug="plan"))
    reference.drop("source", slug="plan")
    north.path = north.path.rename(tmp_path / "north-2")

    first = load_folders([reference.path, north.path])
    second = load_folders([reference.path, north.path])

    assert [report.names for report in first + second] == [{}] * 4
    assert {report.changed for report in first + second} == {0}


def test_rows_that_people_made_before_are_taken_over_as_they_are(north, load):
    programme = ProgrammeFactory(slug="north", name="Ours", month_one="2024-05-01")
    PlanItemFactory(programme=programme, ref="A-1", title="Ours", year=None)

    first, second = load(), load()

    assert {"programme north", "plan_item north/A-1"} == set(first.adopted)
    assert "plan_item north/A-1: title" in first.kept
    assert "programme north: month_one" in first.kept
    assert first.kept == second.kept
    assert (second.adopted, second.changed) == ([], 0)
    assert PlanItem.objects.get(ref="A-1").title == "Ours"


def test_an_adopted_row_follows_the_file_where_it_was_the_same(north, load):
    Organisation.objects.create(slug="qnm", code="QNM", name="NHS North Midshire ICB", kind="icb")

    load()
    assert Organisation.objects.filter(slug="qnm").count() == 1
    assert not Change.objects.filter(record="organisation", key="qnm").exists()


def test_a_correction_of_an_update_is_never_touched(north, loaded):
    wrong = Update.objects.get()
    right = UpdateFactory(
        item=wrong.item,
        organisation=wrong.organisation,
        period=wrong.period,
        supersedes=wrong,
        state="stopped",
    )
    north.change("update", {"state": "waiting"}, item="A-1")

    report = loaded()

    right.refresh_from_db()
    wrong.refresh_from_db()
    assert (wrong.state, right.state) == ("waiting", "stopped")
    assert (wrong.version, right.version) == (2, 1)
    assert report.kept == []


def test_a_field_that_the_format_gained_is_filled_from_the_file(north, loaded):
    """As if `detail` had come to the format after the first load."""
    row = FixtureRecord.objects.get(record="plan_item", key="north/A-1")
    del row.values["detail"]
    row.save()
    north.change("plan_item", {"detail": "Look at every ward."}, ref="A-1")

    assert loaded().updated == {"plan_item": 1}


def test_a_successor_that_was_removed_is_named_and_not_set(reference, loaded):
    reference.add("organisation", slug="new", name="The successor", kind="icb")
    loaded()
    Organisation.objects.get(slug="new").delete()
    reference.change("organisation", {"successor": "new"}, slug="qnm")

    report = load_folders([reference.path])[0]

    assert report.left_out == ["organisation qnm: organisation new"]


def test_a_key_to_a_record_further_down_that_is_left_out_is_not_set(north, loaded):
    """The parent is new, and left out since it names a domain that was removed."""
    north.add("statement", ref="M-1", kind="meaning", title="Old parent", basis="judged")
    north.add("statement", ref="M-2", kind="meaning", title="Child", parent="M-1", basis="judged")
    loaded()
    Domain.objects.get(slug="valuing").delete()
    north.change("statement", {"parent": "M-3"}, ref="M-2")
    north.add("statement", ref="M-3", kind="meaning", title="New", domains=["valuing"], basis="judged")

    report = loaded()

    assert report.left_out == ["statement north/M-3: domain valuing"]
    assert "statement north/M-2: parent" in report.kept
    assert Programme.objects.get().statements.get(ref="M-2").parent.ref == "M-1"
