"""NHS frontend's own Jinja macros, called from Django templates by the `nhs` tag."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader
from markupsafe import Markup, escape

OTHER_NAMES = {"tables": "table", "images": "image", "do-dont-list": "list"}


@functools.cache
def environment() -> Environment:
    """The engine as NHS frontend expects it; compiled macros stay in memory."""
    engine = Environment(
        loader=PackageLoader("nhsuk_frontend_jinja"),
        undefined=ChainableUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    engine.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    return engine


@functools.cache
def macro(component: str) -> Callable[[dict], Markup]:
    """The macro of a component by the name of its folder, for example `error-summary`."""
    first, *rest = OTHER_NAMES.get(component, component).split("-")
    name = first + "".join(word.capitalize() for word in rest)
    template = environment().get_template(f"nhsuk/components/{component}/macro.jinja")
    return getattr(template.module, name)


def render(component: str, params: Mapping[str, Any]) -> SafeString:
    """Markup of one component. Parameters that are None count as not given."""
    return mark_safe(str(macro(component)(clean(params))).strip())  # noqa: S308 (the macros escape)


def clean(value: Any, *, is_html: bool = False) -> Any:
    """Makes Django values fit for the macros.

    The macros print `html` (and `attributes` given as text) as they are, so what Django does not hold for
    safe is escaped first; safe text stays safe; None is dropped because the macros would print it.
    """
    if isinstance(value, Mapping):
        return {key: clean(item, is_html=is_markup(key)) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [clean(item, is_html=is_html) for item in value]
    if isinstance(value, SafeString):
        return Markup(value)  # noqa: S704 (already safe for Django)
    if is_html and value:
        return escape(value)
    return str(value) if isinstance(value, Promise) else value


def is_markup(key: Any) -> bool:
    return isinstance(key, str) and (key in ("html", "attributes") or key.endswith("Html"))
