"""What the log says, and what it keeps to itself."""

import io
import json
import logging
import logging.config

import pytest

from ipqt import logs


@pytest.fixture
def written():
    """A function that logs a fault in the given form and gives back what came out."""

    def log(*, as_json: bool) -> str:
        config = logs.configure(level="INFO", as_json=as_json)
        out = io.StringIO()
        handler = logging.StreamHandler(out)
        handler.setFormatter(config["formatters"]["line"]["()"](**options(config)))
        logger = logging.Logger("ipqt.tests")
        logger.addHandler(handler)
        fail(logger, password="correct-horse-battery")
        return out.getvalue()

    yield log
    logs.configure(level="INFO", as_json=False)


def options(config: dict) -> dict:
    return {key: value for key, value in config["formatters"]["line"].items() if key != "()"}


def fail(logger, *, password: str):
    try:
        raise ZeroDivisionError(f"{len(password)} divided by nothing")
    except ZeroDivisionError:
        logger.exception("A fault")


def test_production_writes_one_json_object_a_line(written):
    line = json.loads(written(as_json=True))

    assert (line["event"], line["level"], line["logger"]) == ("A fault", "error", "ipqt.tests")
    assert line["exception"][0]["exc_type"] == "ZeroDivisionError"


@pytest.mark.parametrize("as_json", [True, False])
def test_a_fault_is_logged_without_what_its_variables_held(written, as_json):
    text = written(as_json=as_json)

    assert "ZeroDivisionError" in text
    assert "correct-horse-battery" not in text
