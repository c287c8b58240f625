"""The worker of the demonstration ends with whoever started it, in whatever way that ends."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

STARTS_A_WORKER = """
import os, django
django.setup()
from ipqt.management.commands.demo import start_worker
print(start_worker().pid, flush=True)
os.execv("/bin/sleep", ["sleep", "60"])
"""
PATIENCE = 30


def is_alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as told:
            return told.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory) -> dict:
    """Where processes start: beside a database that has the tables of tasks, and no others."""
    address = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'db.sqlite3'}"
    named = {"DJANGO_SETTINGS_MODULE": "ipqt.settings", "DEMO": "1", "DATABASE_URL": address}
    found = {"cwd": settings.BASE_DIR, "env": {**os.environ, **named}}
    migrate = [sys.executable, "manage.py", "migrate", "django_tasks_database", "--verbosity", "0"]
    subprocess.run(migrate, check=True, **found)
    return found


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_worker_is_gone_soon_after_its_server(surroundings, how):
    with subprocess.Popen(
        [sys.executable, "-c", STARTS_A_WORKER], stdout=subprocess.PIPE, **surroundings
    ) as server:
        worker = int(server.stdout.readline())
        assert is_alive(worker)
        server.send_signal(how)

    for _ in range(PATIENCE * 10):
        if not is_alive(worker):
            return
        time.sleep(0.1)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("The worker outlived its server.")
