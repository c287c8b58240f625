"""Loads and people at work at the same time, which only PostgreSQL allows."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from deliverables.loading import load_folders
from deliverables.models import Change, FixtureRecord, Organisation, PlanItem
from tests.factories import ProgrammeFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def in_thread(work):
    def run():
        try:
            return work()
        finally:
            connections.close_all()

    return run


def test_two_loads_at_once_write_every_record_once(reference, north):
    paths = [reference.path, north.path]

    with ThreadPoolExecutor(2) as pool:
        loads = [pool.submit(in_thread(lambda: load_folders(paths))) for _ in range(2)]
        changed = sorted(sum(report.changed for report in load.result()) for load in loads)

    assert changed == [0, 15]
    assert FixtureRecord.objects.count() == Change.objects.count() == 15


def test_a_load_waits_for_a_person_who_is_saving_and_keeps_what_they_saved(reference, north):
    load_folders([reference.path, north.path])
    north.change("plan_item", {"title": "The file's"}, ref="A-1")
    saved = threading.Event()

    def save():
        with transaction.atomic():
            PlanItem.objects.filter(ref="A-1").update(title="The person's")
            saved.set()
            threading.Event().wait(0.3)

    with ThreadPoolExecutor(1) as pool:
        person = pool.submit(in_thread(save))
        saved.wait()
        report = load_folders([reference.path, north.path])[1]
        person.result()

    assert PlanItem.objects.get(ref="A-1").title == "The person's"
    assert report.kept == ["plan_item north/A-1: title"]


def test_rows_are_locked_without_holding_up_people_who_only_name_them(reference, north):
    with CaptureQueriesContext(connection) as queries:
        load_folders([reference.path, north.path])
    locks = [query["sql"] for query in queries if "FOR NO KEY UPDATE" in query["sql"]]
    assert any('OF "deliverables_planitem"' in sql for sql in locks)

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        load_folders([reference.path, north.path])
        icb = Organisation.objects.get(slug="qnm")
        pool.submit(in_thread(lambda: ProgrammeFactory(icb=icb))).result(timeout=5)
