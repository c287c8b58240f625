"""The icons of variation and assurance: drawings, words, and when there is nothing to judge."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from ipqt.dates import add_months
from metrics import icons
from metrics.spc.engine import analyse
from metrics.spc.icons import Assurance, Variation
from metrics.spc.series import Series
from metrics.spc.wording import ASSURANCE_WORDS, VARIATION_WORDS

SWINGING = [20, 22, 21, 23] * 5


def reading_of(values, **more):
    dates = [add_months(date(2023, 4, 1), month) for month in range(len(values))]
    return analyse(Series(dates=dates, values=values, direction="decrease", **more)).reading


def test_every_variation_has_its_own_drawing_words_and_meaning():
    codes = [*Variation, None]

    assert len({icons.variation_drawing(code) for code in codes}) == len(codes)
    assert len({VARIATION_WORDS[code] for code in codes}) == len(codes)
    assert set(icons.VARIATION_MEANINGS) == set(codes)
    assert len(set(icons.VARIATION_MEANINGS.values())) == len(codes)


def test_every_assurance_has_its_own_drawing_words_and_meaning():
    codes = [*Assurance, None]

    assert len({icons.assurance_drawing(code) for code in codes}) == len(codes)
    assert len({ASSURANCE_WORDS[code] for code in codes}) == len(codes)
    assert set(icons.ASSURANCE_MEANINGS) == set(codes)


def test_no_icon_of_variation_is_taken_for_one_of_assurance():
    drawn = {icons.variation_drawing(code) for code in (*Variation, None)}

    assert not drawn & {icons.assurance_drawing(code) for code in (*Assurance, None)}


@pytest.mark.parametrize("drawn", [icons.VARIATIONS, icons.ASSURANCES], ids=["variation", "assurance"])
def test_colour_is_never_the_only_difference(drawn):
    for (shape, _colour, sign, _ink), (other_shape, _other, other_sign, _its_ink) in combinations(
        drawn.values(), 2
    ):
        assert (shape, sign) != (other_shape, other_sign)


def test_a_drawing_is_decoration_and_obeys_the_policy_of_the_site():
    for icon, _meaning in (*icons.variation_key(), *icons.assurance_key()):
        assert 'aria-hidden="true"' in icon.drawing
        assert "style=" not in icon.drawing
        assert icon.words


def test_the_words_of_an_icon_are_those_of_the_engine():
    risen = reading_of([*SWINGING, 60], target=5)

    assert icons.variation_icon(risen).words == "Concern, high or rising"
    assert icons.assurance_icon(risen).words == "Consistently misses the target"


def test_one_value_is_too_little_to_be_called_usual():
    single = reading_of([20], target=5)

    assert icons.variation_icon(single).words == "Too few points"
    assert icons.assurance_icon(single).words == "No assurance"


def test_values_that_are_all_the_same_are_not_judged():
    assert icons.variation_icon(reading_of([20] * 20)).words == "No variation to judge by"


def test_a_rise_counts_even_where_there_are_no_limits():
    rising = reading_of([20 + month for month in range(20)])
    without_limits = replace(
        rising, group=replace(rising.group, upper=None, lower=None), cause=2, variation=Variation.CONCERN_HIGH
    )

    assert icons.variation_icon(without_limits).words == "Concern, high or rising"


def test_a_latest_period_without_a_value_is_not_judged_by_the_one_before():
    assert icons.variation_icon(reading_of([*SWINGING, 60, None])).words == "Latest value missing"


def test_a_series_of_gaps_and_a_measure_without_a_series_have_no_values_yet():
    assert icons.variation_icon(reading_of([None, None])).words == "No values yet"
    assert icons.variation_icon(None).words == "No values yet"
    assert icons.assurance_icon(None).words == "No assurance"


def test_an_icon_says_where_its_limits_rest_on_little():
    assert icons.caveat(reading_of([20, 22, 21])) == "limits rest on only 3 values"
    assert icons.caveat(reading_of(SWINGING)) == ""
    assert icons.caveat(None) == ""
