"""Running text: emphasis, links, footnotes."""

from __future__ import annotations

from urllib.parse import urljoin

from docutils import nodes

from vaertskab.components.manuscript import manuscript
from vaertskab.model.language import _
from vaertskab.outputs.print.base import BaseWriter
from vaertskab.outputs.shared.escape import markup, string
from vaertskab.reading.files import SYMLINK

#: What the builder puts before the docname in the address of a page, so that links are known by it.
PAGE = "%"
#: The part of the glossary's addresses that its words have.
TERM = "#term-"


class InlineWriter(BaseWriter):
    """Text and what stands in it."""

    def visit_inline(self, node: nodes.Element) -> None:
        """Write the text inside."""
        self.finish(self.inline(node))

    #: What sphinx-design lays over a card that is a link, or makes a button of.
    visit_PassthroughTextElement = visit_inline  # noqa: N815

    def visit_refused_file(self, node: nodes.Element) -> None:
        """The words in the place of a file that may not be taken: a rule tells of it at the same line."""
        if node["fault"].why == SYMLINK:
            self.finish(self.inline(node))  # that is told of the file itself
        self.finish(self.fault(node, _("»{written}« bliver ikke taget med.").format(written=node["written"])))

    def visit_emphasis(self, node: nodes.Element) -> None:
        """Stressed text, in italics."""
        self.finish(f"#emph[{self.inline(node)}];")

    visit_title_reference = visit_emphasis

    def visit_strong(self, node: nodes.Element) -> None:
        """Strong text, in bold."""
        self.finish(f"#strong[{self.inline(node)}];")

    def visit_literal(self, node: nodes.Element) -> None:
        """Text as it is typed."""
        self.finish(f"#raw({string(node.astext())});")

    def visit_download_reference(self, node: nodes.Element) -> None:
        """A file to fetch: that is done at the screen."""
        text = markup(node.astext())
        self.finish(text if self.handout else f"{text}{markup(_(' (på skærmen)'))}")

    def visit_superscript(self, node: nodes.Element) -> None:
        """Raised text."""
        self.finish(f"#super[{self.inline(node)}];")

    def visit_subscript(self, node: nodes.Element) -> None:
        """Lowered text."""
        self.finish(f"#sub[{self.inline(node)}];")

    def visit_target(self, node: nodes.Element) -> None:
        """A place that links may lead to."""
        self.finish(self.anchors(node) + self.inline(node))

    def visit_reference(self, node: nodes.reference) -> None:
        """A link: in the course with the page it leads to, out of it with its address."""
        body = self.inline(node)
        if "refid" in node:
            self.finish(self.see(node, self.docname, node["refid"], body))
        address: str = node.get("refuri", "")
        if address.startswith(PAGE):
            docname, _, name = address[len(PAGE) :].partition("#")
            self.finish(self.see(node, docname, name, body))
        self.finish(self._external(address, node.astext(), body))

    def see(self, node: nodes.Node, docname: str, name: str, body: str) -> str:
        """Return a link that stands at `node`, to the place `name` of a page, "" for the page itself."""
        target = f"{docname}#{name}" if name else docname
        if self.handout:
            return body
        if TERM in target:
            return f"#term({string(target)})[{body}];"
        course = self.around.course
        url = urljoin(course.base_url, f"{docname}.html" + (f"#{name}" if name else ""))
        options = f", url: {string(url)}" if course.base_url else ""
        if docname in self.around.unprinted:
            options += f", elsewhere: [{markup(_('på skærmen'))}]"
        elif (part := self.around.part_of.get(docname)) and part != self.around.part_of.get(self.docname):
            there = _("se »{part}«").format(part=part.title)
            options += f", elsewhere: [{markup(there)}]"
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

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """A footnote: its text the first time, its number after that."""
        name = node["refid"]
        mark = string(f"{self.docname}#note-{name}")
        if name in self.written_notes:
            self.finish(f"#footnote(label({mark}));")
        self.written_notes.add(name)
        note = _footnote(node, name)
        if note is None:  # a fault of the page, which a rule tells
            self.finish("")
        text = "".join(
            self.inline(child) if isinstance(child, nodes.paragraph) else self.markup_of(child)
            for child in note.children
            if not isinstance(child, nodes.label)
        )
        self.finish(f"#[#footnote[{text}]#label({mark})];")

    def visit_footnote(self, node: nodes.Element) -> None:
        """The text stands where it is referred to."""
        self.finish("")


def _footnote(reference: nodes.Element, name: str) -> nodes.footnote | None:
    """Return the footnote that `reference` refers to by the id `name`, from anywhere on its page, or None."""
    page: nodes.Element = reference
    while page.parent is not None:
        page = page.parent
    return next((note for note in page.findall(nodes.footnote) if name in note["ids"]), None)


#: What stands in the column itself, beside the margin.
_IN_COLUMN = (
    nodes.inline, nodes.emphasis, nodes.strong, nodes.paragraph, nodes.bullet_list, nodes.enumerated_list,
    nodes.list_item, nodes.definition_list, nodes.definition_list_item, nodes.definition,
    manuscript,
)  # fmt: skip


def _in_column(node: nodes.Node) -> bool:
    """Tell whether the margin beside `node` is free: it stands in no box, heading or footnote."""
    at = node.parent
    while isinstance(at, _IN_COLUMN):
        at = at.parent
    return isinstance(at, nodes.section)
