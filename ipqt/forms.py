"""Forms drawn with NHS components: fields, error summary, dates as people write them, clean text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from ipqt import jinja
from ipqt.dates import parse_date
from ipqt.form_fields import field_component

# Letters without ink that Unicode does not file under spaces or formatting.
BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"


class NhsBoundField(forms.BoundField):
    """A field that prints itself as its NHS component, with label, hint and error."""

    def as_field_group(self) -> SafeString:
        if self.is_hidden:
            return self.as_widget()
        return jinja.render(*field_component(self))

    __str__ = as_field_group
    __html__ = as_field_group


class NhsFormMixin:
    """For any Django form: NHS fields, an error summary, and a mark for the page's title."""

    bound_field_class = NhsBoundField
    use_required_attribute = False

    @property
    def error_summary(self) -> SafeString | str:
        """What is wrong, each linked to its field; nothing while the form is right."""
        if not self.errors:
            return ""
        return jinja.render(
            "error-summary", {"titleText": "There is a problem", "errorList": list(self.summary_errors())}
        )

    @property
    def title_prefix(self) -> str:
        """Stands first in the page's title, so that a screen reader says it first."""
        return "Error: " if self.errors else ""

    def summary_errors(self) -> Iterator[dict[str, str]]:
        """Each error and the address of its field."""
        shown = [field for field in self if not field.is_hidden]
        first = f"#{shown[0].auto_id}" if shown else None
        for error in self.non_field_errors():
            yield {"text": error, "href": first}
        for field in self:
            for error in field.errors:
                yield {"text": error, "href": first if field.is_hidden else f"#{field.auto_id}"}


class NhsForm(NhsFormMixin, forms.Form):
    pass


class UkDateField(forms.Field):
    """A date as 31/3/2025 or 2025-03-31, never month first."""

    widget = forms.TextInput(attrs={"class": "nhsuk-input--width-10", "inputmode": "numeric"})

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return parse_date(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else value


class CleanCharField(forms.CharField):
    """Text without control characters; text of nothing but invisible characters is blank.

    Browsers end lines with two characters: they come out as one, so that text compares with what is stored.
    """

    def to_python(self, value: Any) -> str:
        lines = isinstance(self.widget, forms.Textarea)
        text = clean_text(super().to_python(value), lines=lines)
        return text.replace("\r\n", "\n").replace("\r", "\n") if lines else text


def clean_text(text: str, *, lines: bool = False) -> str:
    """Refuses NUL, control characters and lone surrogates; gives "" for invisible-only text.

    With `lines`, line breaks and tabs may stay. Raises ValidationError with a sentence for the user.
    """
    allowed = "\n\r\t" if lines else "\t"
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in allowed for letter in text):
        raise ValidationError(
            "The text has characters that cannot be shown. Type it again instead of pasting it.",
            code="control",
        )
    return text if any(map(is_visible, text)) else ""


def is_visible(letter: str) -> bool:
    return letter not in BLANK_LETTERS and unicodedata.category(letter) not in ("Cc", "Cf", "Zs", "Zl", "Zp")
