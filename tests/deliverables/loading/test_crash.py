"""A load that is killed leaves nothing of it behind, and the next one succeeds."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NOTHING = [0, 0, 0]


@pytest.fixture(scope="module")
def crashes(tmp_path_factory):
    database = tmp_path_factory.mktemp("crash") / "site.sqlite3"
    run = subprocess.run(
        [sys.executable, "-m", "tests.deliverables.loading.crash", database],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def test_loads_were_killed_from_the_first_statement_to_the_last(crashes):
    assert crashes["statements"] > 1000
    assert [kill["signal"] for kill in crashes["kills"]] == [signal.SIGKILL] * 6


def test_a_killed_load_leaves_nothing_behind(crashes):
    assert [kill["after"] for kill in crashes["kills"]] == [NOTHING] * 6


def test_the_load_after_a_killed_one_writes_everything(crashes):
    assert crashes["whole"] > NOTHING
    assert [kill["again"] for kill in crashes["kills"]] == [0] * 6
    assert [kill["at_last"] for kill in crashes["kills"]] == [crashes["whole"]] * 6
