"""What is wrong with the files is said in sentences, all at once, and nothing is written."""

from datetime import UTC, date, datetime

import pytest

from deliverables.loading import files
from deliverables.models import Change, FixtureRecord, Organisation, Programme
from tests.deliverables.loading.folders import PROGRAMME, REFERENCE, TomlFolder
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

ITEM = "north/plan_item.toml, plan_item 1 (A-1)"
FIELD_MISTAKES = [
    (
        "plan_item",
        {"titel": "x"},
        f"{ITEM}: has no field “titel”. Known: basis, citation, detail, domains,",
    ),
    ("plan_item", {"title": None}, f"{ITEM}: title is missing."),
    ("plan_item", {"title": "  "}, f"{ITEM}: title is empty."),
    ("plan_item", {"title": "\u200b\u2800"}, f"{ITEM}: title is empty."),
    ("plan_item", {"title": 5}, f"{ITEM}: title is text: put it in quotes."),
    ("plan_item", {"title": "a\x07b"}, f"{ITEM}: title has a control character in it: type it again"),
    ("plan_item", {"title": "a\x00b"}, f"{ITEM}: title has a control character in it: type it again"),
    ("plan_item", {"title": "x" * 501}, f"{ITEM}: title: Ensure this value has at most 500 characters"),
    ("plan_item", {"position": "1"}, f"{ITEM}: position is a whole number from 0 to 32767, without"),
    ("plan_item", {"position": True}, f"{ITEM}: position is a whole number from"),
    ("plan_item", {"position": -1}, f"{ITEM}: position is a whole number from"),
    ("plan_item", {"position": 10**30}, f"{ITEM}: position is a whole number from"),
    ("plan_item", {"kind": "project"}, f"{ITEM}: kind is “project”. Choose one of: deliverable, activity,"),
    ("plan_item", {"kind": None}, f"{ITEM}: kind is missing."),
    (
        "plan_item",
        {"basis": ""},
        f"{ITEM}: basis is “”. Choose one of: published, judged, entered, illustrative.",
    ),
    ("plan_item", {"domains": "valuing"}, f'{ITEM}: domains is a list of texts, for example ["val'),
    ("plan_item", {"domains": ["brave"]}, f"{ITEM}: domains names domain “brave”, which is not there."),
    ("plan_item", {"workstream": "x"}, f"{ITEM}: workstream names workstream “x”, which is not there."),
    ("plan_item", {"year": 2}, f"{ITEM}: year names plan_year “2”, which is not there."),
    ("plan_item", {"source": None}, f"{ITEM}: Choose the source of a published fact."),
    ("plan_item", {"window": "soon"}, f"{ITEM}: window needs the words as published: {{ words = "),
    ("plan_item", {"window": {"months": [1, 2]}}, f"{ITEM}: window needs the words as published: "),
    (
        "plan_item",
        {"window": {"words": "soon", "basis": "guessed", "year": "2025/26"}},
        f"{ITEM}, window: basis is “guessed”. Choose one of: published,",
    ),
    (
        "plan_item",
        {"window": {"words": "x", "start": date(2025, 2, 1), "end": date(2025, 1, 1)}},
        f"{ITEM}, window: The window ends before it starts.",
    ),
    (
        "plan_year",
        {"ends_on": "2025-03-31"},
        "north/plan_year.toml, plan_year 1 (1): ends_on is a date without",
    ),
    (
        "plan_year",
        {"ends_on": date(25, 3, 31)},
        "north/plan_year.toml, plan_year 1 (1): ends_on is in the year 25.",
    ),
    ("plan_year", {"number": 0}, "north/plan_year.toml, plan_year 1 (0): Plan years are numbered from 1."),
    ("programme", {"slug": "Not a slug"}, "north/programme.toml, programme 1: slug: Enter a valid “slug”"),
    ("programme", {"slug": None}, "north, programme: it needs a slug, for example slug = "),
    ("programme", {"month_one": None}, "north, programme: it needs a date as month_one, for example "),
    (
        "programme",
        {"month_one": date(2024, 4, 2)},
        "north/programme.toml, programme 1: Month 1 starts on the first",
    ),
    (
        "update",
        {"state": "in_progress", "actual_end": date(2025, 3, 31)},
        "north/update.toml, update 1 (A-1 rnm review): Work that goes on has no actual end.",
    ),
    (
        "update",
        {"workflow": "draft"},
        "north/update.toml, update 1 (A-1 rnm review): workflow and accepted_at follow",
    ),
    (
        "link",
        {"to": "A-1"},
        "north/link.toml, link 1 (A-1 contributes_to A-1): An item cannot be linked to itself.",
    ),
    (
        "reporting_period",
        {"locked": "yes"},
        "north/reporting_period.toml, reporting_period 1 (review): locked is true or false, without quotes.",
    ),
    (
        "next_step",
        {"due": {"words": "soon"}},
        "north/next_step.toml, next_step 1 (A-1 A-1-N1): due needs exactly one of",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "changes", "sentence"), FIELD_MISTAKES)
def test_a_mistake_is_told_with_file_table_number_and_ref(north, problems, table, changes, sentence):
    north.change(table, changes)

    assert [problem for problem in problems() if problem.startswith(sentence)]
    assert not Programme.objects.exists()
    assert not Organisation.objects.exists()


def test_one_mistake_gives_one_sentence_whatever_hangs_on_the_record(north, problems):
    north.change("plan_item", {"title": None}, ref="A-1")

    assert problems() == [f"{ITEM}: title is missing."]


def test_a_broken_rule_gives_one_sentence_whatever_hangs_on_the_record(reference, north, problems):
    reference.change("organisation", {"ends_on": date(2020, 1, 1), "starts_on": date(2021, 1, 1)}, slug="qnm")

    assert problems() == [
        "reference/organisation.toml, organisation 1 (qnm): The last day is before the first day."
    ]


def test_a_mistake_in_a_window_leaves_the_rest_of_the_item_checked(north, problems):
    north.change("plan_item", {"window": {"words": "x"}, "kind": "project", "year": 9}, ref="A-1")

    assert len(problems()) == 2
    assert {"window", "kind"} == {problem.split(": ")[1].split()[0] for problem in problems()}


def test_all_mistakes_of_all_folders_are_told_at_once_and_nothing_is_written(reference, north, problems):
    reference.change("source", {"kind": "leaflet"}, slug="plan")
    reference.change("domain", {"position": -1}, slug="humane")
    reference.change("organisation", {"starts_on": date(2021, 1, 1), "ends_on": date(2020, 1, 1)}, slug="rnm")
    north.change("plan_item", {"kind": "project"}, ref="A-1")
    north.change("plan_item", {"year": 9}, ref="D-1")
    north.add("workstream", slug="digital", name="Digital", position="one", basis="entered")
    north.add("plan_item", ref="A-9", kind="milestone", title="x" * 501, policy="GP-1", basis="entered")

    told = problems()

    assert [problem.partition(": ")[0] for problem in told] == [
        "reference/domain.toml, domain 2 (humane)",
        "reference/source.toml, source 1 (plan)",
        "north/plan_item.toml, plan_item 1 (A-1)",
        "north/plan_item.toml, plan_item 3 (A-9)",
        "north/workstream.toml, workstream 2 (digital)",
        "reference/organisation.toml, organisation 2 (rnm)",
        "north/plan_item.toml, plan_item 2 (D-1)",
    ]
    assert not FixtureRecord.objects.exists()
    assert not Change.objects.exists()


def test_a_key_written_twice_names_both_places(north, problems):
    north.add("plan_item", **{**north.row("plan_item", ref="D-1"), "title": "Again"})

    (sentence,) = problems()
    places = [f"north/plan_item.toml, plan_item {number} (D-1)" for number in (3, 2)]
    assert sentence == "{}: has the same key as {}. Keep one of them.".format(*places)


def test_two_folders_cannot_hold_the_same_record(reference, north, problems):
    north.add("organisation", slug="qnm", name="Another name", kind="icb")

    (sentence,) = problems()
    assert sentence.startswith(
        "north/organisation.toml, organisation 1 (qnm): has the same key as reference/"
    )


def test_two_folders_of_the_same_name_cannot_hold_the_same_record(tmp_path, reference, north, problems):
    (tmp_path / "copy").mkdir()
    copy = TomlFolder(tmp_path / "copy" / "north", PROGRAMME)

    assert len(problems(reference.path, north.path, copy.path)) == 10


def test_a_folder_given_twice_is_told_as_such(reference, north, problems):
    assert "has the same key as north/" in problems(reference.path, north.path, north.path)[0]


def test_a_folder_with_a_name_that_cannot_be_kept_is_refused(tmp_path, problems):
    long = TomlFolder(tmp_path / ("x" * 81), REFERENCE)

    assert problems(long.path) == [f"{'x' * 81}: shorten the folder's name to 80 characters."]


def test_the_same_item_and_dependency_ref_are_two_links(north, load):
    north.add("plan_item", ref="X-1", kind="activity", title="An item", basis="entered")
    north.add("external_dependency", ref="X-1", title="A national plan", basis="entered")
    north.add("link", **{"from": "D-1", "kind": "waits_on", "to": "X-1", "basis": "entered"})
    north.add("link", **{"from": "D-1", "kind": "waits_on", "dependency": "X-1", "basis": "entered"})

    assert load().created["link"] == 3


def test_a_code_that_another_organisation_has_is_told_in_words(reference, problems):
    OrganisationFactory(slug="other", code="QNM")

    (sentence,) = problems()
    assert sentence.startswith(
        "reference/organisation.toml, organisation 1 (qnm): Organisation with this ODS code"
    )


def test_a_changed_record_that_breaks_a_rule_is_told_in_words(reference, north, load, problems):
    load()
    north.change("plan_year", {"ends_on": date(2024, 4, 1)}, number=1)

    assert problems() == ["north/plan_year.toml, plan_year 1 (1): The year ends before it starts."]


def test_a_folder_holds_one_programme(north, problems):
    north.add("programme", **{**north.row("programme"), "slug": "south"})

    assert problems() == ["north, programme: a folder holds one [programme], this one has 2."]


def test_what_belongs_to_a_programme_cannot_stand_in_a_shared_folder(north, problems):
    (north.path / "programme.toml").unlink()

    assert problems() == [
        "north: link, next_step, plan_item, plan_year, reporting_period, update, workstream must stand in a "
        "folder with a [programme] table."
    ]


def test_a_key_that_is_too_long_is_refused(reference, north, problems):
    slugs = {"programme": "n" * 50, "organisation": "o" * 80, "item": "i" * 20, "period": "p" * 60}
    reference.add("organisation", slug=slugs["organisation"], name="A long name", kind="vcse")
    north.change("programme", {"slug": slugs["programme"]})
    north.change("plan_item", {"ref": slugs["item"]}, ref="D-1")
    north.change("link", {"to": slugs["item"]})
    north.add("reporting_period", **{**north.row("reporting_period"), "slug": slugs["period"]})
    del slugs["programme"]
    north.add("update", **{**north.row("update"), **slugs})

    (sentence,) = problems()
    assert sentence.endswith("its key is over 200 characters. Shorten it.")


FILES = [
    (b"[[plan_item]]\nref = D-1\n", "cannot be read: Invalid"),
    (b"\xff\xfe[programme]", "cannot be read: it is not UTF-8 text (at byte 0). Save it as UTF-8."),
    (b"#" * (files.MAX_FILE_BYTES + 1), "cannot be read: it is over 4 MB. Split it into several files."),
    (b"a = " + b"[" * 5000, "cannot be read: its lists or tables are nested too deeply."),
    (b"a = " + b"1" * 5000, "cannot be read: "),
    (
        b"[[risk]]\nref = 'R-1'\n[[risk]]\nref = 'R-2'\n",
        "there is no table “risk”. Known: assessment, assessment_total, bed_count, discrepancy, domain,",
    ),
    (b"plan_item = 'all'\n", "write plan_item as [[plan_item]]."),
]


@pytest.mark.parametrize(("content", "sentence"), FILES)
def test_a_file_that_cannot_be_read_is_named(north, problems, content, sentence):
    (north.path / "zz.toml").write_bytes(content)

    (told,) = problems()
    assert told.startswith(f"north/zz.toml: {sentence}")


def test_a_folder_named_like_a_file_is_no_file(north, problems):
    (north.path / "zz.toml").mkdir()

    assert problems() == ["north/zz.toml: cannot be read: it is no file."]


def test_a_folder_that_is_not_there_is_named(tmp_path, problems):
    (told,) = problems(tmp_path / "nowhere")

    assert told.startswith(f"There is no folder {tmp_path / 'nowhere'}. Give the folder that")


def test_a_folder_without_toml_files_is_named(tmp_path, reference, problems):
    (told,) = problems(tmp_path)

    assert "holds no .toml file" in told


def test_a_moment_in_a_file_may_not_replace_what_is_worked_out(north, problems):
    north.change("update", {"accepted_at": "soon"})

    assert "follow from reported_on" in problems()[0]


def test_unprintable_letters_of_a_key_do_not_reach_the_message(north, problems):
    north.change("plan_item", {"ref": "A\x1b[31m"}, ref="D-1")

    assert problems()[0].startswith("north/plan_item.toml, plan_item 2 (A[31m): ref has a control character")


def test_moments_are_dates_of_our_time(north, problems):
    north.change("reporting_period", {"locked_at": datetime(2025, 5, 31, tzinfo=UTC), "locked": None})
    (north.path / "reporting_period.toml").write_text(
        (north.path / "reporting_period.toml").read_text().replace("+00:00", "")
    )

    assert "locked_at is a moment with its offset" in problems()[0]
