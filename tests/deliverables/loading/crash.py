"""Run by test_crash.py in a process of its own: loads that are killed in the middle.

python -m tests.deliverables.loading.crash FILE     FILE is where the SQLite database goes
Prints one line of JSON: what the database held after each kill, and after the load that followed it.
"""

import json
import os
import shutil
import sqlite3
import sys
from pathlib import Path

import django

from tests.kills import in_child, run_counted

PARTS = (0.0, 0.1, 0.4, 0.7, 0.95, 1.0)
TABLES = ("deliverables_planitem", "deliverables_fixturerecord", "deliverables_change")


def main(database: Path) -> dict:
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}  # ten times as fast
    call_command("migrate", run_syncdb=True, verbosity=0)
    connection.close()
    empty = database.with_suffix(".empty")
    shutil.copy(database, empty)
    counted = database.with_suffix(".counted")
    in_child(lambda: load(kill_at=None, counted=counted))
    statements, whole = int(counted.read_text()), rows(database)
    kills = []
    for part in PARTS:
        start_from(empty, database)
        signal_number = in_child(lambda part=part: load(kill_at=1 + int(part * (statements - 1))))
        after = rows(database)
        again = in_child(lambda: load(kill_at=None))
        kills.append({"signal": signal_number, "after": after, "again": again, "at_last": rows(database)})
    return {"statements": statements, "whole": whole, "kills": kills}


def load(*, kill_at: int | None, counted: Path | None = None) -> None:
    """Load every fixture; kill this process instead of running statement number `kill_at`."""
    from deliverables.loading import default_folders, load_folders

    seen = run_counted(lambda: load_folders(default_folders()), kill_at=kill_at)
    if counted:
        counted.write_text(str(seen))


def rows(database: Path) -> list[int]:
    connection = sqlite3.connect(database)
    try:
        return [connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in TABLES]  # noqa: S608
    finally:
        connection.close()


def start_from(empty: Path, database: Path) -> None:
    for leftover in database.parent.glob(f"{database.name}*"):
        leftover.unlink()
    shutil.copy(empty, database)


if __name__ == "__main__":
    path = Path(sys.argv[1])
    os.environ |= {"DATABASE_URL": f"sqlite:///{path}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    django.setup()
    sys.stdout.write(json.dumps(main(path)) + "\n")
