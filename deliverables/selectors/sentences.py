"""Counts inside sentences."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """1 activity, 1,200 activities; an s is added where no plural is given."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
