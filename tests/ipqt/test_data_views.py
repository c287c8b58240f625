"""The data pages and files, asked for as a person or a spreadsheet would."""

import csv
import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from ipqt.dates import today
from ipqt.views.catalogue import DATASETS
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PlanItemFactory,
    ProgrammeFactory,
    SourceFactory,
    UpdateFactory,
    UserFactory,
    WindowFactory,
)

pytestmark = pytest.mark.django_db

# Changes first: every download adds a row to them.
NAMES = sorted((dataset.name for dataset in DATASETS), key=lambda name: name != "changes")


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="ssot")


@pytest.fixture
def reader(client, programme):
    """A board member of the programme, signed in."""
    user = MembershipFactory(programme=programme).user
    client.force_login(user)
    return user


@pytest.fixture
def administrator(client):
    user = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(user)
    return user


def fetched(client, address):
    response = client.get(address)
    return response, b"".join(response) if response.streaming else response.content


def rows_at(client, address):
    _, content = fetched(client, address)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_list_counts_the_rows_that_the_reader_may_see(client, reader, programme):
    PlanItemFactory.create_batch(3, programme=programme)
    PlanItemFactory()

    listed = client.get("/data/").context["listed"]

    counts = {entry.dataset.name: entry.rows for entry in listed}
    assert counts["plan_items"] == 3
    assert counts["programmes"] == 1
    assert counts["updates"] == 0


@pytest.mark.parametrize("rows", [1, 25])
@pytest.mark.parametrize(("address", "queries"), [("/data/", 6), ("/data/plan_items/", 3)])
def test_the_pages_cost_the_same_whatever_the_rows(
    client, reader, programme, rows, address, queries, django_assert_num_queries
):
    source = SourceFactory()
    for item in PlanItemFactory.create_batch(rows, programme=programme, source=source):
        UpdateFactory(item=item)

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("rows", [1, 25])
def test_a_file_costs_the_same_whatever_the_rows(client, reader, programme, rows, django_assert_num_queries):
    for item in PlanItemFactory.create_batch(rows, programme=programme):
        item.organisations.add(OrganisationFactory())

    with django_assert_num_queries(8):
        assert len(rows_at(client, "/data/plan_items.csv?programme=ssot")) == rows


def test_the_counts_are_as_many_as_the_rows_of_the_files(client, administrator, programme):
    for item in PlanItemFactory.create_batch(3, programme=programme):
        WindowFactory(item=item)
        UpdateFactory(item=item)

    counts = {entry.dataset.name: entry.rows for entry in client.get("/data/").context["listed"]}
    for name in NAMES:
        assert len(rows_at(client, f"/data/{name}.csv")) == counts[name], name


@pytest.mark.parametrize("name", NAMES)
def test_every_dataset_has_a_dictionary_that_names_every_column(client, administrator, name):
    response = client.get(f"/data/{name}/")

    assert response.status_code == 200
    dataset = next(dataset for dataset in DATASETS if dataset.name == name)
    for column in dataset.columns:
        assert f"<code>{column.name}</code>" in response.text
    assert f"http://testserver/data/{name}.csv?bom=0" in response.text


def test_the_dictionary_lists_the_values_of_a_choice_and_the_filters(client, reader):
    text = client.get("/data/plan_items/").text

    assert "<code>carried_forward</code> Carried forward" in text
    for name in ("programme", "kind", "year", "workstream", "organisation", "state", "timing", "domain", "q"):
        assert f"<code>{name}</code>" in text
    assert "<code>as_at</code>" in text
    assert "<code>bom</code>" in text


@pytest.mark.parametrize("name", NAMES[1:])
def test_every_file_has_the_mark_for_excel_and_none_for_a_feed(client, administrator, name):
    response, for_excel = fetched(client, f"/data/{name}.csv")
    _, feed = fetched(client, f"/data/{name}.csv?bom=0")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    assert response["Cache-Control"] == "private"
    assert for_excel == b"\xef\xbb\xbf" + feed
    assert feed.endswith(b"\r\n")


def test_a_formula_typed_into_a_title_is_harmless_in_the_file(client, reader, programme):
    PlanItemFactory(programme=programme, title='=HYPERLINK("http://example.org")')

    assert rows_at(client, "/data/plan_items.csv")[0]["title"] == '\'=HYPERLINK("http://example.org")'


def test_the_file_takes_the_filters_of_the_page(client, reader, programme):
    PlanItemFactory(programme=programme, kind="activity", ref="Y1-A-A")
    PlanItemFactory(programme=programme)

    rows = rows_at(client, "/data/plan_items.csv?programme=ssot&kind=activity&state=&q=")

    assert [row["ref"] for row in rows] == ["Y1-A-A"]


def test_the_file_tells_of_the_day_asked_for(client, reader, programme):
    UpdateFactory(item=PlanItemFactory(programme=programme), reported_on=date(2025, 5, 31))

    (then,) = rows_at(client, "/data/plan_items.csv?as_at=31/3/2025")
    (now,) = rows_at(client, "/data/plan_items.csv")

    assert (then["state"], then["as_at"]) == ("not_reported", "2025-03-31")
    assert (now["state"], now["as_at"]) == ("in_progress", today().isoformat())


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("colour=red", "plan_items has no filter called colour. It has programme, kind, year"),
        ("kind=project", "kind: Choose a kind from the list. It may be deliverable, activity, milestone"),
        ("programme=nowhere", "programme: Choose a programme from the list. It may be ssot."),
        ("kind=activity&kind=milestone", "The address gives kind more than once."),
        ("as_at=31/2/2025", "“31/2/2025” is not a date we can show."),
        ("as_at=2999-01-01", "That date is in the future."),
        ("bom=yes", "bom is 1 for a file that Excel opens, or 0 for a feed."),
        ("q=" + "x" * 101, "q: Search for no more than 100 characters."),
        ("q=%00", "q: The text has characters that cannot be shown."),
        ("%3Cb%3E=1", "no filter called &lt;b&gt;."),
    ],
)
def test_what_is_not_understood_is_refused_and_never_passed_over(client, reader, query, words):
    response = client.get(f"/data/plan_items.csv?{query}")

    assert response.status_code == 400
    assert words in response.text


@pytest.mark.parametrize(
    "address", ["/data/secrets.csv", "/data/secrets/", "/data/changes.csv", "/data/changes/"]
)
def test_a_dataset_that_is_not_for_the_reader_is_not_found(client, reader, address):
    assert client.get(address).status_code == 404


def test_changes_are_listed_only_for_those_who_may_read_them(client, reader, programme):
    assert "changes.csv" not in client.get("/data/").text

    MembershipFactory(user=reader, programme=programme, role="office")

    assert "changes.csv" in client.get("/data/").text
    assert client.get("/data/changes.csv").status_code == 200


@pytest.mark.parametrize("address", ["/data/", "/data/plan_items/", "/data/plan_items.csv"])
def test_signed_out_people_are_asked_to_sign_in(client, programme, address):
    assertRedirects(
        client.get(address), f"{reverse('sign-in')}?next={address}", fetch_redirect_response=False
    )


def test_anybody_may_take_the_rows_of_a_public_programme(client, programme):
    PlanItemFactory(programme=ProgrammeFactory(slug="open", is_public=True))
    PlanItemFactory(programme=programme)

    assert [row["programme"] for row in rows_at(client, "/data/plan_items.csv")] == ["open"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_files_can_only_be_read(client, reader, method):
    assert getattr(client, method)("/data/plan_items.csv").status_code == 405


def test_the_command_writes_the_bytes_that_the_site_serves_to_an_administrator(
    client, administrator, programme, tmp_path, capsys
):
    item = PlanItemFactory(programme=programme, title="Löns, “quoted”")
    UpdateFactory(item=item)
    WindowFactory(item=item)

    call_command("export_data", tmp_path / "new" / "folder")

    for name in NAMES:
        _, served = fetched(client, f"/data/{name}.csv")
        assert (tmp_path / "new" / "folder" / f"{name}.csv").read_bytes() == served, name
    assert sorted(path.stem for path in (tmp_path / "new" / "folder").iterdir()) == sorted(NAMES)
    assert "plan_items.csv: 1 row\n" in capsys.readouterr().out


def test_the_command_says_what_to_do_where_it_cannot_write(tmp_path):
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(CommandError, match=r"Cannot write to .*file: .* Give a folder that you may write to"):
        call_command("export_data", tmp_path / "file")


def test_a_fault_while_writing_leaves_the_old_file_as_it_was(tmp_path, monkeypatch, programme):
    call_command("export_data", tmp_path, verbosity=0)
    before = (tmp_path / "programmes.csv").read_bytes()
    (tmp_path / ".programmes.csv.part").mkdir()

    with pytest.raises(CommandError, match=r"Cannot write"):
        call_command("export_data", tmp_path)

    assert (tmp_path / "programmes.csv").read_bytes() == before
