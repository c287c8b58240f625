"""What other apps make up for the demonstration, told and taken away together with the reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Extension(NamedTuple):
    """Each function runs inside the transaction of its command and adds what it did to a counter, by name.

    `load(day=, told=)` tells what is not told yet; `programmes()` gives the primary keys of programmes that
    have any of it; `remove(removed=)` takes it away.
    """

    load: Callable[..., None]
    programmes: Callable[[], set[int]]
    remove: Callable[..., None]


# An app adds its own here when it is ready.
EXTENSIONS: list[Extension] = []
