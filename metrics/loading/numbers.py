"""One cell as a number and what stands in its place where there is none. Pure."""

from __future__ import annotations

import math
import re
from typing import Any

REPORTED, PROVISIONAL = "reported", "provisional"
SUPPRESSED, NOT_REPORTED, NOT_APPLICABLE = "suppressed", "not_reported", "not_applicable"
WITHOUT_VALUE = (SUPPRESSED, NOT_REPORTED, NOT_APPLICABLE)
MARKS = {
    "": NOT_REPORTED,
    "*": SUPPRESSED,
    "[c]": SUPPRESSED,
    "-": NOT_REPORTED,
    "–": NOT_REPORTED,
    "not reported": NOT_REPORTED,
    "[x]": NOT_REPORTED,
    "n/a": NOT_APPLICABLE,
    "na": NOT_APPLICABLE,
    "not applicable": NOT_APPLICABLE,
    "[z]": NOT_APPLICABLE,
    "suppressed": SUPPRESSED,
}
LARGEST = 1e15
FORMULA = ("=", "+", "@")
# 1,234.5 with every comma in its place, or digits without any; perhaps with an exponent.
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.\d+)?(?:[eE][+-]?\d{1,3})?\Z", re.ASCII)


class CellRefusedError(ValueError):
    """What is wrong with a cell, as a sentence that says what to write."""


def plain(cell: Any) -> str:
    """What stands in a cell as text, without space around it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def read_number(cell: Any) -> tuple[float | None, str]:
    """A number and `reported`, or None and what its mark means. Raises CellRefusedError.

    Reads 1,234 and 12.5% (as 12.5), 6.7639e+006 and £370; `*` is suppressed, blank is not reported.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _checked(float(cell)), REPORTED
    text = plain(cell)
    mark = MARKS.get(text.casefold())
    if mark is not None:
        return None, mark
    if text.startswith(FORMULA):
        raise CellRefusedError("This is a formula. Paste the value itself.")
    bare = text.removesuffix("%").removeprefix("£").strip() if len(text) < 40 else text
    if not _NUMBER.match(bare):
        raise CellRefusedError(
            f"“{text[:40]}” is no number. Write it like 1234.5, or * where it is suppressed."
        )
    return _checked(float(bare.replace(",", ""))), REPORTED


def _checked(number: float) -> float:
    if not math.isfinite(number) or abs(number) > LARGEST:
        raise CellRefusedError("This number is too large. Check it.")
    return number + 0.0  # -0.0 is 0
