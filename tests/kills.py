"""A process that is killed between two statements, as a machine that stops is. Used by scripts, not by tests
themselves: a test run has threads, and a fork keeps only one.
"""

import os
import signal
import sys
from collections.abc import Callable


def in_child(work: Callable[[], object]) -> int:
    """The signal that ended the child, or its exit code as a negative number; 0 where all went well."""
    pid = os.fork()
    if not pid:
        try:
            work()
        except BaseException as error:  # noqa: BLE001
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status)


def run_counted(
    work: Callable[[], object], *, kill_at: int | None = None, kill_after: int | None = None
) -> int:
    """Runs the work and gives how many statements it took, opening and closing savepoints among them.

    Kills this process instead of running statement number `kill_at`, or as soon as number `kill_after` has
    run. Committing is no statement: after the last one is before the commit.
    """
    from django.db import connection

    seen = 0

    def count(execute, *args):
        nonlocal seen
        seen += 1
        if seen == kill_at:
            die()
        result = execute(*args)
        if seen == kill_after:
            die()
        return result

    with connection.execute_wrapper(count):
        work()
    return seen


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
