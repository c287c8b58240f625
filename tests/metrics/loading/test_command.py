"""Loading from the command line, with the rules of the page."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from metrics.models import Observation, Submission
from tests.factories import SourceFactory
from tests.metrics.loading.rows import TIDY, mhsds, month, table


@pytest.fixture
def load(desk, tmp_path, capsys):
    def load(text: str, *options: str, name: str = "values.csv") -> str:
        file = tmp_path / name
        file.write_text(text)
        call_command("load_measures", str(file), "--programme", "midshire", *options)
        return capsys.readouterr().out

    return load


def test_it_prints_the_preview_and_loads(load):
    out = load(table(TIDY, month(1, 1), month(2, "*")))

    assert "New: 2 (1 new series)" in out
    assert "Of all these suppressed: 1, not reported: 0" in out
    assert out.endswith("Loaded.\n")
    assert Observation.objects.count() == 2


def test_the_same_file_again_changes_nothing(load):
    load(table(TIDY, month(1, 1)))

    assert load(table(TIDY, month(1, 1))).endswith("It changes nothing.\n")


def test_a_dry_run_writes_nothing_at_all(load):
    assert "Nothing was written (--dry-run)." in load(table(TIDY, month(1, 1)), "--dry-run")

    assert not Observation.objects.exists()
    assert not Submission.objects.exists()


def test_errors_are_printed_by_line_and_column_and_fail(load, capsys):
    with pytest.raises(CommandError, match=r"Nothing was written: 2 to mend in values\.csv"):
        load(table(TIDY, month(1, "lots"), month(2, 1, code="OUT-99")))

    told = capsys.readouterr().err
    assert "line 2, value: “lots” is no number" in told
    assert "Unknown indicator “OUT-99”: 1 rows" in told
    assert not Submission.objects.exists()


def test_an_error_of_the_whole_file_names_no_line(load, capsys):
    with pytest.raises(CommandError):
        load(mhsds(("01/08/2024", "31/08/2024", "Final", "RXX", "OAP03aM", "15")))

    assert capsys.readouterr().err.startswith("Nothing in this file is of the programme’s organisations")


def test_what_is_left_out_is_counted(load):
    rows = [("01/08/2024", "31/08/2024", "Final", "RRE", f"MHS9{number}", "1") for number in range(25)]

    out = load(mhsds(("01/08/2024", "31/08/2024", "Final", "RRE", "OAP03aM", "15"), *rows))

    assert "Left out: Measure MHS90, which no indicator uses (1 rows)" in out
    assert "Left out: 5 more kinds of rows" in out


def test_notes_are_printed(load):
    assert "These columns are not read: colour." in load(table(f"{TIDY},colour", f"{month(1, 1)},red"))


def test_open_data_is_loaded_with_its_source_and_standing(load):
    SourceFactory(slug="monthly")

    load(table(TIDY, month(1, 1)), "--source", "monthly", "--standing", "demonstration")

    row = Observation.objects.select_related("series", "source").get()
    assert (row.source.slug, row.series.standing) == ("monthly", "demonstration")


def test_names_that_are_not_there_are_told_with_those_that_are(desk, load):
    with pytest.raises(CommandError, match="There is no source “other”"):
        load(table(TIDY, month(1, 1)), "--source", "other")
    with pytest.raises(CommandError, match=r"There is no programme “elsewhere”\. Choose one of: midshire"):
        call_command("load_measures", "x.csv", "--programme", "elsewhere")


def test_a_file_that_is_not_there_or_no_table_fails_in_words(load):
    with pytest.raises(CommandError, match=r"nowhere\.csv cannot be read: No such file"):
        call_command("load_measures", "nowhere.csv", "--programme", "midshire")
    with pytest.raises(CommandError, match=r"Nothing was written\. The file is empty"):
        load("")
