"""Loading what was read: new, revised and unchanged values, all or nothing, and its line in the history."""

from datetime import date

import pytest
from django.db import DatabaseError, connection

from deliverables.models import Change
from ipqt.dates import today
from metrics.loading.applying import apply_submission
from metrics.loading.comparing import compare
from metrics.loading.errors import ChangedSinceShownError, NotReadyError
from metrics.models import FileChunk, Observation, Series, StagedSeries, StagedValue
from tests.factories import SourceFactory
from tests.metrics.factories import ObservationFactory, SeriesFactory
from tests.metrics.loading.rows import TIDY, month, table

FIRST = table(TIDY, month(1, 1), month(2, 2), month(3, "*"))
REVISED = table(TIDY, month(1, 1), month(2, 2.5), month(3, 3), month(4, 4))


def test_the_same_file_twice_changes_nothing(desk):
    desk.load(FIRST)
    history = Change.objects.count()

    again = desk.load(FIRST)

    assert again.outcome["counts"]["unchanged"] == 3
    assert Observation.objects.count() == 3
    assert Change.objects.count() == history


def test_a_revised_value_is_a_new_row_and_the_old_one_stays(desk):
    desk.load(FIRST)

    submission = desk.load(REVISED)

    counts = submission.outcome["counts"]
    assert (counts["new"], counts["revised"], counts["unchanged"]) == (1, 2, 1)
    old, new = Observation.objects.filter(starts_on=date(2025, 2, 1)).order_by("revision")
    assert (old.value, old.revision, new.value, new.revision) == (2, 1, 2.5, 2)
    assert old.superseded_at == new.known_at
    assert new.superseded_at is None
    assert new.submission == submission


def test_what_was_known_before_a_revision_can_still_be_told(desk):
    series = SeriesFactory(programme=desk.programme, indicator=desk.stay, organisation=desk.trust)
    ObservationFactory(series=series, starts_on=date(2025, 2, 1), value=9)

    desk.load(FIRST)

    february = Observation.objects.filter(starts_on=date(2025, 2, 1))
    assert february.as_at(date(2025, 3, 1)).get().value == 9
    assert february.as_at(today()).get().value == 2


def test_a_third_revision_counts_on(desk):
    for value in (1, 2, 3):
        desk.load(table(TIDY, month(1, value)))

    assert list(Observation.objects.order_by("revision").values_list("value", "revision")) == [
        (1, 1),
        (2, 2),
        (3, 3),
    ]


def test_a_provisional_value_does_not_take_the_place_of_a_final_one(desk):
    header = f"{TIDY},value_status"
    desk.load(table(header, f"{month(1, 5)},reported"))

    submission = desk.load(table(header, f"{month(1, 4)},provisional"))

    assert submission.outcome["counts"]["kept"] == 1
    assert desk.values() == [("OUT-02", "2025-01-01", 5, "reported")]


def test_a_value_that_becomes_suppressed_loses_its_numerator(desk):
    header = f"{TIDY},numerator,denominator"
    desk.load(table(header, f"{month(1, 50, code='OUT-07')},5,10"))

    desk.load(table(header, f"{month(1, '*', code='OUT-07')},,"))

    (row,) = desk.current()
    assert (row.value_status, row.value, row.numerator) == ("suppressed", None, None)


def test_a_file_that_does_not_say_the_numerator_does_not_take_it_away(desk):
    desk.load(table(f"{TIDY},numerator,denominator", f"{month(1, 50, code='OUT-07')},5,10"))

    submission = desk.load(table(TIDY, month(1, 50, code="OUT-07")))

    assert submission.outcome["counts"]["unchanged"] == 1


def test_a_load_is_one_line_of_the_history(desk):
    desk.load(FIRST, name="march.csv")

    change = Change.objects.get(action="loaded", record="measures")
    assert change.key == "midshire/march.csv"
    assert change.programme == desk.programme
    assert (change.after["new"], change.after["layout"]) == (3, "tidy")


def test_nothing_is_left_of_the_file_but_its_values(desk):
    desk.load(FIRST)

    assert not StagedSeries.objects.exists()
    assert not StagedValue.objects.exists()
    assert not FileChunk.objects.exists()


def test_a_preview_that_others_overtook_is_refused_and_writes_nothing(desk):
    submission = desk.read(FIRST)
    seen = compare(submission).fingerprint
    desk.load(table(TIDY, month(5, 5)), name="another.csv")

    with pytest.raises(ChangedSinceShownError):
        apply_submission(submission=submission, seen=seen, by=None)

    assert [day for _code, day, _value, _status in desk.values()] == ["2025-05-01"]


def test_a_file_with_errors_cannot_be_loaded(desk):
    submission = desk.read(table(TIDY, month(1, "x")))

    with pytest.raises(NotReadyError):
        apply_submission(submission=submission, seen="", by=None)


def test_loading_what_is_loaded_does_nothing(desk):
    submission = desk.load(FIRST)

    assert apply_submission(submission=submission, seen="", by=None).loaded_at == submission.loaded_at
    assert Observation.objects.count() == 3


def test_a_fault_in_the_middle_leaves_nothing_behind(desk):
    desk.load(table(TIDY, month(1, 9)), name="before.csv")
    submission = desk.read(FIRST)
    seen = compare(submission).fingerprint

    def refuse(execute, sql, params, many, context):
        if sql.startswith("INSERT INTO") and "metrics_observation" in sql:
            raise DatabaseError("disk full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse), pytest.raises(DatabaseError, match="disk full"):
        apply_submission(submission=submission, seen=seen, by=None)

    assert desk.values() == [("OUT-02", "2025-01-01", 9, "reported")]
    assert Change.objects.filter(action="loaded").count() == 1


def test_values_of_a_published_source_cite_it(desk):
    source = SourceFactory(slug="monthly")

    desk.load(FIRST, standing="demonstration", source=source)

    row = Observation.objects.select_related("series").first()
    assert (row.basis, row.source, row.series.standing) == ("published", source, "demonstration")
    assert row.series.ref == "out-02-rre-month-demonstration"


def test_two_series_with_like_names_get_names_of_their_own(desk):
    header = "indicator,organisation,label,period_type,starts_on,ends_on,value"
    rows = [f"OUT-02,RRE,{label},month,2025-01-01,2025-01-31,1" for label in ("All beds", "All: beds")]

    desk.load(table(header, *rows))

    assert set(Series.objects.values_list("ref", flat=True)) == {
        "out-02-rre-all-beds-month",
        "out-02-rre-all-beds-month-2",
    }
