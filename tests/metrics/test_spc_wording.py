"""How numbers, icons and rules are written."""

from metrics.spc.icons import Assurance, Variation
from metrics.spc.rules import Rule
from metrics.spc.wording import ASSURANCE_WORDS, CAUSE_WORDS, VARIATION_WORDS, Wording


def test_a_value_is_written_with_as_many_decimals_as_show_on_which_side_of_a_limit_it_is():
    wording = Wording(decimals=0)

    assert wording.numbers(12, 11.8) == ["12", "11.8"]
    assert wording.numbers(12.44, 12.41) == ["12.44", "12.41"]
    assert wording.numbers(12, 12) == ["12", "12"]
    assert wording.numbers(14, 11.8, 14.04) == ["14", "11.80", "14.04"]
    assert wording.numbers(1, 1 + 1e-12) == ["1", "1.000000000"]


def test_numbers_have_thousands_commas_a_unit_and_no_negative_zero():
    assert Wording(decimals=1, unit="%").number(1234.56) == "1,234.6%"
    assert Wording(decimals=0, unit=" days").number(-0.2) == "0 days"


def test_every_icon_and_every_rule_has_its_words():
    assert set(VARIATION_WORDS) == {None, *Variation}
    assert set(ASSURANCE_WORDS) == {None, *Assurance}
    assert set(CAUSE_WORDS) == {sign * rule for rule in Rule for sign in (1, -1)}
