"""What `make demo` runs: a site with the three programmes and a person for each role."""

import os
import socket
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ipqt import environment


class Command(BaseCommand):
    help = "Prepare the database, load programmes, demo people and illustrative reports, and serve the site."
    requires_system_checks = ()

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Set DEMO=1: this makes people whose passwords everybody knows.")
        host, port = environment.text("HOST", "127.0.0.1"), environment.integer("PORT", 8000)
        refuse_if_taken(host, port)
        call_command("migrate", verbosity=0)
        call_command("load_programmes")
        call_command("create_demo_people")
        call_command("load_illustrative")
        call_command("load_demonstration")
        address = f"http://localhost:{port}/"
        self.stdout.write(
            f"\n  Open {address}  The sign-in page names a person to sign in as. Ctrl+C stops.\n\n"
        )
        self.stdout.flush()
        start_worker()
        gunicorn = [sys.executable, "-m", "gunicorn", "-c", "python:ipqt.server", "ipqt.wsgi"]
        os.execv(sys.executable, [*gunicorn, "--log-level", "warning"])


def start_worker() -> subprocess.Popen:
    """A worker that ends when this process does, also as the server that it is about to become.

    The pipe to it stays open through `exec`; a session of its own keeps Ctrl+C for the server.
    """
    worker = subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "demo_worker"],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    os.set_inheritable(worker.stdin.fileno(), True)
    return worker


def refuse_if_taken(host: str, port: int) -> None:
    """Raises CommandError in words that help, before any work is done."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError as error:
            raise CommandError("PORT must be a number from 1 to 65535.") from error
        except OSError as error:
            raise CommandError(
                f"Port {port} is in use, perhaps by a demo that still runs: open http://localhost:{port}/ "
                f"to see, or choose another with make demo PORT={port + 1}"
            ) from error
