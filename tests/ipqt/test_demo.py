"""The demonstration starts only where it may, and says in words why it cannot."""

import socket

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from ipqt.management.commands.demo import refuse_if_taken


def test_people_with_known_passwords_are_made_in_a_demonstration_only(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="Set DEMO=1"):
        call_command("demo")


def test_a_port_in_use_is_said_so_with_a_free_one_to_try():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CommandError, match=rf"Port {port} is in use.* make demo PORT={port + 1}"):
            refuse_if_taken("127.0.0.1", port)


def test_a_free_port_is_taken_without_a_word():
    assert refuse_if_taken("127.0.0.1", 0) is None


def test_a_port_that_cannot_be_is_said_so():
    with pytest.raises(CommandError, match="PORT must be a number from 1 to 65535"):
        refuse_if_taken("127.0.0.1", 70_000)
