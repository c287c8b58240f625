"""Lists and counts inside sentences."""

from __future__ import annotations

from collections.abc import Sequence


def listed(parts: Sequence[str]) -> str:
    """a; a and b; a, b and c."""
    return ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def counted(count: int, one: str, many: str = "") -> str:
    """1 activity, 1,200 activities; an s is added where no plural is given."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
