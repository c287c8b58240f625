"""Fetches the front-end packages and copies what the site serves to static/vendor/."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ipqt.nhs_css import trimmed

OLDEST_NODE = 20
NHS = "nhsuk-frontend/dist/nhsuk"
PLOTLY = "plotly.js-basic-dist-min"

# What is copied from node_modules/, and to where in static/vendor/.
COPIES = {
    f"{NHS}/nhsuk-frontend.min.js": "nhsuk/nhsuk-frontend.min.js",
    f"{NHS}/assets/images": "nhsuk/images",
    f"{PLOTLY}/plotly-basic.min.js": "plotly/plotly-basic.min.js",
    f"{PLOTLY}/LICENSE": "plotly/LICENSE",
}

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
ASSET_URL = "url(/assets/"
SOURCE_MAP = re.compile(r"(/\*|//)[#@] sourceMappingURL=\S+( \*/)?\s*")
FONTS, FEWEST_URLS = 2, 10


class Command(BaseCommand):
    help = "Fetch the locked front-end packages and copy the served files to static/vendor/."
    requires_system_checks = ()

    def handle(self, *args, **options):
        root = settings.BASE_DIR
        npm, path = find_npm(root)
        fetched = subprocess.run([npm, "ci", "--ignore-scripts"], cwd=root, env=os.environ | {"PATH": path})
        if fetched.returncode:
            raise CommandError("npm could not fetch the front-end packages: its own words are above.")
        copy_assets(root / "node_modules", root / "static" / "vendor")
        self.stdout.write("Front-end packages are in static/vendor/.")


def find_npm(root: Path) -> tuple[str, str]:
    """The npm to use and the PATH it needs: the machine's own, or one put into this environment."""
    path = os.environ.get("PATH", "")
    if node_version(path) >= OLDEST_NODE and (npm := shutil.which("npm", path=path)):
        return npm, path
    pip = [sys.executable, "-m", "pip", "install", "--quiet"]
    if subprocess.run([*pip, "--require-hashes", "-r", "requirements/node.txt"], cwd=root).returncode:
        raise CommandError(f"Node could not be installed. Install {OLDEST_NODE} or later, then try again.")
    own = str(Path(sys.executable).parent)
    npm = shutil.which("npm", path=own)
    if not npm:
        raise CommandError(f"Node was installed without npm. Install Node {OLDEST_NODE} or later.")
    return npm, os.pathsep.join([own, path])


def node_version(path: str) -> int:
    """The first number of the version of node; 0 where there is none."""
    node = shutil.which("node", path=path)
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout if node else ""
    found = re.match(r"v(\d+)", said)
    return int(found[1]) if found else 0


def copy_assets(packages: Path, vendor: Path) -> None:
    """Fills `vendor` anew. Raises CommandError, before anything is removed, where a package surprises."""
    css = served_css((packages / NHS / "nhsuk-frontend.min.css").read_text())
    for source in COPIES:
        if not (packages / source).exists():
            raise CommandError(f"node_modules/{source} is missing: look at vendor_assets.py.")
    shutil.rmtree(vendor, ignore_errors=True)
    for folder in ("nhsuk", "plotly"):
        (vendor / folder).mkdir(parents=True)
    (vendor / "nhsuk" / "nhsuk-frontend.min.css").write_text(css)
    for source, target in COPIES.items():
        copy(packages / source, vendor / target)


def served_css(css: str) -> str:
    """NHS's style sheet without its licensed, remote fonts and unused components, its addresses relative."""
    fonts, urls = len(FONT_FACE.findall(css)), css.count(ASSET_URL)
    if fonts != FONTS or urls < FEWEST_URLS:
        raise CommandError(
            f"nhsuk-frontend's style sheet has {fonts} fonts and {urls} asset addresses, "
            f"not {FONTS} and {FEWEST_URLS} or more. Look at what changed, then at vendor_assets.py."
        )
    css = FONT_FACE.sub("", css).replace(ASSET_URL, "url(")
    return trimmed(SOURCE_MAP.sub("", css))


def copy(source: Path, target: Path) -> None:
    """A folder, a file, or a script without the address of its source map."""
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.suffix == ".js":
        target.write_text(SOURCE_MAP.sub("", source.read_text()))
    else:
        shutil.copyfile(source, target)
