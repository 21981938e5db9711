"""{skrivelinjer}: room to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from vaertskab.components.base import CourseDirective
from vaertskab.reading import nodes as course_nodes

if TYPE_CHECKING:
    from docutils.nodes import Node


class WritingRoom(CourseDirective):
    """Room to write: ruled lines with a label, which is drawn from ordlyd.toml with `:ordlyd:`.

    ```markdown
    :::{skrivelinjer} Det vil jeg øve mig på
    :id: det-vil-jeg-oeve
    :linjer: 4
    :::
    ```
    """

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "id": directives.unchanged,
        "linjer": directives.unchanged,
        "ordlyd": directives.unchanged_required,
    }
    default_lines = 4
    most_lines = 30

    def run(self) -> list[Node]:
        """Return the label and how many lines."""
        key = self.options.get("ordlyd", "").strip()
        piece = self.official(key) if key else None
        label = piece.text if piece else (self.arguments[0].strip() if self.arguments else "")
        if not label:
            if not key:
                self.fault("Skriv efter :::{skrivelinjer}, hvad der skal skrives.", "skrivelinjer")
            return []
        given = self.options.get("linjer", str(self.default_lines)).strip()
        count = int(given) if given.isdecimal() else 0
        if not 1 <= count <= self.most_lines:
            self.fault(f":linjer: skal være et tal fra 1 til {self.most_lines}.", "skrivelinjer")
            count = self.default_lines
        writing_id, _ = self.option_id(key or nodes.make_id(label))
        node = course_nodes.writing_lines(writing_id=writing_id, count=count)
        self.set_source_info(node)
        official = ["ordlyd-tekst"] if piece else []
        asked: list[Node] = [nodes.Text(label)]
        if not piece:
            asked, _ = self.parse_inline(label, lineno=self.lineno)
        node += nodes.paragraph(
            "", "", *asked, classes=["skrivelinjer-etiket", *official], official=bool(piece)
        )
        return [node]
