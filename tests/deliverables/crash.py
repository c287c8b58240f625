"""Run by test_crashes.py in a process of its own: requests that are killed between any two statements.

python -m tests.deliverables.crash      makes a database of its own where DATABASE_URL says, and drops it
Prints one line of JSON: for each step what was there before and after it, and for each kill what was there
afterwards, and after the same request was sent again.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import django

from tests.kills import die, in_child, run_counted

WORDS = ("workflow", "version", "state", "confidence", "summary", "forecast_end", "saved_by", "accepted_by")


def main() -> dict:
    from django.apps import apps
    from django.conf import settings
    from django.db import connection

    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}  # ten times as fast
    settings.DATABASES["default"]["TEST"]["NAME"] = os.environ["CRASH_DATABASE"]
    name = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return {step: tried(make) for step, make in STEPS.items()}
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


@dataclass(frozen=True)
class Request:
    """What a person sends, and the programme in which it leaves its traces."""

    send: Callable[[], object]
    programme: object

    def traces(self) -> list:
        """Everything a step may write, without keys and moments, so that two programmes compare."""
        from deliverables.models import Change, Duty, ItemLink, NextStep, ReportingPeriod, Update

        own = {"programme": self.programme}
        of_item = {"item__programme": self.programme}
        rows = (
            ReportingPeriod.objects.filter(**own).order_by("pk").values_list("slug", "name"),
            Duty.objects.filter(**of_item).order_by("pk").values_list("item__ref", "period__slug"),
            Update.objects.filter(**of_item).order_by("pk").values_list("item__ref", *WORDS),
            NextStep.objects.filter(**of_item).order_by("pk").values_list("position", "text", "owner"),
            ItemLink.objects.filter(from_item__programme=self.programme).values_list(
                "kind", "from_item__ref"
            ),
            Change.objects.filter(**own).order_by("pk").values_list("action", "before", "after", "why"),
        )
        return json.loads(json.dumps([list(found) for found in rows], default=str))


def tried(make: Callable[[], Request]) -> dict:
    """The step on fresh rows: once whole, then killed after each of its statements and after its commit."""
    whole = make()
    before = whole.traces()
    statements = run_counted(whole.send)
    kills = [killed(make(), after=number) for number in range(statements + 2)]
    return {"statements": statements, "before": before, "after": whole.traces(), "kills": kills}


def killed(request: Request, *, after: int) -> dict:
    """Killed after this many statements; one more than there are is after the commit."""
    from django.db import connection

    def send():
        if not after:
            die()
        run_counted(request.send, kill_after=after)
        die()

    connection.close()
    signal_number = in_child(send)
    then = request.traces()
    return {"signal": signal_number, "then": then, "again": sent_again(request), "at_last": request.traces()}


def sent_again(request: Request) -> str:
    """Empty where it succeeds, else what the person is told."""
    from deliverables.cycle.errors import CycleError

    try:
        request.send()
    except CycleError as error:
        return str(error)
    return ""


def person():
    from ipqt.models import User

    return User.objects.get_or_create(username="ada@example.org", email="ada@example.org")[0]


def save() -> Request:
    """A draft is saved over an earlier one, with other steps."""
    from deliverables.cycle.reporting import save_draft
    from tests.reporting import HERS, HIS, due, open_cycle

    cycle, by = open_cycle(), person()
    pk = due(cycle, ref="Y1-D1").pk
    save_draft(duty_id=pk, words=HIS, expected_version=0, by=by)
    send = lambda: save_draft(duty_id=pk, words=HERS, expected_version=1, by=by)  # noqa: E731
    return Request(send, cycle.programme)


def submit() -> Request:
    from deliverables.cycle.reporting import submit_update
    from tests.reporting import HERS, due, open_cycle

    cycle, by = open_cycle(), person()
    words = replace(HERS, confidence="amber", reason="The builder left.", cause="Builder", control="outside")
    pk = due(cycle, ref="Y1-D1").pk
    return Request(lambda: submit_update(duty_id=pk, words=words, expected_version=0, by=by), cycle.programme)


def accept() -> Request:
    """Three at once; one of them makes a link."""
    from deliverables.cycle.review import accept_updates
    from tests.factories import PlanItemFactory
    from tests.reporting import due, open_cycle, submitted

    cycle, by = open_cycle(), person()
    whole = PlanItemFactory(programme=cycle.programme, ref="Y2-D1")
    updates = [submitted(due(cycle, ref=f"Y1-D{number}")) for number in (1, 2)]
    updates.append(submitted(due(cycle, ref="Y1-D3"), state="absorbed", confidence="", goes_to=whole))
    versions = {update.pk: update.version for update in updates}
    return Request(lambda: accept_updates(versions=versions, by=by), cycle.programme)


def open_new() -> Request:
    from deliverables.cycle.periods import open_period
    from tests.reporting import due, open_cycle

    cycle, by = open_cycle(), person()
    for number in (1, 2, 3):
        due(cycle, ref=f"Y1-D{number}")
    words = {"slug": "q5", "name": "Quarter 5", "kind": "quarter", "due_on": None, "board_on": None}
    days = {"starts_on": date(2026, 4, 1), "ends_on": date(2026, 6, 30)}
    return Request(lambda: open_period(programme=cycle.programme, by=by, **words, **days), cycle.programme)


STEPS = {"save": save, "submit": submit, "accept": accept, "open": open_new}

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    sys.stdout.write(json.dumps(main()) + "\n")
