"""The worker of the demonstration: does tasks until whoever started it is gone, in whatever way that went."""

import os
import signal
import sys
import threading
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand

GRACE = 10  # seconds for the task in hand


class Command(BaseCommand):
    help = "Do tasks until standard input closes, which it does when the server that started this ends."
    requires_system_checks = ()

    def handle(self, *args, **options):
        threading.Thread(target=end_with_input, daemon=True).start()
        call_command("db_worker", verbosity=0, reload=False)


def end_with_input() -> None:
    """Nothing is ever written to the pipe: reading from it returns when its other end is gone."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)
