"""Tags of every template, a builtin library: NHS components, marks, menus, links that keep the moment."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ipqt import dates, jinja
from ipqt.links import with_moment, with_query
from ipqt.moments import moment_context
from ipqt.tables import page_links

register = template.Library()

BASES = {
    "published": ("Published", "Printed in the source."),
    "judged": ("Judged", "Read out of the source’s prose by us, not printed in it."),
    "entered": ("Entered here", "Typed into this site by the programme."),
    "illustrative": ("Illustrative", "Made up for demonstration."),
}

# Label, name of the address, what addresses below it begin with; and what a person must be to see it.
SECTIONS = (
    ("Portfolio", "deliverables:home", ("/programmes/",), ""),
    ("My updates", "deliverables:my_updates", ("/my/updates/",), "is_lead"),
    ("Review", "deliverables:review", ("/review/",), "is_office"),
    ("Trusts", "deliverables:trusts", ("/trusts/",), ""),
    ("Domains", "deliverables:crosswalk", ("/domains/",), ""),
    ("Sources", "deliverables:sources", ("/sources/",), ""),
    ("Data", "data", ("/data/",), ""),
    ("Load", "metrics:load", ("/load/",), "loads"),
)

# Its place in the menu, label, and name of the address.
PROGRAMME_PAGES = (
    ("overview", "Overview", "deliverables:programme"),
    ("plan", "Plan", "deliverables:items"),
    ("measures", "Measures", "metrics:measures"),
    ("workstreams", "Workstreams", "deliverables:workstreams"),
    ("domains", "Domains", "deliverables:domains"),
    ("strategy", "Strategy", "deliverables:strategy"),
    ("periods", "Reporting periods", "deliverables:periods"),
    ("coverage", "Coverage", "deliverables:coverage"),
    ("wards", "Wards", "metrics:wards"),
    ("assessment", "Assessment", "metrics:assessment"),
    ("asks", "Asks of the board", "deliverables:asks"),
    ("rebaselines", "New dates", "deliverables:rebaselines"),
    ("next-steps", "Next steps", "deliverables:next_steps"),
    ("discrepancies", "Discrepancies", "deliverables:discrepancies"),
)

# Drawn on a 16 by 16 grid: each status colour has its own shape, so that colour never stands alone.
SHAPES = {
    "grey": '<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.6 2.2"/>',
    "white": '<circle cx="8" cy="8" r="5.5"/>',
    "blue": '<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>',
    "green": '<path d="m2.5 8.5 3.5 4 7.5-9"/>',
    "purple": '<path d="M2 4.5h4l3 3.5h5M2 11.5h4l3-3.5M11.5 5.5 14 8l-2.5 2.5"/>',
    "aqua-green": '<path d="m3 3.5 4.5 4.5L3 12.5m5.5-9L13 8l-4.5 4.5"/>',
    "yellow": '<path d="M5.5 3v10m5-10v10"/>',
    "orange": '<circle cx="8" cy="8" r="5.5"/><path d="M8 4.5V8l2.5 2"/>',
    "pink": '<path d="m3.5 3.5 9 9m0-9-9 9"/>',
    "reach-full": '<circle cx="8" cy="8" r="5.5" fill="currentColor"/>',
    "reach-half": '<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5a5.5 5.5 0 0 0 0 11z" fill="currentColor"/>',
    "confidence-green": '<circle cx="8" cy="8" r="5" fill="currentColor"/>',
    "confidence-orange": '<path d="M8 2.5 14 13H2z" fill="currentColor"/>',
    "confidence-red": '<path d="M3 3h10v10H3z" fill="currentColor"/>',
}


@register.simple_tag
def nhs(component: str, **params: Any) -> SafeString:
    """An NHS frontend component: `{% nhs "tag" text=label colour="green" %}`."""
    return jinja.render(component, params)


@register.simple_tag
def state_tag(status: Any, judged: bool | None = None) -> SafeString:
    """The state of a `Status`, or of words with label and colour; says so where it was judged or made up.

    `judged` overrules the status where a page says it otherwise; made up is always said.
    """
    words = getattr(status, "words", status)
    was_judged = getattr(status, "judged", False) if judged is None else judged
    basis = "illustrative" if getattr(status, "illustrative", False) else "judged" if was_judged else ""
    return _tag(str(words.label), words.colour, words.colour, "", basis)


@register.simple_tag
def confidence_tag(status: Any) -> SafeString | str:
    """Delivery confidence of a `Status`, or of words with label and colour; nothing where there is none."""
    words = getattr(status, "confidence_words", None) if hasattr(status, "confidence_words") else status
    if not words:
        return ""
    return _tag(str(words.label), words.colour, f"confidence-{words.colour}", "Delivery confidence: ", "")


@functools.cache
def _tag(label: str, colour: str, shape: str, prefix: str, basis: str) -> SafeString:
    hidden = format_html('<span class="nhsuk-u-visually-hidden">{}</span>', prefix) if prefix else ""
    html = format_html("{}{}{}", shape_svg(shape), hidden, label)
    tag = jinja.render("tag", {"html": html, "colour": colour, "classes": "app-state"})
    return format_html('<span class="app-judged-pair">{} {}</span>', tag, basis_tag(basis)) if basis else tag


@functools.cache
def shape_svg(name: str) -> SafeString:
    """The small drawing that repeats a status colour; decoration for a screen reader."""
    drawing = mark_safe(SHAPES.get(name, SHAPES["white"]))  # noqa: S308 (our own drawings)
    return format_html('<svg class="app-shape" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', drawing)


@register.simple_tag
@functools.cache
def basis_tag(basis: str | None) -> SafeString | str:
    """How far a fact can be trusted, in a word: published, judged, entered here, illustrative."""
    if not basis:
        return ""
    label, _meaning = BASES[basis]
    return format_html('<span class="app-basis app-basis--{}">{}</span>', basis, label)


@register.filter
def basis_meaning(basis: str) -> str:
    return BASES[basis][1]


@register.simple_tag(takes_context=True)
def as_at_url(context: template.Context, url: str, **query: Any) -> str:
    """The address with the moment that the page shows kept, and any more parameters that are given."""
    more = urlencode({name: value for name, value in query.items() if value not in (None, "")})
    return with_query(with_moment(getattr(context, "request", None), url), more)


@register.simple_tag(takes_context=True)
def url_at(context: template.Context, name: str, *args: Any) -> str:
    """`{% url %}` that keeps the moment: `{% url_at "deliverables:year" programme.slug 1 %}`."""
    return as_at_url(context, reverse(name, args=args))


@register.simple_tag(takes_context=True)
def hidden_query(context: template.Context, *leave_out: str) -> SafeString:
    """The page's query as hidden inputs, so that a GET form keeps it; the form's own names are left out."""
    request = getattr(context, "request", None)
    pairs = request.GET.lists() if request else ()
    kept = [(name, value) for name, values in pairs if name not in leave_out for value in values if value]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)


@register.inclusion_tag("components/primary_nav.html", takes_context=True)
def primary_nav(context: template.Context) -> dict:
    """The site's sections, with the one that the page belongs to marked."""
    path, person = context.request.path, getattr(context.request, "user", None)
    sections = [
        (label, reverse(name), beginnings) for label, name, beginnings, need in SECTIONS if _may(person, need)
    ]
    return {
        "entries": [
            {"label": label, "url": url, "current": path == url or path.startswith(beginnings)}
            for label, url, beginnings in sections
        ]
    }


def _may(person: Any, need: str) -> bool:
    """`need` is what the sign-in backend says of a person; a site administrator is the office as well."""
    site_administrator = getattr(person, "is_superuser", False)
    return not need or getattr(person, need, False) or (need in ("is_office", "loads") and site_administrator)


@register.inclusion_tag("components/notices.html", takes_context=True)
def notices(context: template.Context) -> dict:
    """The slim banners under the header; a page of one or more programmes says what is made up."""
    shown = {"demo": settings.DEMO, "request": context.request, **moment_context(context.request)}
    programme = context.get("programme")
    since = context.get("illustrative_since") or getattr(programme, "illustrative_since", None)
    first = since.astimezone(dates.LONDON).date() if since else None
    if first and shown["as_at"] >= first:
        shown |= {"illustrative": True, "published_by": first - timedelta(days=1)}
    return shown


@register.inclusion_tag("components/as_at.html", takes_context=True)
def as_at_chooser(context: template.Context, moments: Iterable[dict] = ()) -> dict:
    """The moment chooser; `moments` are quick links, each with label and day (a date)."""
    return {"moments": moments, **moment_context(context.request)}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*labels_and_urls: str) -> dict:
    """`{% breadcrumbs "Portfolio" home programme.short_name overview %}`: labels and addresses in turn."""
    pairs = zip(labels_and_urls[::2], labels_and_urls[1::2], strict=True)
    return {"trail": [{"label": label, "url": url} for label, url in pairs]}


@register.inclusion_tag("components/programme_nav.html", takes_context=True)
def programme_nav(context: template.Context, programme: Any, current: str) -> dict:
    """The menu of a programme, each link keeping the moment. One query for its years unless prefetched."""
    return {"programme": programme, "pages": programme_pages(context, programme, current)}


def programme_pages(context: template.Context, programme: Any, current: str) -> list[dict]:
    numbers = [year.number for year in programme.years.all()]
    pages = [(slug, label, name, ()) for slug, label, name in PROGRAMME_PAGES]
    years = [(f"year-{number}", f"Year {number}", "deliverables:year", (number,)) for number in numbers]
    ledger = [("ledger", "Said and planned", "deliverables:ledger", numbers[:1])] if numbers else []
    place = next(index for index, page in enumerate(pages) if page[0] == "coverage")
    pages[place:place] = ledger
    pages[2:2] = years
    return [
        {
            "label": label,
            "url": url_at(context, name, programme.slug, *args),
            "current": slug == current,
        }
        for slug, label, name, args in pages
    ]


@register.simple_tag(takes_context=True)
def pagination(context: template.Context, page: Page) -> SafeString | str:
    """Links to the other pages of a list, keeping its query; nothing where there is one page."""
    if not page.has_other_pages():
        return ""
    request = getattr(context, "request", None)
    return jinja.render("pagination", page_links(page, request.GET if request else None))


@register.filter
def date_words(day: date | None) -> str:
    """6 August 2018; empty where there is no date."""
    return dates.day_words(day) if day else ""


@register.filter
def moment_words(moment: datetime | None) -> str:
    """6 August 2018 at 5:30pm; empty where there is no moment."""
    return dates.moment_words(moment) if moment else ""


@register.filter
def number(value: int) -> str:
    """1,000."""
    return f"{value:,}"


@register.filter
def plural(count: int, words: str) -> str:
    """`{{ 3|plural:"activity,activities" }}` is 3 activities; an s is added where one word is given."""
    one, _comma, many = words.partition(",")
    return f"{count:,} {one if count == 1 else many or one + 's'}"
