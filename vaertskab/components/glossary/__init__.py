"""{ordliste}: the glossary, whose words {begreb} links to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.domains.std import Glossary

if TYPE_CHECKING:
    from docutils.nodes import Node
    from docutils.statemachine import StringList


class TermList(Glossary):
    """The glossary: a word on a line, and what it means on the line below, two spaces in.

    ```markdown
    :::{ordliste}
    vært
      Den, der byder borgeren velkommen.

    dialogrute
      En tur gennem huset, hvor du går ud til borgerne.
    :::
    ```
    """

    def run(self) -> list[Node]:
        """Return the glossary; a fault in it is told at its own line, and not counted from the block."""
        source, _ = self.get_source_info()
        self.content.items = [(source, self.lineno + at) for at in range(1, len(self.content) + 1)]
        parse = self.state.nested_parse

        def from_block(block: StringList, offset: int, *rest: Any, **more: Any) -> Any:
            """Parse an explanation, whose lines MyST counts from the block's own."""
            return parse(block, offset - self.lineno, *rest, **more)

        vars(self.state)["nested_parse"] = from_block
        try:
            return super().run()
        finally:
            del vars(self.state)["nested_parse"]
