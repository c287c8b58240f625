"""The site's own settings, as tests need them. The rules for starting in production are tested apart."""

import os

os.environ.setdefault("DEMO", "1")
# Playwright keeps an event loop in the thread of the test, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from ipqt.settings import *  # noqa: F403
from ipqt.settings import STATIC_ROOT, STORAGES

DEMO = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
