"""The one way from values to limits, rules and icons, for one series or for thousands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.spc.assembly import Judged, assemble
from metrics.spc.limits import limits
from metrics.spc.profiles import NHSR, Profile
from metrics.spc.results import Result
from metrics.spc.rules import signals
from metrics.spc.series import Series
from metrics.spc.stack import Stack, stack


def analyse(series: Series, *, profile: Profile = NHSR) -> Result:
    """Raises SeriesError, with a sentence, for a series that cannot be judged."""
    return analyse_all([series], profile=profile)[0]


def analyse_all(many: Sequence[Series], *, profile: Profile = NHSR) -> list[Result]:
    """What `analyse` gives one by one, much faster. A bad series raises SeriesError with its index."""
    if not many:
        return []
    laid = stack(many)
    with np.errstate(invalid="ignore", divide="ignore", under="ignore"):
        judged = _judge(laid, profile)
    return assemble(many, laid, judged, profile=profile)


def _judge(laid: Stack, profile: Profile) -> Judged:
    """Groups of one length stand side by side, one column each."""
    known = ~np.isnan(laid.values)
    series_values = np.add.reduceat(known, laid.first_row[:-1], dtype=np.int64)[laid.owner]
    judged = Judged.empty(points=len(known), groups=len(laid.owner))
    for length in np.unique(laid.length):
        which = np.flatnonzero(laid.length == length)
        rows = laid.start[which] + np.arange(length)[:, None]
        block = laid.values[rows]
        lines = limits(
            block, baseline=laid.baseline[which], series_values=series_values[which], profile=profile
        )
        judged.keep(rows=rows, which=which, lines=lines, found=signals(block, lines), known=known[rows])
    return judged
