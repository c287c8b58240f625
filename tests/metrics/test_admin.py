"""The administration pages of the measures: definitions can be changed, values and judgements cannot."""

import pytest
from django.contrib import admin
from django.urls import reverse

from metrics import models
from tests.factories import UserFactory
from tests.metrics.factories import ObservationFactory, TargetFactory

pytestmark = pytest.mark.django_db

WRITTEN_BY_SERVICES = (
    models.Assessment,
    models.Note,
    models.Observation,
    models.Series,
    models.SpcStep,
    models.Submission,
)


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def change_page(row):
    return reverse(f"admin:metrics_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize("model", WRITTEN_BY_SERVICES)
def test_what_services_write_can_be_looked_at_only(model, rf):
    request = rf.get("/")
    request.user = UserFactory(is_staff=True, is_superuser=True)
    pages = admin.site._registry[model]

    assert pages.has_view_permission(request)
    assert not pages.has_add_permission(request)
    assert not pages.has_change_permission(request)
    assert not pages.has_delete_permission(request)


def test_a_value_cannot_be_posted_over(administrator):
    value = ObservationFactory(value=10)

    response = administrator.post(change_page(value), {"value": "11"})

    value.refresh_from_db()
    assert response.status_code == 403
    assert value.value == 10


def test_an_agreed_target_can_be_withdrawn_and_not_changed(administrator):
    target = TargetFactory(value=5)

    administrator.post(
        change_page(target), {"value": "4", "withdrawn_at_0": "2025-06-01", "withdrawn_at_1": "09:00"}
    )

    target.refresh_from_db()
    assert target.value == 5
    assert target.withdrawn_at is not None


def test_an_agreed_target_cannot_be_deleted(administrator):
    target = TargetFactory()

    response = administrator.post(reverse("admin:metrics_target_delete", args=[target.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert models.Target.objects.filter(pk=target.pk).exists()
