"""Running text: emphasis, links, footnotes."""

from __future__ import annotations

from urllib.parse import urljoin

from docutils import nodes

from vaertskab.outputs.print.base import BaseWriter
from vaertskab.outputs.shared.escape import markup, string

#: What the builder puts before the docname in the address of a page, so that links are known by it.
PAGE = "%"
#: The part of the glossary's addresses that its words have.
TERM = "#term-"
SHORT_ADDRESS = 32


class InlineWriter(BaseWriter):
    """Text and what stands in it."""

    def text_through(self, node: nodes.Element) -> str:
        """Write the text inside; its places for links stand before it."""
        return self.anchors(node) + self.inline(node)

    def refused_file(self, node: nodes.Element) -> str:
        """The words in the place of a file that may not be taken: a rule tells of it at the same line."""
        return self.fault(node, f"»{node['written']}« bliver ikke taget med.")

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
            return self._see(self.docname, node["refid"], body)
        address: str = node.get("refuri", "")
        if address.startswith(PAGE):
            docname, _, name = address[len(PAGE) :].partition("#")
            return self._see(docname, name, body)
        return self._external(address, node.astext(), body)

    def _see(self, docname: str, name: str, body: str) -> str:
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
        if self.in_table:
            options += ", short: true"
        return f"#see({string(target)}{options})[{body}];"

    def _external(self, address: str, shown: str, body: str) -> str:
        if not address.startswith(("http://", "https://", "mailto:", "tel:")):
            return body
        plain = address.removeprefix("mailto:").removeprefix("tel:")
        plain = plain.removeprefix("https://").removeprefix("http://").rstrip("/")
        told = shown.strip() in (address, plain)
        option = "" if told else f", address: {string(breakable(plain))}"
        return f"#external({string(address)}{option})[{markup(breakable(shown)) if told else body}];"

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
        return f"#[#footnote[{text}] #label({mark})];"

    def footnote(self, node: nodes.Element) -> str:
        """The text stands where it is referred to."""
        return ""


def breakable(address: str) -> str:
    """Return `address` with places where a line may break: after / . - _ = & and @.

    One that a line easily has room for stays whole.
    """
    if len(address) <= SHORT_ADDRESS:
        return address
    return "".join(char + "\u200b" if char in "/.-_=&@?" else char for char in address)
