"""A PostgreSQL that lives as long as a `with` block or a command: no service, no password, no trace.

python -m tests.postgres -- COMMAND ...    runs the command with DATABASE_URL set
python -m tests.postgres --installed       exits with 0 where PostgreSQL can be started
"""

import contextlib
import functools
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NOT_INSTALLED = "PostgreSQL is not installed (apt-get install postgresql)"
DEBIAN = "/usr/lib/postgresql/*/bin"


@functools.cache
def programs() -> Path | None:
    """The folder of initdb and pg_ctl: on PATH, as pg_config says, or where Debian keeps the newest."""
    on_path = shutil.which("pg_ctl")
    candidates = [Path(on_path).resolve().parent] if on_path else []
    if shutil.which("pg_config"):
        said = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True)
        candidates.append(Path(said.stdout.strip()))
    versions = Path("/").glob(DEBIAN.lstrip("/"))
    candidates += sorted(versions, key=lambda path: float(path.parent.name), reverse=True)
    return next((path for path in candidates if all((path / n).exists() for n in ("initdb", "pg_ctl"))), None)


def owner() -> dict:
    """Arguments of subprocess.run: PostgreSQL refuses to run as root, so root hands over to somebody else."""
    if os.geteuid() != 0:
        return {}
    people = {person.pw_name: person for person in pwd.getpwall()}
    person = people.get("postgres") or people["nobody"]
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def throw_away():
    """Yields the database address of a fresh server that listens on a socket only."""
    found = programs()
    if not found:
        raise RuntimeError(NOT_INSTALLED)
    who = owner()
    run = functools.partial(subprocess.run, check=True, stdout=subprocess.DEVNULL, cwd="/", **who)
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        if who:
            os.chown(folder, who["user"], who["group"])
        data = f"{folder}/data"
        how = ["-U", "ipqt", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        run([found / "initdb", "-D", data, *how])
        settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        run([found / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", settings, "start"])
        try:
            yield f"postgres://ipqt@/postgres?host={folder}"
        finally:
            # A test may have ended it already, to see what happens then.
            run(
                [found / "pg_ctl", "-D", data, "-m", "immediate", "stop"],
                check=False,
                stderr=subprocess.DEVNULL,
            )


def main(arguments: list[str]) -> int:
    """The exit code of the command, or 1 with a message where there is no PostgreSQL."""
    if arguments == ["--installed"]:
        return 0 if programs() else 1
    if arguments[:1] != ["--"] or not programs():
        print(__doc__ if programs() else NOT_INSTALLED, file=sys.stderr)  # noqa: T201
        return 1
    with throw_away() as url:
        return subprocess.run(arguments[1:], env=os.environ | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
