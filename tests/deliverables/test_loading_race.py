"""Two administrators load the same files at the same moment."""

import pytest
from django.core.management import call_command

from deliverables.models import PlanItem, Programme
from tests.races import at_once


def load():
    call_command("load_programmes", verbosity=0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_loads_at_once_leave_everything_there_once():
    results = at_once(load, load)

    assert [result.exception() for result in results] == [None, None]
    assert Programme.objects.count() == 3
    items = PlanItem.objects.count()
    load()
    assert PlanItem.objects.count() == items
