"""SVG drawings: what one may hold, and the drawing with nothing else in it.

A drawing is a program to a browser, so it is read by a list of what it may hold. What would draw or do
something else is refused by its name; the notes that drawing programs leave are dropped. Every output shows
what `read` returns, never the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, tostring

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

NAMESPACE = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: The most bytes, levels and elements of a drawing; the last with what it repeats.
MOST_BYTES, MOST_LEVELS, MOST_ELEMENTS = 2_000_000, 60, 100_000

#: What a drawing may hold.
TEXTS = {"title", "desc", "text", "tspan", "style"}
ELEMENTS = TEXTS | {
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker",
    "filter", "feBlend", "feColorMatrix", "feComposite", "feFlood", "feGaussianBlur", "feMerge",
    "feMergeNode", "feOffset",
}  # fmt: skip
#: What is left out with all that it holds: notes, and no drawing.
NOTES = {"metadata"}
ATTRIBUTES = {
    "id", "class", "style", "role", "aria-label", "aria-labelledby", "aria-describedby", "aria-hidden",
    "href", "viewBox", "preserveAspectRatio", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "dx",
    "dy", "d", "points", "r", "rx", "ry", "cx", "cy", "fx", "fy", "fr", "transform", "rotate", "offset",
    "pathLength", "textLength", "lengthAdjust", "gradientTransform", "gradientUnits", "spreadMethod",
    "patternUnits", "patternContentUnits", "patternTransform", "clipPathUnits", "maskUnits",
    "maskContentUnits", "mask-type", "markerUnits", "markerWidth", "markerHeight", "refX", "refY",
    "orient", "filterUnits", "primitiveUnits", "in", "in2", "result", "type", "values", "stdDeviation",
    "mode", "operator", "k1", "k2", "k3", "k4", "fill", "fill-opacity", "fill-rule", "stroke",
    "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
    "stroke-opacity", "stroke-width", "opacity", "color", "display", "visibility", "overflow",
    "clip-path", "clip-rule", "mask", "marker-start", "marker-mid", "marker-end", "filter", "flood-color",
    "flood-opacity", "color-interpolation", "color-interpolation-filters", "stop-color", "stop-opacity",
    "paint-order", "vector-effect", "shape-rendering", "text-rendering", "mix-blend-mode", "isolation",
    "font-family", "font-size", "font-style", "font-weight", "font-variant", "font-stretch",
    "letter-spacing", "word-spacing", "text-anchor", "text-decoration", "dominant-baseline",
    "alignment-baseline", "baseline-shift", "writing-mode",
}  # fmt: skip
#: What takes a printer longer than a line does: these are drawn point by point.
_WEIGHTS = {"filter": MOST_ELEMENTS // 12} | {
    name: MOST_ELEMENTS // 200 for name in ELEMENTS if name.startswith("fe")
}
#: What CSS may call, in a style and in an attribute.
_FUNCTIONS = {
    "url", "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "calc", "matrix", "rotate",
    "scale", "translate", "skewx", "skewy", "not", "is", "where", "nth-child", "nth-of-type",
}  # fmt: skip
_CALL = re.compile(r"([\w-]*)\s*\(")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_INNER = re.compile(r"""url\(\s*(["']?)#([^"'()\s]+)\1\s*\)""", re.IGNORECASE)

#: Why a drawing may not be shown.
WHYS = UNREADABLE, ELEMENT, HANDLER, ADDRESS, STYLE, TOO_LARGE = (
    "unreadable", "element", "handler", "address", "style", "large",
)  # fmt: skip


class DrawingError(Exception):
    """The drawing may not be shown: `why` is a name above, `words` what it is about."""

    def __init__(self, why: str, **words: object) -> None:
        """Say why, with the words for it."""
        super().__init__(why)
        self.why, self.words = why, words


@dataclass(frozen=True)
class Drawing:
    """A drawing that has been read: its elements, without namespaces.

    It is `plain` when nothing in it is a style: only then may it stand in a page, whose policy has none.
    """

    root: Element
    plain: bool

    def texts(self) -> Iterator[str]:
        """Yield each text that is seen."""
        for element in self.root.iter():
            if element.tag in ("text", "tspan"):
                yield from filter(None, (element.text, *(child.tail for child in element)))


def read(path: Path) -> Drawing:
    """Return the drawing in the file at `path`.

    :raises DrawingError: it may not be shown.
    :raises OSError: it cannot be opened.
    """
    state = path.stat()
    if state.st_size > MOST_BYTES:
        raise DrawingError(TOO_LARGE)
    return _read(path, state.st_mtime_ns, state.st_size)


@cache
def _read(path: Path, stamp: int, size: int) -> Drawing:
    return parse(path.read_bytes())


def parse(data: bytes) -> Drawing:
    """Return the drawing that `data` holds.

    :raises DrawingError: it may not be shown.
    """
    try:
        # As text: whatever encoding the file says that it has, it is read as what it is.
        root = defusedxml.ElementTree.fromstring(data.decode("utf-8-sig"))
    except DefusedXmlException:
        raise DrawingError(ELEMENT, name="!ENTITY") from None
    except (ParseError, UnicodeDecodeError, ValueError):
        raise DrawingError(UNREADABLE) from None
    if root.tag not in ("svg", f"{{{NAMESPACE}}}svg"):
        raise DrawingError(UNREADABLE)
    space = root.tag.removesuffix("svg")
    made = _checked(root, space, 1)
    if made is None:
        raise DrawingError(UNREADABLE)
    _count(made)
    made.set("xmlns", NAMESPACE)
    plain = not any(
        element.tag in ("style", "filter") or "style" in element.attrib for element in made.iter()
    )
    return Drawing(made, plain)


def _checked(element: Element, space: str, level: int) -> Element | None:
    """Return the element with what it may hold, or None when it is a note of the drawing program's."""
    if level > MOST_LEVELS:
        raise DrawingError(TOO_LARGE)
    if not isinstance(element.tag, str):
        return None
    name = element.tag.removeprefix(space)
    if name.startswith("{"):
        if name.startswith(f"{{{_XHTML}}}"):
            raise DrawingError(ELEMENT, name=name.partition("}")[2])
        return None
    if name in NOTES:
        return None
    if name not in ELEMENTS:
        raise DrawingError(ELEMENT, name=name)
    made = Element(name, dict(_attributes(element)))
    if name in TEXTS:
        made.text = element.text
        if name == "style":
            _check_css(element.text or "")
            made.attrib.clear()
    for child in element:
        kept = _checked(child, space, level + 1)
        if kept is not None:
            kept.tail = child.tail if name in ("text", "tspan") else None
            made.append(kept)
        elif name in ("text", "tspan") and child.tail:
            raise DrawingError(UNREADABLE)
    return made


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the attributes that are kept, in the order in which they stand."""
    for name, value in element.items():
        local = name.rpartition("}")[2]
        if local.lower().startswith("on"):
            raise DrawingError(HANDLER, name=local)
        if name in ("href", _XLINK):
            if not re.fullmatch(r"#[^\s\"'<>()]+", value.strip()):
                raise DrawingError(ADDRESS, address=value.strip()[:60])
            yield "href", value.strip()
        elif name == _SPACE and value == "preserve":
            yield "xml:space", value
        elif name in ATTRIBUTES:
            if name not in ("id", "class", "d", "points") and not name.startswith("aria-"):
                _check_css(value)
            yield name, value


def _check_css(text: str) -> None:
    """Let nothing through that fetches, or that browsers might read otherwise than we do."""
    if odd := re.search(r"@[\w-]*|[\\<]", text):
        raise DrawingError(STYLE, what=odd[0])
    for found in _CALL.finditer(text):
        if found[1].lower() == "url" and not _INNER.match(text, found.start()):
            address = text[found.end() :].strip(" \"'").partition(")")[0].strip("\"' ")
            raise DrawingError(ADDRESS, address=address[:60])
        if found[1] and found[1].lower() not in _FUNCTIONS:
            raise DrawingError(STYLE, what=f"{found[1]}()")


def references(element: Element) -> Iterator[str]:
    """Yield the ids that the element's own attributes point to."""
    for name, value in element.items():
        if name == "href":
            yield value[1:]
        elif "#" in value:
            yield from (found[2] for found in _INNER.finditer(value))


def _by_class(root: Element) -> Mapping[str, list[str]]:
    """Return the ids that each class points to in the drawing's styles."""
    found: dict[str, list[str]] = {}
    for style in root.iter("style"):
        for selector, block in _RULE.findall(style.text or ""):
            if ids := [match[2] for match in _INNER.finditer(block)]:
                names = re.findall(r"\.([\w-]+)", selector)
                if not names:
                    raise DrawingError(STYLE, what="url()")
                for name in names:
                    found.setdefault(name, []).extend(ids)
    return found


def _count(root: Element) -> None:
    """Refuse a drawing that repeats itself without end, or nearly."""
    by_id: Mapping[str, Element] = {e.attrib["id"]: e for e in root.iter() if "id" in e.attrib}
    by_class = _by_class(root)
    known: dict[str, int] = {}

    def size(element: Element, open_ids: tuple[str, ...]) -> int:
        total = 0
        for part in element.iter():
            total += _WEIGHTS.get(part.tag, 1)
            classes = part.get("class", "").split()
            for name in (*references(part), *(id for one in classes for id in by_class.get(one, ()))):
                if name in open_ids or len(open_ids) > MOST_LEVELS:
                    raise DrawingError(TOO_LARGE)
                if name in by_id and name not in known:
                    known[name] = size(by_id[name], (*open_ids, name))
                total += known.get(name, 0)
            if total > MOST_ELEMENTS:
                raise DrawingError(TOO_LARGE)
        return total

    size(root, ())


def as_text(element: Element) -> str:
    """Return the drawing as it is written to a file."""
    return tostring(element, encoding="unicode")
