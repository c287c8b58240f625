"""The key of the still pictures."""

from tests.ipqt.svg.drawing import bar, line, parsed, texts


def test_the_key_names_what_it_should():
    plan = line([1, 2], [1, 2], name="Plan", line={"color": "#4c6272", "dash": "dot"})
    actual = line([1, 2], [1, 3], name="Actual", mode="lines+markers")
    hidden = line([1, 2], [1, 3], name="Hidden", showlegend=False)

    assert {"Plan", "Actual"} <= set(texts(parsed(plan, actual, hidden)))
    assert "Hidden" not in texts(parsed(plan, actual, hidden))
    assert "Plan" not in texts(parsed(plan))
    assert "Plan" in texts(parsed(plan | {"showlegend": True}))
    assert "Plan" not in texts(parsed(plan, actual, showlegend=False))


def test_a_key_shows_marks_as_they_are_drawn():
    trace = {
        "type": "scatter",
        "x": [1],
        "y": [1],
        "mode": "markers",
        "showlegend": True,
        "name": "Delivered",
    }

    root = parsed(trace | {"marker": {"symbol": "square", "color": "#007f3b"}})

    assert len([path for path in root.findall("path") if path.get("fill") == "#007f3b"]) == 2


def test_a_key_lies_in_rows_and_a_standing_one_in_a_column():
    traces = [bar(["A"], [1], name=f"A long name number {n}") for n in range(8)]

    def places(**legend):
        root = parsed(*traces, legend={"font": {"size": 13}, "x": 0, "yanchor": "bottom", **legend})
        found = [text for text in root.findall("text") if "long" in "".join(text.itertext())]
        return len({text.get("x") for text in found}), len({text.get("y") for text in found})

    columns, rows = places(orientation="h")
    assert columns > 2
    assert rows > 1
    assert places(orientation="v") == (1, 8)
