import pytest
import time_machine

from tests.deliverables.reporting_rows import GREEN, cycle
from tests.deliverables.workbooks.desks import Desk
from tests.factories import DependencyFactory


@pytest.fixture
def _on_a_known_day():
    with time_machine.travel("2026-01-31T12:00:00Z", tick=False):
        yield


@pytest.fixture
def quarter(db, _on_a_known_day):
    """A period in which two updates are due from a trust: Y1-D1 reported before, Y1-D2 never."""
    quarter = cycle()
    quarter.first = quarter.duty(ref="Y1-D1", title="Open two wards")
    quarter.second = quarter.duty(ref="Y1-D2", title="Write a policy")
    quarter.said(quarter.first)
    DependencyFactory(programme=quarter.programme, ref="X-1", title="A national plan")
    quarter.code = quarter.trust.address_code
    return quarter


@pytest.fixture
def desk(client, quarter):
    return Desk(client, quarter, quarter.lead)


@pytest.fixture
def green():
    """A complete row, as a lead types it."""
    return {
        "state": "In progress",
        "confidence": "Green",
        "summary": "Policy drafted.",
        "forecast_end": GREEN["forecast_end"],
        "forecast_precision": "Day",
    }
