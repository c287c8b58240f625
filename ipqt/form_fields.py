"""Which NHS component shows a form field, and with which parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField, widgets

# Attributes that the macros have parameters for; every other attribute of a widget is passed on as it is.
NAMED = {"autocomplete": "autocomplete", "class": "classes", "inputmode": "inputmode", "rows": "rows"}


def field_component(field: BoundField) -> tuple[str, dict[str, Any]]:
    """Name and parameters of the component for a bound field."""
    widget = field.field.widget
    for kind, build in BUILDERS:
        if isinstance(widget, kind):
            return build(field)
    raise TypeError(f"No NHS component shows a {type(widget).__name__}.")


def common(field: BoundField) -> dict[str, Any]:
    """Name, hint and first error: what every component of a field takes."""
    return {
        "name": field.html_name,
        "hint": {"text": field.help_text} if field.help_text else None,
        "errorMessage": {"text": field.errors[0]} if field.errors else None,
    }


def single(field: BoundField) -> dict[str, Any]:
    """Parameters of a component with one control and a label."""
    attrs = {**field.field.widget.attrs}
    named = {NAMED[name]: attrs.pop(name) for name in tuple(attrs) if name in NAMED}
    spellcheck = attrs.pop("spellcheck", None)
    return {
        **common(field),
        **named,
        "id": field.auto_id,
        "label": {"text": field.label},
        "spellcheck": None if spellcheck is None else spellcheck in (True, "true"),
        "attributes": attrs or None,
    }


def shown_value(field: BoundField) -> str | None:
    value = field.value()
    return None if value is None else str(value)


def text(field: BoundField) -> tuple[str, dict]:
    widget = field.field.widget
    if isinstance(widget, forms.PasswordInput):
        return "password-input", {**single(field), "value": None}
    return "input", {**single(field), "type": widget.input_type, "value": shown_value(field)}


def textarea(field: BoundField) -> tuple[str, dict]:
    params = {**single(field), "value": shown_value(field)}
    params["attributes"].pop("cols")  # Django always gives one; ours is the whole width
    return "textarea", params


def select(field: BoundField) -> tuple[str, dict]:
    items = [{"value": value, "text": label, "selected": chosen} for value, label, chosen in options(field)]
    return "select", {**single(field), "items": items}


def group(field: BoundField) -> dict[str, Any]:
    """Parameters of a component with several controls under a legend; `choice_hints` explain choices."""
    hints = getattr(field.field, "choice_hints", {})
    items = [
        {
            "value": value,
            "text": label,
            "checked": chosen,
            "hint": hints.get(value) and {"text": hints[value]},
        }
        for value, label, chosen in options(field)
    ]
    legend = {"legend": {"text": field.label, "size": "s"}}
    return {**common(field), "idPrefix": field.auto_id, "fieldset": legend, "items": items}


def radios(field: BoundField) -> tuple[str, dict]:
    return "radios", group(field)


def checkboxes(field: BoundField) -> tuple[str, dict]:
    return "checkboxes", group(field)


def tick(field: BoundField) -> tuple[str, dict]:
    item = {"value": "on", "text": field.label, "checked": bool(field.value())}
    return "checkboxes", {**common(field), "idPrefix": field.auto_id, "items": [item]}


def file(field: BoundField) -> tuple[str, dict]:
    return "file-upload", single(field)


def options(field: BoundField) -> Iterator[tuple[str, str, bool]]:
    """Value, label and whether it is chosen, for every choice; groups are opened up."""
    value = field.value()
    chosen = {str(item) for item in value} if isinstance(value, list | tuple) else {str(value or "")}
    for key, label in field.field.widget.choices:
        pairs = label if isinstance(label, list | tuple) else ((key, label),)
        for option, words in pairs:
            text_value = "" if option is None else str(option)
            yield text_value, str(words), text_value in chosen


BUILDERS = (
    (forms.Textarea, textarea),
    (forms.ClearableFileInput, file),
    (forms.CheckboxInput, tick),
    (forms.CheckboxSelectMultiple, checkboxes),
    (forms.RadioSelect, radios),
    (forms.Select, select),
    (widgets.Input, text),
)
