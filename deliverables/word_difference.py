"""What changed between two texts, word by word. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[^\s]+")
# Two texts of 1,400 words and gaps each. Longer ones are shown whole, so that no text holds up the page.
MOST_PAIRS = 2_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words. `kind` is same, added or removed."""

    kind: str
    text: str


def word_difference(earlier: str, later: str) -> list[Piece]:
    """The later text with what was removed and added since the earlier one, in reading order."""
    old, new = WORD.findall(earlier.strip()), WORD.findall(later.strip())
    if len(old) * len(new) > MOST_PAIRS:
        return _pieces([("removed", old), ("added", new)])
    runs = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            runs.append(("same", new[c:d]))
        else:
            runs += [("removed", old[a:b]), ("added", new[c:d])]
    return _pieces(_without_lone_gaps(runs))


def _without_lone_gaps(runs: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """A gap that stayed between two changed words reads as part of the change, not as a change of its own."""
    found: list[tuple[str, list[str]]] = []
    removed: list[str] = []
    added: list[str] = []
    for kind, words in runs:
        if kind == "removed":
            removed += words
        elif kind == "added":
            added += words
        elif (removed or added) and not "".join(words).strip():
            removed += words
            added += words
        else:
            found += [("removed", removed), ("added", added), (kind, words)]
            removed, added = [], []
    return [*found, ("removed", removed), ("added", added)]


def _pieces(runs: list[tuple[str, list[str]]]) -> list[Piece]:
    pieces = [Piece(kind, "".join(words)) for kind, words in runs]
    return [piece for piece in pieces if piece.text.strip() or (piece.kind == "same" and piece.text)]
