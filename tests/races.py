"""Several people at the same moment, each on a connection of their own. For tests marked postgres."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import connections

PATIENCE = 30  # seconds until a deadlock counts as one


def at_once(*calls: Callable[[], object]) -> list[Future]:
    """Starts the calls together and waits for all; each result is a Future: `.result()` or `.exception()`."""
    start = threading.Barrier(len(calls))

    def run(call):
        try:
            start.wait(PATIENCE)
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        futures = [pool.submit(run, call) for call in calls]
        for future in futures:
            future.exception(PATIENCE)
    return futures


def race(*calls: Callable[[], object]) -> list:
    """What came of each call: its result, or the error that it was told."""
    return [future.exception() or future.result() for future in at_once(*calls)]


def one_of(results: list, error: type[Exception]) -> tuple:
    """What the one that won was given and what another was told; all but one were told `error`."""
    won = [result for result in results if not isinstance(result, Exception)]
    told = [result for result in results if isinstance(result, Exception)]
    assert len(won) == 1, results
    assert [type(result) for result in told] == [error] * (len(results) - 1), told
    return won[0], told[0]
