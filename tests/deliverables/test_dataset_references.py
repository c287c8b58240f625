"""The files of the three programmes join: what one refers to, another has."""

import pytest
from django.core.management import call_command

from deliverables.datasets import DATASETS
from ipqt.datasets import Scope
from ipqt.dates import today
from ipqt.models import User

pytestmark = pytest.mark.django_db

# The column that a reference means, beside the programme that the row belongs to.
MEANT = {
    "plan_items": "ref",
    "plan_years": "year",
    "workstreams": "workstream",
    "statements": "statement",
    "dependencies": "dependency",
    "reporting_periods": "period",
}
SHARED = {
    "programmes": ("programme",),
    "domains": ("domain",),
    "sources": ("source",),
    "organisations": ("organisation", "organisation_name", "slug"),
}


@pytest.fixture
def files():
    """Rows by dataset, as dicts of Python values."""
    call_command("load_programmes", verbosity=0)
    everything = Scope(person=User(is_superuser=True), day=today())
    return {
        dataset.name: [
            dict(zip(dataset.header, record, strict=True))
            for record in dataset.records(dataset.rows(everything))
        ]
        for dataset in DATASETS
    }


def known(files):
    """Everything that may be referred to: dataset, programme where it is one of a programme's, key."""
    of_programmes = {(name, row["programme"], row[key]) for name, key in MEANT.items() for row in files[name]}
    shared = {(name, None, row[key]) for name, keys in SHARED.items() for key in keys for row in files[name]}
    return of_programmes | shared


def references(dataset, rows):
    for column in (column for column in dataset.columns if column.refers_to):
        for row in rows:
            value = row[column.name]
            for key in value if isinstance(value, list | tuple) else [value]:
                if key:
                    yield column.refers_to, row["programme"] if column.refers_to in MEANT else None, key


def test_every_reference_in_every_file_leads_to_a_row(files):
    referred = {reference for dataset in DATASETS for reference in references(dataset, files[dataset.name])}

    assert referred - known(files) == set()
    assert {name for name, _, _ in referred} == {*MEANT, *SHARED}
