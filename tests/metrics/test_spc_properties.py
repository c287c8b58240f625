"""What holds for every series, tried on many made-up ones."""

import os
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.management.commands.bench_spc import plain_reading
from metrics.spc.engine import analyse, analyse_all
from metrics.spc.golden import answer
from metrics.spc.means import column_means
from metrics.spc.profiles import NHS_ENGLAND, NHSR
from metrics.spc.series import Series
from metrics.spc.words import describe
from tests.metrics.spc_series import month, series_of

PROFILES = st.sampled_from([NHSR, NHSR.screening(False), NHS_ENGLAND, NHS_ENGLAND.screening(True)])
COUNTS = st.integers(-20, 20)
TENTHS = st.integers(-200, 200).map(lambda number: number / 10)
EXAMPLES = int(os.environ.get("SPC_EXAMPLES", "60"))
FLAGS = ("outside", "close", "trend", "two_of_three", "shift", "cause", "side")


def holds_for(*strategies):
    """Without a deadline, since machines are busy at times."""
    return lambda test: settings(deadline=None, max_examples=EXAMPLES)(given(*strategies)(test))


@st.composite
def any_series(draw, numbers=COUNTS | TENTHS, gaps=True):
    """Up to 40 months that hover, climb or stand still, with every option."""
    size = draw(st.integers(1, 40))
    value = numbers | st.none() if gaps else numbers
    flat = st.sampled_from([0.1, 3]) | value
    values = draw(
        st.lists(draw(st.sampled_from([value, flat, st.integers(0, 3)])), min_size=size, max_size=size)
    )
    if draw(st.booleans()):
        values = [None if value is None else value + row for row, value in enumerate(values)]
    return series_of(
        values,
        direction=draw(st.sampled_from(["increase", "decrease", "neutral"])),
        target=draw(st.none() | numbers),
        baseline=draw(st.none() | st.integers(12, 30)),
        steps=[month(row) for row in draw(st.lists(st.integers(0, 40), max_size=3))],
    )


def exact_mean(numbers):
    return float(sum(map(Fraction, numbers)) / len(numbers))


def assert_same(one, other):
    assert one.reading == other.reading
    assert one.groups == other.groups
    assert list(one.dates) == list(other.dates)
    for field in ("values", "moving_range", "moving_range_used", *FLAGS):
        assert np.array_equal(getattr(one, field), getattr(other, field), equal_nan=field not in FLAGS)


@holds_for(st.lists(any_series(), min_size=1, max_size=8), PROFILES)
def test_many_series_together_give_the_same_as_one_by_one(many, profile):
    together = analyse_all(many, profile=profile)

    for series, result in zip(many, together, strict=True):
        assert_same(result, analyse(series, profile=profile))


@holds_for(any_series(), PROFILES)
def test_a_plain_loop_over_the_points_gives_the_same(series, profile):
    result = analyse(series, profile=profile)

    reading, causes = plain_reading(series, profile=profile, mean=exact_mean)

    assert result.reading == reading
    assert result.cause.tolist() == causes
    assert describe(result.reading).text == describe(reading).text


@holds_for(any_series(), st.randoms(use_true_random=False), PROFILES)
def test_the_order_of_the_rows_does_not_matter(series, chance, profile):
    rows = list(zip(series.dates, series.values, strict=True))
    chance.shuffle(rows)
    dates, values = zip(*rows, strict=True)
    options = {name: getattr(series, name) for name in ("direction", "target", "baseline", "steps")}

    shuffled = Series(dates=dates, values=values, **options)

    assert_same(analyse(shuffled, profile=profile), analyse(series, profile=profile))


@holds_for(any_series(numbers=COUNTS), st.integers(-64, 64), PROFILES)
def test_adding_a_number_to_every_value_moves_the_limits_and_changes_no_trend(series, shift, profile):
    moved = Series(
        dates=series.dates,
        values=[None if value is None else value + shift for value in series.values],
        direction=series.direction,
        baseline=series.baseline,
        steps=series.steps,
    )

    before, after = analyse(series, profile=profile), analyse(moved, profile=profile)

    assert after.trend.tolist() == before.trend.tolist()
    assert (
        np.array_equal(after.moving_range, before.moving_range, equal_nan=True)
        or series.values != moved.values
    )
    for old, new in zip(before.groups, after.groups, strict=True):
        assert new.footing == old.footing
        if old.upper is not None:
            assert new.upper == pytest.approx(old.upper + shift, abs=1e-9)
            assert new.lower == pytest.approx(old.lower + shift, abs=1e-9)


@holds_for(any_series(), st.sampled_from([0.125, 0.5, 2, 1024]), PROFILES)
def test_a_change_of_unit_changes_no_signal_and_no_icon(series, factor, profile):
    scaled = Series(
        dates=series.dates,
        values=[None if value is None else value * factor for value in series.values],
        direction=series.direction,
        target=None if series.target is None else series.target * factor,
        baseline=series.baseline,
        steps=series.steps,
    )

    before, after = analyse(series, profile=profile), analyse(scaled, profile=profile)

    assert after.cause.tolist() == before.cause.tolist()
    assert (after.reading.variation, after.reading.assurance) == (
        before.reading.variation,
        before.reading.assurance,
    )
    assert [group.mean for group in after.groups] == [
        None if group.mean is None else group.mean * factor for group in before.groups
    ]


@holds_for(any_series(), PROFILES)
def test_turning_a_series_upside_down_turns_every_signal_but_where_two_trends_meet(series, profile):
    turned = Series(
        dates=series.dates,
        values=[None if value is None else -value for value in series.values],
        direction={"increase": "decrease", "decrease": "increase", "neutral": "neutral"}[series.direction],
        target=None if series.target is None else -series.target,
        baseline=series.baseline,
        steps=series.steps,
    )

    before, after = analyse(series, profile=profile), analyse(turned, profile=profile)

    assert np.abs(after.cause).tolist() == np.abs(before.cause).tolist()
    assert after.side.tolist() == (-before.side).tolist()
    apart = np.abs(before.cause) != 2
    assert after.cause[apart].tolist() == (-before.cause[apart]).tolist()


@holds_for(any_series(), PROFILES)
def test_a_gap_is_never_a_signal_and_shares_no_moving_range(series, profile):
    result = analyse(series, profile=profile)

    missing = np.isnan(result.values)
    for field in FLAGS:
        assert not getattr(result, field)[missing].any()
    assert np.isnan(result.moving_range[missing]).all()
    assert np.isnan(result.moving_range[1:][missing[:-1]]).all()


@holds_for(any_series(gaps=False), st.integers(0, 39), PROFILES)
def test_a_gap_never_makes_a_new_trend(series, row, profile):
    values = list(series.values)
    values[row % len(values)] = None
    gapped = Series(dates=series.dates, values=values, steps=series.steps, baseline=series.baseline)

    before, after = analyse(series, profile=NHSR), analyse(gapped, profile=NHSR)

    assert not (after.trend & ~before.trend).any()


@holds_for(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=60), st.integers(0, 6))
def test_a_mean_is_rounded_once(digits, decimals):
    numbers = [number / 10**decimals for number in digits]

    assert column_means(np.array(numbers)[:, None])[0] == exact_mean(numbers)


@holds_for(any_series(), PROFILES)
def test_the_words_always_say_something_of_the_latest_period_and_of_the_target(series, profile):
    words = describe(analyse(series, profile=profile).reading)

    assert words.headline.endswith(".")
    assert words.assurance.endswith(".")
    assert "None" not in words.text
    assert "nan" not in words.text


@holds_for(any_series())
def test_the_published_layout_can_hold_every_result(series):
    written = answer(
        {
            "dates": [day.isoformat() for day in series.dates],
            "values": series.values,
            "facet": None,
            "improvement_direction": series.direction,
            "screen_outliers": True,
            "fix_after_n_points": series.baseline,
            "target": series.target,
            "rebase": [day.isoformat() for day in series.steps] or None,
        }
    )

    judged = written.get("tolerant", written)
    assert {len(column) for column in judged["points"].values()} == {len(series.dates)}
    assert sum(row["n"] for row in judged["summary"]) == len(series.dates)
