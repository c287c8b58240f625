"""The one style sheet that is put together from many."""

from django.conf import settings
from django.contrib.staticfiles import finders

from ipqt.styles import NAME, PAPER, STYLES, minified, site_css


def test_space_and_comments_go_and_meaning_stays():
    css = (
        '/* why */\n.a :is(p, ul) ,\n.b > li {\n  margin: calc(1px + 2px) 0 ;\n  content: "a ; /* b */";\n}\n'
    )

    assert minified(css) == '.a :is(p,ul),.b > li{margin:calc(1px + 2px) 0;content:"a ; /* b */";}'


def test_every_style_sheet_of_the_components_is_served():
    folder = settings.BASE_DIR / "static" / "css"
    written = {str(path.relative_to(folder).with_suffix("")) for path in folder.rglob("*.css")}

    assert written - {*STYLES, PAPER} == {"components/data"}, "Add it to STYLES, or link it on its pages."


def test_paper_has_its_own_rules_last():
    css = site_css()

    assert css.count("{") == css.count("}")
    assert css.index("@media print{@page") > css.index(".app-review")


def test_the_sheet_is_found_as_any_static_file():
    with open(finders.find(NAME)) as file:
        assert file.read() == site_css()
    assert NAME in [path for finder in finders.get_finders() for path, _storage in finder.list([])]
