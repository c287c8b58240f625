"""Programmes from folders of TOML files: read, check everything, merge with what people changed, write once."""

from .files import LoadError
from .service import LoadReport, load_folder

__all__ = ["LoadError", "LoadReport", "load_folder"]
