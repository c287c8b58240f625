"""The bar of states: how many items stand where."""

from deliverables.charts import disposition_figure, disposition_table
from deliverables.status import STATES


def test_counts_of_states_are_one_bar_in_a_fixed_order():
    counts = {"not_reported": 9, "delivered": 5, "stopped": 0}

    figure = disposition_figure(counts)

    names = [f"{STATES[code].label}: {counts[code]}" for code in STATES if counts.get(code)]
    assert [trace.name for trace in figure.data] == names
    assert sum(trace.x[0] for trace in figure.data) == 14
    assert figure.layout.barmode == "stack"


def test_a_part_too_thin_for_its_number_leaves_it_to_the_key():
    figure = disposition_figure({"delivered": 500, "stopped": 1})

    assert [note.text for note in figure.layout.annotations] == ["500"]
    assert "Stopped: 1" in [trace.name for trace in figure.data]


def test_states_differ_by_pattern_or_colour_in_every_pair():
    figure = disposition_figure(dict.fromkeys(STATES, 1))

    looks = {(t.marker.color, t.marker.pattern.shape, t.marker.pattern.fgcolor) for t in figure.data}

    assert len(looks) == len(STATES)


def test_nothing_to_count_is_no_figure():
    assert disposition_figure({}) is None
    assert disposition_figure({"delivered": 0}) is None


def test_the_table_of_states_says_what_each_means():
    [[label, count, meaning]] = disposition_table({"delivered": 5}).rows

    assert (label, count, meaning) == ("Delivered", 5, STATES["delivered"].meaning)
