"""What stands in a page's doctree and may not: addresses and languages that its blocks have put there.

Links in running text are judged by the renderer; here are those of buttons, cards and pictures as well,
before anything of the page is kept, fetched or written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from vaertskab.reading.allowed import LANGUAGES, is_inside, is_outside
from vaertskab.reading.refusals import refuse
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class RemoveRefused(SphinxTransform):
    """Take out links, pictures and languages of code that a page may not name, and note each."""

    default_priority = 870  # after whatever makes links, and before the page is collected (880)

    def apply(self, **kwargs: Any) -> None:
        """Look at every node of the page."""
        for node in list(self.document.findall(nodes.Element)):
            if "refuri" in node and not (is_outside(node["refuri"]) or node["refuri"].startswith("#")):
                refuse(self.env, "link", line_of(node), node["refuri"])
                del node["refuri"]
                if isinstance(node, nodes.reference):
                    node.replace_self(node.children)
            elif isinstance(node, nodes.image) and not _is_picture(node["uri"]):
                refuse(self.env, "picture", line_of(node), node["uri"])
                alone = not isinstance(node.parent, nodes.TextElement)
                text = nodes.paragraph if alone else nodes.inline
                node.replace_self(text("", node.get("alt", "")))
            elif isinstance(node, nodes.literal_block) and node.get("language", "none") not in LANGUAGES:
                refuse(self.env, "language", line_of(node), node["language"])
                node["language"] = "none"


def _is_picture(uri: str) -> bool:
    """Tell whether `uri` can only be a file of the course; Sphinx looks for others where a star ends it."""
    return is_inside(uri) and "*" not in uri


def setup(app: Sphinx) -> None:
    """Take out what is refused of every page."""
    app.add_transform(RemoveRefused)
