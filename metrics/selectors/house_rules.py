"""What a programme has settled for all its measures; printed with every table and chart."""

from __future__ import annotations

from dataclasses import dataclass

from deliverables.models import Programme
from metrics.disclosure.policy import policy_words
from metrics.models import MeasureSettings
from metrics.spc.profiles import PROFILES, UNLESS_CHOSEN, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRules:
    profile: Profile
    disclosure: str


def house_rules(programme: Programme) -> HouseRules:
    """The defaults of both where the programme has settled none. One query."""
    settings = MeasureSettings.objects.filter(programme=programme).first()
    profile = PROFILES[settings.spc_profile] if settings else UNLESS_CHOSEN
    return HouseRules(profile=profile, disclosure=policy_words(settings))
