"""MyST's parser: a page says what is allowed, and never stops the build of the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.util import logging

from vaertskab.model.language import N_, _
from vaertskab.reading import front_matter
from vaertskab.reading.allowed import (
    ATTRIBUTES,
    MAX_DEPTH,
    MAX_NODES,
    PAGE_MAX_CHARS,
    PARAGRAPH_MAX_BRACKETS,
    PARAGRAPH_MAX_CHARS,
)
from vaertskab.reading.encoding import UNREADABLE
from vaertskab.reading.renderer import TOO_LONG, CourseRenderer

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

#: What a page that could not be read has in its metadata, so that no rule asks for what stands in it.
UNREAD = "kursus-ulæst"
#: Extensions of MyST that a page never gets: one runs what stands in it, and two read braces without a list.
_NEVER = {"substitution", "attrs_inline", "attrs_block", "attrs_image"}

#: How wide a picture is, as it is told right after it; the plugin for attributes reads % in quotes only.
_WIDTH = re.compile(r"\{\s*width\s*=\s*(\d+(?:\.\d+)?)\s*%\s*\}")


class UnreadableError(Exception):
    """The page cannot be read; its message is a Danish sentence that says why."""


class CourseParser(MystParser):
    """MyST for Sphinx; a page that it cannot read is told, and the others are read on."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page into `document`; one that is not text stays empty, and a rule tells of it."""
        try:
            _read("" if UNREADABLE in inputstring else inputstring, document)
        except Exception as error:
            env = document.settings.env
            docname = env.docname
            env.metadata[docname][UNREAD] = True
            document.clear()
            _read("", document)  # leaves the document as those who come after expect it
            logger.warning("%s", _why(error), location=(docname, 1), type="kursus", subtype="parser")


def _why(error: Exception) -> str:
    if isinstance(error, UnreadableError):
        return str(error)
    if isinstance(error, RecursionError):
        return _(_TOO_DEEP)
    first = str(error).splitlines()[0] if str(error) else type(error).__name__
    return _(
        "Siden kan ikke læses fra dette sted. Se efter tegn, der ikke hører til, eller hent den "
        "forrige udgave igen. (Programmet siger: {error})"
    ).format(error=first)


_TOO_DEEP = N_(
    "Siden kan ikke læses, fordi for meget står inde i hinanden. "
    "Brug færre lister i lister, blokke i blokke og citater i citater."
)


def _read(text: str, document: nodes.document) -> None:
    """Read a page into `document`.

    MyST is given the page without its top, on the same lines: nothing that stands there is a setting.

    :raises UnreadableError: the page is too long, too deep or too full.
    """
    if len(text) > PAGE_MAX_CHARS:
        raise UnreadableError(
            _("Siden er på {number} tegn, og der er plads til {most}. Del den i flere sider.").format(
                number=len(text), most=PAGE_MAX_CHARS
            )
        )
    env = document.settings.env
    head = front_matter.read(text)
    env.metadata[env.docname].update(head.metadata)
    config = env.myst_config.copy(enable_extensions=env.myst_config.enable_extensions - _NEVER)
    parser = create_md_parser(config, CourseRenderer).disable("front_matter")
    parser.use(attrs_plugin, spans=True, span_after="footnote_ref", allowed=ATTRIBUTES)
    parser.use(attrs_block_plugin, allowed=ATTRIBUTES)
    parser.inline.ruler.before("attr", "picture_width", _read_width)
    parser.core.ruler.before("inline", "look_at_blocks", _look_at_blocks)
    parser.options["document"] = document
    parser.render("\n" * head.end + "\n".join(text.split("\n")[head.end :]))
    _measure(document)


def _read_width(state: StateInline, silent: bool) -> bool:
    """Give the picture that ends here the width that stands after it."""
    found = _WIDTH.match(state.src, state.pos)
    if found is None or state.pending or not state.tokens or state.tokens[-1].type != "image":
        return False
    if not silent:
        state.tokens[-1].attrSet("width", f"{found[1]}%")
    state.pos = found.end()
    return True


def _look_at_blocks(state: StateCore) -> None:
    """Empty paragraphs that are too long to be looked through for links; the renderer tells of them.

    :raises UnreadableError: blocks stand so deep in one another that the rest of the page has been dropped.
    """
    if max((token.level for token in state.tokens), default=0) >= state.md.options["maxNesting"] - 1:
        raise UnreadableError(_(_TOO_DEEP))
    for token in state.tokens:
        if token.type == "inline" and (
            len(token.content) > PARAGRAPH_MAX_CHARS or token.content.count("[") > PARAGRAPH_MAX_BRACKETS
        ):
            token.meta[TOO_LONG] = len(token.content)
            token.content = ""


def _measure(document: nodes.document) -> None:
    depth = count = 0
    level = list(document.children)
    while level:
        depth += 1
        count += len(level)
        level = [child for node in level for child in node.children]
    if depth > MAX_DEPTH:
        raise UnreadableError(_TOO_DEEP)
    if count > MAX_NODES:
        raise UnreadableError(_("Siden har for meget på sig, fx en meget stor tabel. Del den i flere sider."))


def _without_files(app: Sphinx) -> None:
    """Let no directive of docutils open a file or write HTML of a page, whoever registers it."""
    app.env.settings |= {"file_insertion_enabled": False, "raw_enabled": False}


def setup(app: Sphinx) -> None:
    """Read every page with this parser."""
    app.add_source_parser(CourseParser, override=True)
    app.connect("builder-inited", _without_files)
