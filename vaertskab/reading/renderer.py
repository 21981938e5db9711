"""Markdown → docutils as MyST does it, but for what a page may not say: that is left out, and noted.

Blocks and roles are judged by name before they are looked up, so that none that is refused is ever run.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.languages import get_language
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from vaertskab.reading.allowed import is_inside, is_outside
from vaertskab.reading.refusals import Kind, refuse

if TYPE_CHECKING:
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode


#: What a token has in its `meta` when its content has been emptied: how many characters it had.
TOO_LONG = "kursus_too_long"


class CourseRenderer(SphinxRenderer):
    """MyST's renderer for Sphinx, held to what a page may say."""

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Begin a page; as MyST does, but for the empty document that it would make and leave unused."""
        self.md_env = env
        self.md_options = options
        self.md_config = options["myst_config"]
        self.document = options["document"]
        self.current_node = options.get("current_node", self.document)
        self.reporter = self.document.reporter
        self.language_module_rst = get_language(self.document.settings.language_code)  # type: ignore[assignment]
        self._heading_offset = 0
        self._level_to_section = {0: self.document}
        self._heading_slugs = {}
        self._is_padded = False

    def _refuse(self, kind: Kind, token: SyntaxTreeNode, written: str) -> None:
        refuse(self.sphinx_env, kind, token_line(token, default=1), written)

    def _render_tokens(self, tokens: list[Token]) -> None:
        """Note the attributes that are taken away and the paragraphs that are emptied; render the rest."""
        for token in tokens:
            line = token.map[0] + 1 if token.map else 1
            if length := token.meta.get(TOO_LONG):
                refuse(self.sphinx_env, "paragraph", line, str(length))
            for one in (token, *(token.children or ())):
                for name, value in one.meta.get("insecure_attrs", {}).items():
                    mark = {"class": ".", "id": "#"}.get(name, f"{name}=")
                    # Those of a block stand on the line above it.
                    refuse(self.sphinx_env, "attribute", line - (one is token), f"{{{mark}{value}}}")
        super()._render_tokens(tokens)

    # Blocks and roles: by their names.

    def run_directive(
        self, name: str, first_line: str, content: str, position: int, *args: Any, **options: Any
    ) -> list[nodes.Element]:
        """Run a block that a page may use; of another, only tell."""
        if name.lower() in self.sphinx_env.config.kursus_blocks:
            try:
                return super().run_directive(name, first_line, content, position, *args, **options)
            finally:
                self._is_padded = False
        known = ":" in name or directives.directive(name, self.language_module_rst, self.document)[0]
        if known:
            refuse(self.sphinx_env, "block", position, name)
        else:
            self.create_warning(f"Unknown directive type: {name!r}", "directive_unknown", line=position)
        return []

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Tell of a block in another language."""
        self._refuse("block", token, "eval-rst")

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Write a role that a page may use; of another, its words."""
        name, line = token.meta["name"], token_line(token, default=1)
        if name.lower() in self.sphinx_env.config.kursus_roles:
            super().render_myst_role(token)
            return
        known = ":" in name or roles.role(name, self.language_module_rst, line, self.reporter)[0]
        if known:
            refuse(self.sphinx_env, "role", line, name)
        else:
            self.create_warning(f'Unknown interpreted text role "{name}".', "role_unknown", line=line)
        self.current_node.append(nodes.Text(token.content))

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """Write the content of a block without braces, whose name would be a class; a rule tells of it."""
        if token.info.strip().startswith("{"):
            # MyST puts an empty line above a block that begins another, and counts it as the page's.
            self._is_padded = token.content.startswith(":::")
            super().render_colon_fence(token)
        else:
            self.nested_render_text(token.content, token_line(token, 0))

    def nested_render_text(
        self, text: str, lineno: int, inline: bool = False, *args: Any, **options: Any
    ) -> None:
        """Write what stands in a block; `lineno` is the line before it."""
        padding = int(self._is_padded and not inline)
        if padding:
            self._is_padded = False
        super().nested_render_text(text, lineno - padding, inline, *args, **options)

    # HTML and links.

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Leave HTML out."""
        self._refuse("html", token, token.content)

    render_html_inline = render_html_block

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Write a link into the course or to the web; of another, its text."""
        address = self.md.normalizeLinkText(str(token.attrGet("href") or ""))
        if is_inside(address) or is_outside(address):
            super().render_link(token)
        else:
            self._refuse("link", token, address)
            self.render_children(token)
