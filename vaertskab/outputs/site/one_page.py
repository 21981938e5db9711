"""All pages as one, by Sphinx's builder `singlehtml`: ids that pages share are told apart, links follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from vaertskab.outputs.shared.html import page_around

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _tell_apart(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each place an id of its own, and lead links to it; Sphinx writes them as "#document-page#id"."""
    builder = app.builder
    if not isinstance(builder, SingleFileHTMLBuilder):
        return
    builder.current_docname = docname
    seen: set[str] = set()
    renamed: dict[tuple[str, str], str] = {}
    every = list(doctree.findall(nodes.Element))
    pages = [page_around(builder, node) for node in every]
    for node, page in zip(every, pages, strict=True):
        ids: list[str] = node.get("ids", [])
        for name in ids:
            if name in seen:
                renamed[page, name] = f"{nodes.make_id(page)}-{name}"
        if ids:
            node["ids"] = [renamed.get((page, name), name) for name in ids]
            seen.update(node["ids"])
    for node, page in zip(every, pages, strict=True):
        if "refid" in node:
            node["refid"] = renamed.get((page, node["refid"]), node["refid"])
        back: list[str] = node.get("backrefs", [])
        if back:
            node["backrefs"] = [renamed.get((page, name), name) for name in back]
        _, found, rest = str(node.get("refuri", "")).partition("#document-")
        target, twice, name = rest.partition("#")
        if found and twice:
            node["refuri"] = f"#{renamed.get((target, name), name)}"


def setup(app: Sphinx) -> None:
    """Do so when all is in its place."""
    app.connect("doctree-resolved", _tell_apart, priority=900)
