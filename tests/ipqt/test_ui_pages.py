"""The base page and the pages of the account, as markup."""

import base64
import hashlib
import re
from importlib.resources import files

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import RequestContext
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from pytest_django.asserts import assertInHTML

from ipqt.sign_in import SignInForm
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ipqt.gallery")]

BODY_LINE = re.compile(r"<script>(.*?)</script>")


def page(template: str, *, user=None, address="/", **values) -> str:
    request = RequestFactory().get(address)
    request.user = user or AnonymousUser()
    return get_template(template).render(values, request)


def test_the_one_inline_script_is_exactly_that_of_nhs_frontend_and_the_policy_lets_it_run():
    theirs = files("nhsuk_frontend_jinja").joinpath("templates/nhsuk/template.jinja").read_text()
    expected = re.search(r"%}>(document\.body\.className.*?)</script>", theirs)[1]

    scripts = BODY_LINE.findall(page("accessibility.html"))

    assert scripts == [expected]
    digest = base64.b64encode(hashlib.sha256(expected.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"]


def test_a_page_has_one_main_one_h1_a_language_and_a_way_past_the_menus():
    markup = page("accessibility.html", user=UserFactory())

    assert '<html lang="en-GB">' in markup
    assert markup.count("<main") == markup.count("<h1") == 1
    assert '<a class="nhsuk-skip-link" data-module="nhsuk-skip-link" href="#maincontent">' in markup
    assert 'id="maincontent"' in markup
    assert "<title>Accessibility statement – Inpatient programme tracker</title>" in markup


def test_who_is_signed_in_sees_the_menu_the_name_and_signs_out_by_post():
    markup = page("accessibility.html", user=UserFactory(first_name="Bea", last_name="Board"))

    assert "Bea Board" in markup
    assert "Portfolio" in markup
    assert '<form class="nhsuk-header__account-form" action="/account/sign-out/" method="post">' in markup


def test_who_is_signed_out_sees_no_menu_but_the_way_in():
    markup = page("accessibility.html")

    assert "Portfolio" not in markup
    assertInHTML('<a class="nhsuk-header__account-link" href="/account/sign-in/">Sign in</a>', markup)


def test_the_page_carries_no_nhs_logo():
    assert "nhsuk-header__logo" not in page("accessibility.html")


def test_a_page_without_a_request_still_shows():
    assert "<main" in render_to_string("accessibility.html")


def test_the_sign_in_page_marks_its_errors_in_the_title_and_at_the_field():
    markup = page("account/sign_in.html", form=SignInForm(data={"username": "nobody"}), next="/data/")

    assert "<title>Error: Sign in – " in markup
    assert "Enter an e-mail address like name@example.org." in markup
    assert 'name="next" value="/data/"' in markup
    assert "demonstration" not in markup


def test_the_demonstration_offers_one_person_for_each_role():
    from deliverables.demo import DEMO_PEOPLE

    markup = page(
        "account/sign_in.html", form=SignInForm(), demo_people=DEMO_PEOPLE, demo_password="only-for-the-demo"
    )

    assert markup.count("Sign in as ") == len(DEMO_PEOPLE) == 5
    assert markup.count('name="password" value="only-for-the-demo"') == 5
    assert "Programme office" in markup


def test_the_account_page_says_what_the_person_may_do():
    person = UserFactory(first_name="Lee", last_name="Lead")

    markup = page("account/account.html", user=person, memberships=[], calendar_address="", calendar_number=0)

    assert "Lee Lead" in markup
    assert person.email in markup
    assert "You are not a member of any programme yet." in markup


def test_a_citation_names_the_source_the_section_and_how_far_to_trust_it():
    record = {
        "source": {"slug": "review", "short_name": "Year 1 review"},
        "citation": "Part 2",
        "basis": "judged",
    }

    markup = render_to_string("components/citation.html", {"record": record, "words": "State"})

    assertInHTML('<a href="/sources/review/">Year 1 review</a>', markup)
    assert "section “Part 2”" in markup
    assert "Judged" in markup


def test_a_fact_typed_in_here_cites_no_document():
    record = {"source": None, "citation": "", "basis": "entered"}

    markup = render_to_string("components/citation.html", {"record": record})

    assert "No source document" in markup
    assert "Entered here" in markup


def test_every_component_tells_its_arguments_first():
    folder = settings.BASE_DIR / "templates" / "components"

    silent = [path.name for path in folder.glob("*.html") if not path.read_text().startswith("{# ")]

    assert silent == []


def test_every_class_of_ours_that_a_template_uses_has_a_style():
    root = settings.BASE_DIR
    used = {
        name
        for path in (root / "templates").rglob("*.html")
        for classes in re.findall(r'class="([^"{]*)', path.read_text())
        for name in classes.split()
        if name.startswith("app-") and not name.endswith("-")
    }
    styles = "".join(
        path.read_text() for path in (root / "static").rglob("*.css") if "vendor" not in path.parts
    )

    assert sorted(name for name in used if f".{name}" not in styles) == []


def test_a_stat_is_a_number_in_words():
    context = RequestContext(
        RequestFactory().get("/"), {"number": 7, "words": "delivered", "url": "/x/", "note": "2 late"}
    )

    markup = get_template("components/stat.html").template.render(context)

    assert '<a href="/x/"><span class="nhsuk-u-visually-hidden">7 </span>delivered</a>' in markup
    assert "2 late" in markup
