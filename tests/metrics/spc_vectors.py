"""Files of test vectors, good and bad, for the tests of their check."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

DAYS = [f"2024-{month:02}-01" for month in range(1, 13)]


def given(**changes):
    whole = {"dates": DAYS, "values": list(range(12)), "facet": None, "improvement_direction": "increase"}
    whole |= {"screen_outliers": True, "fix_after_n_points": None, "target": None, "rebase": None}
    return whole | changes


def disagreement(path) -> tuple[str, str]:
    """What is printed, and the sentence that ends the command with an error."""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("verify_spc", path, stdout=out)
    return out.getvalue(), str(error.value)


def written(tmp_path, content) -> Path:
    path = tmp_path / "vectors.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path
