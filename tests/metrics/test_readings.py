"""Series read and judged for a page."""

from datetime import UTC, date, datetime

import pytest

from metrics.models import Observation
from metrics.selectors.readings import read_series
from metrics.spc.icons import Assurance, Variation
from metrics.spc.profiles import NHS_ENGLAND
from metrics.spc.results import Footing
from tests.metrics.factories import (
    ObservationFactory,
    SeriesFactory,
    SpcStepFactory,
    TargetFactory,
    monthly,
)

pytestmark = pytest.mark.django_db

TODAY = date(2025, 9, 1)
SWINGING = [20, 22, 21, 23] * 5


def test_a_series_is_judged_against_the_target_of_its_own_organisation():
    series = SeriesFactory()
    monthly(series, SWINGING)
    TargetFactory(programme=series.programme, indicator=series.indicator, value=40)
    own = TargetFactory(
        programme=series.programme, indicator=series.indicator, organisation=series.organisation, value=5
    )

    (reading,) = read_series([series], as_at=TODAY)

    assert reading.target == own
    assert reading.spc.variation is Variation.COMMON_CAUSE
    assert reading.spc.assurance is Assurance.FAIL


def test_a_target_of_the_future_judges_nothing_yet():
    series = SeriesFactory()
    monthly(series, SWINGING)
    TargetFactory(programme=series.programme, indicator=series.indicator, starts_on=date(2027, 3, 31))

    (reading,) = read_series([series], as_at=TODAY)

    assert reading.target is None
    assert len(reading.targets) == 1
    assert reading.spc.assurance is None


def test_the_past_is_told_with_the_values_of_then():
    series = SeriesFactory()
    first = ObservationFactory(series=series, value=10)
    revised_at = datetime(2025, 6, 1, 12, tzinfo=UTC)
    Observation.objects.filter(pk=first.pk).update(superseded_at=revised_at)
    ObservationFactory(series=series, value=12, revision=2, known_at=revised_at)

    (then,) = read_series([series], as_at=date(2025, 5, 31))
    (now,) = read_series([series], as_at=TODAY)

    assert [point.value for point in then.points] == [10]
    assert [point.value for point in now.points] == [12]
    assert now.points[0].revision == 2


def test_a_step_calculates_the_limits_anew():
    series = SeriesFactory()
    monthly(series, [20, 22, 21, 23] * 4 + [10, 12, 11, 13] * 4)
    SpcStepFactory(series=series, on=date(2024, 8, 1))

    (reading,) = read_series([series], as_at=TODAY)

    assert len(reading.result.groups) == 2
    assert reading.spc.group.mean == pytest.approx(11.5)


def test_the_past_is_told_with_the_limits_of_then():
    series = SeriesFactory()
    monthly(series, SWINGING)
    made, removed = datetime(2025, 3, 1, 12, tzinfo=UTC), datetime(2025, 6, 1, 12, tzinfo=UTC)
    SpcStepFactory(series=series, on=date(2024, 8, 1), made_at=made, removed_at=removed)

    days = (date(2025, 2, 28), date(2025, 5, 31), date(2025, 6, 1))
    groups = [len(read_series([series], as_at=day)[0].result.groups) for day in days]

    assert groups == [1, 2, 1]


def test_a_series_without_points_is_no_error():
    (reading,) = read_series([SeriesFactory()], as_at=TODAY)

    assert reading.result is None
    assert reading.latest is None
    assert reading.lag_days is None


def test_reading_many_series_takes_as_many_queries_as_one(django_assert_num_queries):
    many = [SeriesFactory() for _ in range(5)]
    for series in many:
        monthly(series, SWINGING)

    with django_assert_num_queries(4):
        read_series(many[:1], as_at=TODAY)
    with django_assert_num_queries(4):
        read_series(many, as_at=TODAY)


def test_a_programme_that_has_chosen_no_profile_gets_no_limits_from_a_handful_of_values():
    series = SeriesFactory()
    monthly(series, SWINGING[:14])

    (reading,) = read_series([series], as_at=TODAY)

    assert reading.profile is NHS_ENGLAND
    assert reading.spc.variation is None
    assert reading.spc.group.footing is Footing.TOO_FEW
