"""What board members write on accepted updates: comments, and answers to what was asked of them."""

from __future__ import annotations

import uuid

from django import forms

from deliverables.models import Update
from ipqt.errors import BadRequestError
from ipqt.forms import CleanCharField, NhsForm

LONG = 2000
LARGEST = 2**31 - 1
OPEN_AGAIN = "Open the page again and send it from there."
NO_NONCE = f"The form has lost the mark that tells it from others. Copy your words. {OPEN_AGAIN}"
SENT_ALREADY = "This form was sent before with other words, which are kept. Send it again to add these."


def words_field(
    label: str, *, missing: str = "", hint: str = "", rows: int = 3, required: bool = True
) -> CleanCharField:
    """A text of at most 2,000 characters; `missing` is said where it is compulsory and empty."""
    return CleanCharField(
        label=label,
        required=required,
        help_text=hint,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": missing,
            "max_length": "Use %(limit_value)d characters or fewer; there are %(show_value)d.",
        },
    )


def nonce_field() -> forms.UUIDField:
    """Hidden; made anew for each form that is shown, so that a double click makes one record."""
    return forms.UUIDField(
        initial=uuid.uuid4,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), NO_NONCE),
    )


class CommentForm(NhsForm):
    """A comment. An item's page has several, so names and ids begin with the key of the update."""

    nonce = nonce_field()
    text = words_field("Your comment", missing="Write your comment before you send it.")

    def ask_again(self) -> None:
        """Keeps what was typed, to be sent as a comment of its own."""
        self.add_error("text", SENT_ALREADY)
        self.data = self.data.copy()
        self.data[self.add_prefix("nonce")] = str(uuid.uuid4())


class AnswerForm(NhsForm):
    """An answer to an ask. The page has one for each open ask."""

    text = words_field(
        "Answer of the board",
        missing="Write the answer before you send it.",
        hint="The lead reads it beside the ask. It cannot be changed afterwards.",
    )


def comment_form(update: Update, data=None) -> CommentForm:
    return CommentForm(data, prefix=f"comment-{update.pk}")


def answer_form(update: Update, data=None) -> AnswerForm:
    return AnswerForm(data, prefix=f"answer-{update.pk}")


def named_record(text: str | None) -> int:
    """The primary key that a form names. Raises BadRequestError."""
    text = text or ""
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and 0 < int(text) <= LARGEST):
        raise BadRequestError(
            "The form does not say what it is about. Open the page again and send it from there."
        )
    return int(text)
