"""A load while people are at work, which only PostgreSQL allows."""

import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from deliverables.loading import load_folders
from deliverables.models import Organisation, PlanItem
from tests.factories import ProgrammeFactory
from tests.races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_load_waits_for_a_person_who_is_saving_and_keeps_what_they_saved(reference, north):
    load_folders([reference.path, north.path])
    north.change("plan_item", {"title": "The file's"}, ref="A-1")
    saved = threading.Event()

    def save():
        with transaction.atomic():
            PlanItem.objects.filter(ref="A-1").update(title="The person's")
            saved.set()
            threading.Event().wait(0.3)

    def load():
        saved.wait()
        return load_folders([reference.path, north.path])[1]

    _, loaded = at_once(save, load)

    report = loaded.result()
    assert PlanItem.objects.get(ref="A-1").title == "The person's"
    assert report.kept == ["plan_item north/A-1: title"]


def test_rows_are_locked_without_holding_up_people_who_only_name_them(reference, north):
    with CaptureQueriesContext(connection) as queries:
        load_folders([reference.path, north.path])
    locks = [query["sql"] for query in queries if "FOR NO KEY UPDATE" in query["sql"]]
    assert any('OF "deliverables_planitem"' in sql for sql in locks)

    with transaction.atomic():
        load_folders([reference.path, north.path])
        (named,) = at_once(lambda: ProgrammeFactory(icb=Organisation.objects.get(slug="qnm")))
    assert named.result()
