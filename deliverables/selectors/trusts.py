"""Trusts and other organisations: what they take part in, and what they have said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from deliverables.models import (
    Organisation,
    OrganisationKind,
    Participation,
    PlanItem,
    Programme,
    Update,
)

KINDS = {
    OrganisationKind.ICB: "Integrated care boards",
    OrganisationKind.SUB_ICB: "Places",
    OrganisationKind.INDEPENDENT: "Independent providers",
    OrganisationKind.LOCAL_AUTHORITY: "Local authorities",
    OrganisationKind.VCSE: "Voluntary, community and social enterprises",
    OrganisationKind.REGION: "NHS regions",
    OrganisationKind.NATIONAL: "National bodies",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustRow:
    """One organisation in the list; counts and programmes are those that the reader may see."""

    organisation: Organisation
    programmes: list[Programme]
    named: int
    reported: int
    newest_words: date | None

    @property
    def name(self) -> str:
        return self.organisation.name

    @property
    def code(self) -> str | None:
        return self.organisation.code

    @property
    def url(self) -> str:
        return self.organisation.get_absolute_url()

    @property
    def is_involved(self) -> bool:
        return bool(self.programmes or self.named or self.reported)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustLists:
    """Trusts in the reader's programmes, other organisations in them by kind, and trusts that are in none."""

    trusts: list[TrustRow]
    partners: dict[str, list[TrustRow]]
    others: list[Organisation]


def trust_lists(*, user, as_at: date) -> TrustLists:
    """Everybody by name. Four queries."""
    programmes = defaultdict(list)
    parts = Participation.objects.visible_to(user).select_related("programme")
    for part in parts.order_by("programme__short_name", "pk"):
        programmes[part.organisation_id].append(part.programme)
    said = defaultdict(dict)
    words = Update.objects.visible_to(user).accepted_by(as_at).order_by("reported_on", "pk")
    for organisation, item, day in words.values_list("organisation", "item", "reported_on"):
        said[organisation][item] = day
    named = _named(user=user)
    rows = [
        TrustRow(
            organisation=organisation,
            programmes=programmes[organisation.pk],
            named=len(named[organisation.pk]),
            reported=len(said[organisation.pk]),
            newest_words=max(said[organisation.pk].values(), default=None),
        )
        for organisation in Organisation.objects.order_by("name", "pk")
    ]
    return TrustLists(
        trusts=[row for row in rows if _is_trust(row) and row.is_involved],
        partners=_by_kind(row for row in rows if not _is_trust(row) and row.is_involved),
        others=[row.organisation for row in rows if _is_trust(row) and not row.is_involved],
    )


def _by_kind(rows: Iterable[TrustRow]) -> dict[str, list[TrustRow]]:
    """Rows under the words for their kind, in the order of KINDS."""
    by_kind = defaultdict(list)
    for row in rows:
        by_kind[row.organisation.kind].append(row)
    return {words: by_kind[kind] for kind, words in KINDS.items() if by_kind[kind]}


def _is_trust(row: TrustRow) -> bool:
    return row.organisation.kind == OrganisationKind.TRUST


def _named(*, user) -> dict[int, set[int]]:
    """Items that name an organisation, as lead or as taking part. One query."""
    items = PlanItem.objects.visible_to(user).order_by()
    leads = items.filter(lead_organisation__isnull=False).values_list("lead_organisation", "pk")
    takes_part = items.filter(organisations__isnull=False).values_list("organisations", "pk")
    named = defaultdict(set)
    for organisation, item in leads.union(takes_part):
        named[organisation].add(item)
    return named
