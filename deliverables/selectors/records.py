"""One source and what is told of it, and the discrepancies that belong to no programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from deliverables.models import Discrepancy, Source, Statement
from deliverables.selectors.citing import Cited, readable
from deliverables.selectors.strategy import Chapter, chapters
from ipqt.dates import age_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAccount:
    """A document and what rests on it, as far as the reader may see it. `chapters` are of no programme."""

    source: Source
    cited: list[Cited]
    chapters: list[Chapter]
    discrepancies: list[Discrepancy]
    as_at: date

    @property
    def total(self) -> int:
        return sum(row.total for row in self.cited)

    @property
    def bases(self) -> list[tuple[str, int]]:
        """How many records there are of each basis, most first."""
        return sum((row.bases for row in self.cited), Counter()).most_common()

    @property
    def age(self) -> str:
        """Of its newest words; only where the document tells of a day."""
        return words_age(self.source.newest_words_on, as_at=self.as_at)


def words_age(newest: date, *, as_at: date) -> str:
    """How old a document's newest words are: 18 months ago."""
    days = (as_at - newest).days
    return f"{age_words(days)} ago" if days >= 0 else "after the moment shown"


def source_account(source: Source, cited: Iterable[Cited], *, user, as_at: date) -> SourceAccount:
    """Three queries whatever rests on the source."""
    shared = Statement.objects.filter(programme__isnull=True, source=source).select_related(
        "source", "year", "organisation"
    )
    return SourceAccount(
        source=source,
        cited=list(cited),
        chapters=chapters(shared.prefetch_related("domains")),
        discrepancies=list(
            readable(Discrepancy, user=user)
            .filter(source=source)
            .select_related("programme", "source", "item__programme")
            .order_by("programme__short_name", "ref")
        ),
        as_at=as_at,
    )


def shared_discrepancies() -> QuerySet[Discrepancy]:
    """Those of documents that belong to no programme: for every reader."""
    return Discrepancy.objects.filter(programme__isnull=True).select_related("source", "item").order_by("ref")
