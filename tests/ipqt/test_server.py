"""What serves the site: gunicorn's configuration, and static files whose names carry a hash."""

import os
import re
import subprocess
import sys

import pytest
from django.core.management import call_command

GUNICORN = [sys.executable, "-m", "gunicorn", "--check-config", "-c", "python:ipqt.server", "ipqt.wsgi"]


def start(root, **variables):
    return subprocess.run(GUNICORN, cwd=root, env=os.environ | variables, capture_output=True, text=True)


def test_the_site_loads_in_the_server(settings):
    started = start(settings.BASE_DIR, DEMO="1")

    assert started.returncode == 0, started.stderr


def test_a_port_that_is_no_number_stops_the_server_by_name(settings):
    started = start(settings.BASE_DIR, DEMO="1", PORT="http")

    assert started.returncode != 0
    assert "PORT must be a whole number" in started.stderr


@pytest.fixture
def collected(settings, tmp_path):
    """The folder of static files after a small site's are collected as in production."""
    source, target = tmp_path / "static", tmp_path / "collected"
    source.mkdir()
    (source / "main.js").write_text('import { part } from "./part.js";\npart();\n')
    (source / "part.js").write_text("export function part() {}\n" * 50)
    (source / "base.css").write_text(".icon{background:url(icon.svg)}")
    (source / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], target
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "ipqt.storage.HashedStaticStorage"}}
    call_command("collectstatic", "--noinput", verbosity=0)
    return target


def hashed(folder, stem, suffix):
    return next(
        path for path in folder.iterdir() if re.fullmatch(rf"{stem}\.[0-9a-f]{{12}}\{suffix}", path.name)
    )


def test_a_module_imports_the_hashed_name_of_another(collected):
    part = hashed(collected, "part", ".js")

    assert f'"./{part.name}"' in hashed(collected, "main", ".js").read_text()


def test_a_style_sheet_names_the_hashed_picture(collected):
    icon = hashed(collected, "icon", ".svg")

    assert icon.name in hashed(collected, "base", ".css").read_text()


def test_files_are_compressed_before_anyone_asks(collected):
    part = hashed(collected, "part", ".js")

    assert {f"{part.name}.br", f"{part.name}.gz"} <= {path.name for path in collected.iterdir()}
