"""What `load_programmes` prints, and how it fails."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from deliverables.models import PlanItem, Programme, Update

pytestmark = pytest.mark.django_db


def run(*arguments, **options) -> list[str]:
    output = StringIO()
    call_command("load_programmes", *arguments, stdout=output, **options)
    return output.getvalue().splitlines()


def test_it_says_how_many_records_of_each_folder_it_touched(reference, north):
    assert run(reference.path, north.path) == [
        "reference: 5 created, 0 updated, 0 unchanged",
        "north: 10 created, 0 updated, 0 unchanged",
    ]
    assert run(reference.path, north.path) == [
        "reference: 0 created, 0 updated, 5 unchanged",
        "north: 0 created, 0 updated, 10 unchanged",
    ]


def test_it_tells_the_tables_when_asked(reference, north):
    lines = run(reference.path, north.path, verbosity=2)

    assert "  plan_item: 2 created, 0 updated, 0 unchanged" in lines


def test_it_names_what_it_left_alone(reference, north):
    run(reference.path, north.path)
    PlanItem.objects.filter(ref="A-1").update(title="Ours")
    Update.objects.all().delete()
    north.drop("link", to="D-1")

    assert run(reference.path, north.path)[1:] == [
        "north: 0 created, 0 updated, 8 unchanged",
        "  Changed here since, so kept as it is:",
        "    plan_item north/A-1: title",
        "  Removed here since, so left out:",
        "    update north/A-1/rnm/review",
        "  No longer in the files, still here:",
        "    link north/A-1/contributes_to/D-1",
    ]


def test_a_dry_run_says_so_and_writes_nothing(reference, north):
    lines = run(reference.path, north.path, dry_run=True)

    assert lines[-1] == "Dry run: nothing was written."
    assert not Programme.objects.exists()


def test_mistakes_are_listed_and_nothing_is_written(reference, north):
    north.change("plan_item", {"kind": "project"}, ref="A-1")
    north.change("plan_item", {"year": 9}, ref="D-1")

    with pytest.raises(CommandError) as refused:
        run(reference.path, north.path)

    first, *others = str(refused.value).split("\n  ")
    assert first == "Nothing was loaded. Mend these and run it again:"
    assert len(others) == 2
    assert not Programme.objects.exists()


def test_a_database_that_is_busy_is_said_in_words(reference, north):
    def busy(execute, *args):
        raise OperationalError("database is locked")

    with connection.execute_wrapper(busy), pytest.raises(CommandError, match="the database is busy or away"):
        run(reference.path, north.path)
