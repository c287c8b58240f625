"""Starting a programme that no file has yet."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from django.db import transaction

from deliverables.loading.service import load_folders
from deliverables.loading.starter import NewProgramme, write_starter
from deliverables.models import Programme, Role
from deliverables.services import grant_role
from ipqt.models import User

ACTOR = "new_programme"


class FolderTakenError(Exception):
    """The folder of a new programme has files that must not be overwritten."""


def start_programme(
    programme: NewProgramme, *, folder: Path, shown: str, office: User | None = None
) -> tuple[str, ...]:
    """Write the folder, load it, and make `office` its programme office: all of it or nothing.

    Gives the names of the files. Raises FolderTakenError where the folder has files already, OSError where it
    cannot be written, LoadError where the site does not take it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FolderTakenError(f"{shown} has files already. Load them, or choose another slug or folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as temporary:
        draft = Path(temporary) / folder.name
        names = write_starter(draft, programme, shown=shown)
        try:
            with transaction.atomic():
                load_folders([draft], actor=ACTOR)
                if office:
                    _grant_office(office, slug=programme.slug)
                draft.rename(folder)
        except Exception:
            if not draft.exists():  # it was moved, and then the commit failed
                shutil.rmtree(folder)
            raise
    return names


def _grant_office(person: User, *, slug: str) -> None:
    programme = Programme.objects.get(slug=slug)
    grant_role(user=person, programme=programme, role=Role.OFFICE, by=None, actor=ACTOR)
