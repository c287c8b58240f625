"""The dataset of observations, taken away and loaded again, changes nothing."""

import pytest

from tests.factories import MembershipFactory
from tests.metrics.loading.rows import TIDY, errors_of, mhsds, month, table


@pytest.fixture
def taken_away(client, desk):
    client.force_login(MembershipFactory(programme=desk.programme, role="analyst").user)

    def taken_away() -> bytes:
        return b"".join(client.get("/data/observations.csv").streaming_content)

    return taken_away


def test_every_value_comes_back_as_it_was(desk, taken_away):
    desk.load(
        table(
            f"{TIDY},ward,note", f"{month(1, 5)},Elm Ward,A note", f"{month(2, '*')},,", f"{month(3, '')},,"
        )
    )
    desk.load(mhsds(("01/08/2024", "31/08/2024", "Provisional", "RRE", "OAP03aM", "15")))

    counts = desk.load(taken_away(), name="observations.csv").outcome["counts"]

    assert (counts["new"], counts["revised"], counts["unchanged"]) == (0, 0, 4)


@pytest.mark.parametrize("value", [3, 52])
def test_small_numbers_that_are_hidden_on_the_way_out_are_not_lost_on_the_way_in(desk, taken_away, value):
    desk.stay.counts_people = True
    desk.stay.calculation = "count"
    desk.stay.save()
    desk.load(table(TIDY, month(1, value), month(2, 50)))

    counts = desk.load(taken_away(), name="observations.csv").outcome["counts"]

    assert (counts["new"], counts["revised"]) == (0, 0)
    assert [row[2] for row in desk.values()] == [value, 50]


def test_a_rounded_value_does_not_take_the_place_of_the_exact_one_but_another_does(desk):
    header = f"{TIDY},rounded_to"
    desk.load(table(TIDY, month(1, 52)))

    kept = desk.load(table(header, f"{month(1, 50)},5"))
    revised = desk.load(table(header, f"{month(1, 60)},5"))

    assert (kept.outcome["counts"]["kept"], revised.outcome["counts"]["revised"]) == (1, 1)


def test_values_of_another_standing_and_strange_steps_are_told(desk):
    header = f"{TIDY},standing,rounded_to"

    submission = desk.read(table(header, f"{month(1, 1)},demonstration,", f"{month(2, 1)},own,2.5"))

    assert submission.outcome["left_out"] == [
        {"what": "Values of another standing than that of this load", "rows": 1}
    ]
    assert errors_of(submission)[0][:2] == (3, "rounded_to")
