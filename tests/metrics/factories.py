"""Rows of the measures for tests."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from ipqt.dates import add_months, last_of_month
from metrics import models
from tests.factories import (
    DomainFactory,
    OrganisationFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    SourceFactory,
    StatementFactory,
)

LONG_KNOWN = datetime(2024, 1, 1, tzinfo=UTC)


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = models.Indicator

    code = factory.Sequence(lambda n: f"TST-{n:02d}")
    name = factory.Sequence(lambda n: f"Indicator {n}")
    calculation = "count"
    numerator = "People at the end of the month"
    unit = "people"
    polarity = "lower"
    frequency = "monthly"
    levels = "ICB, trust"
    data_source = "local"
    counts_people = False


class ObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = models.Objective

    programme = factory.SubFactory(ProgrammeFactory)
    ref = factory.Sequence(lambda n: f"O-{n}")
    title = factory.Sequence(lambda n: f"Objective {n}")


class MeasureFactory(DjangoModelFactory):
    class Meta:
        model = models.Measure

    objective = factory.SubFactory(ObjectiveFactory)
    programme = factory.SelfAttribute("objective.programme")
    ref = factory.Sequence(lambda n: f"M-{n}")
    title = factory.Sequence(lambda n: f"Measure {n}")


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = models.Figure

    programme = factory.SubFactory(ProgrammeFactory)
    ref = factory.Sequence(lambda n: f"figure-{n}")
    title = factory.Sequence(lambda n: f"Figure {n}")
    words = "12%"
    source = factory.SubFactory(SourceFactory)


class ProgrammeIndicatorFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeIndicator

    programme = factory.SubFactory(ProgrammeFactory)
    indicator = factory.SubFactory(IndicatorFactory)


class WardFactory(DjangoModelFactory):
    class Meta:
        model = models.Ward

    programme = factory.SubFactory(ProgrammeFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    slug = factory.Sequence(lambda n: f"ward-{n}")
    name = factory.Sequence(lambda n: f"Ward {n}")


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = models.Series

    programme = factory.SubFactory(ProgrammeFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    ref = factory.Sequence(lambda n: f"series-{n}")
    period_type = "month"


class ObservationFactory(DjangoModelFactory):
    class Meta:
        model = models.Observation

    series = factory.SubFactory(SeriesFactory)
    starts_on = date(2025, 1, 1)
    ends_on = factory.LazyAttribute(lambda o: last_of_month(o.starts_on))
    value = 10.0
    known_at = LONG_KNOWN


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = models.Target

    programme = factory.SubFactory(ProgrammeFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    ref = factory.Sequence(lambda n: f"target-{n}")
    kind = "plan"
    value = 5.0
    starts_on = date(2024, 4, 1)
    agreed_at = LONG_KNOWN


class SpcStepFactory(DjangoModelFactory):
    class Meta:
        model = models.SpcStep

    series = factory.SubFactory(SeriesFactory)
    on = date(2024, 8, 1)
    reason = "The ward moved."
    made_at = LONG_KNOWN


class NoteFactory(DjangoModelFactory):
    class Meta:
        model = models.Note

    series = factory.SubFactory(SeriesFactory)
    on = date(2024, 8, 1)
    text = "The boiler broke."
    written_at = LONG_KNOWN


class ItemIndicatorFactory(DjangoModelFactory):
    class Meta:
        model = models.ItemIndicator

    item = factory.SubFactory(PlanItemFactory)
    indicator = factory.SubFactory(IndicatorFactory)


class BedCountFactory(DjangoModelFactory):
    class Meta:
        model = models.BedCount

    ward = factory.SubFactory(WardFactory)
    counted_on = date(2024, 3, 31)
    beds = 20


class InitiativeFactory(DjangoModelFactory):
    class Meta:
        model = models.Initiative

    programme = factory.SubFactory(ProgrammeFactory)
    slug = factory.Sequence(lambda n: f"initiative-{n}")
    name = "Culture of Care"


class WardInitiativeFactory(DjangoModelFactory):
    """On a ward of its own, unless `ward` is None: then on `wards` wards without names."""

    class Meta:
        model = models.WardInitiative

    initiative = factory.SubFactory(InitiativeFactory)
    ward = factory.SubFactory(WardFactory, programme=factory.SelfAttribute("..initiative.programme"))
    organisation = factory.LazyAttribute(lambda o: o.ward.organisation)
    ref = factory.Sequence(lambda n: f"ward-initiative-{n}")
    reach = "formal"
    known_on = date(2025, 5, 31)


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Assessment

    year = factory.SubFactory(PlanYearFactory)
    programme = factory.SelfAttribute("year.programme")
    service_area = factory.SubFactory(
        StatementFactory, kind="service_area", programme=factory.SelfAttribute("..programme")
    )
    domain = factory.SubFactory(DomainFactory)
    voice = "both"
    score = 2


class AssessmentTotalFactory(DjangoModelFactory):
    class Meta:
        model = models.AssessmentTotal

    year = factory.SubFactory(PlanYearFactory)
    programme = factory.SelfAttribute("year.programme")
    voice = "both"
    published = 19


def monthly(series, values, *, first: date = date(2023, 4, 1)) -> list:
    """One observation a month from `first` on; None is a month that was not reported."""
    rows = []
    for number, value in enumerate(values):
        starts_on = add_months(first, number)
        rows.append(
            ObservationFactory.build(
                series=series,
                starts_on=starts_on,
                value=value,
                value_status="not_reported" if value is None else "reported",
            )
        )
    return models.Observation.objects.bulk_create(rows)
