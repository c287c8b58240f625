"""Filters of lists: GET forms drawn with NHS components, strict about what they are given.

A value that is not known is an error at its field and a 400. The page then shows no rows and claims nothing
about them: everything would pass for an answer, and "nothing found" would be a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Any

import django_filters
from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.http import QueryDict

from ipqt.forms import CleanCharField, NhsForm, NhsFormMixin, UkDateField
from ipqt.tables import query_string

ANY = "Any"
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One filter at work, in words, with the address of the list without it."""

    label: str
    value: str
    url: str


class OptionFilter(django_filters.ChoiceFilter):
    """One of a fixed list; `choices` are values and labels."""

    def __init__(self, *args: Any, **kwargs: Any):
        label = (kwargs.get("label") or "option").lower()
        kwargs.setdefault("empty_label", ANY)
        kwargs.setdefault("error_messages", {"invalid_choice": f"Choose a {label} from the list."})
        super().__init__(*args, **kwargs)


class ScopedOptionFilter(OptionFilter):
    """One of a list that depends on the person: `options` is called with the filter set, once a request."""

    def __init__(
        self, *args: Any, options: Callable[[NhsFilterSet], Iterable[tuple[str, str]]], **kwargs: Any
    ):
        self.options = options
        super().__init__(*args, **kwargs)

    @property
    def field(self):
        if not hasattr(self, "_field"):
            self.extra["choices"] = [(str(value), str(label)) for value, label in self.options(self.parent)]
        return super().field


class WordsFilter(django_filters.CharFilter):
    """Rows in which every word stands in one of the fields, whatever its case."""

    field_class = CleanCharField

    def __init__(self, *args: Any, fields: Sequence[str], **kwargs: Any):
        self.fields = fields
        too_long = MaxLengthValidator(LONGEST_SEARCH, f"Search for no more than {LONGEST_SEARCH} characters.")
        kwargs.setdefault("label", "Words")
        kwargs.setdefault("validators", [too_long])
        kwargs.setdefault("widget", forms.SearchInput(attrs={"spellcheck": "false"}))
        super().__init__(*args, **kwargs)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        for word in (value or "").split()[:10]:
            qs = qs.filter(reduce(or_, (Q(**{f"{field}__icontains": word}) for field in self.fields)))
        return qs


class ShortTextFilter(django_filters.CharFilter):
    """One short text, such as a ref."""

    field_class = CleanCharField

    def __init__(self, *args: Any, **kwargs: Any):
        too_long = MaxLengthValidator(LONGEST_SEARCH, f"Write no more than {LONGEST_SEARCH} characters.")
        kwargs.setdefault("validators", [too_long])
        super().__init__(*args, **kwargs)


class DayFilter(django_filters.Filter):
    """A day as 31/3/2025 or 2025-03-31; both ends of a span are part of it."""

    field_class = UkDateField

    def __init__(self, *args: Any, **kwargs: Any):
        odd = "Choose a day of this century, for example 31/3/2025."
        within = [MinValueValidator(date(2000, 1, 1), odd), MaxValueValidator(date(2099, 12, 31), odd)]
        super().__init__(*args, **{"validators": within, **kwargs})


class NhsFilterSet(django_filters.FilterSet):
    """Always bound. `refused` says that a value was wrong: no rows then, and `status_code` is 400."""

    class Meta:
        form = NhsForm

    def __init__(self, data: QueryDict | None = None, queryset: QuerySet | None = None, **kwargs: Any):
        super().__init__(QueryDict() if data is None else data, queryset, **kwargs)

    def get_form_class(self):
        form = super().get_form_class()
        return form if issubclass(form, NhsFormMixin) else type(form.__name__, (NhsFormMixin, form), {})

    @property
    def refused(self) -> bool:
        return not self.form.is_valid()

    @property
    def status_code(self) -> int:
        return 400 if self.refused else 200

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.none() if self.refused else super().filter_queryset(queryset)

    @cached_property
    def active(self) -> list[Chip]:
        """The filters at work, in the order of the form."""
        if self.refused:
            return []
        values = ((name, self.form.cleaned_data.get(name)) for name in self.form.fields)
        return [self._chip(name, value) for name, value in values if value not in (None, "", [])]

    def _chip(self, name: str, value: Any) -> Chip:
        field = self.form.fields[name]
        labels = dict(getattr(field, "choices", ()))
        parts = value if isinstance(value, list | tuple) else [value]
        words = ", ".join(str(labels.get(part, part)) for part in parts)
        return Chip(label=field.label, value=words, url=self._url_without(name))

    def _url_without(self, *names: str) -> str:
        return query_string(self.data, page=None, **dict.fromkeys(names))

    @property
    def clear_url(self) -> str:
        """The list without any filter, its sort and moment kept."""
        return self._url_without(*self.form.fields)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form must carry along in hidden inputs: the sort, the moment."""
        own = {*self.form.fields, "page"}
        return [
            (name, value)
            for name, values in self.data.lists()
            if name not in own
            for value in values
            if value
        ]
