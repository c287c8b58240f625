"""Rows for tests. A factory sets only what the model requires; a test states what matters to it."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from deliverables import models
from ipqt.models import User

PASSWORD = "correct-horse-battery"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    username = factory.SelfAttribute("email")
    first_name = "Pat"
    last_name = factory.Sequence(lambda n: f"Person {n}")


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Source

    slug = factory.Sequence(lambda n: f"source-{n}")
    short_name = factory.Sequence(lambda n: f"source {n}")
    title = "A strategy"
    publisher = "An ICB"
    kind = "strategy"


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = models.Organisation

    slug = factory.Sequence(lambda n: f"r{n:03d}")
    code = factory.LazyAttribute(lambda o: o.slug.upper())
    name = factory.Sequence(lambda n: f"Trust {n} NHS Foundation Trust")
    short_name = factory.Sequence(lambda n: f"T{n}")
    kind = "trust"


class DomainFactory(DjangoModelFactory):
    class Meta:
        model = models.Domain

    slug = factory.Sequence(lambda n: f"domain-{n}")
    name = factory.Sequence(lambda n: f"Domain {n}")
    position = factory.Sequence(int)


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = models.Programme

    slug = factory.Sequence(lambda n: f"programme-{n}")
    name = factory.Sequence(lambda n: f"Programme number {n}")
    short_name = factory.Sequence(lambda n: f"Programme {n}")
    icb = factory.SubFactory(OrganisationFactory, kind="icb")
    month_one = date(2024, 4, 1)
    ends_on = date(2027, 3, 31)


class PlanYearFactory(DjangoModelFactory):
    class Meta:
        model = models.PlanYear
        django_get_or_create = ("programme", "number")

    programme = factory.SubFactory(ProgrammeFactory)
    number = 1
    starts_on = factory.LazyAttribute(lambda o: date(2023 + o.number, 4, 1))
    ends_on = factory.LazyAttribute(lambda o: date(2024 + o.number, 3, 31))


class WorkstreamFactory(DjangoModelFactory):
    class Meta:
        model = models.Workstream

    programme = factory.SubFactory(ProgrammeFactory)
    slug = factory.Sequence(lambda n: f"workstream-{n}")
    name = factory.Sequence(lambda n: f"Workstream {n}")


class StatementFactory(DjangoModelFactory):
    class Meta:
        model = models.Statement

    programme = factory.SubFactory(ProgrammeFactory)
    ref = factory.Sequence(lambda n: f"S-{n}")
    kind = "commitment"
    title = "We will listen"


class PlanItemFactory(DjangoModelFactory):
    class Meta:
        model = models.PlanItem
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory)
    ref = factory.Sequence(lambda n: f"Y1-D{n}")
    kind = "deliverable"
    year = factory.SubFactory(PlanYearFactory, programme=factory.SelfAttribute("..programme"))
    title = factory.Sequence(lambda n: f"Report number {n}")
    position = factory.Sequence(int)


class WindowFactory(DjangoModelFactory):
    class Meta:
        model = models.Window

    item = factory.SubFactory(PlanItemFactory)
    words = "months 1-6"
    starts_on = date(2024, 4, 1)
    ends_on = date(2024, 9, 30)
    precision = "month"


class ReportingPeriodFactory(DjangoModelFactory):
    class Meta:
        model = models.ReportingPeriod
        django_get_or_create = ("programme", "slug")

    programme = factory.SubFactory(ProgrammeFactory)
    slug = "year-1-review"
    name = "Year 1 review"
    kind = "year"
    starts_on = date(2024, 4, 1)
    ends_on = date(2025, 5, 31)


class UpdateFactory(DjangoModelFactory):
    """An accepted update, its words dated 31 May 2025."""

    class Meta:
        model = models.Update

    item = factory.SubFactory(PlanItemFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    period = factory.SubFactory(ReportingPeriodFactory, programme=factory.SelfAttribute("..item.programme"))
    workflow = "accepted"
    state = "in_progress"
    reported_on = date(2025, 5, 31)
    submitted_at = datetime(2025, 5, 31, 9, tzinfo=UTC)
    return_note = factory.LazyAttribute(lambda o: "Say when." if o.workflow == "returned" else "")
    accepted_at = factory.LazyAttribute(
        lambda o: (
            datetime(o.reported_on.year, o.reported_on.month, o.reported_on.day, 12, tzinfo=UTC)
            if o.workflow == "accepted"
            else None
        )
    )


class DependencyFactory(DjangoModelFactory):
    class Meta:
        model = models.ExternalDependency

    programme = factory.SubFactory(ProgrammeFactory)
    ref = factory.Sequence(lambda n: f"X-{n}")
    title = "A national plan"


class LinkFactory(DjangoModelFactory):
    class Meta:
        model = models.ItemLink

    from_item = factory.SubFactory(PlanItemFactory)
    kind = "contributes_to"
    to_item = factory.SubFactory(PlanItemFactory, programme=factory.SelfAttribute("..from_item.programme"))


class NextStepFactory(DjangoModelFactory):
    class Meta:
        model = models.NextStep

    item = factory.SubFactory(PlanItemFactory)
    period = factory.SubFactory(ReportingPeriodFactory, programme=factory.SelfAttribute("..item.programme"))
    ref = factory.Sequence(lambda n: f"N{n}")
    text = "Recruit two peer support workers."


class DiscrepancyFactory(DjangoModelFactory):
    class Meta:
        model = models.Discrepancy

    programme = factory.SubFactory(ProgrammeFactory)
    ref = factory.Sequence(lambda n: f"d-{n}")
    title = "A total that does not add up"
    says = "Printed total 19"
    but = "The eight scores add to 23"
    shown_as = "Both"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    role = "viewer"
