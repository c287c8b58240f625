"""Shapes and notes in the still pictures."""

import pytest

from tests.ipqt.svg.drawing import YEAR, bars, line, parsed, texts


def test_shapes_are_drawn_where_they_say_and_cut_at_the_plot():
    band = {"type": "rect", "x0": "2024-01-01", "x1": "2024-07-01", "y0": 0, "y1": 1, "yref": "paper"}
    band |= {"layer": "below", "fillcolor": "#f0f4f5", "line": {"width": 0}}
    day = {"type": "line", "x0": "2024-07-01", "x1": "2024-07-01", "y0": 0, "y1": 1, "yref": "y domain"}

    root = parsed(shapes=[band, day | {"line": {"dash": "dash"}}], **YEAR)

    assert bars(root) == [(100, 50, pytest.approx(91 / 365 * 700, abs=0.1), 300)]
    [mark] = root.findall("line")
    assert float(mark.get("x1")) == pytest.approx(100 + 91 / 365 * 700, abs=0.1)
    assert (mark.get("y1"), mark.get("y2")) == ("350", "50")


def test_shapes_outside_the_picture_are_left_out():
    late = {"type": "line", "x0": "2026-01-01", "x1": "2026-01-01", "y0": 0, "y1": 1, "yref": "paper"}
    high = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": 99, "y1": 99}
    never = {"type": "rect", "x0": "soon", "x1": "2026-01-01", "y0": 0, "y1": 1}
    band = {"type": "rect", "x0": "2026-01-01", "x1": "2026-02-01", "y0": 0, "y1": 1}

    root = parsed(shapes=[late, high, never, band], yaxis={"range": [0, 1]}, **YEAR)

    assert root.findall("line") == []
    assert bars(root) == []


def test_notes_stand_where_they_say():
    target = {
        "text": "Target",
        "x": 1,
        "xref": "paper",
        "y": 5,
        "xanchor": "right",
        "yshift": 4,
        "bgcolor": "#ffffff",
    }

    root = parsed(line([1, 2], [0, 10]), annotations=[target], yaxis={"range": [0, 10]})

    note = next(text for text in root.findall("text") if text.text == "Target")
    assert (note.get("x"), note.get("text-anchor")) == ("800", "end")
    [(x, y, width, height)] = bars(root)
    assert y < float(note.get("y")) < y + height
    assert x + width > 800


@pytest.mark.parametrize(("share", "anchor"), [(0, None), (0.5, "middle"), (1, "end")])
def test_a_note_on_the_paper_leans_away_from_the_nearest_edge(share, anchor):
    note = {"text": "Here", "x": share, "xref": "paper", "y": share, "yref": "paper"}

    root = parsed(line([1, 2], [0, 10]), annotations=[note])

    assert next(text for text in root.findall("text") if text.text == "Here").get("text-anchor") == anchor


def test_notes_outside_the_picture_or_switched_off_are_left_out():
    notes = [
        {"text": "Far", "x": 9, "y": 1},
        {"text": "Off", "x": 1, "y": 1, "visible": False},
        {"text": "", "x": 1, "y": 1},
    ]

    words = texts(parsed(line([1, 2], [1, 2]), annotations=notes))

    assert not {"Far", "Off", ""} & set(words)
