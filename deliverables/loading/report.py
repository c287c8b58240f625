from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class LoadReport:
    """What the load of one folder did.

    Counters are by table. The lists name records and fields that differ from the files and were left alone.
    """

    name: str
    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    adopted: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed_here: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    gone_from_files: list[str] = field(default_factory=list)

    @property
    def changed(self) -> int:
        return self.created.total() + self.updated.total()

    @property
    def names(self) -> dict[str, list[str]]:
        """What was left alone, under a heading that says why; no empty lists."""
        headings = {
            "Made here before, so taken over as it is": self.adopted,
            "Changed here since, so kept as it is": self.kept,
            "Removed here since, so left out": self.removed_here,
            "Names a record that was removed here, so left as it was": self.left_out,
            "No longer in the files, still here": self.gone_from_files,
        }
        return {heading: names for heading, names in headings.items() if names}
