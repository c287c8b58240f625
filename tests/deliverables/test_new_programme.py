"""An ICB that is in none of the documents starts with one command."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.urls import reverse

from deliverables.loading import load_folders
from deliverables.models import Membership, Organisation, PlanItem, PlanYear, Programme, Role, Window
from tests.deliverables.loading.folders import REFERENCE, TomlFolder
from tests.factories import OrganisationFactory, ProgrammeFactory, UserFactory

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parents[2] / "fixtures"
ARGUMENTS = {
    "name": "North Midshire programme",
    "icb": "QNM",
    "icb_name": "NHS North Midshire Integrated Care Board",
    "starts": "1/4/2026",
}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "fixtures" / "north-midshire"


@pytest.fixture
def start(folder):
    def started(slug="north-midshire", **options):
        call_command("new_programme", slug, **{**ARGUMENTS, "folder": folder, **options})

    return started


def refused(start, **options) -> str:
    with pytest.raises(CommandError) as error:
        start(**options)
    return str(error.value)


def uncomment(path: Path) -> None:
    """What the first lines of the file tell people to do."""
    path.write_text(
        re.sub(r"^#(?=\S)", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
    )


def test_a_programme_of_an_unknown_icb_is_there_with_its_empty_years(start):
    start()

    programme = Programme.objects.get()
    assert (programme.slug, programme.name) == ("north-midshire", "North Midshire programme")
    assert (programme.icb.code, programme.icb.kind) == ("QNM", "icb")
    assert programme.icb.name == "NHS North Midshire Integrated Care Board"
    assert (str(programme.month_one), str(programme.ends_on)) == ("2026-04-01", "2029-03-31")
    assert (programme.basis, programme.month_one_basis) == ("entered", "entered")
    years = PlanYear.objects.order_by("number").values_list(
        "number", "starts_on__year", "ends_on__year", "title"
    )
    assert list(years) == [(1, 2026, 2027, ""), (2, 2027, 2028, ""), (3, 2028, 2029, "")]
    assert [(p.organisation.code, p.role) for p in programme.participations.all()] == [
        ("QNM", "commissioner")
    ]


def test_it_says_what_it_wrote_and_what_comes_next(start, folder, capsys):
    start()

    assert capsys.readouterr().out.splitlines() == [
        "North Midshire programme is there, with 3 empty plan years.",
        f"  wrote {folder}/programme.toml",
        f"  wrote {folder}/plan.toml",
        f"Fill in plan.toml, then run: python manage.py load_programmes {folder}",
        "Nobody has a role in it yet: an administrator gives roles in the admin site.",
    ]


def test_the_folder_loads_again_without_a_change(start, folder):
    start()

    (report,) = load_folders([folder])

    assert (report.changed, report.names) == (0, {})
    assert sorted(path.name for path in folder.parent.iterdir()) == ["north-midshire"]


def test_the_examples_of_the_folder_load_once_uncommented(start, folder):
    load_folders([FIXTURES / "reference"])
    start()
    for path in folder.iterdir():
        uncomment(path)

    (report,) = load_folders([folder])

    assert report.created == {
        "source": 1, "organisation": 1, "participation": 1, "workstream": 1, "statement": 1, "plan_item": 3,
        "window": 2, "external_dependency": 1, "link": 2,
    }  # fmt: skip
    assert PlanItem.objects.get(ref="Y1-A1").lead_organisation.code == "QNM"
    windows = Window.objects.order_by("words").values_list("starts_on", "ends_on")
    assert [f"{start} to {end}" for start, end in windows] == [
        "2026-10-01 to 2026-12-31",
        "2026-04-01 to 2026-09-30",
    ]


def test_the_comments_name_the_commands_with_this_programme_in_them(start, folder):
    start()

    text = (folder / "programme.toml").read_text(encoding="utf-8")
    assert f"python manage.py load_programmes {folder}" in text
    assert "python manage.py set_month_one north-midshire DATE" in text
    assert "$" not in text + (folder / "plan.toml").read_text(encoding="utf-8")


def test_people_with_a_role_see_it_and_nobody_else(start):
    office, stranger = UserFactory(email="olu@example.org"), UserFactory()

    start(office="Olu@example.org")

    assert Membership.objects.get().role == Role.OFFICE
    assert Programme.objects.visible_to(office).get().slug == "north-midshire"
    assert not Programme.objects.visible_to(stranger).exists()


def test_an_icb_that_the_site_knows_is_not_written_again(start, folder, tmp_path):
    load_folders([TomlFolder(tmp_path / "reference", REFERENCE).path])

    start(icb="qnm", icb_name="")

    assert Organisation.objects.get(code="QNM").name == "NHS North Midshire ICB"
    assert "\n[[organisation]]" not in (folder / "programme.toml").read_text(encoding="utf-8")


def test_names_are_written_as_they_are_typed(start):
    start(name='The "North\\Midshire" programme, 100% ours: $5 – {so far}', short_name="N/M")

    programme = Programme.objects.get()
    assert programme.name == 'The "North\\Midshire" programme, 100% ours: $5 – {so far}'
    assert programme.short_name == "N/M"


def test_a_long_name_is_cut_for_pages(start):
    start(name="Transformation " * 10)

    assert len(Programme.objects.get().short_name) <= 80


def test_it_may_start_in_any_month_and_last_up_to_ten_years(start):
    start(starts="2026-07-01", years=10)

    last = PlanYear.objects.get(number=10)
    assert (str(last.starts_on), str(last.ends_on)) == ("2035-07-01", "2036-06-30")


MISTAKES = [
    (
        {"slug": "North Midshire"},
        "A slug has small letters, digits and single hyphens, for example north-midshire.",
    ),
    ({"slug": "../../etc"}, "A slug has small letters"),
    ({"slug": "n" * 51}, "slug: Ensure this value has at most 50 characters"),
    ({"name": " "}, "Give the name in visible letters on one line."),
    ({"name": "\u200b"}, "Give the name in visible letters on one line."),
    ({"name": "Two\nlines"}, "Give the name in visible letters on one line."),
    ({"name": "n" * 201}, "name: Ensure this value has at most 200 characters"),
    ({"short_name": "n" * 81}, "short_name: Ensure this value has at most 80 characters"),
    ({"icb": "Q/1"}, "An ODS code has 2 to 8 letters and digits, for example QNC."),
    ({"icb_name": ""}, "The site does not know QNM yet. Add its name: --icb-name 'NHS … ICB'."),
    ({"starts": "4/2026"}, "Enter a real date, for example 31/3/2025 or 2025-03-31."),
    ({"starts": "2/4/2026"}, "Month 1 starts on the first day of a month, for example 1/4/2026."),
    ({"starts": "1/4/0026"}, "Month 1 is in the year 26. Give a year from 1900 to 2199."),
    ({"starts": "1/4/2198", "years": 10}, "is in the year"),
    ({"years": 0}, "Give 1 to 10 plan years."),
    ({"years": 11}, "Give 1 to 10 plan years."),
    ({"office": "nobody@example.org"}, "Nobody here has the e-mail address nobody@example.org."),
]


@pytest.mark.parametrize(("options", "sentence"), MISTAKES)
def test_a_mistake_is_told_in_a_sentence_and_nothing_is_written(start, folder, options, sentence):
    assert sentence in refused(start, **options)
    assert not Programme.objects.exists()
    assert not Organisation.objects.exists()
    assert not folder.parent.exists() or list(folder.parent.iterdir()) == []


def test_the_code_of_a_trust_is_refused(start):
    OrganisationFactory(code="RNM", slug="rnm", name="North Midshire Trust", kind="trust")

    assert refused(start, icb="RNM") == (
        "RNM is North Midshire Trust (NHS trust). Give the code of an integrated care board."
    )


def test_a_programme_that_is_there_is_refused(start):
    ProgrammeFactory(slug="north-midshire")

    assert refused(start) == "There is a programme “north-midshire” already. Choose another slug."


def test_a_folder_with_files_is_never_overwritten(start, folder):
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("# mine\n")

    assert "has files already. Load them, or choose another slug or folder." in refused(start)
    assert [path.name for path in folder.iterdir()] == ["mine.toml"]


def test_an_empty_folder_is_filled(start, folder):
    folder.mkdir(parents=True)

    start()

    assert len(list(folder.iterdir())) == 2


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(start, tmp_path):
    (tmp_path / "file").write_text("")

    assert refused(start, folder=tmp_path / "file" / "north").endswith("Choose another with --folder.")


@pytest.mark.django_db(transaction=True)
def test_a_failure_in_the_last_moment_leaves_no_folder_and_no_programme(start, folder):
    """As when the database goes away between the last statement and the commit."""

    def fail_on_commit():
        raise OperationalError("server closed the connection unexpectedly")

    connection.commit, commit = fail_on_commit, connection.commit
    try:
        assert refused(start).startswith("Nothing was written: the database is busy or away")
    finally:
        connection.commit = commit

    assert list(folder.parent.iterdir()) == []
    assert not Programme.objects.exists()


PAGES = (
    "programme",
    "items",
    "workstreams",
    "domains",
    "strategy",
    "next_steps",
    "coverage",
    "discrepancies",
)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_a_programme_without_a_plan_answers(client, start, name):
    office = UserFactory(email="olu@example.org")
    start(office=office.email)
    client.force_login(office)

    response = client.get(reverse(f"deliverables:{name}", args=["north-midshire"]))

    assert response.status_code == 200
    assert "North Midshire programme" in response.content.decode()


def test_the_plan_of_a_new_programme_is_shown_once_it_is_filled_in(client, start, folder):
    load_folders([FIXTURES / "reference"])
    office = UserFactory(email="olu@example.org")
    start(office=office.email)
    for path in folder.iterdir():
        uncomment(path)
    load_folders([folder])
    client.force_login(office)

    page = client.get(reverse("deliverables:year", args=["north-midshire", 1])).content.decode()

    assert "Workforce gap analysis report" in page
    assert "New model of care agreed" not in page
