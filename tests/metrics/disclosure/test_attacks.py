"""Hidden values cannot be rebuilt from everything that is published, whatever the table.

Out of reach: what differs between two revisions of one table, what others publish elsewhere, and for
percentages what follows where several parts of one sum have no values at all.
"""

import os
from itertools import product

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from metrics.disclosure import protect
from tests.metrics.disclosure.attacks import every_table, worked_out
from tests.metrics.disclosure.tables import (
    APRIL,
    BODIES,
    COUNT,
    EXACT,
    FIRST,
    ICB,
    JUNE,
    MAY,
    QUARTER,
    ROUNDED,
    SECOND,
    SHARE,
    THIRD,
    count,
    ratio,
)

EXAMPLES = int(os.environ.get("DISCLOSURE_EXAMPLES", "60"))
TRUSTS, WARDS, AGES, MONTHS = (FIRST, SECOND), (1, 2), ("18 to 64", "65 and over"), (APRIL, MAY, JUNE)
ATOMS = list(product(TRUSTS, WARDS, AGES, MONTHS))
SMALL = st.integers(0, 9) | st.sampled_from([0, 1, 3])


def attacked(test):
    return settings(deadline=None, max_examples=EXAMPLES)(test)


def part_of(atom, organisation, ward, age, span):
    trust, its_ward, its_age, month = atom
    return (
        organisation in (trust, ICB)
        and ward in (None, its_ward)
        and age in ("", its_age)
        and span in (QUARTER, month)
    )


PLACES = [(ICB, None), *((trust, ward) for trust in TRUSTS for ward in (None, *WARDS))]
KINDS = [
    (organisation, ward, age, span)
    for organisation, ward in PLACES
    for age in ("", *AGES)
    for span in (*MONTHS, QUARTER)
]
ROWS = {kind: [int(part_of(atom, *kind)) for atom in ATOMS] for kind in KINDS}


@st.composite
def kinds(draw, *, most_left_out):
    """Series that somebody happens to publish: not always all, so that some totals are nobody's."""
    left_out = draw(st.sets(st.sampled_from([kind[:3] for kind in KINDS]), max_size=most_left_out))
    spans = draw(st.sampled_from([(APRIL,), (*MONTHS, QUARTER), (APRIL, MAY, QUARTER)]))
    return draw(st.permutations([kind for kind in KINDS if kind[:3] not in left_out and kind[3] in spans]))


def amounts():
    return st.lists(SMALL, min_size=len(ATOMS), max_size=len(ATOMS))


def total(kind, numbers):
    return sum(one * number for one, number in zip(ROWS[kind], numbers, strict=True))


def at(kind):
    organisation, ward, age, span = kind
    return {"organisation": organisation, "ward": ward, "age": age, "span": span}


@attacked
@given(kinds(most_left_out=12), amounts())
def test_no_hidden_count_follows_from_the_published_ones(published, atoms):
    cells = [count(value=total(kind, atoms), **at(kind)) for kind in published]

    shown = protect(cells, making=COUNT, policy=EXACT, bodies=BODIES)

    seen = [(ROWS[kind], one.value) for kind, one in zip(published, shown, strict=True) if not one.is_hidden]
    rest = [
        (ROWS[kind], cell.value)
        for kind, cell, one in zip(published, cells, shown, strict=True)
        if one.is_hidden
    ]
    assert all(one.value == 0 or one.value >= 5 for one in shown if not one.is_hidden)
    assert worked_out(seen, rest, size=len(ATOMS)) == []


@attacked
@given(kinds(most_left_out=12), amounts(), amounts())
def test_no_count_behind_a_hidden_percentage_follows_from_value_times_denominator(published, above, left):
    """Neither those who are counted, nor all, nor those who are left out."""
    tops = [total(kind, above) for kind in published]
    rests = [total(kind, left) for kind in published]
    made = [(kind, top, rest) for kind, top, rest in zip(published, tops, rests, strict=True) if top + rest]
    cells = [ratio(above=top, below=top + rest, **at(kind)) for kind, top, rest in made]

    shown = protect(cells, making=SHARE, policy=EXACT, bodies=BODIES)

    pairs = list(zip(made, shown, strict=True))
    for layer in (0, 1):
        seen = []
        for (kind, *_), one in pairs:
            if not one.is_hidden:
                top = round(one.value * one.denominator / 100)
                seen.append((ROWS[kind], (top, one.denominator - top)[layer]))
        rest = [(ROWS[kind], both[layer]) for (kind, *both), one in pairs if one.is_hidden]
        assert all(amount == 0 or amount >= 5 for _row, amount in seen)
        assert [amount for amount in worked_out(seen, rest, size=len(ATOMS)) if 0 < amount < 5] == []


def columns_of(places, organisation, age):
    return [n for n, (trust, band) in enumerate(places) if organisation in (ICB, trust) and age in ("", band)]


def shows_the_same(cells, shown, tables, columns):
    """Which of the tables agree with everything that is shown, and with what hides a small value."""
    same = np.ones(len(tables), dtype=bool)
    for cell, one, column in zip(cells, shown, columns, strict=True):
        amounts = tables[:, column].sum(axis=1)
        if not one.is_hidden:
            exact = one.value == cell.value
            same &= (amounts == one.value) if exact and cell.is_national else np.abs(amounts - one.value) <= 2
        elif cell.value < 5:
            same &= amounts < 5
    return same


@attacked
@given(st.lists(st.integers(0, 11), min_size=4, max_size=4), st.booleans())
def test_no_table_is_the_only_one_that_looks_like_the_rounded_one(atoms, is_national):
    """Two trusts by two ages with all totals, one of which may be exact; 28,561 tables are tried."""
    places = list(product(TRUSTS, AGES))
    kinds = [(organisation, age) for organisation in (ICB, *TRUSTS) for age in ("", *AGES)]
    columns = [columns_of(places, *kind) for kind in kinds]
    cells = [
        count(organisation, sum(atoms[place] for place in column), age=age)
        for (organisation, age), column in zip(kinds, columns, strict=True)
    ]
    cells[0] = cells[0]._replace(is_national=is_national)

    shown = protect(cells, making=COUNT, policy=ROUNDED, bodies=BODIES)

    tables = every_table(4, 12)
    same = tables[shows_the_same(cells, shown, tables, columns)]
    for one, column in zip(shown, columns, strict=True):
        assert not one.is_hidden or len(np.unique(same[:, column].sum(axis=1))) > 1


@attacked
@given(st.lists(st.integers(0, 7), min_size=6, max_size=6))
def test_no_table_is_the_only_one_that_looks_like_the_exact_one(atoms):
    """Three trusts by two ages with all totals; 531,441 tables are tried.

    Not those whose total is under 5 itself: zeros are shown, so four parts that are not zero must be ones.
    """
    assume(sum(atoms) >= 5)
    places = list(product((*TRUSTS, THIRD), AGES))
    kinds = [(organisation, age) for organisation in (ICB, *TRUSTS, THIRD) for age in ("", *AGES)]
    columns = [columns_of(places, *kind) for kind in kinds]
    cells = [
        count(organisation, sum(atoms[place] for place in column), age=age)
        for (organisation, age), column in zip(kinds, columns, strict=True)
    ]

    shown = protect(cells, making=COUNT, policy=EXACT, bodies=BODIES)

    tables = every_table(6, 8)
    for cell, one, column in zip(cells, shown, columns, strict=True):
        amounts = tables[:, column].sum(axis=1)
        if not one.is_hidden:
            tables = tables[amounts == one.value]
        elif 0 < cell.value < 5:
            tables = tables[(amounts > 0) & (amounts < 5)]
    for one, column in zip(shown, columns, strict=True):
        assert not one.is_hidden or len(np.unique(tables[:, column].sum(axis=1))) > 1
