"""The command that copies front-end packages stops when they are not what it was written for."""

import pytest
from django.core.management.base import CommandError

from ipqt.management.commands import vendor_assets

FONT = "@font-face{font-family:Frutiger W01;src:url(https://fonts.example/a.woff2) format('woff2')}"
URL = ".icon{background:url(/assets/images/a.svg)}"
MAP = "/*# sourceMappingURL=nhsuk-frontend.min.css.map */"


def write_program(path, script):
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def packages(tmp_path):
    """A node_modules/ with just what is copied."""
    folder = tmp_path / "node_modules"
    for source in vendor_assets.COPIES:
        path = folder / source
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix or path.name == "LICENSE":
            path.write_text("code();//# sourceMappingURL=code.js.map")
        else:
            path.mkdir()
            (path / "a.svg").write_text("<svg/>")
    (folder / vendor_assets.NHS / "nhsuk-frontend.min.css").write_text(FONT * 2 + URL * 12 + MAP)
    return folder


def test_the_style_sheet_loses_its_remote_fonts_and_its_map_and_keeps_its_icons(packages, tmp_path):
    vendor_assets.copy_assets(packages, tmp_path / "vendor")

    css = (tmp_path / "vendor/nhsuk/nhsuk-frontend.min.css").read_text()
    assert css == ".icon{background:url(images/a.svg)}" * 12
    assert (tmp_path / "vendor/nhsuk/images/a.svg").exists()


def test_scripts_lose_the_address_of_their_source_map(packages, tmp_path):
    vendor_assets.copy_assets(packages, tmp_path / "vendor")

    assert (tmp_path / "vendor/plotly/plotly-basic.min.js").read_text() == "code();"


@pytest.mark.parametrize(("fonts", "urls"), [(1, 12), (3, 12), (2, 9)])
def test_a_style_sheet_that_has_changed_stops_the_command(fonts, urls):
    with pytest.raises(CommandError, match=f"{fonts} fonts and {urls} asset addresses"):
        vendor_assets.served_css(FONT * fonts + URL * urls)


def test_a_missing_file_stops_the_command_before_the_old_copy_is_gone(packages, tmp_path):
    vendor = tmp_path / "vendor"
    vendor.mkdir()
    (vendor / "old.css").write_text("")
    (packages / vendor_assets.PLOTLY / "plotly-basic.min.js").unlink()

    with pytest.raises(CommandError, match=r"plotly-basic\.min\.js is missing"):
        vendor_assets.copy_assets(packages, vendor)

    assert (vendor / "old.css").exists()


@pytest.mark.parametrize(("said", "version"), [("v20.20.2", 20), ("v8.1.0", 8), ("nothing", 0)])
def test_the_version_of_node_is_read_from_what_it_says(tmp_path, said, version):
    write_program(tmp_path / "node", f"echo {said}")

    assert vendor_assets.node_version(str(tmp_path)) == version


def test_a_machine_without_node_is_version_0(tmp_path):
    assert vendor_assets.node_version(str(tmp_path)) == 0


def test_no_lock_file_names_a_registry(settings):
    locks = [settings.BASE_DIR / "package-lock.json", *(settings.BASE_DIR / "requirements").glob("*.txt")]

    assert [path.name for path in locks if "://" in path.read_text()] == []


def test_the_nhs_macros_and_style_sheet_are_of_the_pair_that_belongs_together(settings):
    assert '"nhsuk-frontend": "10.6.1"' in (settings.BASE_DIR / "package.json").read_text()
    assert "nhsuk-frontend-jinja==0.10.2" in (settings.BASE_DIR / "requirements/app.in").read_text()


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with a fake Python, whose pip brings npm, and with nothing else on PATH."""
    python = tmp_path / "venv" / "python"
    python.parent.mkdir()
    write_program(python, f"/bin/touch {python.parent}/npm; /bin/chmod +x {python.parent}/npm")
    monkeypatch.setattr("sys.executable", str(python))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    return tmp_path


def test_the_machines_own_npm_is_used_where_node_is_new_enough(machine):
    write_program(machine / "bin" / "node", "echo v22.11.0")
    write_program(machine / "bin" / "npm", "")

    npm, path = vendor_assets.find_npm(machine)

    assert (npm, path) == (str(machine / "bin" / "npm"), str(machine / "bin"))


@pytest.mark.parametrize("version", ["v18.20.0", None])
def test_an_old_or_missing_node_is_replaced_inside_the_environment(machine, version):
    if version:
        write_program(machine / "bin" / "node", f"echo {version}")

    npm, path = vendor_assets.find_npm(machine)

    assert npm == str(machine / "venv" / "npm")
    assert path.startswith(str(machine / "venv"))


@pytest.mark.parametrize(
    ("script", "message"), [("exit 1", "could not be installed"), ("exit 0", "without npm")]
)
def test_a_node_that_cannot_be_had_is_said_so(machine, script, message):
    write_program(machine / "venv" / "python", script)

    with pytest.raises(CommandError, match=message):
        vendor_assets.find_npm(machine)
