"""Errors whose words are written for the person who sees them."""

from django.core.exceptions import BadRequest


class BadRequestError(BadRequest):
    """A filter, date or other part of an address that makes no sense: answered with 400 and this message.

    Say what is wrong and what to do next: "31/2/2025 is no date. Write it like 31/3/2025."
    """

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message
