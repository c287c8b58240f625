import pytest

from tests.metrics.loading.rows import Desk


@pytest.fixture
def desk(db) -> Desk:
    return Desk()
