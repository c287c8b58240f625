"""Our own layout as a file to begin with, and what each of its columns means. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ipqt.exports import csv_blocks
from metrics.loading.tidy import NEEDED, PERIOD_TYPES, STATUSES


class TemplateColumn(NamedTuple):
    name: str
    meaning: str
    example: str

    @property
    def is_needed(self) -> bool:
        return self.name in NEEDED


COLUMNS = (
    TemplateColumn("programme", "Address of the programme. Empty: the one that you choose.", ""),
    TemplateColumn("indicator", "Code from the indicator catalogue.", "OUT-07"),
    TemplateColumn("organisation", "ODS code of the trust, place or board.", "RRE"),
    TemplateColumn("ward", "The ward’s name or its address, where the value is of one ward.", ""),
    TemplateColumn("dimension", "Breakdown, for example Age band. Empty for the total.", ""),
    TemplateColumn("category", "Category of the breakdown, for example 18 to 64.", ""),
    TemplateColumn("label", "Tells look-alikes apart, for example level 2 rehabilitation only.", ""),
    TemplateColumn("period_type", f"One of: {', '.join(PERIOD_TYPES)}.", "month"),
    TemplateColumn("starts_on", "First day of the period, as 2025-04-01 or 1/4/2025.", "2025-04-01"),
    TemplateColumn("ends_on", "Last day of the period, as 2025-04-30 or 30/4/2025.", "2025-04-30"),
    TemplateColumn("value", "The value in the indicator’s unit. Empty: not reported. *: suppressed.", "83.3"),
    TemplateColumn("numerator", "What is counted, where the value is a ratio.", "35"),
    TemplateColumn("denominator", "What it is counted of, where the value is a ratio.", "42"),
    TemplateColumn("value_status", f"Empty, or one of: {', '.join(STATUSES)}.", "provisional"),
    TemplateColumn("note", "Anything that a reader of the value should know.", ""),
)


def template_blocks() -> Iterator[str]:
    """The headings alone: an example row would be loaded with the others."""
    return csv_blocks([], header=[column.name for column in COLUMNS], bom=True)
