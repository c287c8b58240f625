"""The shape of the code: who may import whom, what views leave alone, what a request never loads."""

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = settings.BASE_DIR
APPS = ("ipqt", "deliverables", "metrics")
TOP = ("ipqt.urls", "ipqt.accounts_urls", "ipqt.data_urls", "ipqt.views", "ipqt.management")
WRITES = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "delete"}
LONGEST = 400


def modules(*, migrations: bool = False) -> list[Path]:
    found = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]
    return [path for path in found if migrations or "migrations" not in path.parts]


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(tree: ast.AST, name: str, *, is_package: bool) -> set[str]:
    """Absolute names of everything that the nodes of `tree` import."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = name.split(".")[: (1 if is_package else 0) - node.level or None] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def at_import_time(tree: ast.Module) -> ast.Module:
    """The module without what only runs later or only for type checkers."""

    class Pruner(ast.NodeTransformer):
        def visit_FunctionDef(self, node):
            return None

        visit_AsyncFunctionDef = visit_Lambda = visit_FunctionDef  # noqa: N815

        def visit_If(self, node):
            return None if "TYPE_CHECKING" in ast.unparse(node.test) else self.generic_visit(node)

    return Pruner().visit(tree)


def layer(name: str) -> int:
    """A module may import only its own layer and those below."""
    if within(name, TOP):
        return 3
    return {"metrics": 2, "deliverables": 1}.get(name.split(".")[0], 0)


def within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def parsed():
    for path in modules():
        yield module_name(path), path, ast.parse(path.read_text())


def test_imports_point_one_way():
    wrong = [
        f"{name} imports {target}"
        for name, path, tree in parsed()
        for target in imports(tree, name, is_package=path.name == "__init__.py")
        if within(target, APPS) and layer(target) > layer(name)
    ]

    assert wrong == []


def outside_the_rules_of_views(tree: ast.AST) -> list[ast.Attribute]:
    """Writes, and queries that begin anywhere but at `visible_to`."""
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    scoped = {node.value for node in attributes if node.attr == "visible_to"}
    watched = WRITES | {"objects", "_default_manager"}
    return [node for node in attributes if node.attr in watched and node not in scoped]


def test_views_neither_write_nor_start_a_query_beyond_what_the_person_may_see():
    wrong = [
        f"{name}:{node.lineno} .{node.attr}"
        for name, _path, tree in parsed()
        if ".views" in name
        for node in outside_the_rules_of_views(tree)
    ]

    assert wrong == []


def test_only_figures_load_plotly_and_nothing_loads_pandas_before_it_is_needed():
    wrong = [
        f"{name} imports {target}"
        for name, path, tree in parsed()
        for target in imports(at_import_time(tree), name, is_package=path.name == "__init__.py")
        if within(target, ("pandas",)) or (within(target, ("plotly",)) and "chart" not in name)
    ]

    assert wrong == []


def test_the_site_starts_without_pandas():
    script = (
        "import django, sys; django.setup(); import ipqt.urls;"
        "sys.exit(', '.join({'pandas', 'plotly.express', 'hypothesis'} & set(sys.modules)) or 0)"
    )

    start = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)

    assert start.returncode == 0, start.stderr


def test_psycopg_3_is_not_installed_since_django_would_quietly_use_it():
    assert importlib.util.find_spec("psycopg") is None


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_is_reached_through_psycopg2():
    assert connection.Database.__name__ == "psycopg2"


def test_no_source_file_is_longer_than_400_lines():
    served = [path for folder in ("templates", "static") for path in (ROOT / folder).rglob("*.*")]
    written = [
        path for path in served if path.suffix in {".html", ".css", ".js"} and "vendor" not in path.parts
    ]
    lengths = {
        path.relative_to(ROOT): len(path.read_text().splitlines())
        for path in [*modules(), *(ROOT / "tests").rglob("*.py"), *written]
    }

    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_templates_hold_no_inline_style_handler_or_script_that_the_policy_would_block():
    inline = re.compile(r"""\sstyle\s*=\s*["']|\son[a-z]+\s*=\s*["']|<style|javascript:""", re.IGNORECASE)
    script = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(?!document\.body\.className)")
    wrong = [
        f"{path.relative_to(ROOT)}: {match[0].strip()}"
        for path in (ROOT / "templates").rglob("*.html")
        for pattern in (inline, script)
        for match in pattern.finditer(path.read_text())
    ]

    assert wrong == []
