"""Two people load the same file at the same moment."""

import pytest

from metrics.loading.applying import apply_submission
from metrics.loading.comparing import compare
from metrics.loading.errors import ChangedSinceShownError
from metrics.models import Observation, Series
from tests.metrics.loading.rows import TIDY, Desk, month, table
from tests.races import one_of, race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
FILE = table(TIDY, *(month(number, number) for number in range(1, 7)))


def test_one_of_two_loads_of_one_file_writes_and_the_other_is_told_to_look_again():
    desk = Desk()
    files = [desk.read(FILE, name=name) for name in ("first.csv", "second.csv")]
    seen = [compare(file).fingerprint for file in files]

    results = race(
        *(
            lambda pair=pair: apply_submission(submission=pair[0], seen=pair[1], by=None)
            for pair in zip(files, seen, strict=True)
        )
    )

    won, _told = one_of(results, ChangedSinceShownError)
    assert won.outcome["counts"]["new"] == 6
    assert Observation.objects.count() == 6
    assert Series.objects.count() == 1


def test_one_file_applied_twice_at_once_is_loaded_once():
    desk = Desk()
    file = desk.read(FILE)
    seen = compare(file).fingerprint

    results = race(*[lambda: apply_submission(submission=file, seen=seen, by=None)] * 2)

    assert [result.status for result in results] == ["loaded", "loaded"]
    assert Observation.objects.count() == 6


def test_two_people_reading_files_at_once_do_not_mix_them():
    desk = Desk()

    first, second = race(
        lambda: desk.read(FILE, name="first.csv"),
        lambda: desk.read(table(TIDY, month(1, 1)), name="second.csv"),
    )

    assert (compare(first).total, compare(second).total) == (6, 1)
