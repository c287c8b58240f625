"""Links that keep the moment a page shows."""

from __future__ import annotations

from django.http import HttpRequest

from ipqt.moments import moment_context


def moment_query(request: HttpRequest | None) -> str:
    """`as_at=2025-03-31` where the request shows a past moment, else nothing. Worked out once a request."""
    if request is None:
        return ""
    if not hasattr(request, "_moment_query"):
        request._moment_query = moment_context(request)["as_at_query"]
    return request._moment_query


def with_moment(request: HttpRequest | None, url: str) -> str:
    """The address with the moment of the request added, once."""
    return url if "as_at=" in url else with_query(url, moment_query(request))


def with_query(url: str, query: str) -> str:
    """The address with a query added, before any fragment."""
    if not query:
        return url
    address, hash_sign, fragment = url.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{query}{hash_sign}{fragment}"
