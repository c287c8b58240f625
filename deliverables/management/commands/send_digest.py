"""One mail a person with what is due, returned, overdue and answered; to be run every morning."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from deliverables.mailing import message, send, was_sent
from deliverables.selectors.digest import digest_of, people_to_write_to
from ipqt.dates import today
from ipqt.models import User

# What a mail server or an address that is none can raise: others are still written to.
REFUSALS = (SMTPException, OSError, ValueError)


class Command(BaseCommand):
    help = "Mail everybody what is due, returned, overdue and answered. Never the same mail twice."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="print the mails, send and write nothing")
        parser.add_argument("--person", metavar="EMAIL", help="write to this person only")

    def handle(self, *, dry_run, person, **options):
        if not settings.SITE_ADDRESS:
            raise CommandError(
                "Set SITE_ADDRESS to the address of this site, for example https://tracker.example.nhs.uk: "
                "the links in the mails begin with it."
            )
        self.dry_run, self.sent, self.failed = dry_run, 0, 0
        people = chosen(person)
        for one in people:
            self.write_to(one)
        self.stdout.write(self.counts(len(people)))
        if self.failed:
            raise CommandError(f"{mails(self.failed)} could not be sent. The next run tries again.")

    def write_to(self, person: User) -> None:
        digest, answers = digest_of(person, as_at=today(), site=settings.SITE_ADDRESS)
        if digest.is_empty or was_sent(digest, to=person):
            return
        if self.dry_run:
            self.stdout.write(f"To: {person.email}\nSubject: {digest.subject}\n")
            self.stdout.write(message(digest, to=person).body)
            self.sent += 1
            return
        try:
            self.sent += send(digest, to=person, answers=answers)
        except REFUSALS as error:
            self.failed += 1
            self.stderr.write(f"{person.email}: {error or type(error).__name__}")

    def counts(self, people: int) -> str:
        would = "would be sent" if self.dry_run else "sent"
        nothing = people - self.sent - self.failed
        failed = f", {self.failed:,} failed" if self.failed else ""
        return f"{mails(self.sent)} {would}, {nothing:,} with nothing new{failed}."


def chosen(email: str | None) -> list[User]:
    """Everybody, or the one named; CommandError where there is no such person to write to."""
    people = people_to_write_to()
    if email is None:
        return people
    found = [person for person in people if person.email.lower() == email.strip().lower()]
    if not found:
        raise CommandError(f"{email} is no lead and in no programme office, or the account is closed.")
    return found


def mails(count: int) -> str:
    return "1 mail" if count == 1 else f"{count:,} mails"
