"""Made-up reporting for the demonstration: told through the services of the cycle, and taken away whole."""

from .removal import remove_illustrative
from .telling import load_illustrative

__all__ = ["load_illustrative", "remove_illustrative"]
