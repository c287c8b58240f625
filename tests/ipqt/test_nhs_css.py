import re

import pytest
from django.conf import settings

from ipqt.nhs_css import UNUSED, trimmed


def test_rules_of_unused_components_go_and_all_others_stay_in_order():
    css = (
        '@charset "UTF-8";:root{--a:1}.nhsuk-card{a:b}.nhsuk-tag{c:d}'
        "@media print{.nhsuk-hero__text{e:f}}@media screen{.nhsuk-tag,.nhsuk-card-group>.x{g:h}}"
        "@page{margin:0}"
    )

    assert trimmed(css) == (
        '@charset "UTF-8";:root{--a:1}.nhsuk-tag{c:d}@media screen{.nhsuk-tag{g:h}}@page{margin:0}'
    )


def test_a_rule_that_only_leaves_an_unused_component_out_stays():
    css = ".nhsuk-list:not(.nhsuk-card, .nhsuk-hero){a:b}.nhsuk-list:is(.x,.y){c:d}"

    assert trimmed(css) == css


def test_a_name_that_only_begins_alike_stays():
    css = ".nhsuk-cardinal{a:b}"

    assert trimmed(css) == css


def test_a_broken_style_sheet_is_an_error():
    with pytest.raises(ValueError, match="never closed"):
        trimmed(".a{b:c")


def test_no_page_uses_what_is_left_out():
    root = settings.BASE_DIR
    names = "|".join(UNUSED)
    use = re.compile(rf"nhsuk-(?:{names})(?![a-z])|\{{% nhs \"(?:{names})\"")
    ours = [*(root / "templates").rglob("*.html"), *(root / "static" / "js").glob("*.js")]
    ours += [path for app in ("ipqt", "deliverables", "metrics") for path in (root / app).rglob("*.py")]

    assert [str(path) for path in ours if use.search(path.read_text())] == []
