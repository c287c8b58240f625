"""What a server serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from ipqt import charts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipqt.settings")

application = get_wsgi_application()

# Finding one address loads them all, and with them every view. Like the first figure, it takes a moment that
# no visitor should wait for.
reverse("healthz")
charts.warm_up()
