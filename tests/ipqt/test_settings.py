"""The site refuses to start half configured, and says which variable is wrong."""

import runpy
from datetime import date
from importlib.util import find_spec

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured

from ipqt import environment

SETTINGS = find_spec("ipqt.settings").origin
KEY = "Fifty-or-more-letters-and-digits-0123456789-picked-at-random"
PRODUCTION = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "tracker.example.nhs.uk",
    "DATABASE_URL": "postgres://tracker:secret@db.example.nhs.uk:5432/tracker?sslmode=require",
}


@pytest.fixture
def start(monkeypatch):
    """Reads the settings anew with exactly these variables."""

    def settings_with(**variables):
        for name in ("DEMO", "DEBUG", *PRODUCTION):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(SETTINGS)

    return settings_with


def test_production_starts_with_a_key_a_host_and_a_database(start):
    settings = start(**PRODUCTION)

    assert settings["DEBUG"] is settings["DEMO"] is False
    assert settings["SECURE_SSL_REDIRECT"] is settings["SESSION_COOKIE_SECURE"] is True
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_names_the_variable_that_is_missing(start, missing):
    with pytest.raises(ImproperlyConfigured, match=f"Set the environment variable {missing}"):
        start(**{name: value for name, value in PRODUCTION.items() if name != missing})


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + KEY}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "tracker.example.nhs.uk,*"}, "ALLOWED_HOSTS"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"DEBUG": "perhaps"}, "DEBUG"),
        ({"DATABASE_URL": "mysql://db/tracker"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgres://db:port/tracker"}, "DATABASE_URL"),
        ({"HSTS_SECONDS": "a year"}, "HSTS_SECONDS"),
        ({"EMAIL_URL": "pigeon://loft"}, "EMAIL_URL"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
    ],
)
def test_a_dangerous_or_unreadable_value_stops_the_start(start, changed, message):
    with pytest.raises(ImproperlyConfigured, match=message):
        start(**PRODUCTION | changed)


def test_the_demo_needs_nothing_and_serves_this_machine_only(start):
    settings = start(DEMO="1")

    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert settings["DATABASES"]["default"]["NAME"].endswith("var/ipqt.sqlite3")
    assert settings["SESSION_COOKIE_SECURE"] is False


def test_debug_works_on_a_developers_own_machine(start):
    assert start(DEBUG="1")["DEBUG"] is True


def test_postgresql_is_checked_before_use_and_given_up_on_in_seconds(start):
    database = start(**PRODUCTION)["DATABASES"]["default"]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["OPTIONS"]["connect_timeout"] == 2
    assert database["OPTIONS"]["options"] == "-c statement_timeout=15000 -c jit=off"
    assert database["OPTIONS"]["sslmode"] == "require"


def test_passwords_are_hashed_by_argon2_and_12_characters_long(start):
    settings = start(DEMO="1")

    assert settings["PASSWORD_HASHERS"][0].endswith("Argon2PasswordHasher")
    lengths = [v["OPTIONS"] for v in settings["AUTH_PASSWORD_VALIDATORS"] if "Length" in v["NAME"]]
    assert lengths == [{"min_length": 12}]
    assert settings["SESSION_COOKIE_AGE"] == 43_200


def test_the_secret_of_a_machine_is_made_once_and_readable_by_its_owner_only(tmp_path):
    path = tmp_path / "var" / "secret"

    first, second = environment.kept_secret(path), environment.kept_secret(path)

    assert first == second
    assert len(first) > 50
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("03/04/2025", date(2025, 4, 3)), ("3/4/2025", date(2025, 4, 3)), ("2025-04-03", date(2025, 4, 3))],
)
def test_a_date_is_read_day_first_or_as_iso(written, meant):
    assert forms.DateField().clean(written) == meant


@pytest.mark.parametrize("written", ["04/13/2025", "3/4/25", "April 3 2025", "2025-13-01"])
def test_no_other_way_to_write_a_date_is_guessed_at(written):
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean(written)


def test_links_in_mails_lead_to_the_address_of_the_site(start):
    settings = start(**PRODUCTION, SITE_ADDRESS="https://tracker.example.nhs.uk/")

    assert settings["SITE_ADDRESS"] == "https://tracker.example.nhs.uk"


def test_a_demonstration_links_to_this_machine_and_production_never_does(start):
    assert start(DEMO="1", PORT="8001")["SITE_ADDRESS"] == "http://localhost:8001"
    assert start(**PRODUCTION)["SITE_ADDRESS"] == ""


@pytest.mark.parametrize("address", ["tracker.example.nhs.uk", "ftp://tracker", "https://a b", "https://a/b"])
def test_an_address_that_no_link_can_begin_with_is_refused(start, address):
    with pytest.raises(ImproperlyConfigured, match="SITE_ADDRESS must look like"):
        start(**PRODUCTION, SITE_ADDRESS=address)
