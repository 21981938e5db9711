"""Where there is no wheel of the minifier, the scripts are longer and do the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from building import BUILD_ENVIRONMENT, ROOT, build_whole, copy_course
from playwright.sync_api import Page, expect

from vaertskab.outputs.site.assets import SOURCES, plain_js

from .site import Site, Watch
from .test_notes import KEEP, PAGE, field_of, write


def test_scripts_are_whole_without_the_minifier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Page
) -> None:
    (tmp_path / "minify.py").write_text("raise ImportError", "utf-8")
    monkeypatch.setitem(BUILD_ENVIRONMENT, "PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
    built = build_whole(copy_course(tmp_path / "kursus"))
    sent = (built.site / "_static" / "js" / "runde.js").read_text("utf-8")
    for path in (SOURCES / "js" / "notes").iterdir():
        assert plain_js(path.read_text("utf-8")) in sent
    site = Site(built.site.as_uri() + "/")
    watch = Watch(reader.context, site.root)
    reader.goto(site.url(PAGE))
    write(reader, "uden korte navne", KEEP)
    reader.goto(site.url("docs/mine-noter"))
    expect(reader.locator(".note-text")).to_have_text("uden korte navne")
    reader.goto(site.url("search", "?q=nærvær"))
    expect(reader.get_by_role("status")).to_contain_text("Søgningen fandt")
    reader.goto(site.url(PAGE))
    expect(field_of(reader)).to_have_value("uden korte navne")
    assert not watch.complaints, "\n".join(watch.complaints)
