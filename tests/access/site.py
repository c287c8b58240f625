"""One programme with everything that an address of the site can name, and a person of every role."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from deliverables.models import Change, Duty, PlanYear, RebaselineRequest, Update, WorkbookLoad
from deliverables.models.personal import CalendarKey
from ipqt.models import User
from metrics.models import Submission
from tests.factories import (
    PASSWORD,
    DiscrepancyFactory,
    DomainFactory,
    MembershipFactory,
    NextStepFactory,
    OrganisationFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    ReportingPeriodFactory,
    SourceFactory,
    StatementFactory,
    UpdateFactory,
    UserFactory,
    WindowFactory,
    WorkstreamFactory,
)
from tests.metrics.factories import (
    AssessmentFactory,
    BedCountFactory,
    FigureFactory,
    MeasureFactory,
    NoteFactory,
    ProgrammeIndicatorFactory,
    SeriesFactory,
    monthly,
)
from tests.reporting import OPENED

# Stands in everything that only members may read, and in what only its writers and the office may.
MEMBERS_ONLY = "Larkspur"
WRITERS_ONLY = "Quagmire"
NONCE = "7b0c6f0e-53f1-4a53-9d6b-0f4f3a1f7f10"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    draft: Duty
    submitted: Duty
    carried: Duty
    accepted: Update
    waiting: Update
    load: WorkbookLoad
    new_date: RebaselineRequest
    calendar_key: str
    submission: Submission
    people: dict[str, User | None]


def make_site() -> Site:
    source = SourceFactory(slug="strategy", short_name=f"{MEMBERS_ONLY} strategy")
    programme = ProgrammeFactory(
        slug="midshire",
        name=f"{MEMBERS_ONLY} programme",
        short_name=MEMBERS_ONLY,
        icb__slug="qxx",
        source=source,
    )
    PlanYearFactory(programme=programme, number=1, title=f"{MEMBERS_ONLY} year")
    stream = WorkstreamFactory(programme=programme, slug="wards", name=f"{MEMBERS_ONLY} wards")
    ours = OrganisationFactory(slug="r01", name="Ours NHS Foundation Trust", short_name="Ours")
    theirs = OrganisationFactory(slug="r02", name="Theirs NHS Foundation Trust", short_name="Theirs")
    programme.organisations.add(ours, theirs)
    period = ReportingPeriodFactory(
        programme=programme, slug="q4", name=f"{MEMBERS_ONLY} quarter", opened_at=OPENED
    )
    ReportingPeriodFactory(programme=programme, slug="q3", opened_at=OPENED, locked_at=OPENED)
    DiscrepancyFactory(programme=programme, title=f"{MEMBERS_ONLY} totals")
    duties = []
    for number in (1, 2, 3):
        item = PlanItemFactory(
            programme=programme, ref=f"Y1-D{number}", title=f"{MEMBERS_ONLY} report", workstream=stream
        )
        WindowFactory(item=item, ends_on=date(2027, 3, 31), precision="day")
        duties.append(Duty.objects.create(period=period, item=item, organisation=ours))
    draft, submitted, carried = duties
    secret = {"summary": f"{WRITERS_ONLY} words.", "confidence": "green", "ask": f"{WRITERS_ONLY} ask."}
    _update(draft, workflow="draft", **secret)
    waiting = _update(submitted, workflow="submitted", **secret)
    NextStepFactory(item=submitted.item, period=period, update=waiting, text=f"{WRITERS_ONLY} step.")
    earlier = ReportingPeriodFactory(programme=programme, slug="q2", name="Quarter 2")
    accepted = UpdateFactory(
        item=carried.item,
        organisation=ours,
        period=earlier,
        summary=f"{MEMBERS_ONLY} words.",
        confidence="green",
        ask="Agree the budget.",
    )
    Change.objects.create(programme=programme, actor="Pat", action="saved", record="update", key=MEMBERS_ONLY)
    _measured(programme)
    _assessed(programme, trust=ours)
    people = _people(programme, ours=ours, theirs=theirs)
    return Site(
        draft=draft,
        submitted=submitted,
        carried=carried,
        accepted=accepted,
        waiting=waiting,
        load=WorkbookLoad.objects.create(period=period, owner=people["lead"]),
        new_date=_new_date(carried.item, by=people["lead"]),
        calendar_key=CalendarKey.objects.create(person=people["lead"]).key,
        people=people,
        submission=_submission(programme),
    )


def _measured(programme) -> None:
    """An indicator that only this programme has taken up, with what it is to answer and a printed figure."""
    taken_up = ProgrammeIndicatorFactory(
        programme=programme, indicator__code="CAP-1", owner=f"{MEMBERS_ONLY} analyst"
    )
    measure = MeasureFactory(objective__programme=programme, title=f"{MEMBERS_ONLY} beds")
    measure.indicators.add(taken_up.indicator)
    series = SeriesFactory(programme=programme, indicator=taken_up.indicator)
    monthly(series, [20, 22, 21], first=date(2025, 1, 1))
    NoteFactory(series=series, text=MEMBERS_ONLY)
    FigureFactory(programme=programme, indicator=taken_up.indicator, title=f"{MEMBERS_ONLY} figure")


def _assessed(programme, *, trust) -> None:
    """A ward with its beds, and a score that its leads and the office may change."""
    BedCountFactory(ward__programme=programme, ward__organisation=trust, ward__name=f"{MEMBERS_ONLY} ward")
    AssessmentFactory(
        year=PlanYear.objects.get(programme=programme, number=1),
        service_area=StatementFactory(
            programme=programme, kind="service_area", ref="SA-1", title=f"{MEMBERS_ONLY} area"
        ),
        domain=DomainFactory(slug="valuing"),
    )


def _submission(programme) -> Submission:
    return Submission.objects.create(
        programme=programme, layout="tidy", file_name=f"{MEMBERS_ONLY}.csv", status="previewed"
    )


def _update(duty: Duty, **fields) -> Update:
    return UpdateFactory(item=duty.item, organisation=duty.organisation, period=duty.period, **fields)


def _new_date(item, *, by: User) -> RebaselineRequest:
    return RebaselineRequest.objects.create(
        item=item,
        nonce=uuid.uuid4(),
        words="by July 2027",
        ends_on=date(2027, 7, 31),
        precision="month",
        reason=f"{MEMBERS_ONLY} builder left.",
        asked_by=by,
    )


def _people(programme, *, ours, theirs) -> dict[str, User | None]:
    """A person for each column of the table."""
    people: dict[str, User | None] = {"out": None}
    for column, role in (
        ("viewer", "viewer"),
        ("office", "office"),
        ("analyst", "analyst"),
        ("admin", "admin"),
    ):
        people[column] = MembershipFactory(programme=programme, role=role).user
    for column, trust in (("lead", ours), ("other", theirs)):
        membership = MembershipFactory(programme=programme, role="lead")
        membership.organisations.add(trust)
        people[column] = membership.user
    people["site"] = UserFactory(is_superuser=True, is_staff=True)
    elsewhere = MembershipFactory(programme=ProgrammeFactory(), role="office").user
    MembershipFactory(programme=elsewhere.memberships.get().programme, user=elsewhere, role="admin")
    people["away"] = elsewhere
    stranger = UserFactory(email="known@example.org")
    stranger.set_password(PASSWORD)
    stranger.save(update_fields=("password",))
    return people
