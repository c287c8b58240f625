"""The history is only ever added to, whoever asks the database."""

from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from deliverables.audit import record_change
from deliverables.models import Change
from tests.factories import ProgrammeFactory, UserFactory

pytestmark = pytest.mark.django_db

MIGRATION = import_module("deliverables.migrations.0005_changes_are_only_added")


@pytest.fixture
def change():
    return record_change(
        action="accepted",
        record="update",
        key="ssot/Y1-D1",
        by=UserFactory(),
        programme=ProgrammeFactory(),
        before={"state": "waiting"},
        after={"state": "delivered"},
        why="It is done.",
    )


@pytest.fixture
def _as_it_is_served():
    """Puts back the trigger that the tests' database on SQLite is without, see conftest."""
    if connection.vendor == "sqlite":
        connection.cursor().execute(MIGRATION.SQLITE[1])


@pytest.mark.parametrize(
    "altered",
    [
        {"actor": "Somebody else"},
        {"action": "read"},
        {"key": "ssot/Y1-D2"},
        {"before": None},
        {"after": {"state": "stopped"}},
        {"why": ""},
        {"user": None},
        {"at": "2020-01-01T00:00:00Z"},
    ],
)
def test_no_field_of_a_row_can_be_altered(change, altered):
    with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic():
        Change.objects.filter(pk=change.pk).update(**altered)

    assert Change.objects.get().actor == change.actor


def test_a_row_cannot_be_moved_to_another_programme(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.update(programme=ProgrammeFactory())


@pytest.mark.usefixtures("_as_it_is_served")
def test_a_row_cannot_be_removed_even_past_the_models(change):
    with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic():
        connection.cursor().execute("DELETE FROM deliverables_change")

    assert Change.objects.count() == 1


@pytest.mark.usefixtures("_as_it_is_served")
def test_a_row_outlives_its_programme(change):
    change.programme.delete()

    assert Change.objects.get().programme is None
