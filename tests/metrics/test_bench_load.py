"""`make bench` times loading beside plain reading, and keeps nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from metrics.models import Observation, Submission
from tests.factories import ProgrammeFactory
from tests.metrics.factories import IndicatorFactory

pytestmark = pytest.mark.django_db


def bench(**options) -> str:
    out = StringIO()
    call_command("bench_load", stdout=out, **options)
    return out.getvalue()


def test_the_benchmark_prints_seconds_ratios_and_memory_and_keeps_nothing():
    ProgrammeFactory()
    IndicatorFactory()

    first, plain, read, loaded, memory = bench(rows=130).splitlines()

    assert first == "130 rows in our own layout, CPU seconds"
    assert plain.startswith("Plain csv reading")
    assert "times plain reading" in read
    assert "times plain reading" in loaded
    assert memory.startswith("Memory at the peak of reading rows")
    assert not Observation.objects.exists()
    assert not Submission.objects.exists()


def test_it_needs_rows_programmes_and_codes():
    with pytest.raises(CommandError, match="load the programmes first"):
        bench(rows=10)

    ProgrammeFactory(icb__code=None)
    IndicatorFactory()
    with pytest.raises(CommandError, match="has no ODS code"):
        bench(rows=10)


def test_a_file_that_is_refused_is_an_error(monkeypatch):
    monkeypatch.setattr("metrics.management.commands.bench_load.HEADINGS", "indicator,organisation,2024-04\n")
    ProgrammeFactory()
    IndicatorFactory()

    with pytest.raises(CommandError, match="was refused"):
        bench(rows=10)
