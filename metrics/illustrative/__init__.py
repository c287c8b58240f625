"""Made-up values for the demonstration, where neither the sources nor open data have any."""

from deliverables.illustrative import Extension

from .removal import programmes_with_made_up_values, remove_values
from .telling import tell_values

MADE_UP_VALUES = Extension(tell_values, programmes_with_made_up_values, remove_values)

__all__ = ["MADE_UP_VALUES"]
