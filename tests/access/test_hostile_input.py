"""Whatever is put into an address or a form, the site answers in its own words: no fault, markup or hang."""

import re
import time
from collections.abc import Iterator
from itertools import cycle, islice
from urllib.parse import quote, urlencode

import pytest

from tests.access.addresses import path_of
from tests.access.nasty import MARKUP, NASTY
from tests.access.requests import form_for
from tests.access.table import rows

pytestmark = pytest.mark.django_db

LONGEST = 2.5  # seconds of this machine's own work
# Values tried on each page and in each field. Each begins elsewhere in the list.
A_PAGE, A_FIELD = 10, 3
PAGES = [row.name for row in rows() if row.method == "GET"]
EVERYWHERE = ("as_at", "page", "sort", "no_such_name")
IN_LINKS = re.compile(r"""(?:[?&]|&amp;)([a-z_]+)=|<(?:input|select)[^>]*\sname="([a-z_]+)\"""")
WHOLE_NUMBERS = ("0", "2147483648", "9223372036854775808", "9" * 40, "9" * 5000)
FORM = "application/x-www-form-urlencoded"
SENT = [
    row.name for row in rows() if row.method == "POST" and row.name not in ("favicon.ico", "admin/login/")
]
# A person who may do everything; what one person has loaded is theirs alone.
WHO = {"workbook_load": "lead", "sign-in": "out"}


@pytest.fixture
def survives(ask):
    """Sends the request; fails on a fault, on what was sent coming back as markup, and on a hang."""

    def send(role: str, method: str, path: str, data: str | None = None):
        began = time.process_time()
        response = ask(role, method, path, data, content_type=FORM)
        took = time.process_time() - began
        said = f"{method} {path[:200]} {(data or '')[:200]}"
        assert response.status_code < 500, said
        assert took < LONGEST, f"{said} took {took:.1f} s"
        text = response.told.decode(errors="replace")
        if "html" in response.headers.get("Content-Type", ""):
            assert [markup for markup in MARKUP if markup in text] == [], said
        assert "Set-Cookie: x" not in str(response.headers)
        return response

    return send


def names_in(text: str) -> list[str]:
    """Parameters that the page itself puts into addresses, and those that every page takes."""
    found = {name for pair in IN_LINKS.findall(text) for name in pair if name}
    return sorted(found | set(EVERYWHERE))


def turn(names: list[str], name: str) -> Iterator[str]:
    """The nasty values over and over, begun at another place for each name."""
    values = list(NASTY.values())
    return islice(cycle(values), names.index(name) * 7 % len(values), None)


@pytest.mark.parametrize("name", PAGES)
def test_no_parameter_breaks_a_page(site, survives, name):
    role = WHO.get(name, "site")
    path = path_of(site, name)
    names = names_in(survives(role, "GET", path).told.decode(errors="replace"))

    for parameter, value in zip(islice(cycle(names), A_PAGE), turn(PAGES, name), strict=False):
        survives(role, "GET", f"{path}?{parameter}={value}")
    survives(role, "GET", f"{path}?{'&'.join(f'{parameter}=%00&{parameter}=9' for parameter in names)}")
    survives(role, "GET", f"{path}?{'&'.join(f'{parameter}[]=1' for parameter in names)}")
    survives(role, "GET", f"{path}?{'&'.join(f'x{number}=1' for number in range(1500))}")


@pytest.mark.parametrize("value", NASTY)
def test_a_search_takes_any_words(site, survives, value):
    survives("viewer", "GET", f"{path_of(site, 'items')}?q={NASTY[value]}")


@pytest.mark.parametrize(
    "path",
    [
        "/programmes/midshire/years/{}/",
        "/programmes/midshire/years/{}/said-and-planned/",
        "/my/updates/{}/",
        "/my/updates/{}/no-change/",
        "/review/{}/correct/",
    ],
)
def test_no_number_in_an_address_breaks_it(site, survives, path):
    for number in WHOLE_NUMBERS:
        assert survives("site", "GET", path.format(number)).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/{}",
        "/programmes/{}/",
        "/programmes/midshire/plan/{}/",
        "/programmes/midshire/workstreams/{}/",
        "/programmes/midshire/periods/{}/",
        "/programmes/midshire/periods/q4/workbook/{}/",
        "/my/updates/calendar/{}.ics",
        "/trusts/{}/",
        "/sources/{}/",
        "/data/{}.csv",
        "/data/{}/",
        "/static/{}",
    ],
)
def test_no_name_in_an_address_breaks_it(site, survives, path):
    for value in NASTY.values():
        assert survives("site", "GET", path.format(value)).status_code in (301, 400, 404)


@pytest.mark.parametrize("name", SENT)
def test_no_field_of_a_form_breaks_it(site, survives, name):
    role, path, fields = WHO.get(name, "site"), path_of(site, name), form_for(site, name)
    values = turn(SENT, name)

    for field in fields:
        others = urlencode({key: value for key, value in fields.items() if key != field})
        for value in islice(values, A_FIELD):
            survives(role, "POST", path, f"{others}&{quote(field)}={value}")
        survives(role, "POST", path, others)
        survives(role, "POST", path, f"{others}&{quote(field)}=1&{quote(field)}=%00&{quote(field)}[]=2")


@pytest.mark.parametrize("name", SENT)
def test_no_body_breaks_a_form(site, survives, name):
    role, path = WHO.get(name, "site"), path_of(site, name)

    for body in (
        "",
        "=&=&=",
        "%00=%00",
        "&" * 5000,
        "x=" + "a" * 3_000_000,
        "&".join(f"x{n}=1" for n in range(1500)),
    ):
        survives(role, "POST", path, body)


@pytest.mark.parametrize("name", ["my_update", "my_update_draft", "correct"])
@pytest.mark.parametrize("count", ["-1", "9" * 30, "1000", "%00", "", "x", quote("٣")])
def test_no_count_of_rows_breaks_the_form_of_an_update(site, survives, name, count):
    fields = {key: value for key, value in form_for(site, name).items() if not key.startswith("steps-")}

    for key in ("steps-TOTAL_FORMS", "steps-INITIAL_FORMS"):
        survives(
            "site", "POST", path_of(site, name), f"{urlencode(fields)}&steps-TOTAL_FORMS=1&{key}={count}"
        )


@pytest.mark.parametrize("value", NASTY)
def test_a_next_step_takes_no_nonsense(site, survives, value):
    fields = {**form_for(site, "my_update"), "steps-TOTAL_FORMS": "1"}
    steps = "&".join(f"steps-0-{field}={NASTY[value]}" for field in ("text", "owner", "due_on"))

    survives("site", "POST", path_of(site, "my_update"), f"{urlencode(fields)}&{steps}")
