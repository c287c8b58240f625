"""A page with every component on it, for tests and for looking at; never part of the site."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import django_tables2 as tables
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from deliverables.status import CONFIDENCES, STATES, Status
from ipqt.filters import NhsFilterSet, OptionFilter, WordsFilter
from ipqt.tables import NumberColumn, StableTable
from ipqt.templatetags.ui import confidence_tag, state_tag

PAGE = Path(__file__).with_name("gallery.html")
PROGRAMME_PAGES = (
    "programme",
    "items",
    "workstreams",
    "domains",
    "strategy",
    "periods",
    "coverage",
    "asks",
    "rebaselines",
    "next_steps",
    "discrepancies",
)
MEASURE_PAGES = ("measures", "wards", "assessment")
TITLES = (
    "A consistent purpose of admission on every ward, agreed with the person and their family",
    "Trauma-informed care training for all inpatient staff",
    "Level 2 rehabilitation placements reviewed and brought closer to home",
)


def status(
    state: str, *, timing: str = "due_now", confidence: str = "", judged: bool = True, late: str = ""
) -> Status:
    return Status(
        state=state,
        timing=timing,
        confidence=confidence,
        judged=judged,
        reported_on=date(2025, 5, 31),
        as_at=date(2026, 11, 21),
        planned="April to September 2024",
        planned_own=True,
        actual="March 2025",
        late=late,
    )


class GalleryTable(StableTable):
    caption = "Deliverables of Year 1"

    ref = tables.Column(verbose_name="Ref", attrs={"td": {"class": "app-nowrap"}})
    title = tables.Column(linkify=lambda record: f"/programmes/ssot/plan/{record['ref']}/")
    due = tables.Column(verbose_name="Planned end")
    state = tables.Column(orderable=False)
    confidence = tables.Column(orderable=False, default="Not rated")
    updates = NumberColumn()

    class Meta(StableTable.Meta):
        order_by = ("ref",)

    def render_state(self, record):
        return state_tag(status(record["state"]))

    def render_confidence(self, value):
        return confidence_tag(CONFIDENCES[value])


class GalleryFilter(NhsFilterSet):
    q = WordsFilter(fields=("title",))
    state = OptionFilter(label="State", choices=[(code, words.label) for code, words in STATES.items()])
    year = OptionFilter(label="Year", choices=[("1", "Year 1"), ("2", "Year 2"), ("3", "Year 3")])


def rows() -> list[dict]:
    states, ratings = list(STATES), ["", *CONFIDENCES]
    return [
        {
            "ref": f"Y1-D{number}",
            "title": TITLES[number % len(TITLES)],
            "due": date(2024, 1 + number % 12, 28),
            "state": states[number % len(states)],
            "confidence": ratings[number % len(ratings)],
            "updates": number * 87,
        }
        for number in range(1, 62)
    ]


def context(request) -> dict:
    from deliverables.models import Source

    filters = GalleryFilter(request.GET, Source.objects.all(), request=request)
    entries = [
        {
            "url": "#",
            "ref": f"Y1-D{number}",
            "title": TITLES[number % 3],
            "reason": "Planned for September 2024, delivered in March 2025: 6 months late.",
            "status": status("delivered") if number else None,
        }
        for number in range(3)
    ]
    return {
        "programme": SimpleNamespace(
            slug="ssot",
            short_name="Staffordshire and Stoke-on-Trent",
            years=SimpleNamespace(all=lambda: [SimpleNamespace(number=number) for number in (1, 2, 3)]),
        ),
        "states": STATES.values(),
        "confidences": CONFIDENCES.values(),
        "statuses": [status(state, judged=False) for state in STATES],
        "judged": status("delivered", confidence="amber"),
        "record": SimpleNamespace(
            source=SimpleNamespace(slug="ssot-review", short_name="Year 1 review"),
            citation="Delivery Plan, Year 1",
            basis="judged",
        ),
        "facts": [
            {"key": "Planned", "value": "Months 1 to 6, April to September 2024"},
            {"key": "Lead", "value": "North Staffordshire Combined Healthcare NHS Trust", "url": "#"},
        ],
        "entries": entries,
        "moments": [{"label": "End of Year 1", "day": date(2025, 3, 31)}],
        "table": GalleryTable.for_page(request, rows(), csv_url="/data/plan_items.csv"),
        "filter": filters,
    }


@login_not_required
def gallery(request):
    if request.GET.get("signed_in") != "no":
        request.user = Person()
    given = context(request)
    page = engines["django"].from_string(PAGE.read_text())
    return HttpResponse(page.render(given, request), status=given["filter"].status_code)


class Person:
    is_authenticated = True
    is_active = True

    def __str__(self):
        return "Bea Board"


def blank(request, *args, **kwargs):
    return HttpResponse("")


PLAN = (
    [path(f"{name}/", blank, name=name) for name in ("trusts", "crosswalk", "sources")]
    + [path(f"programmes/<slug:slug>/{name}/", blank, name=name) for name in PROGRAMME_PAGES]
    + [
        path("", blank, name="home"),
        path("my/updates/calendar/", blank, name="calendar_key"),
        path("sources/<slug:slug>/", blank, name="source"),
        path("programmes/<slug:slug>/years/<int:number>/", blank, name="year"),
        path("programmes/<slug:slug>/years/<int:number>/said-and-planned/", blank, name="ledger"),
    ],
    "deliverables",
)
MEASURES = ([path(f"programmes/<slug:slug>/{name}/", blank, name=name) for name in MEASURE_PAGES], "metrics")
urlpatterns = [
    path("gallery/", gallery),
    path("data/", blank, name="data"),
    path("", include("ipqt.accounts_urls")),
    path("admin/", admin.site.urls),
    path("", include(PLAN)),
    path("", include(MEASURES)),
]
