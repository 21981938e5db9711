"""A page's HTML as a small tree: what a test asks a page for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
}  # fmt: skip
#: Elements that stand in the line; the text of every other element is a block of its own.
INLINE = {"a", "b", "code", "em", "i", "kbd", "q", "small", "span", "strong", "sub", "sup", "tspan"}
#: Attributes whose words a reader sees or hears.
ATTRIBUTES = ("title", "aria-label", "aria-description", "alt", "placeholder", "label", "data-tooltip")
UNSEEN = {"script", "style", "template"}


@dataclass
class Element:
    """An element: its tag, attributes, and children in order (elements and text)."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = None

    @property
    def classes(self) -> set[str]:
        """The element's classes."""
        return set(self.attributes.get("class", "").split())

    def walk(self) -> Iterator[Element]:
        """Yield the element and every element in it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str = "", class_: str = "") -> list[Element]:
        """Return the elements with that tag and class, in document order."""
        return [e for e in self.walk() if (not tag or e.tag == tag) and (not class_ or class_ in e.classes)]

    def one(self, tag: str = "", class_: str = "") -> Element:
        """Return the only such element."""
        found = self.all(tag, class_)
        assert len(found) == 1, f"{len(found)} × <{tag or '*'} class={class_!r}>"
        return found[0]

    def meta(self, name: str) -> str | None:
        """Return what a page says of itself under this name or property, or None."""
        said = [e.attributes for e in self.all("meta")]
        found = [one for one in said if name in (one.get("name"), one.get("property"))]
        return found[0].get("content") if found else None

    def blocks(self, without: str = "") -> list[str]:
        """Return the text a reader sees, block by block; elements of the class `without` left out."""
        pieces: list[str] = []
        self._collect(pieces, without)
        return [" ".join(block.split()) for block in "".join(pieces).split("\0") if block.strip()]

    def text(self, without: str = "") -> str:
        """Return the text a reader sees, with single spaces."""
        return " ".join(self.blocks(without))

    def _collect(self, pieces: list[str], without: str) -> None:
        if self.tag in UNSEEN or (without and without in self.classes):
            return
        edge = "" if self.tag in INLINE else "\0"
        pieces.append(edge)
        before: Element | str = ""
        for child in self.children:
            if isinstance(child, str):
                pieces.append(child)
            else:
                # Two elements side by side with nothing between them do not run together.
                pieces.append("\0" if isinstance(before, Element) else "")
                child._collect(pieces, without)
            before = child
        pieces.append(edge)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("#document")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.children.append(Element(tag, {n: v or "" for n, v in attrs}, parent=self.at))

    def handle_endtag(self, tag: str) -> None:
        at: Element | None = self.at
        while at is not None and at.tag != tag:
            at = at.parent
        if at is not None and at.parent is not None:
            self.at = at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parse(html: str) -> Element:
    """Return the root of the page's elements."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root


def seen(tree: Element) -> Iterator[str]:
    """Yield what a reader sees or hears of a page, piece by piece."""
    yield from tree.blocks()
    for element in tree.walk():
        yield from (element.attributes[name] for name in ATTRIBUTES if element.attributes.get(name))
        if element.tag == "meta" and element.attributes.get("name") == "description":
            yield element.attributes["content"]
        if element.tag in {"a", "button", "summary", "label", "option", "caption"}:
            yield element.text()
