"""The course in a learning system: what is packed, and what the system is told."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browser.site import served
from building import Built
from playwright.sync_api import Browser, expect

from vaertskab.commands import scorm
from vaertskab.outputs import lms

SECRET = "Det her skrev jeg kun til mig selv"


@pytest.fixture(scope="module")
def packages(course: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("lms")
    shutil.copytree(course.site, root / "_build" / "html")
    shutil.copy(course.source / "kursus.toml", root)
    return dict(zip(lms.VERSIONS, scorm.pack(root), strict=True))


@pytest.mark.parametrize("version", lms.VERSIONS)
def test_the_manifest_names_every_file_and_starts_the_course(version: str, packages: dict[str, Path]) -> None:
    with zipfile.ZipFile(packages[version]) as archive:
        names = archive.namelist()
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
    listed = [file.get("href") for file in manifest.iter() if file.tag.endswith("}file")]
    assert sorted(listed) == sorted(set(names) - {"imsmanifest.xml"})
    [resource] = [one for one in manifest.iter() if one.tag.endswith("}resource")]
    assert resource.get("href") == "start.html" and "sco" in resource.attrib.values()
    assert "kursus/index.html" in names and not [name for name in names if name.endswith("mappe.pdf")]
    assert packages[version].stat().st_size < 3_000_000


@pytest.mark.slow
def test_the_system_learns_what_is_read_and_never_what_is_written(
    packages: dict[str, Path], tmp_path: Path, chromium: Browser
) -> None:
    shutil.unpack_archive(packages["1.2"], tmp_path / "pakke")
    shutil.copy(Path(__file__).with_name("lms_side.js"), tmp_path)
    (tmp_path / "lms.html").write_text(
        '<!DOCTYPE html><script src="lms_side.js"></script>'
        '<iframe src="pakke/start.html" width="900" height="700"></iframe>'
    )

    page = chromium.new_page()

    def told(name: str) -> str:
        found = page.evaluate("() => JSON.parse(sessionStorage.told || '{}')")
        return str(found.get(name, ""))

    with served(tmp_path) as site:
        page.clock.install()
        page.goto(f"{site.root}lms.html")
        inside = page.frame_locator("iframe").frame_locator("iframe")
        expect(inside.get_by_role("heading", level=1)).to_be_visible()
        assert told("cmi.core.lesson_status") == "incomplete"
        frame = page.frames[-1]
        address = frame.url.removesuffix("index.html")
        first = lms.pages_to_read(json.loads((tmp_path / "pakke/kursus/kursus.json").read_text("utf-8")))[0]
        frame.goto(f"{address}{first}.html")
        assert told("cmi.core.lesson_location") == f"{first}.html"
        assert told("cmi.suspend_data") == ""
        inside.get_by_text("Skriv en note").first.click()
        inside.get_by_role("textbox").first.fill(SECRET)
        frame.evaluate("scrollTo(0, document.body.scrollHeight)")
        for _ in range(70):
            page.clock.run_for(1000)
        assert told("cmi.suspend_data") == first
        page.reload()
        expect(inside.get_by_text(SECRET).or_(inside.get_by_role("textbox").first).first).to_be_attached()
        assert page.frames[-1].url == f"{address}{first}.html"
        assert re.fullmatch(r"0000:\d\d:\d\d", told("cmi.core.session_time"))
        assert SECRET not in str(page.evaluate("sessionStorage.calls"))
