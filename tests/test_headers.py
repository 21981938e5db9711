"""What an administrator is told to send with every file is the policy that every page has itself."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from building import ROOT, Built
from html_tree import parse

from vaertskab.outputs.site.context import POLICY

GUIDE = (ROOT / "docs/udgiv.md").read_text("utf-8")
#: What only a header can say: no other site shows the course inside its own.
FRAMES = "; frame-ancestors 'self'"


def _code(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    return found[1]


def test_iis_is_told_the_pages_own_policy() -> None:
    configuration = ElementTree.fromstring(_code("xml").encode())
    headers = {one.attrib["name"]: one.attrib["value"] for one in configuration.iter("add")}
    assert headers == {"Content-Security-Policy": POLICY + FRAMES, "X-Content-Type-Options": "nosniff"}
    # A server that sends one already would end with an error of two.
    removed = [one.attrib["name"] for one in configuration.iter("remove") if "name" in one.attrib]
    assert sorted(removed) == sorted(headers)


def test_nginx_is_told_the_pages_own_policy() -> None:
    headers = dict(re.findall(r'^ +add_header ([\w-]+) "([^"]+)" always;$', _code("nginx"), re.MULTILINE))
    assert headers == {"Content-Security-Policy": POLICY + FRAMES, "X-Content-Type-Options": "nosniff"}


def test_the_policy_is_in_every_page(small_built: Built) -> None:
    for name in small_built.html_files():
        tree = parse((small_built.site / name).read_text("utf-8"))
        metas = [e for e in tree.all("meta") if e.attributes.get("http-equiv") == "Content-Security-Policy"]
        assert [one.attributes["content"] for one in metas] == [POLICY], name
