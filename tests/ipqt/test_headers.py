"""What every response tells the browser."""

import re
from importlib.resources import files

import pytest
from django.conf import settings

from ipqt import policy
from tests.factories import UserFactory

POLICY = {
    "default-src 'none'",
    "script-src 'self' 'sha256-tDOvXJi1PXbg0CWjLCCYSNHRXtps26K4JXkE3M6u/c0='",
    "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
}


@pytest.fixture(params=["/healthz", "/account/sign-in/", "/", "/no-such-page/"])
def response(request, client, db):
    """A page for monitors, one for people, a redirect and a page that is not there."""
    return client.get(request.param)


def test_the_content_security_policy_is_exactly_this(response):
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY


def test_the_other_security_headers_are_there(response):
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_no_page_is_kept_by_a_cache(response):
    assert response["Cache-Control"] == "private, no-store" or "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_no_page_of_a_person_is_kept_by_a_cache(client):
    client.force_login(UserFactory())

    assert "no-store" in client.get("/account/")["Cache-Control"]


def test_the_one_inline_script_is_that_of_the_nhs_package():
    template = files("nhsuk_frontend_jinja").joinpath("templates/nhsuk/template.jinja").read_text()
    lines = re.findall(r"<script[^>]*>(document\.body\..*)</script>", template)

    assert lines == [policy.BODY_SCRIPT]


def test_our_pages_carry_that_script_unchanged():
    base = (settings.BASE_DIR / "templates" / "base.html").read_text()

    assert f"<script>{policy.BODY_SCRIPT}</script>" in base


def test_a_response_names_the_reference_that_the_log_has(client):
    assert re.fullmatch("[0-9a-f]{32}", client.get("/healthz")["X-Request-ID"])


@pytest.mark.parametrize(
    ("sent", "kept"), [("proxy-1234abcd", True), ("short", False), ("x\r\nforged: 1", False)]
)
def test_a_proxys_reference_is_kept_only_if_it_is_harmless(client, sent, kept):
    response = client.get("/healthz", headers={"X-Request-ID": sent})

    assert (response["X-Request-ID"] == sent) is kept
