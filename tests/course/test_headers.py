"""What an administrator is told to send with every file is the policy that every page has itself."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from building import ROOT

from vaertskab.outputs.site.context import POLICY

#: The page that tells the administrator; another workplace's course may have none.
GUIDES = [path for path in (ROOT / "docs" / "udgiv.md",) if path.is_file()]
#: What only a header can say: no other site shows the course inside its own.
FRAMES = "; frame-ancestors 'self'"


def _code(guide: Path, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", guide.read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("guide", GUIDES)
def test_iis_is_told_the_pages_own_policy(guide: Path) -> None:
    configuration = ElementTree.fromstring(_code(guide, "xml").encode())
    headers = {one.attrib["name"]: one.attrib["value"] for one in configuration.iter("add")}
    assert headers == {"Content-Security-Policy": POLICY + FRAMES, "X-Content-Type-Options": "nosniff"}
    # A server that sends one already would end with an error of two.
    removed = [one.attrib["name"] for one in configuration.iter("remove") if "name" in one.attrib]
    assert sorted(removed) == sorted(headers)


@pytest.mark.parametrize("guide", GUIDES)
def test_nginx_is_told_the_pages_own_policy(guide: Path) -> None:
    told = re.findall(r'^ +add_header ([\w-]+) "([^"]+)" always;$', _code(guide, "nginx"), re.MULTILINE)
    headers = dict(told)
    assert headers == {"Content-Security-Policy": POLICY + FRAMES, "X-Content-Type-Options": "nosniff"}
