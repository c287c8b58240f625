"""Programmes and what they are made of."""

from deliverables.datasets.shared import (
    POSITION,
    basis,
    cited,
    day,
    organisation,
    programme,
    text,
    year,
)
from deliverables.filters import ParticipationFilter, ProgrammeFilter, ProgrammeListFilter
from deliverables.models import Participation, PlanYear, Programme, ReportingPeriod, Workstream
from deliverables.models.account import PeriodKind
from deliverables.models.programmes import ParticipationRole
from ipqt.datasets import Boolean, Choice, Column, Dataset, Integer, Moment

PROGRAMMES = Dataset(
    name="programmes",
    title="Programmes",
    one_row="One row is one integrated care board’s programme.",
    rows=lambda scope: Programme.objects.visible_to(scope.person),
    filters=ProgrammeListFilter,
    columns=(
        programme("slug", meaning="Its short name in addresses and files."),
        text("name", "Name as the source prints it.", "Adult mental health inpatient strategy"),
        text("short_name", "Name on pages.", "Staffordshire and Stoke-on-Trent"),
        *organisation("icb__", meaning="The integrated care board that runs it."),
        day("month_one", "First day of month 1 of Year 1.", "2024-04-01"),
        basis("month_one_basis", "month 1"),
        day("ends_on", "Last day.", "2027-03-31"),
        text("sro", "Senior responsible officers, as printed."),
        text("summary", "What it is, in our own words."),
        Column(
            name="silent_after_days",
            meaning="Days without a new update after which live work counts as silent.",
            type=Integer(),
            example="100",
        ),
        Column(name="is_public", meaning="Whether anybody may read it.", type=Boolean(), example="false"),
        *cited(),
    ),
)

PLAN_YEARS = Dataset(
    name="plan_years",
    title="Plan years",
    one_row="One row is one year of one programme.",
    rows=lambda scope: PlanYear.objects.visible_to(scope.person),
    filters=ProgrammeFilter,
    columns=(
        programme(),
        year("number", key=True),
        text("title", "Title, empty where the source prints none.", "Laying the foundations"),
        text("goal", "Goal, empty where the source prints none."),
        day("starts_on", "First day.", "2024-04-01"),
        day("ends_on", "Last day."),
        basis("dates_basis", "the dates"),
        *cited(),
    ),
)

WORKSTREAMS = Dataset(
    name="workstreams",
    title="Workstreams",
    one_row="One row is one workstream of one programme.",
    rows=lambda scope: Workstream.objects.visible_to(scope.person),
    filters=ProgrammeFilter,
    columns=(
        programme(),
        text(
            "workstream", "Its short name in addresses and files.", "culture-of-care", read="slug", key=True
        ),
        text("name", "Name.", "Culture of Care"),
        POSITION,
        text("summary", "What it is, in our own words."),
        day("starts_on", "First day, empty where not stated.", "2024-04-01"),
        day("ends_on", "Last day, empty where not stated."),
        *cited(),
    ),
)

PARTICIPATIONS = Dataset(
    name="participations",
    title="Organisations in programmes",
    one_row="One row is one organisation’s part in one programme.",
    rows=lambda scope: Participation.objects.visible_to(scope.person),
    filters=ParticipationFilter,
    columns=(
        programme(),
        *organisation(meaning="The organisation.", key=True),
        Column(name="role", meaning="Its part.", type=Choice.of(ParticipationRole), example="provider"),
        text("note", "Note."),
        *cited(),
    ),
)

REPORTING_PERIODS = Dataset(
    name="reporting_periods",
    title="Reporting periods",
    one_row="One row is one period for which a programme reports.",
    rows=lambda scope: ReportingPeriod.objects.visible_to(scope.person),
    filters=ProgrammeFilter,
    columns=(
        programme(),
        text("period", "Its short name in files.", "year-1-review", read="slug", key=True),
        text("name", "Name.", "Year 1 review"),
        Column(name="kind", meaning="How often.", type=Choice.of(PeriodKind), example="year"),
        day("starts_on", "First day.", "2024-04-01"),
        day("ends_on", "Last day."),
        day("due_on", "Day by which updates are due, where known."),
        day("board_on", "Day of the board that sees it, where known."),
        Column(
            name="opened_at",
            meaning="When the office opened it to leads. Empty for periods of published documents.",
            type=Moment(),
            example="2026-10-01T08:00:00Z",
        ),
        Column(
            name="locked_at",
            meaning="When it was locked. Empty while updates may still change.",
            type=Moment(),
            example="2025-05-31T23:00:00Z",
        ),
        text("note", "Note."),
        *cited(),
    ),
)
