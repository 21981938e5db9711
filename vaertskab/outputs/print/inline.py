"""Running text: emphasis, links, footnotes."""

from __future__ import annotations

from urllib.parse import urljoin

from docutils import nodes

from vaertskab.outputs.print.base import BaseWriter
from vaertskab.outputs.shared.escape import markup, string
from vaertskab.reading import nodes as course_nodes

#: What the builder puts before the docname in the address of a page, so that links are known by it.
PAGE = "%"
#: The part of the glossary's addresses that its words have.
TERM = "#term-"


class InlineWriter(BaseWriter):
    """Text and what stands in it."""

    def text_through(self, node: nodes.Element) -> str:
        """Write the text inside; its places for links stand before it."""
        return self.anchors(node) + self.inline(node)

    #: What sphinx-design lays over a card that is a link, or makes a button of.
    PassthroughTextElement = text_through

    def emphasis(self, node: nodes.Element) -> str:
        """Stressed text, in italics."""
        return f"#emph[{self.inline(node)}];"

    title_reference = emphasis

    def strong(self, node: nodes.Element) -> str:
        """Strong text, in bold."""
        return f"#strong[{self.inline(node)}];"

    def literal(self, node: nodes.Element) -> str:
        """Text as it is typed."""
        return f"#raw({string(node.astext())});"

    def download_reference(self, node: nodes.Element) -> str:
        """A file to fetch: that is done at the screen."""
        text = markup(node.astext())
        return text if self.handout else f"{text}{markup(' (på skærmen)')}"

    def superscript(self, node: nodes.Element) -> str:
        """Raised text."""
        return f"#super[{self.inline(node)}];"

    def subscript(self, node: nodes.Element) -> str:
        """Lowered text."""
        return f"#sub[{self.inline(node)}];"

    def target(self, node: nodes.Element) -> str:
        """A place that links may lead to."""
        return self.anchors(node) + self.inline(node)

    def reference(self, node: nodes.reference) -> str:
        """A link: in the course with the page it leads to, out of it with its address."""
        body = self.inline(node)
        if "refid" in node:
            return self._see(node, self.docname, node["refid"], body)
        address: str = node.get("refuri", "")
        if address.startswith(PAGE):
            docname, _, name = address[len(PAGE) :].partition("#")
            return self._see(node, docname, name, body)
        return self._external(address, node.astext(), body)

    def _see(self, node: nodes.Node, docname: str, name: str, body: str) -> str:
        target = f"{docname}#{name}" if name else docname
        if self.handout:
            return body
        if TERM in target:
            return f"#term({string(target)})[{body}];"
        course = self.around.course
        url = urljoin(course.base_url, f"{docname}.html" + (f"#{name}" if name else ""))
        options = f", url: {string(url)}" if course.base_url else ""
        if docname in self.around.unprinted:
            options += ", elsewhere: [på skærmen]"
        elif (part := self.around.part_of.get(docname)) and part != self.around.part_of.get(self.docname):
            options += f", elsewhere: [se {markup('»' + part.title + '«')}]"
        place = "table" if self.in_table else "margin" if _in_column(node) else "text"
        if place != "margin":
            options += f", at: {string(place)}"
        return f"#see({string(target)}{options})[{body}];"

    def _external(self, address: str, shown: str, body: str) -> str:
        if not address.startswith(("http://", "https://", "mailto:", "tel:")):
            return body
        plain = address.removeprefix("mailto:").removeprefix("tel:")
        plain = plain.removeprefix("https://").removeprefix("http://").rstrip("/")
        if shown.strip() in (address, plain):
            return f"#external({string(address)}, address({string(shown)}));"
        return f"#external({string(address)}, shown: {string(plain)})[{body}];"

    def footnote_reference(self, node: nodes.Element) -> str:
        """A footnote: its text the first time, its number after that."""
        name = node["refid"]
        mark = string(f"{self.docname}#note-{name}")
        if name in self.written_notes:
            return f"#footnote(label({mark}));"
        self.written_notes.add(name)
        note = self.footnotes[name]
        text = "".join(
            self.inline(child) if isinstance(child, nodes.paragraph) else self.write(child)
            for child in note.children
            if not isinstance(child, nodes.label)
        )
        return f"#[#footnote[{text}]#label({mark})];"

    def footnote(self, node: nodes.Element) -> str:
        """The text stands where it is referred to."""
        return ""


#: What stands in the column itself, beside the margin.
_IN_COLUMN = (
    nodes.inline, nodes.emphasis, nodes.strong, nodes.paragraph, nodes.bullet_list, nodes.enumerated_list,
    nodes.list_item, nodes.definition_list, nodes.definition_list_item, nodes.definition,
    course_nodes.manuscript,
)  # fmt: skip


def _in_column(node: nodes.Node) -> bool:
    """Tell whether the margin beside `node` is free: it stands in no box, heading or footnote."""
    at = node.parent
    while isinstance(at, _IN_COLUMN):
        at = at.parent
    return isinstance(at, nodes.section)
