"""Open data that shows what the measures can do: never the programmes' own, and taken away whole."""

from .loading import load_demonstration
from .removal import remove_demonstration

__all__ = ["load_demonstration", "remove_demonstration"]
