"""Nobody reads or writes more than their role allows, at any address of the site, by any method."""

import pytest
from django.contrib import admin

from deliverables.models import Programme
from tests.access.addresses import addresses, path_of
from tests.access.requests import arguments, form_for
from tests.access.site import MEMBERS_ONLY, WRITERS_ONLY
from tests.access.table import OPEN_TO_ALL, PUBLIC, ROLES, Row, rows

pytestmark = pytest.mark.django_db

SIGN_IN = ("/account/sign-in/?next=", "/admin/login/?next=")
WRITERS = {"lead", "office", "admin", "site"}


def cell(response) -> str:
    """The cell of the table that this answer belongs in."""
    to = response.headers.get("Location", "")
    return "in" if to.startswith(SIGN_IN) else str(response.status_code)


def data_for(site, row: Row) -> dict | None:
    return form_for(site, row.name) if row.method == "POST" else None


def test_every_address_is_in_the_table():
    listed = {row.name for row in rows()}

    missing = sorted(set(addresses()) - listed)
    gone = sorted(listed - set(addresses()))
    assert missing == [], f"Say in tests/access/table.py who may do what at {missing}."
    assert gone == [], f"No address is called {gone} any more: take the rows out of tests/access/table.py."
    assert set(PUBLIC) | set(OPEN_TO_ALL) <= listed


def test_no_row_is_there_twice():
    seen = [(row.name, row.method) for row in rows()]

    assert sorted(set(seen)) == sorted(seen)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.name} {row.method}")
def test_each_role_is_answered_as_the_table_says_and_told_no_more(site, ask, row):
    path, data = path_of(site, row.name), data_for(site, row)

    answers = {role: ask(role, row.method, path, data) for role in ROLES}

    assert {role: cell(response) for role, response in answers.items()} == row.expected
    told = {role: response.told.decode(errors="replace") for role, response in answers.items()}
    assert {role for role in ROLES if WRITERS_ONLY in told[role]} <= WRITERS
    if row.name != "calendar":
        assert {role for role in ROLES if MEMBERS_ONLY in told[role]} <= set(ROLES) - {"out", "away"}


@pytest.mark.parametrize("name", addresses())
def test_a_method_without_a_row_is_refused(site, ask, name):
    taken = {row.method for row in rows() if row.name == name}
    if name in ("favicon.ico", "admin/login/"):
        taken |= {"PUT", "PATCH", "DELETE"}  # sends on whatever is asked of it, and writes nothing
    roles = ("out",) if name == "sign-in" else ("out", "site", "away")  # who is signed in is sent on
    path = path_of(site, name)

    answers = {
        (role, method): cell(ask(role, method, path))
        for method in {"POST", "PUT", "PATCH", "DELETE"} - taken
        for role in roles
    }

    assert set(answers.values()) <= {"405", "in"}


@pytest.mark.parametrize("name", [row.name for row in rows() if row.method == "POST"])
def test_a_form_without_its_secret_is_refused(site, ask, name):
    if name in ("favicon.ico", "admin/login/"):
        return
    answer = ask("site", "POST", path_of(site, name), form_for(site, name), enforce_csrf_checks=True)

    assert (answer.status_code, "Nothing was saved" in answer.text) == (403, True)


@pytest.mark.parametrize("role", ["out", "away"])
def test_a_public_programme_is_read_by_anybody_and_shows_nothing_unfinished(site, ask, role):
    Programme.objects.update(is_public=True)

    answers = {name: ask(role, "GET", path_of(site, name)) for name in PUBLIC}

    assert {name for name, response in answers.items() if response.status_code != 200} == set()
    assert {name for name, response in answers.items() if WRITERS_ONLY in response.told.decode()} == set()


@pytest.mark.parametrize("role", ["out", "away"])
def test_a_public_programme_is_written_by_its_members_only(site, ask, role):
    Programme.objects.update(is_public=True)
    sent = [row for row in rows() if row.method == "POST" and row.name in arguments_of_ours(site)]

    answers = {
        row.name: cell(ask(role, "POST", path_of(site, row.name), data_for(site, row))) for row in sent
    }

    assert len(answers) > 10
    assert {name for name, got in answers.items() if got not in ("in", "404", "403")} == set()


def arguments_of_ours(site) -> set[str]:
    """Addresses that name a record of the programme."""
    return {name for name in addresses() if arguments(site, name)} - {"calendar"}


def test_the_administration_pages_are_for_site_administrators_only(site, ask):
    paths = [f"/admin/{path}" for path in admin_paths()]

    for role in ROLES:
        got = {path: cell(ask(role, "GET", path)) for path in paths}
        if role == "site":
            assert {path for path, said in got.items() if said.startswith("5")} == set()
            assert got["/admin/"] == "200"
        else:
            assert {path for path, said in got.items() if said not in ("in", "404")} == set(), role


def admin_paths() -> list[str]:
    """The list, the form for a new row and a first row of every model, and the pages of no model."""
    found = ["", "password_change/", "autocomplete/", "jsi18n/"]
    for model in admin.site._registry:
        place = f"{model._meta.app_label}/{model._meta.model_name}/"
        first = model._default_manager.values_list("pk", flat=True).first() or 1
        found += [place, f"{place}add/", f"{place}{first}/change/", f"{place}{first}/history/"]
        found += [f"{place}{first}/delete/"]
    return found
