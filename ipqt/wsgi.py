"""What a server serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipqt.settings")

application = get_wsgi_application()

# Finding one address loads them all, and with them every view: better now than for the first visitor.
reverse("healthz")
