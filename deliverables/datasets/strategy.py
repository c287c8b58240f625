"""What strategies say of themselves, and what plans hang on."""

from __future__ import annotations

from django.db.models import QuerySet

from deliverables.datasets.shared import (
    POSITION,
    basis,
    cited,
    day,
    domain_list,
    organisation,
    programme,
    ref,
    text,
    year,
)
from deliverables.filters import DependencyFilter, LinkFilter, StatementFilter
from deliverables.models import ExternalDependency, ItemLink, LinkKind, Statement, StatementKind
from deliverables.selectors.citing import readable
from ipqt.datasets import Choice, Column, Dataset, Scope

STATEMENTS = Dataset(
    name="statements",
    title="Statements of strategies",
    one_row="One row is one commitment, theme, policy, standard or other statement of a strategy.",
    rows=lambda scope: readable(Statement, user=scope.person),
    filters=StatementFilter,
    columns=(
        programme(meaning="The programme, empty for a national document."),
        text("statement", "Its short name within the programme.", "C-1", read="ref", key=True),
        Column(name="kind", meaning="What it is.", type=Choice.of(StatementKind), example="commitment"),
        text("title", "As printed.", "We will listen to people with lived experience"),
        text("text", "Retold in our own words."),
        POSITION,
        year(),
        text(
            "parent",
            "The statement that it stands under.",
            "GP-1",
            read="parent__ref",
            refers_to="statements",
        ),
        *organisation(meaning="The organisation that it is about."),
        domain_list(),
        basis("domains_basis", "the choice of domains"),
        *cited(),
    ),
)

DEPENDENCIES = Dataset(
    name="dependencies",
    title="External dependencies",
    one_row="One row is something outside a programme that its work waits for.",
    rows=lambda scope: ExternalDependency.objects.visible_to(scope.person),
    filters=DependencyFilter,
    columns=(
        programme(),
        text("dependency", "Its short name within the programme.", "X-1", read="ref", key=True),
        text("title", "What is waited for.", "National workforce plan"),
        text("owner", "Who owes it, as printed.", "NHS England"),
        text("expected", "When it is expected, as printed.", "summer 2025"),
        day("expected_by", "When it is expected, as a date."),
        day("arrived_on", "When it came. Empty while work still waits."),
        text("note", "Note."),
        *cited(),
    ),
)


def links(scope: Scope) -> QuerySet[ItemLink]:
    """Links said by the day; those without a date always hold."""
    known = ItemLink.objects.visible_to(scope.person)
    return known.exclude(stated_on__gt=scope.day)


LINKS = Dataset(
    name="links",
    title="Links between plan items",
    one_row="One row is one link from a plan item to another, or to what it waits for outside.",
    rows=links,
    filters=LinkFilter,
    at_a_moment=True,
    columns=(
        programme("from_item__programme__slug"),
        ref("from_item__ref", meaning="The plan item that the link goes out from."),
        Column(
            name="kind",
            meaning="What the link says.",
            type=Choice.of(LinkKind),
            example="absorbed_into",
            key=True,
        ),
        ref("to_item__ref", name="to_ref", meaning="The plan item that it goes to, in the same programme."),
        text(
            "dependency",
            "What it waits for outside the programme.",
            "X-1",
            read="dependency__ref",
            key=True,
            refers_to="dependencies",
        ),
        day("stated_on", "When it was first said, where known."),
        text("note", "Note."),
        *cited(),
    ),
)
