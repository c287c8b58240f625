"""Rows that a digest tells of, and what arrives."""

from datetime import UTC, date, datetime
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from deliverables.models import Answer, Duty
from deliverables.selectors.digest import digest_of
from tests.factories import PlanItemFactory, ReportingPeriodFactory, UpdateFactory

NOW = datetime(2026, 1, 20, 9, tzinfo=UTC)
SITE = "https://tracker.example.nhs.uk"


def period_of(programme, *, slug="q3", due_on=date(2026, 1, 31), **facts):
    return ReportingPeriodFactory(
        programme=programme, slug=slug, name="Quarter 3", due_on=due_on, opened_at=timezone.now(), **facts
    )


def duty_of(period, trust, ref="Y1-D1", title="Bed model"):
    item = PlanItemFactory(programme=period.programme, ref=ref, title=title)
    return Duty.objects.create(period=period, item=item, organisation=trust)


def update_of(duty, **facts):
    return UpdateFactory(item=duty.item, organisation=duty.organisation, period=duty.period, **facts)


def send_digest(*arguments):
    """What the command prints, on both streams."""
    out, err = StringIO(), StringIO()
    call_command("send_digest", *arguments, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def html_of(mail):
    return mail.get_body(("html",)).get_content()


def answered(duty, *, by, text="Yes, from April.", **facts):
    update = update_of(duty, ask="May we recruit?", **facts)
    return Answer.objects.create(update=update, text=text, answered_by=by)


def mailing_of(person):
    return digest_of(person, as_at=date(2026, 1, 20), site=SITE)
