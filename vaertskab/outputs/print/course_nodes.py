"""The course's own nodes: questions, official wording, room to write, lists of pages."""

from __future__ import annotations

from docutils import nodes
from sphinx_design.shared import is_component

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
        name = self.inline(heads[0]) if heads else markup("Svar")
        if self.handout:
            return ""
        target = f"{self.docname}#svar-{len(self.answers) + 1}"
        body = self.blocks(child for child in node.children if child not in heads)
        self.answers.append(f"#rubric(depth: {self.depth + 1})[{name}] #anchor({string(target)});\n{body}")
        return f"#par[#see({string(target)})[{name}];]"

    def folded_answers(self) -> str:
        """Return the answers, under a heading of their own."""
        if not self.answers:
            return ""
        return f"\n#pagebreak(weak: true)\n#heading(depth: 2)[Svar]\n{''.join(self.answers)}"

    def visit_wording(self, node: nodes.Element) -> None:
        """Official wording with its owner and source."""
        inner = "".join(
            self.blocks(child.children) if isinstance(child, nodes.block_quote) else self.markup_of(child)
            for child in node.children
        )
        table = next(iter(node.findall(nodes.table)), None) is not None
        dense = ", dense: true" if self.handout else ""
        owner, source = string(node["owner"]), string(node["source_title"])
        self.finish(f"#wording({owner}, {source}, table: {str(table).lower()}{dense})[{inner}]")

    def visit_manuscript(self, node: nodes.Element) -> None:
        """What the film says."""
        self.finish(self._titled("manuscript", node))

    def visit_trial(self, node: nodes.Element) -> None:
        """What to try."""
        self.finish(self._titled("trial", node))

    def _titled(self, component: str, node: nodes.Element) -> str:
        heading, *rest = node.children
        assert isinstance(heading, nodes.rubric)
        return f"#{component}([{self.inline(heading)}], depth: {self.depth + 1})[{self.blocks(rest)}]"

    def visit_film_place(self, node: nodes.Element) -> None:
        """Films are not printed; the page's code leads to them."""
        self.finish("")

    def visit_cinema_place(self, node: nodes.Element) -> None:
        """Films are not printed."""
        self.finish("")

    def visit_writing_lines(self, node: nodes.Element) -> None:
        """Ruled lines with a label."""
        label = "".join(self.inline(child) for child in node.children if isinstance(child, nodes.Element))
        lines = node["count"]
        if self.handout:
            self.finish(f"#writing-lines(calc.min({lines + 3}, lines + 1))[{label}]")
        if self.spacious:
            lines = max(lines, 6)
        near = isinstance(node.previous_sibling(), nodes.paragraph)
        self.finish(f"#writing-lines({lines}, near: {str(near).lower()})[{label}]")

    def visit_page_cards(self, node: nodes.Element) -> None:
        """The list of a part's pages, with where they stand."""
        pages = {page.docname: page for page in self.around.course.pages()}
        entries = ""
        for name in node["entries"]:
            if name not in pages or name in self.around.unprinted:
                continue
            page = pages[name]
            facts = [f"Uge {page.week}"] if page.week else []
            if not name.endswith("/index"):
                facts.append(f"ca. {page.minutes} min.")
            entries += (
                f"({string(name)}, [{markup(page.title)}], [{markup(page.description)}], "
                f"{string(' · '.join(facts))}),"
            )
        self.finish(f"#page-list({entries})" if entries else "")

    def visit_note_list(self, node: nodes.Element) -> None:
        """Notes are written on a device; paper has its own room for them."""
        self.finish("")

    def visit_question_list(self, node: nodes.Element) -> None:
        """Each question is printed on its own page, and on its card."""
        self.finish("")

    def visit_round_place(self, node: nodes.Element) -> None:
        """A round at a screen; on paper everyone has lines of their own."""
        self.finish("")

    def visit_calendar_place(self, node: nodes.Element) -> None:
        """A calendar file is made on a screen."""
        self.finish("")
