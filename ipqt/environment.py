"""Settings read from the environment. A wrong or missing one stops the start and is named."""

import contextlib
import os
import re
import secrets
import tempfile
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}


def text(name: str, default: str | None = None) -> str:
    """The value without surrounding spaces. No default means that it must be set."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, str(default)).lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in TRUE


def choice(name: str, values: tuple[str, ...], default: str) -> str:
    value = text(name, default).upper()
    if value not in values:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(values)}, not {value!r}.")
    return value


def integer(name: str, default: int) -> int:
    """A whole number from 0 up."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def names(name: str, default: str | None = None) -> list[str]:
    """Values parted by commas. No default means that there must be at least one."""
    values = [part.strip() for part in text(name, default).split(",")]
    return [value for value in values if value]


def database(name: str, default: str) -> dict:
    """Django's description of a database address such as postgres://user:password@host:5432/name."""
    url = text(name, default)
    if not url.startswith(("postgres://", "postgresql://", "sqlite:///")):
        raise ImproperlyConfigured(f"{name} must start with postgres:// or sqlite:///.")
    try:
        return environ.Env.db_url_config(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is no database address: {error}.") from error


def site_address(name: str, default: str) -> str:
    """The start of every link to this site: https://tracker.example.nhs.uk, without a slash at the end."""
    address = text(name, default).rstrip("/")
    if address and not re.fullmatch(r"https?://[A-Za-z0-9.\-]+(:\d{1,5})?", address):
        raise ImproperlyConfigured(f"{name} must look like https://tracker.example.nhs.uk, not {address!r}.")
    return address


def mail(name: str, default: str) -> dict[str, object]:
    """Django's EMAIL_ settings from an address such as smtp+tls://user:password@host:587."""
    try:
        config = environ.Env.email_url_config(text(name, default))
    except (KeyError, ValueError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} must start with smtp://, smtp+tls:// or smtp+ssl://.") from error
    return {key: value for key, value in config.items() if key.startswith("EMAIL_")}


def kept_secret(path: Path) -> str:
    """A random secret that stays the same on this machine: made on first use, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
        # Linking fails where another process was first, so that both go on with the same secret.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text()
