"""The course's own nodes: questions, official wording, room to write, lists of pages."""

from __future__ import annotations

from docutils import nodes
from sphinx_design.shared import is_component

from vaertskab.components.wording import wording
from vaertskab.model.language import _
from vaertskab.outputs.print.sheets import SheetWriter
from vaertskab.outputs.shared.escape import markup, string


class CourseWriter(SheetWriter):
    """What plain docutils cannot say."""

    def visit_container(self, node: nodes.container) -> None:
        """A box of sphinx-design: a folded answer, or simply what it holds."""
        if is_component(node, "dropdown"):
            self.finish(self.folded(node))
        self.visit_through(node)

    def folded(self, node: nodes.container) -> str:
        """Answers that are folded away on the screen stand at the end of the page."""
        heads = [child for child in node.children if isinstance(child, nodes.rubric)]
        name = self.inline(heads[0]) if heads else markup(_("Svar"))
        if self.handout:
            return ""
        inside = [child for child in node.children if child not in heads]
        wordings = [child for child in inside if isinstance(child, wording)]
        if wordings and wordings == inside and all(self._printed(child) for child in wordings):
            key = wordings[0]["key"]
            return f"#par[{self.see(node, self.around.tables[key], f'ordlyd-{key}', name)}]"
        target = f"{self.docname}#svar-{len(self.answers) + 1}"
        body = self.blocks(inside)
        self.answers.append(f"#rubric(depth: {self.depth + 1})[{name}] #anchor({string(target)});\n{body}")
        return f"#par[#see({string(target)})[{name}];]"

    def _printed(self, node: wording) -> bool:
        """Tell whether it is an official table that another page of the binder has."""
        return self.around.tables.get(node["key"], self.docname) != self.docname

    def table_place(self, key: str) -> str:
        """Return the place of an official table, which the first page that prints it keeps."""
        if self.handout:
            return ""
        self.around.tables.setdefault(key, self.docname)
        return f"#anchor({string(f'{self.docname}#ordlyd-{key}')});"

    def folded_answers(self) -> str:
        """Return the answers, under a heading of their own."""
        if not self.answers:
            return ""
        return f"\n#heading(depth: 2)[{markup(_('Svar'))}]\n{''.join(self.answers)}"
