"""Sends a person's mail, once."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from deliverables.digest import Digest
from deliverables.models import Answer, Mail, ToldAnswer
from ipqt.models import User

LONGEST_SUBJECT = Mail._meta.get_field("subject").max_length


def was_sent(digest: Digest, *, to: User) -> bool:
    return Mail.objects.filter(person=to, fingerprint=digest.fingerprint).exists()


def send(digest: Digest, *, to: User, answers: Sequence[Answer]) -> bool:
    """Send the mail and remember it; False where it went out already. Raises what the mail server raises.

    The row is written first, the mail goes out, then both are committed. So two runs at once send one mail:
    the second waits at the unique fingerprint until the first is through. A mail that the server refuses
    leaves no row and is tried again by the next run. A crash between the sending and the commit leaves no row
    either: that one mail goes out once more, under the same Message-ID, by which mail programs know it.
    """
    try:
        with transaction.atomic():
            mail = Mail.objects.create(person=to, fingerprint=digest.fingerprint, subject=subject_of(digest))
            ToldAnswer.objects.bulk_create(ToldAnswer(mail=mail, answer=answer) for answer in answers)
            message(digest, to=to).send()
    except IntegrityError:
        if not was_sent(digest, to=to):
            raise
        return False
    return True


def subject_of(digest: Digest) -> str:
    return digest.subject[:LONGEST_SUBJECT]


def message(digest: Digest, *, to: User) -> EmailMultiAlternatives:
    """Plain text and HTML of the same words."""
    host = digest.site.partition("://")[2].partition(":")[0]
    headers = {"Message-ID": f"<{digest.fingerprint}.{to.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    text = render_to_string("mail/digest.txt", {"digest": digest})
    mail = EmailMultiAlternatives(subject_of(digest), text, to=[to.email], headers=headers)
    mail.attach_alternative(render_to_string("mail/digest.html", {"digest": digest}), "text/html")
    return mail
