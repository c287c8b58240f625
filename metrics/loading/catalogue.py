"""What codes in files may mean: the indicators, organisations and wards that are known. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

NUMERATOR, DENOMINATOR, VALUE = "numerator", "denominator", "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownIndicator:
    pk: int
    code: str
    calculation: str
    factor: float = 1.0
    unit: str = ""
    national_id: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What the rows of a national measure are to one of our indicators."""

    indicator: KnownIndicator
    role: str


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Codes in capitals, wards by organisation's code and their slug or name in small letters.

    `own` are the codes of the programme's organisations: of national files only their rows are taken.
    """

    indicators: Mapping[str, KnownIndicator]
    organisations: Mapping[str, int]
    own: Set[str] = frozenset()
    wards: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def indicator(self, code: str) -> KnownIndicator | None:
        return self.indicators.get(code.upper())

    def organisation(self, code: str) -> int | None:
        return self.organisations.get(code.upper())

    def ward(self, organisation: str, ward: str) -> int | None:
        return self.wards.get((organisation.upper(), ward.casefold()))

    @cached_property
    def national(self) -> dict[str, list[Part]]:
        """What each national measure, by its id in capitals, is to our indicators."""
        found: dict[str, list[Part]] = {}
        for indicator in self.indicators.values():
            for measure, role in national_parts(indicator.national_id):
                found.setdefault(measure.upper(), []).append(Part(indicator, role))
        return found


def national_parts(national_id: str) -> Iterator[tuple[str, str]]:
    """Ids and roles in a text such as `MHS80, MHS79/MHS78`: the value, then numerator over denominator."""
    for entry in filter(None, (part.strip() for part in national_id.split(","))):
        above, line, below = (part.strip() for part in entry.partition("/"))
        if not line:
            yield above, VALUE
        elif above and below:
            yield above, NUMERATOR
            yield below, DENOMINATOR
