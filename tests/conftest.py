import os
from collections import Counter

import pytest
from django.db import connection
from hypothesis import settings

from tests import browser, postgres

# The same examples every time, so that a change is judged by itself. EXPLORE=1 looks for new ones.
settings.register_profile("steady", derandomize=not os.environ.get("EXPLORE"))
settings.load_profile("steady")

ON_SQLITE = "this run is on SQLite (python -m tests.postgres -- python -m pytest -m postgres)"
WHAT = {
    browser.NOT_INSTALLED: "browser",
    postgres.NOT_INSTALLED: "PostgreSQL",
    ON_SQLITE: "PostgreSQL",
}


def cannot_run(reason: str, *, variable: str):
    """Skips the test, loudly at the end; fails it where the variable says that it has to run."""
    if os.environ.get(variable):
        pytest.fail(f"{reason}, and {variable} is set", pytrace=False)
    pytest.skip(reason)


def pytest_collection_modifyitems(items):
    """Every test in a browser needs committed rows, since the server reads them in a thread of its own."""
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db(transaction=True))
            item.add_marker("journey")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests with transactions end by emptying SQLite row by row, which its trigger on the history refuses."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            connection.cursor().execute("DROP TRIGGER IF EXISTS change_not_removed")


@pytest.fixture(autouse=True)
def _postgres_only(request):
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        cannot_run(ON_SQLITE if postgres.programs() else postgres.NOT_INSTALLED, variable="REQUIRE_POSTGRES")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not browser.chromium():
        cannot_run(browser.NOT_INSTALLED, variable="REQUIRE_BROWSER")
    return browser_type_launch_args | {"executable_path": browser.chromium(), "args": browser.ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "en-GB", "viewport": {"width": 1280, "height": 900}}


class Console(list):
    """What the browser complained about, and which complaints a test provokes on purpose.

    The browser reports in its own time, even after the page has been read: so all is judged at the end.
    """

    def __init__(self):
        self.provoked = []

    def expect(self, words: str) -> None:
        self.provoked.append(words)

    def surprises(self) -> list[str]:
        return [line for line in self if not any(words in line for words in self.provoked)]


@pytest.fixture
def console():
    return Console()


@pytest.fixture
def page(page, console):
    """A page in a browser; the test fails on any console message, which is how blocked scripts are caught."""
    page.on("console", lambda message: console.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: console.append(f"error: {error}"))
    yield page
    assert console.surprises() == []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter):
    """Says what could not be run where nobody can miss it: after everything else."""
    yield
    counts = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", ()))
    missed = {reason: counts[reason] for reason in WHAT if counts[reason]}
    if not missed:
        return
    terminalreporter.section("NOT RUN", sep="!", red=True, bold=True)
    for reason, count in missed.items():
        tests = "test" if count == 1 else "tests"
        terminalreporter.line(f"NOT RUN: {count} {WHAT[reason]} {tests}: {reason}", red=True, bold=True)


def _reason(report) -> str:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")
