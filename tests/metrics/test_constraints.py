"""Rules of the measures that hold whatever writes: each is broken at the database."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from metrics import models
from tests import factories as plan
from tests.metrics import factories as f

pytestmark = pytest.mark.django_db

LATER = datetime(2025, 6, 1, tzinfo=UTC)

BROKEN = {
    "a reported value that is missing": lambda: f.ObservationFactory(value=None),
    "a suppressed value that is there": lambda: f.ObservationFactory(value_status="suppressed"),
    "a numerator beside a suppressed value": lambda: f.ObservationFactory(
        value=None, numerator=3, value_status="suppressed"
    ),
    "a value status nobody knows": lambda: f.ObservationFactory(value_status="guessed"),
    "a value whose period ends before it starts": lambda: f.ObservationFactory(ends_on=date(2024, 1, 1)),
    "two current values of one period": lambda: _again(revision=2),
    "two first values of one period": lambda: _again(superseded_at=LATER),
    "a revision number 0": lambda: f.ObservationFactory(revision=0),
    "a value replaced before it was known": lambda: f.ObservationFactory(
        known_at=LATER, superseded_at=f.LONG_KNOWN
    ),
    "a published value without its source": lambda: f.ObservationFactory(basis="published"),
    "a breakdown without a category": lambda: f.SeriesFactory(dimension="age band"),
    "a category without a breakdown": lambda: f.SeriesFactory(category="18 to 64"),
    "two series that are the same": lambda: _same_series(),
    "two series of a ward that are the same": lambda: _same_series(ward=f.WardFactory()),
    "a ratio without a denominator": lambda: f.IndicatorFactory(calculation="ratio"),
    "a factor of 0": lambda: f.IndicatorFactory(factor=0),
    "an indicator that a programme takes up twice": lambda: _taken_up_twice(),
    "a threshold below 5": lambda: models.MeasureSettings.objects.create(
        programme=plan.ProgrammeFactory(), disclosure_threshold=4
    ),
    "a target that ends before it starts": lambda: f.TargetFactory(ends_on=date(2020, 1, 1)),
    "a target withdrawn before it was agreed": lambda: f.TargetFactory(
        agreed_at=LATER, withdrawn_at=f.LONG_KNOWN
    ),
    "a step without a reason": lambda: models.SpcStep.objects.create(
        series=f.SeriesFactory(), on=date(2025, 1, 1), reason=""
    ),
    "a note without words": lambda: models.Note.objects.create(
        series=f.SeriesFactory(), on=date(2025, 1, 1), text=""
    ),
    "a ward that closes before it opens": lambda: f.WardFactory(
        starts_on=date(2025, 1, 1), ends_on=date(2024, 1, 1)
    ),
    "a score of 6": lambda: _score(6),
    "a score of 0": lambda: _score(0),
    "a named ward that counts as four": lambda: _ward_initiative(wards=4),
}


def _again(**facts):
    first = f.ObservationFactory()
    f.ObservationFactory(series=first.series, **facts)


def _same_series(**facts):
    first = f.SeriesFactory(**facts)
    f.SeriesFactory(
        programme=first.programme, indicator=first.indicator, organisation=first.organisation, **facts
    )


def _taken_up_twice():
    first = f.ProgrammeIndicatorFactory()
    f.ProgrammeIndicatorFactory(programme=first.programme, indicator=first.indicator)


def _score(score):
    year = plan.PlanYearFactory()
    models.Assessment.objects.create(
        programme=year.programme,
        year=year,
        service_area=plan.StatementFactory(programme=year.programme, kind="service_area"),
        domain=plan.DomainFactory(),
        voice="we",
        score=score,
    )


def _ward_initiative(**facts):
    ward = f.WardFactory()
    initiative = models.Initiative.objects.create(programme=ward.programme, slug="care", name="Care")
    models.WardInitiative.objects.create(
        initiative=initiative,
        organisation=ward.organisation,
        ward=ward,
        ref="one",
        reach="formal",
        known_on=date(2025, 5, 31),
        **facts,
    )


@pytest.mark.parametrize("rule", BROKEN)
def test_the_database_refuses(rule):
    with pytest.raises(IntegrityError):
        BROKEN[rule]()


def test_a_revision_stands_beside_the_value_that_it_replaces():
    first = f.ObservationFactory(superseded_at=LATER)
    second = f.ObservationFactory(series=first.series, revision=2, value=12, known_at=LATER)

    assert list(models.Observation.objects.as_at(date(2025, 5, 1))) == [first]
    assert list(models.Observation.objects.as_at(date(2025, 7, 1))) == [second]
