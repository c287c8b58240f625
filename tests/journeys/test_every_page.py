"""Every page that is read, with the real programmes, on every screen. A failure names the page."""

import pytest

from tests.browser import take_picture
from tests.visits import HEAVIEST, WIDTHS, look

REPORTED, QUARTERLY, POLICIES = (
    "/programmes/ssot/",
    "/programmes/coventry-warwickshire/",
    "/programmes/derby-derbyshire/",
)
WORKSTREAMS = {REPORTED: "culture-of-care", QUARTERLY: "culture-of-care", POLICIES: "community-services"}
REFUSED = {"plan-refused": 400, "bad-date": 400, "no-such-item": 404, "no-such-page": 404}

ITEMS = {
    "item-late": f"{REPORTED}plan/Y1-D1/",
    "item-absorbed": f"{REPORTED}plan/Y1-D2/",
    "item-waiting": f"{REPORTED}plan/Y1-D5/",
    "item-initiative": f"{REPORTED}plan/Y1-I1/",
    "item-unreported": f"{REPORTED}plan/Y2-D1/",
    "item-quarter": f"{QUARTERLY}plan/Q1-1/",
    "item-undated": f"{POLICIES}plan/KA-12/",
}

LISTS = {
    "plan-filtered": f"{REPORTED}plan/?kind=deliverable&year=1&state=delivered",
    "plan-empty": f"{REPORTED}plan/?q=zebra",
    "plan-refused": f"{REPORTED}plan/?state=nonsense",
    "bad-date": f"{REPORTED}?as_at=31/2/2025",
    "no-such-item": f"{REPORTED}plan/Y9-D9/",
    "no-such-page": "/no-such-page/",
}

TRUSTS = {
    "portfolio": "/",
    "crosswalk": "/domains/",
    "trusts": "/trusts/",
    "trust-rly": "/trusts/RLY/",
    "trust-rre": "/trusts/RRE/",
    "trust-wards-rly": "/trusts/RLY/wards/",
}

SOURCES = {
    "sources": "/sources/",
    "source-ssot-strategy": "/sources/ssot-strategy/",
    "source-ssot-review": "/sources/ssot-review/",
    "source-cw-strategy": "/sources/cw-strategy/",
    "source-derby-plan": "/sources/derby-plan/",
    "source-cqc": "/sources/cqc-driving-improvement/",
}

DEFINITIONS = {
    "indicators": "/indicators/",
    "indicators-empty": "/indicators/?q=zebra",
    "indicator-count": "/indicators/OAP-01/",
    "indicator-share": "/indicators/CAP-02/",
}

ABOUT = {
    "data": "/data/",
    "dictionary": "/data/plan_items/",
    "account": "/account/",
    "accessibility": "/accessibility/",
}


def plan_pages(programme: str) -> dict[str, str]:
    return {
        "overview": programme,
        "plan": f"{programme}plan/",
        "year-1": f"{programme}years/1/",
        "year-2": f"{programme}years/2/",
        "year-3": f"{programme}years/3/",
        "ledger": f"{programme}years/1/said-and-planned/",
    }


def side_pages(programme: str) -> dict[str, str]:
    workstream = WORKSTREAMS[programme]
    names = ("workstreams", "domains", "strategy", "next-steps", "coverage", "discrepancies")
    names += ("wards", "assessment")
    return {name: f"{programme}{name}/" for name in names} | {
        "workstream": f"{programme}workstreams/{workstream}/"
    }


def measure_pages(programme: str) -> dict[str, str]:
    return {
        "measures": f"{programme}measures/",
        "readiness": f"{programme}measures/readiness/",
        "framework": f"{programme}measures/framework/",
        "figures": f"{programme}measures/figures/",
    }


GROUPS = {
    **{f"{programme.split('/')[2]}-plan": plan_pages(programme) for programme in WORKSTREAMS},
    **{f"{programme.split('/')[2]}-sides": side_pages(programme) for programme in WORKSTREAMS},
    **{f"{programme.split('/')[2]}-measures": measure_pages(programme) for programme in WORKSTREAMS},
    "items": ITEMS,
    "lists": LISTS,
    "trusts": TRUSTS,
    "sources": SOURCES,
    "definitions": DEFINITIONS,
    "about": ABOUT,
}


def picture_name(group: str, name: str) -> str:
    return f"{group.rpartition('-')[0]}-{name}" if "-" in group else name


@pytest.mark.parametrize("group", GROUPS)
def test_pages_suit_every_screen(page, live_server, signed_in, traffic, console, subtests, group):
    signed_in(page.context, "board")
    for name, address in GROUPS[group].items():
        with subtests.test(address):
            check(page, f"{live_server.url}{address}", traffic, status=REFUSED.get(name, 200))
            look(page, picture_name(group, name))
            console.expect(f"status of {REFUSED.get(name)}")


def check(page, address: str, traffic, *, status: int) -> None:
    """Opens a page on a phone: whole, light, without a trace of how it was made."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    traffic.start()
    response = page.goto(address)
    assert response.status == status
    assert page.get_by_role("heading", level=1).count() == 1
    assert "Traceback" not in page.content()
    assert not [fetched for fetched in traffic.addresses if "plotly" in fetched]
    assert traffic.weight() < HEAVIEST


PAST = [
    *(f"{REPORTED}{path}" for path in ("", "plan/", "years/1/", "years/2/", "years/1/said-and-planned/")),
    *(f"{REPORTED}{path}" for path in ("workstreams/", "workstreams/culture-of-care/", "domains/")),
    *(f"{REPORTED}{path}" for path in ("next-steps/", "coverage/", "plan/Y1-D1/", "plan/Y1-I1/")),
    *(QUARTERLY, f"{QUARTERLY}years/1/", f"{POLICIES}years/1/", f"{POLICIES}plan/KA-12/"),
    *(f"{REPORTED}measures/{path}" for path in ("", "readiness/", "framework/", "figures/")),
    *("/", "/domains/", "/trusts/", "/trusts/RLY/"),
]


def test_every_page_of_status_tells_of_the_moment_asked_for(page, live_server, signed_in, subtests):
    signed_in(page.context, "board")
    for address in PAST:
        with subtests.test(address):
            response = page.goto(
                f"{live_server.url}{address}?as_at=2025-03-31", wait_until="domcontentloaded"
            )
            assert response.status == 200
            notice = page.get_by_role("complementary", name="The moment shown").inner_text()
            assert "You are looking at 31 March 2025" in notice
            assert "31 May 2025" not in page.get_by_role("main").inner_text()
            links = page.get_by_role("main").locator("a[href^='/programmes/']")
            forgetful = links.evaluate_all("all => all.map(a => a.href).filter(h => !h.includes('as_at='))")
            assert forgetful == []


@pytest.mark.journey
def test_without_javascript_the_menus_the_filters_and_the_moment_work(new_context, live_server, signed_in):
    context = new_context(java_script_enabled=False)
    signed_in(context, "board")
    page = context.new_page()
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.goto(f"{live_server.url}/")
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Sources").click()
    page.get_by_role("main").get_by_role("link", name="Year One Review").first.click()
    page.goto(f"{live_server.url}{REPORTED}")
    page.get_by_text("Programme menu").click()
    page.get_by_role("link", name="Plan", exact=True).locator("visible=true").click()

    page.get_by_text("Filter this list").click()
    page.get_by_label("Kind", exact=True).select_option(label="Initiative")
    page.get_by_role("button", name="Apply filters").click()
    assert "Showing all 19" in page.get_by_role("main").text_content()
    page.get_by_label("Show the plan as it was known on").fill("31/3/2025")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "kind=initiative" in page.url
    assert "You are looking at 31 March 2025" in page.get_by_role("complementary").text_content()


def test_the_overview_on_paper_has_the_words_and_nothing_to_click(page, live_server, signed_in):
    signed_in(page.context, "board")
    page.goto(f"{live_server.url}{REPORTED}")
    page.emulate_media(media="print")

    for name in ("Account", "Menu", "Staffordshire and Stoke-on-Trent"):
        assert not page.get_by_role("navigation", name=name).is_visible()
    assert not page.get_by_role("button", name="Show", exact=True).is_visible()
    assert page.get_by_text("What became of the promises").is_visible()
    folded = page.get_by_role("main").locator("details li").first
    assert folded.is_visible(), "What is folded on a screen is shown on paper."
    take_picture(page, "overview-on-paper")
