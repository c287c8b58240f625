"""Reading the TOML files of a folder; nothing here knows what the tables mean."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAX_FILE_BYTES = 4_000_000
WHICH = "Give the folder that holds a programme's .toml files."


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as a file writes it. `number` counts the table in its file, from 1."""

    file: str
    table: str
    number: int
    raw: dict[str, Any]


@dataclass(slots=True)
class FolderFiles:
    """Every record of a folder in reading order, and what could not be read, in sentences."""

    name: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def programmes(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.table == "programme"]

    def add(self, file: str, table: str, rows: Any) -> None:
        for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
            if isinstance(row, dict):
                self.entries.append(Entry(file, table, number, row))
            else:
                self.problems.append(f"{self.name}/{file}: write {table} as [[{table}]].")


def read_files(path: Path, *, tables: Collection[str]) -> FolderFiles:
    """Reads every .toml file of the folder; `tables` are the known ones."""
    path = path.resolve()
    folder = FolderFiles(path.name)
    if not path.is_dir():
        folder.problems.append(f"There is no folder {path}. {WHICH}")
        return folder
    files = sorted(file for file in path.iterdir() if file.suffix.lower() == ".toml")
    if not files:
        folder.problems.append(f"{path} holds no .toml file. {WHICH}")
    for file in files:
        try:
            content = _read_file(file)
        except ValueError as error:
            folder.problems.append(f"{path.name}/{file.name}: cannot be read: {error}")
            continue
        for table, rows in content.items():
            if table in tables:
                folder.add(file.name, table, rows)
            else:
                place, known = f"{path.name}/{file.name}", ", ".join(sorted(tables))
                folder.problems.append(f"{place}: there is no table “{table}”. Known: {known}.")
    return folder


def _read_file(file: Path) -> dict[str, Any]:
    """The tables of one file. Raises ValueError with a sentence."""
    try:
        if not file.is_file():
            raise ValueError("it is no file.")
        with file.open("rb") as opened:
            content = opened.read(MAX_FILE_BYTES + 1)
        if len(content) > MAX_FILE_BYTES:
            raise ValueError(f"it is over {MAX_FILE_BYTES // 1_000_000} MB. Split it into several files.")
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 text (at byte {error.start}). Save it as UTF-8.") from None
    except RecursionError:
        raise ValueError("its lists or tables are nested too deeply.") from None
    except OSError as error:
        raise ValueError(error.strerror) from None
