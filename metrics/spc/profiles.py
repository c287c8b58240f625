"""Which house rules a chart follows. The profile is kept in every result and printed with every chart."""

from __future__ import annotations

from dataclasses import dataclass, replace

LIMIT = 2.66
"""Moving ranges between the mean and a limit."""
NEAR_LIMIT = 2 * (LIMIT / 3)
SCREEN = 3.267
"""A moving range of this many times their mean, or more, is an outlier where a profile screens."""
RUN = 7
"""Points in a row that make a trend or a shift."""
SHORTEST_BASELINE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The points on which published versions of Making Data Count differ."""

    slug: str
    name: str
    screens_outliers: bool
    points_for_limits: int
    """A series with fewer values is a run chart: no limits, no signals, no icon. 0 asks for none."""
    points_for_step: int
    """The same for the values that the limits of one step rest on."""
    short_group: int
    """A step with fewer periods carries a warning."""
    target_on_limit_is_decided: bool
    """Whether a target that equals a limit counts as passed or failed, not as hit or miss."""

    @property
    def label(self) -> str:
        """To print with a chart: names the profile and what it does with outliers."""
        outliers = "left out of" if self.screens_outliers else "kept in"
        return f"{self.name}, outlying moving ranges {outliers} the limits"

    def screening(self, screens_outliers: bool) -> Profile:
        return replace(self, screens_outliers=screens_outliers)


NHSR = Profile(
    slug="nhsr",
    name="NHS-R Making Data Count",
    screens_outliers=True,
    points_for_limits=0,
    points_for_step=0,
    short_group=13,
    target_on_limit_is_decided=False,
)
NHS_ENGLAND = Profile(
    slug="nhs-england",
    name="NHS England Making Data Count",
    screens_outliers=False,
    points_for_limits=15,
    points_for_step=12,
    short_group=12,
    target_on_limit_is_decided=True,
)
UNLESS_CHOSEN = NHS_ENGLAND
"""What a programme follows that has chosen none: no limits and no icon before there are 15 values."""
PROFILES = {profile.slug: profile for profile in (NHSR, NHS_ENGLAND)}
