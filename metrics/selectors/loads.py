"""What loading reads: the codes that a file may use, and the files that a person may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.http import Http404

from deliverables.access import Action, programmes_allowing
from deliverables.models import Organisation, Programme
from metrics.loading.catalogue import Catalogue, KnownIndicator
from metrics.models import Indicator, ProgrammeIndicator, Submission, SubmissionStatus, Ward

if TYPE_CHECKING:
    from deliverables.access import Person

MOST_RECENT = 20


def catalogue_of(programme: Programme) -> Catalogue:
    """Every indicator and organisation with a code, and the programme's own wards. Four queries."""
    columns = ("pk", "code", "calculation", "factor", "unit", "national_id")
    indicators = [KnownIndicator(**row) for row in Indicator.objects.values(*columns)]
    organisations = Organisation.objects.filter(code__isnull=False)
    own = organisations.filter(
        Q(programmes=programme)
        | Q(pk=programme.icb_id)
        | Q(parent=programme.icb_id)
        | Q(children=programme.icb_id)
    )
    return Catalogue(
        indicators={one.code.upper(): one for one in indicators},
        organisations={code.upper(): pk for code, pk in organisations.values_list("code", "pk")},
        own=frozenset(code.upper() for code in own.values_list("code", flat=True)),
        wards=_wards(programme),
    )


def _wards(programme: Programme) -> dict[tuple[str, str], int]:
    rows = Ward.objects.filter(programme=programme, organisation__code__isnull=False)
    return {
        (code.upper(), name.casefold()): pk
        for pk, code, *names in rows.values_list("pk", "organisation__code", "slug", "name")
        for name in names
    }


def submissions_of(person: Person) -> QuerySet[Submission]:
    """Files of the programmes in which the person may load, newest first."""
    programmes = programmes_allowing(person, Action.LOAD)
    return Submission.objects.filter(programme__in=programmes).select_related("programme", "owner")


def submission_or_404(person: Person, pk: object) -> Submission:
    """One query."""
    found = submissions_of(person).filter(pk=pk).first()
    if found is None:
        raise Http404(
            "There is no file at this address, or it is not of a programme in which you load measures."
        )
    return found


def earlier_load(submission: Submission) -> Submission | None:
    """The newest load of the very same file, if there was one. One query."""
    same = Submission.objects.filter(
        programme=submission.programme_id, sha256=submission.sha256, status=SubmissionStatus.LOADED
    )
    return same.exclude(pk=submission.pk).order_by("-loaded_at").first()


def not_taken_up(programme: Programme, codes: Iterable[str]) -> list[str]:
    """Of these indicators those that no page of the programme shows, by code. One query."""
    taken_up = ProgrammeIndicator.objects.filter(programme=programme, indicator__code__in=set(codes))
    return sorted(set(codes) - set(taken_up.values_list("indicator__code", flat=True)))
