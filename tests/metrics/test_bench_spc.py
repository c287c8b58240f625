"""`make bench` times the engine beside a plain loop that gives the same."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from metrics.management.commands import bench_spc


def bench(**options) -> str:
    out = StringIO()
    call_command("bench_spc", series=20, points=16, stdout=out, **options)
    return out.getvalue()


def test_the_benchmark_prints_cpu_seconds_and_the_ratio():
    first, engine, loop, ratio = bench().splitlines()

    assert first == "20 series of 16 points: limits, rules, icons and words"
    assert engine.startswith("Engine ")
    assert loop.startswith("Plain loop ")
    assert float(ratio.removeprefix("Ratio").strip()) > 0


def test_a_time_beyond_the_one_allowed_is_an_error():
    assert bench(at_most=60)
    with pytest.raises(CommandError, match="more than 0"):
        bench(at_most=0.0)


def test_a_benchmark_of_nothing_is_refused():
    with pytest.raises(CommandError, match="Give at least 1 series and 1 point"):
        call_command("bench_spc", series=0)


def test_a_plain_loop_that_disagrees_is_an_error(monkeypatch):
    monkeypatch.setattr(bench_spc, "RUN", 3)

    with pytest.raises(CommandError, match="disagree"):
        bench()
