"""A programme with what files can name, and files as text, for the tests of loading."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from deliverables.models import Organisation, Programme
from metrics.loading.applying import apply_submission
from metrics.loading.comparing import compare
from metrics.loading.handling import receive_file
from metrics.models import Indicator, Observation, Submission
from tests.factories import OrganisationFactory, ProgrammeFactory
from tests.metrics.factories import IndicatorFactory, ProgrammeIndicatorFactory, WardFactory

TIDY = "indicator,organisation,period_type,starts_on,ends_on,value"
MHSDS = (
    "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,PRIMARY_LEVEL_DESCRIPTION,"
    "SECONDARY_LEVEL,SECONDARY_LEVEL_DESCRIPTION,MEASURE_ID,MEASURE_NAME,MEASURE_VALUE"
)


class Desk:
    """The analyst's side of one programme: its codes, and loading files into it."""

    def __init__(self):
        self.programme: Programme = ProgrammeFactory(slug="midshire", icb__slug="qxx", short_name="Midshire")
        self.trust: Organisation = OrganisationFactory(slug="rre", name="Midshire NHS Foundation Trust")
        self.programme.organisations.add(self.trust)
        self.stay: Indicator = IndicatorFactory(code="OUT-02", calculation="other", unit="days")
        self.follow_up: Indicator = IndicatorFactory(
            code="OUT-07",
            calculation="ratio",
            denominator="Discharges",
            factor=100,
            unit="%",
            polarity="higher",
            national_id="MHS80, MHS79/MHS78",
        )
        self.far: Indicator = IndicatorFactory(
            code="OAP-06", calculation="ratio", denominator="Stays", factor=100, national_id="MHS22/MHS21"
        )
        self.placements: Indicator = IndicatorFactory(code="OAP-01", national_id="OAP03aM")
        self.nights: Indicator = IndicatorFactory(code="OAP-02", national_id="OAP02aM, OAP02aQ")
        for indicator in Indicator.objects.all():
            ProgrammeIndicatorFactory(programme=self.programme, indicator=indicator)
        self.ward = WardFactory(
            programme=self.programme, organisation=self.trust, slug="elm", name="Elm Ward"
        )

    def read(self, text: str | bytes, *, name: str = "values.csv", **facts: Any) -> Submission:
        """The file as its preview, or with what is to be mended."""
        content = text.encode() if isinstance(text, str) else text
        return receive_file(
            programme=self.programme, file_name=name, content=[content], by=facts.pop("by", None), **facts
        )

    def load(self, text: str | bytes, **facts: Any) -> Submission:
        """The file read and loaded; it has nothing to mend."""
        submission = self.read(text, **facts)
        assert submission.status == "previewed", submission.outcome["errors"]
        return apply_submission(submission=submission, seen=compare(submission).fingerprint, by=None)

    def current(self) -> list[Observation]:
        rows = Observation.objects.filter(superseded_at__isnull=True, series__programme=self.programme)
        return list(rows.select_related("series__indicator").order_by("series__ref", "starts_on"))

    def values(self) -> list[tuple]:
        """Indicator, first day, value and status of everything that stands."""
        return [
            (row.series.indicator.code, str(row.starts_on), row.value, row.value_status)
            for row in self.current()
        ]


def errors_of(submission: Submission) -> list[tuple[int, str, str]]:
    return [(error["line"], error["column"], error["message"]) for error in submission.outcome["errors"]]


def month(number: int, value: Any, *, code: str = "OUT-02", organisation: str = "RRE") -> str:
    """A row of the tidy layout for a month of 2025."""
    days = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30}[number]
    return f"{code},{organisation},month,2025-{number:02d}-01,2025-{number:02d}-{days},{value}"


def table(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def mhsds(*rows: tuple[str, ...]) -> str:
    """Rows of (first day, last day, status, organisation, measure, value), of the whole organisation."""
    lines = [
        f"{first},{last},{status},Provider,{code},A name,NONE,NONE,{measure},A measure,{value}"
        for first, last, status, code, measure, value in rows
    ]
    return table(MHSDS, *lines)


def workbook(rows: Sequence[Sequence[Any]], *, formula: str = "") -> bytes:
    """An Excel workbook with the rows on its first sheet; dates are written as such."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "mmm yy"}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
        if formula:
            sheet.write_formula(len(rows), 0, formula)
    return file.getvalue()
