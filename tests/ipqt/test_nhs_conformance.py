"""Our tag gives the markup that NHS frontend itself gives for every example of every component."""

import json
import re
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.safestring import mark_safe

from ipqt import jinja

PACKAGE = Path(settings.BASE_DIR) / "node_modules" / "nhsuk-frontend"
COMPONENTS = PACKAGE / "dist" / "nhsuk" / "components"
WITHOUT_END = {"area", "br", "hr", "img", "input", "link", "meta", "path", "source", "wbr"}

# The Python package pairs with this version of NHS frontend: both are raised together.
PAIRED = {"0.10.2": "10.6.1"}

if not COMPONENTS.exists():
    pytest.skip(
        "node_modules/nhsuk-frontend is missing: run `make` to fetch the front-end packages",
        allow_module_level=True,
    )


class Outline(HTMLParser):
    """The elements, attributes and words of some markup, without the space between them."""

    def __init__(self, markup: str):
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        kept = sorted((name, " ".join((value or "").split())) for name, value in attrs)
        self.parts.append(("start", tag, tuple(kept)))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in WITHOUT_END:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in WITHOUT_END:
            self.parts.append(("end", tag))

    def handle_data(self, data):
        words = re.sub(r"\s+", " ", data).strip()
        if words:
            self.parts.append(("words", words))


def examples():
    """Every example but those with children: the tag takes parameters only."""
    for file in sorted(COMPONENTS.glob("*/fixtures.json")):
        for example in json.loads(file.read_text())["fixtures"]:
            if "callBlock" not in example:
                yield pytest.param(file.parent.name, example, id=f"{file.parent.name}: {example['name']}")


def as_given(value, key=""):
    """The example's parameters with its markup marked safe, as a page author would."""
    if isinstance(value, dict):
        return {name: as_given(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [as_given(item, key) for item in value]
    return mark_safe(value) if isinstance(value, str) and jinja.is_markup(key) else value  # noqa: S308


@pytest.mark.parametrize(("component", "example"), list(examples()))
def test_a_component_is_marked_up_as_in_nhs_frontend(component, example):
    markup = jinja.render(component, as_given(example["context"]))

    assert Outline(markup).parts == Outline(example["html"]).parts


def test_the_macros_and_the_styles_are_of_the_same_version():
    styles = json.loads((PACKAGE / "package.json").read_text())["version"]

    assert PAIRED[version("nhsuk-frontend-jinja")] == styles
