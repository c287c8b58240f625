import pytest
from django.db import transaction

from deliverables.loading import default_folders, load_folders


@pytest.fixture(scope="module")
def documents(django_db_setup, django_db_blocker):
    """Every fixture folder, loaded once for the tests of a module that only read; gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_folders(default_folders())
        yield
        transaction.set_rollback(True)
