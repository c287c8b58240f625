"""The table of who changed what."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from deliverables.changed_fields import FieldChange, changed_fields
from deliverables.models import Change
from ipqt.dates import LONDON, day_words
from ipqt.tables import StableTable

SHOWN = 3


class AuditTable(StableTable):
    """Rows of the history, each field by field. `refs` are those of the programme that have a page."""

    caption = "Who changed what"
    row_header = "at"

    at = tables.Column(verbose_name="When")
    actor = tables.Column(verbose_name="Who")
    what = tables.Column(verbose_name="What", empty_values=(), orderable=False)
    fields = tables.Column(verbose_name="Before and after", empty_values=(), orderable=False)
    why = tables.Column(verbose_name="Why", orderable=False, default="None given")

    class Meta(StableTable.Meta):
        model = Change
        fields = ("at", "actor", "what", "fields", "why")
        order_by = ("-at",)
        empty_text = "Nothing was changed that fits these filters."

    def __init__(self, *args: Any, refs: set[str], **kwargs: Any):
        self.refs = refs
        super().__init__(*args, **kwargs)

    def render_at(self, record: Change) -> SafeString:
        at = record.at.astimezone(LONDON)
        return format_html('<span class="app-nowrap">{}</span> at {}', day_words(at.date()), f"{at:%H:%M}")

    def render_what(self, record: Change) -> SafeString:
        """Accepted the update SSOT/Y1-D3, its ref a link where there is such a plan item."""
        action = record.action[:1].upper() + record.action[1:]
        kind = record.record.replace("_", " ")
        return format_html('{} {} <span class="app-quiet">{}</span>', action, kind, self._key(record))

    def _key(self, record: Change) -> str | SafeString:
        parts = record.key.split("/")
        if len(parts) < 2 or parts[1] not in self.refs or not record.programme_id:
            return record.key
        url = reverse("deliverables:item", args=parts[:2])
        rest = "".join(f" {part}" for part in parts[2:])
        return format_html('<a href="{}">{}</a>{}', url, parts[1], rest)

    def render_fields(self, record: Change) -> SafeString | str:
        changed = changed_fields(record.before, record.after)
        if not changed:
            return format_html('<span class="app-quiet">{}</span>', "No fields")
        lines = format_html_join("", "<li>{}</li>", ((in_words(field),) for field in changed))
        listed = format_html('<ul class="nhsuk-list app-small">{}</ul>', lines)
        if len(changed) <= SHOWN:
            return listed
        return format_html("<details><summary>{} fields</summary>{}</details>", len(changed), listed)


def in_words(field: FieldChange) -> SafeString:
    """State: from waiting to delivered."""
    if field.before is None:
        return format_html("<strong>{}:</strong> {}", field.label, field.after)
    if field.after is None:
        return format_html("<strong>{}:</strong> was {}", field.label, field.before)
    return format_html("<strong>{}:</strong> from {} to {}", field.label, field.before, field.after)
