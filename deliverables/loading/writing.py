"""Writing one record, and saying in a sentence which rule of the database it breaks."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Model

from deliverables.loading.keys import Found


class BrokenRuleError(Exception):
    """A record that the database does not take; the message says why."""


def create(model: type[Model], found: Found) -> int:
    """Gives the new primary key. Raises BrokenRuleError."""
    instance = model(**found.attributes)

    def save() -> None:
        instance.save(force_insert=True)
        for attribute, pks in found.lists.items():
            getattr(instance, attribute).add(*pks)

    _keep_rules(instance, save)
    return instance.pk


def change(model: type[Model], pk: int, found: Found) -> None:
    """Writes the given fields only, and counts the version up where there is one. Raises BrokenRuleError."""
    instance = model._base_manager.get(pk=pk)
    for attribute, value in found.attributes.items():
        setattr(instance, attribute, value)
    attributes = dict(found.attributes)
    if "version" in _names(model):
        attributes["version"] = F("version") + 1

    def save() -> None:
        if attributes:
            model._base_manager.filter(pk=pk).update(**attributes)
        for attribute, pks in found.lists.items():
            getattr(instance, attribute).set(pks)

    _keep_rules(instance, save)


def _keep_rules(instance: Model, save: Callable[[], None]) -> None:
    try:
        with transaction.atomic():
            save()
    except IntegrityError as error:
        raise BrokenRuleError(_broken_rule(instance, error)) from None


def _broken_rule(instance: Model, error: IntegrityError) -> str:
    """The model's own words for the rule; databases name only some of them."""
    try:
        instance.validate_unique()
        instance.validate_constraints()
    except ValidationError as broken:
        return " ".join(broken.messages)
    return f"breaks a rule of the database: {error}"


def _names(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.fields}
