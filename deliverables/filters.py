"""Filters of lists and of files. A name in an address means the same on a page and in a download.

`as_at` is no filter: it chooses the moment, so it comes before them (`PlanItem.objects...as_at(day)`).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from deliverables.access import Action, programmes_allowing
from deliverables.filter_options import BUILDERS, NO_YEAR, Options, filter_options
from deliverables.models import (
    ItemKind,
    Organisation,
    OrganisationKind,
    PlanItem,
    Programme,
    State,
    StatementKind,
)
from deliverables.models.evidence import SourceKind
from deliverables.selectors.audit import actors_and_records, in_programmes
from deliverables.status import STATES, TIMINGS
from ipqt.dates import end_of_day
from ipqt.filters import (
    DayFilter,
    NhsFilterSet,
    OptionFilter,
    ScopedOptionFilter,
    ShortTextFilter,
    WordsFilter,
)


def scoped(name: str, label: str, method: str) -> ScopedOptionFilter:
    """One of what stands in the programmes that the person may see."""
    return ScopedOptionFilter(
        label=label, method=method, options=lambda filters: filters.offered.get(name, [])
    )


def organisations_called(key: str) -> QuerySet[Organisation]:
    """The organisation with this ODS code, or with this slug where it has none."""
    return Organisation.objects.filter(Q(code=key) | Q(code=None, slug=key))


class ProgrammeFilter(NhsFilterSet):
    """Rows that belong to a programme.

    A page of one programme gives it as `programme`: that filter goes, the others offer only what is in it.
    """

    programme_path = "programme"
    builders = BUILDERS

    programme = scoped("programme", "Programme", "by_programme")

    def __init__(self, *args: Any, programme: Programme | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.only = programme
        if programme:
            del self.filters["programme"]

    @cached_property
    def offered(self) -> Options:
        """What the filters offer. One query for all of them."""
        programmes = programmes_allowing(self.request.user, Action.READ)
        if self.only:
            programmes = programmes.filter(pk=self.only.pk)
        return filter_options(set(self.filters), programmes=programmes, builders=self.builders)

    def by_programme(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(**{f"{self.programme_path}__slug": value})


class ItemRowFilter(ProgrammeFilter):
    """Rows of plan items. `item` leads from the row to the item; it is empty where the row is the item."""

    item = "item__"
    programme_path = "item__programme"

    kind = OptionFilter(label="Kind", choices=ItemKind.choices, method="by_kind")
    year = scoped("year", "Year", "by_year")
    workstream = scoped("workstream", "Workstream", "by_workstream")
    organisation = scoped("organisation", "Organisation", "by_organisation")
    domain = scoped("domain", "Domain", "by_domain")

    def by_kind(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(**{f"{self.item}kind": value})

    def by_year(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(**{f"{self.item}year__number": None if value == NO_YEAR else int(value)})

    def by_workstream(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(**{f"{self.item}workstream__slug": value})

    def by_organisation(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Items that the organisation leads or takes part in."""
        called = organisations_called(value)
        items = PlanItem.objects.filter(Q(lead_organisation__in=called) | Q(organisations__in=called))
        return queryset.filter(**{f"{self.item}pk__in": items.values("pk")})

    def by_domain(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(**{f"{self.item}domains__slug": value})


class PlanItemFilter(ItemRowFilter):
    """Plan items that carry the columns of `PlanItemQuerySet.as_at`."""

    item = ""
    programme_path = "programme"

    state = OptionFilter(label="State", choices=[(code, words.label) for code, words in STATES.items()])
    timing = OptionFilter(label="Timing", choices=list(TIMINGS.items()))
    q = WordsFilter(fields=("ref", "title", "detail"))


class WindowFilter(ItemRowFilter):
    q = WordsFilter(fields=("item__ref", "item__title", "words"))


class RestatementFilter(ItemRowFilter):
    q = WordsFilter(fields=("item__ref", "item__title", "title", "text"))


class LinkFilter(ItemRowFilter):
    """Links by the item that they go out from."""

    item = "from_item__"
    programme_path = "from_item__programme"

    q = WordsFilter(fields=("from_item__ref", "from_item__title", "to_item__ref", "to_item__title", "note"))


class ReportedFilter(ItemRowFilter):
    period = scoped("period", "Period", "by_period")

    def by_period(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(period__slug=value)


class UpdateFilter(ReportedFilter):
    """Updates; `organisation` is the one that reports."""

    state = OptionFilter(label="State", choices=State.choices)
    q = WordsFilter(fields=("item__ref", "item__title", "summary", "reason"))

    def by_organisation(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(organisation__in=organisations_called(value))


class NextStepFilter(ReportedFilter):
    """Next steps as `next_steps_said` gives them; `organisation` is the one that said it."""

    picked_up = OptionFilter(
        label="Picked up", choices=[("yes", "Yes"), ("no", "Not yet")], method="by_picked_up"
    )
    q = WordsFilter(fields=("ref", "text", "owner", "item__ref", "item__title"))

    def by_organisation(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(said_by_key=value)

    def by_picked_up(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(becomes__isnull=value == "no")


class ParticipationFilter(ProgrammeFilter):
    organisation = scoped("organisation", "Organisation", "by_organisation")

    def by_organisation(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(organisation__in=organisations_called(value))


class StatementFilter(ParticipationFilter):
    kind = OptionFilter(label="Kind", choices=StatementKind.choices)
    domain = scoped("domain", "Domain", "by_domain")
    q = WordsFilter(fields=("ref", "title", "text"))

    def by_domain(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(domains__slug=value)


class ProgrammeListFilter(ProgrammeFilter):
    """Programmes themselves."""

    def by_programme(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(slug=value)


class DependencyFilter(ProgrammeFilter):
    q = WordsFilter(fields=("ref", "title", "owner"))


class DiscrepancyFilter(ProgrammeFilter):
    q = WordsFilter(fields=("ref", "title", "says", "but"))


def _of_changes(name: str) -> Any:
    return lambda filters: [(value, value) for value in filters.found_in_changes[name]]


class ChangeFilter(ProgrammeFilter):
    """The history. `person` and `record` offer what stands in it."""

    person = ScopedOptionFilter(field_name="actor", label="Person", options=_of_changes("person"))
    record = ScopedOptionFilter(label="Kind of record", options=_of_changes("record"))
    ref = ShortTextFilter(label="Plan item", method="by_ref")
    since = DayFilter(label="Since", method="by_since")
    until = DayFilter(label="Until", method="by_until")
    q = WordsFilter(fields=("action", "record", "key", "actor", "why"))

    @cached_property
    def found_in_changes(self) -> dict[str, list[str]]:
        return actors_and_records(self.queryset)

    def by_programme(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(in_programmes(Programme.objects.filter(slug=value)))

    def by_ref(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """The item itself and what hangs on it: keys are programme/ref, or that and more."""
        return queryset.filter(Q(key__iendswith=f"/{value}") | Q(key__icontains=f"/{value}/"))

    def by_since(self, queryset: QuerySet, name: str, value: date) -> QuerySet:
        return queryset.filter(at__gte=end_of_day(value - timedelta(days=1)))

    def by_until(self, queryset: QuerySet, name: str, value: date) -> QuerySet:
        return queryset.filter(at__lt=end_of_day(value))


class OrganisationFilter(NhsFilterSet):
    kind = OptionFilter(label="Kind", choices=OrganisationKind.choices)
    q = WordsFilter(fields=("code", "name", "short_name"))


class SourceFilter(NhsFilterSet):
    kind = OptionFilter(label="Kind", choices=SourceKind.choices)
    q = WordsFilter(fields=("short_name", "title", "publisher"))
