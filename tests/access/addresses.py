"""Every address of the site, found by walking its patterns, and how one of them reads."""

from __future__ import annotations

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.access.requests import arguments
from tests.access.site import Site


def addresses(patterns=None, prefix: str = "") -> dict[str, str]:
    """Every address by its name, or by itself where it has none; the administration pages are left out."""
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                found |= addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            found[pattern.name or route] = route
    return found


def path_of(site: Site, name: str) -> str:
    route = addresses()[name]
    if "<" not in route:
        return f"/{route}"
    places = (name, f"deliverables:{name}", f"metrics:{name}")
    return next(filter(None, (_reversed(place, arguments(site, name)) for place in places)))


def _reversed(place: str, parts: dict) -> str:
    try:
        return reverse(place, kwargs=parts)
    except NoReverseMatch:
        return ""
