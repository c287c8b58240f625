"""Made-up reporting for the demonstration, with what other apps add: taken away whole."""

from .extensions import EXTENSIONS, Extension
from .removal import remove_illustrative
from .telling import load_illustrative

__all__ = ["EXTENSIONS", "Extension", "load_illustrative", "remove_illustrative"]
