"""Makes and replaces the secret in the address of a person's calendar."""

from __future__ import annotations

from django.db import transaction

from deliverables.audit import record_change
from deliverables.models import CalendarKey
from deliverables.models.personal import random_key
from ipqt.models import User


@transaction.atomic
def renew_calendar_key(*, person: User, number: int) -> None:
    """Make the person's key, or put a new one in its place: the old address then leads nowhere.

    `number` is that of the key which the person saw, 0 for none. Where another is there already, as after a
    double click, it stays. The history tells that it happened, never the key.
    """
    User.objects.select_for_update().get(pk=person.pk)
    stored = CalendarKey.objects.filter(person=person).first()
    if (stored.number if stored else 0) != number:
        return
    key = stored or CalendarKey(person=person, number=0)
    key.key = random_key()
    key.number = number + 1
    key.save()
    action = "replaced" if stored else "made"
    record_change(action=action, record="calendar_key", key=person.email, by=person)
