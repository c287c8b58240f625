"""A real SMTP server on this machine, for as long as a test lasts."""

import contextlib
import socket
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class Letterbox:
    """Keeps what arrives; refuses the recipients in `refused`."""

    def __init__(self):
        self.mails = []
        self.refused = set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (named by aiosmtpd)
        if address in self.refused:
            return "550 There is no such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, address):
        return [mail for mail in self.mails if mail["To"] == address]


@contextlib.contextmanager
def mail_server():
    """Yields the letterbox and the port of the server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    letterbox = Letterbox()
    controller = Controller(letterbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield letterbox, port
    finally:
        controller.stop()
