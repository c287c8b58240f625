"""A server that is killed in the middle of a save leaves what was there before or all of what was sent."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STEPS = ("save", "submit", "accept", "open")


def killed_steps(**environment) -> dict:
    run = subprocess.run(
        [sys.executable, "-m", "tests.deliverables.crash"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory):
    file = tmp_path_factory.mktemp("crash") / "site.sqlite3"
    return killed_steps(DATABASE_URL=f"sqlite:///{file}", CRASH_DATABASE=str(file.with_suffix(".test")))


@pytest.fixture(scope="module")
def on_postgres():
    return killed_steps(CRASH_DATABASE=f"crash_{os.getpid()}")


@pytest.fixture(params=["on_sqlite", pytest.param("on_postgres", marks=pytest.mark.postgres)])
def steps(request):
    return request.getfixturevalue(request.param)


def test_every_step_was_killed_after_each_of_its_statements(steps):
    assert tuple(steps) == STEPS
    for step in steps.values():
        assert step["statements"] > 5
        assert [kill["signal"] for kill in step["kills"]] == [signal.SIGKILL] * (step["statements"] + 2)


@pytest.mark.parametrize("name", STEPS)
def test_a_kill_leaves_the_old_state_or_the_new_one(steps, name):
    step = steps[name]
    left = [kill["then"] for kill in step["kills"]]

    assert step["before"] != step["after"]
    assert left[:-1] == [step["before"]] * (len(left) - 1)
    assert left[-1] == step["after"]


@pytest.mark.parametrize("name", STEPS)
def test_the_same_request_sent_again_after_a_kill_writes_everything_once(steps, name):
    step = steps[name]

    assert [kill["at_last"] for kill in step["kills"]] == [step["after"]] * len(step["kills"])
    *cut_short, committed = [kill["again"] for kill in step["kills"]]
    assert cut_short == [""] * len(cut_short)
    # A period that is there already is named; every other step that was done already says that it is done.
    assert ("already" in committed) if name == "open" else committed == ""
