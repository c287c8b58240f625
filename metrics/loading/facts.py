"""What a parser knows besides the rows: the codes, the period, the day; and where it notes what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from metrics.loading.catalogue import Catalogue, KnownIndicator
from metrics.loading.found import Findings
from metrics.loading.periods import Period

INDICATOR_ADVICE = "Use a code of the indicator catalogue, for example OUT-02."
ORGANISATION_ADVICE = "Use its ODS code, for example RRE: names change, codes stay."
WARD_ADVICE = "Use the ward’s name or address as on the page of the trust’s wards."


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    catalogue: Catalogue
    today: date
    period: Period | None = None
    """Only where the file itself does not say its period."""
    programme: str = ""
    standing: str = "own"
    findings: Findings = field(default_factory=Findings)

    def indicator(self, line: int, code: str) -> KnownIndicator | None:
        """The indicator, or None with the unknown code noted."""
        found = self.catalogue.indicator(code)
        if found is None:
            self._unknown(line, "indicator", code, INDICATOR_ADVICE)
        return found

    def is_known(self, line: int, organisation: str, ward: str) -> bool:
        """Whether both codes are known; the first that is not is noted."""
        if self.catalogue.organisation(organisation) is None:
            self._unknown(line, "organisation", organisation, ORGANISATION_ADVICE)
            return False
        if ward and self.catalogue.ward(organisation, ward) is None:
            self._unknown(line, "ward", ward, WARD_ADVICE)
            return False
        return True

    def _unknown(self, line: int, column: str, code: str, advice: str) -> None:
        missing = f"The {column} is missing. {advice}"
        self.findings.unknown_code(line, column, code[:60], advice=advice if code else missing)
