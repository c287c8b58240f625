"""What a strategy says of itself, in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Prefetch

from deliverables.attention import words_dated
from deliverables.models import (
    ExternalDependency,
    ItemLink,
    Participation,
    Programme,
    Statement,
    StatementKind,
)
from deliverables.models.programmes import ParticipationRole
from deliverables.selectors.domains import READING_ORDER, most_common_basis
from deliverables.selectors.overview import Standing, plan_standings

HEADINGS: dict[str, str] = {
    StatementKind.VISION: "Vision",
    StatementKind.PRINCIPLE: "Guiding principles",
    StatementKind.COMMITMENT: "Commitments",
    StatementKind.GUIDING_POLICY: "Guiding policies",
    StatementKind.MEANING: "What this means",
    StatementKind.STANDARD: "Standards to be achieved",
    StatementKind.AMBITION: "Ambitions",
    StatementKind.THEME: "Themes",
    StatementKind.ENABLER: "Enablers",
    StatementKind.SERVICE_AREA: "Service areas",
    StatementKind.ENGAGEMENT_THEME: "What people said: engagement themes",
    StatementKind.RECOMMENDATION: "Recommendations",
    StatementKind.AUDIT_FINDING: "Audit findings",
}
ROLES = (
    (ParticipationRole.COMMISSIONER, "Commissioner"),
    (ParticipationRole.PROVIDER, "Providers"),
    (ParticipationRole.PARTNER, "Partners"),
)


@dataclass(slots=True)
class Node:
    """A statement, what stands beneath it by kind, and the plan items that serve it."""

    statement: Statement
    beneath: list[tuple[str, list[Passage]]] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Passage:
    """Statements beneath another that stand in one section of a document: cited once, as the first is."""

    first: Statement
    nodes: list[Node]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """All statements of one kind that stand under no other."""

    kind: str
    heading: str
    nodes: list[Node]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """`basis` is that of most of the mapping to principles; `participants` are grouped by role."""

    chapters: list[Chapter]
    dependencies: list[ExternalDependency]
    participants: list[tuple[str, list[Participation]]]
    basis: str
    words_dated: set[date]


def strategy(programme: Programme, *, user, as_at: date) -> Strategy:
    """Six queries whatever the number of statements, items and dependencies."""
    statements = list(
        Statement.objects.visible_to(user)
        .filter(programme=programme)
        .select_related("source", "year", "organisation")
        .prefetch_related("domains")
    )
    standings = plan_standings([programme], user=user, as_at=as_at)
    return Strategy(
        chapters=chapters(statements, standings),
        dependencies=_dependencies(programme, user=user, as_at=as_at),
        participants=_participants(programme, user=user),
        basis=most_common_basis(statements),
        words_dated=words_dated(standing.status for standing in standings),
    )


def chapters(statements: Iterable[Statement], standings: Iterable[Standing] = ()) -> list[Chapter]:
    """Statements by kind in reading order, children beneath their parents. No query."""
    ordered = sorted(statements, key=lambda s: (READING_ORDER[s.kind], s.position, s.pk))
    serving = defaultdict(list)
    for standing in standings:
        serving[standing.item.policy_id].append(standing)
    children = defaultdict(list)
    for statement in ordered:
        children[statement.parent_id].append(statement)
    top = children[None]
    return [
        Chapter(
            kind=kind,
            heading=HEADINGS[kind],
            nodes=[_node(statement, children, serving) for statement in group],
        )
        for kind, group in groupby(top, key=lambda statement: statement.kind)
    ]


def _passages(statements: Iterable[Statement], children: dict, serving: dict) -> list[Passage]:
    passages = []
    for _, group in groupby(statements, key=lambda s: (s.source_id, s.citation, s.basis)):
        nodes = [_node(statement, children, serving) for statement in group]
        passages.append(Passage(nodes[0].statement, nodes))
    return passages


def _node(statement: Statement, children: dict, serving: dict) -> Node:
    beneath = groupby(children[statement.pk], key=lambda child: child.kind)
    return Node(
        statement,
        [(HEADINGS[kind], _passages(group, children, serving)) for kind, group in beneath],
        serving[statement.pk],
    )


def _dependencies(programme: Programme, *, user, as_at: date) -> list[ExternalDependency]:
    """With `waiting`, the links from the items that waited on them by then. Two queries."""
    links = (
        ItemLink.objects.visible_to(user).exclude(stated_on__gt=as_at).select_related("from_item__programme")
    )
    waiting = Prefetch("links_in", links.order_by("pk"), to_attr="waiting")
    found = ExternalDependency.objects.visible_to(user).filter(programme=programme)
    return list(found.select_related("source").prefetch_related(waiting).order_by("pk"))


def _participants(programme: Programme, *, user) -> list[tuple[str, list[Participation]]]:
    taking_part = Participation.objects.visible_to(user).filter(programme=programme)
    by_role = defaultdict(list)
    for part in taking_part.select_related("organisation", "source").order_by("organisation__name", "pk"):
        by_role[part.role].append(part)
    return [(heading, by_role[role]) for role, heading in ROLES if by_role[role]]
