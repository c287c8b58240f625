"""Programmes from folders of TOML files: check everything, merge with what people changed, write once."""

from .problems import LoadError
from .report import LoadReport
from .service import default_folders, load_folders

__all__ = ["LoadError", "LoadReport", "default_folders", "load_folders"]
