"""The course's own nodes: questions, official wording, room to write, lists of pages."""

from __future__ import annotations

from docutils import nodes

from vaertskab.model.course import Kind
from vaertskab.outputs.print.base import breaking, list_entry, yes
from vaertskab.outputs.print.sheets import SheetWriter
from vaertskab.outputs.shared.escape import markup, string
from vaertskab.reading import nodes as course_nodes
from vaertskab.reading.collect import HELP_CLASS, LABEL_CLASS, QUESTION_CLASS

#: Ruled lines at a question, by how many questions its page has; fewer on a page that has other room to
#: write, and none where that follows it.
LINES = {1: 8, 2: 4}
LINES_OF_MANY = 3
LINES_BESIDE_OTHERS = 4
SOURCE_CLASS = "refleksion-kilde"


class CourseWriter(SheetWriter):
    """What plain docutils cannot say."""

    def question(self, node: nodes.Element) -> str:
        """A question of the page's own."""
        following = node.next_node(descend=False, siblings=True)
        if isinstance(following, course_nodes.writing_lines):
            return self.card(node, "0, sticky: true")
        lines = LINES.get(self.count, LINES_OF_MANY)
        if self.roomy:
            lines = min(lines, LINES_BESIDE_OTHERS)
        return self.card(node, "lines" if self.handout else str(lines))

    def card(self, node: nodes.Element, lines: str) -> str:
        """Return the framed card inside `node`."""
        label = next(n.astext() for n in node.findall(nodes.container) if LABEL_CLASS in n["classes"])
        kind = next(kind for kind in Kind if kind.label == label)
        by_class = {QUESTION_CLASS: "", HELP_CLASS: "", SOURCE_CLASS: ""}
        ids = "".join(self.anchors(box) for box in node.findall(nodes.container))
        rest = ""
        body = next(n for n in node.findall(nodes.container) if "sd-card-body" in n["classes"])
        for child in body.children:
            assert isinstance(child, nodes.Element)
            name = next((name for name in by_class if name in child.get("classes", ())), "")
            if name:
                by_class[name] += self.inline(child) + " "
            else:
                rest += self.write(child)
        asked, helping, source = by_class.values()
        options = f", help: [{helping}{rest}]" if helping or rest else ""
        options += f", source: [{source}]" if source and not self.handout else ""
        options += breaking(node) + self.wide(node)
        return f"{ids}#question({string(kind)}, [{markup(label)}], lines: {lines}{options})[{asked}]"

    def container(self, node: nodes.container) -> str:
        """A box of sphinx-design: a question shown again, a folded answer, or simply what it holds."""
        if "refleksion" in node["classes"]:
            form = "none" if self.handout else "true" if self.on_sheet(node) else "false"
            return self.card(node, f"0, compact: {form}")
        if node.get("design_component") == "dropdown":
            return self.folded(node)
        return self.through(node)

    def folded(self, node: nodes.container) -> str:
        """Answers that are folded away on the screen stand at the end of the page."""
        heads = [child for child in node.children if isinstance(child, nodes.rubric)]
        name = self.inline(heads[0]) if heads else markup("Svar")
        if self.handout:
            return ""
        inside = [child for child in node.children if child not in heads]
        wordings = [child for child in inside if isinstance(child, course_nodes.wording)]
        if wordings and wordings == inside and all(self._printed(child) for child in wordings):
            key = wordings[0]["key"]
            return f"#par[{self._see(node, self.around.tables[key], f'ordlyd-{key}', name)}]"
        target = f"{self.docname}#svar-{len(self.answers) + 1}"
        body = self.blocks(inside)
        self.answers.append(f"#rubric(depth: {self.depth + 1})[{name}] #anchor({string(target)});\n{body}")
        return f"#par[#see({string(target)})[{name}];]"

    def _printed(self, node: course_nodes.wording) -> bool:
        """Tell whether it is an official table that another page of the binder has."""
        return self.around.tables.get(node["key"], self.docname) != self.docname

    def folded_answers(self) -> str:
        """Return the answers, under a heading of their own."""
        if not self.answers:
            return ""
        return f"\n#heading(depth: 2)[Svar]\n{''.join(self.answers)}"

    def wording(self, node: nodes.Element) -> str:
        """Official wording with its owner and source."""
        inner = "".join(
            self.blocks(child.children) if isinstance(child, nodes.block_quote) else self.write(child)
            for child in node.children
        )
        table = next(iter(node.findall(nodes.table)), None) is not None
        place = ""
        if table and not self.handout:
            key = node["key"]
            self.around.tables.setdefault(key, self.docname)
            place = f"#anchor({string(f'{self.docname}#ordlyd-{key}')});"
        dense = (", dense: true" if self.handout else "") + breaking(node)
        owner, source = string(node["owner"]), string(node["source_title"])
        return f"{place}#wording({owner}, {source}, table: {yes(table)}{dense})[{inner}]"

    def manuscript(self, node: nodes.Element) -> str:
        """What the film says."""
        return self._titled("manuscript", node)

    def trial(self, node: nodes.Element) -> str:
        """What to try."""
        return self._titled("trial", node)

    def _titled(self, component: str, node: nodes.Element) -> str:
        heading, *rest = node.children
        assert isinstance(heading, nodes.rubric)
        options = f"depth: {self.depth + 1}" + (breaking(node) if component == "trial" else "")
        return f"#{component}([{self.inline(heading)}], {options})[{self.blocks(rest)}]"

    def film_place(self, node: nodes.Element) -> str:
        """Films are not printed; the page's code leads to them."""
        return ""

    def cinema_place(self, node: nodes.Element) -> str:
        """Films are not printed."""
        return ""

    def writing_lines(self, node: nodes.Element) -> str:
        """Ruled lines with a label."""
        label = "".join(self.inline(child) for child in node.children if isinstance(child, nodes.Element))
        lines = node["count"]
        if self.handout:
            return f"#writing-lines(calc.min({lines + 3}, lines + 1){self.wide(node)})[{label}]"
        near = isinstance(node.previous_sibling(), nodes.paragraph)
        return f"#writing-lines({lines}, near: {yes(near)}{self.wide(node)})[{label}]"

    def page_cards(self, node: nodes.Element) -> str:
        """The list of a part's pages, with where they stand."""
        if self.on_divider:
            return ""
        pages = {page.docname: page for page in self.around.course.pages()}
        printed = (
            pages[name] for name in node["entries"] if name in pages and name not in self.around.unprinted
        )
        entries = "".join(list_entry(page) for page in printed)
        return f"#page-list({entries})" if entries else ""

    def note_list(self, node: nodes.Element) -> str:
        """Notes are written on a device; paper has its own room for them."""
        return ""

    def question_list(self, node: nodes.Element) -> str:
        """Each question is printed on its own page, and on its card."""
        return ""

    def round_place(self, node: nodes.Element) -> str:
        """A round at a screen; on paper everyone has lines of their own."""
        return ""

    def calendar_place(self, node: nodes.Element) -> str:
        """A calendar file is made on a screen."""
        return ""

    def shown_questions(self, node: nodes.Element) -> str:
        """The questions have taken its place by now."""
        return ""
