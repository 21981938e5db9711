"""Pieces of one document → one PDF, which keeps their tags, bookmarks, links and what they claim to be.

Follows ISO 32000-1: 7.9.6 (name trees), 12.3.3 (bookmarks), 14.7 (tags). It reads what Typst writes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from vaertskab.outputs.print.pieces import Piece

#: What the address of a link into another piece begins with, before the label it leads to.
LINK = b"side:"
A4 = (595.2756, 841.8898)


def joined(pieces: Sequence[Piece], firsts: Sequence[int]) -> bytes:
    """Return the pieces as one PDF, each from its page in `firsts`; the same always gives the same bytes."""
    with pikepdf.open(io.BytesIO(pieces[0].pdf)) as whole:
        names = list(whole.Root.Names.Dests.Names)
        tags = whole.Root.StructTreeRoot
        for number, piece in enumerate(pieces[1:], 1):
            while len(whole.pages) < firsts[number] - 1:
                whole.add_blank_page(page_size=A4)
            names += _add(whole, piece, f"{number}-")
        whole.Root.Names.Dests = _name_tree(names)
        tags.IDTree = _name_tree(list(tags.IDTree.Names))
        _lead(whole, pieces, firsts)
        told = whole.Root.Metadata.read_bytes()
        pages = b"<xmpTPg:NPages>%d<" % len(whole.pages)
        whole.Root.Metadata.write(re.sub(rb"<xmpTPg:NPages>\d+<", pages, told))
        out = io.BytesIO()
        packed = pikepdf.ObjectStreamMode.generate
        whole.save(out, deterministic_id=True, object_stream_mode=packed)
    return out.getvalue()


def _name_tree(pairs: list[Any]) -> pikepdf.Dictionary:
    """Return a tree of one leaf with names and values in turn; names stand in the order of their bytes."""
    found = sorted(zip(pairs[::2], pairs[1::2], strict=True), key=lambda pair: bytes(pair[0]))
    return pikepdf.Dictionary(Names=[each for pair in found for each in pair])


def _add(whole: pikepdf.Pdf, piece: Piece, prefix: str) -> list[Any]:
    """Put the piece's pages, tags and bookmarks last; return its named places, a name and a place in turn."""
    with pikepdf.open(io.BytesIO(piece.pdf)) as source:
        # What a page and its links are known by among the tags counts on.
        base = int(whole.Root.StructTreeRoot.ParentTreeNextKey)
        for page in source.pages:
            owners: list[tuple[Any, str]] = [(page, "/StructParents")]
            owners += [(link, "/StructParent") for link in page.get("/Annots", ())]
            for owner, key in owners:
                if key in owner:
                    owner[key] = int(owner[key]) + base
        for page in source.pages:
            whole.pages.append(page)
        root = whole.copy_foreign(source.Root)
    _add_tags(whole.Root.StructTreeRoot, root.StructTreeRoot, base, prefix)
    _add_bookmarks(whole.Root.Outlines, root.Outlines)
    return list(root.Names.Dests.Names)


def _add_tags(ours: Any, theirs: Any, base: int, prefix: str) -> None:
    (document,), (added,) = ours.K, theirs.K
    for kid in added.K:
        kid.P = document
        document.K.append(kid)
        for element in _elements(kid):
            _rename(element, prefix)
    for key, value in zip(*[iter(theirs.ParentTree.Nums)] * 2, strict=True):
        ours.ParentTree.Nums.extend([int(key) + base, value])
    ours.ParentTreeNextKey = base + int(theirs.ParentTreeNextKey)
    for key in ("/RoleMap", "/IDTree"):
        if key not in ours:
            ours[key] = pikepdf.Dictionary() if key == "/RoleMap" else pikepdf.Dictionary(Names=[])
    for name, kind in theirs.get("/RoleMap", {}).items():
        ours.RoleMap[name] = kind
    if "/IDTree" in theirs:
        for name, element in zip(*[iter(theirs.IDTree.Names)] * 2, strict=True):
            ours.IDTree.Names.extend([_named(prefix, name), element])


def _elements(node: Any) -> Iterator[Any]:
    """Yield the element and those in it."""
    waiting = [node]
    while waiting:
        element = waiting.pop()
        yield element
        kids = element.get("/K", ())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                waiting.append(kid)


def _rename(element: Any, prefix: str) -> None:
    """Make the element's own name, and those of its header cells, unlike any in another piece."""
    if "/ID" in element:
        element.ID = _named(prefix, element.ID)
    attributes = element.get("/A", ())
    for one in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(one, pikepdf.Dictionary) and "/Headers" in one:
            one.Headers = pikepdf.Array([_named(prefix, name) for name in one.Headers])


def _named(prefix: str, name: Any) -> pikepdf.String:
    return pikepdf.String(prefix.encode() + bytes(name))


def _add_bookmarks(ours: Any, theirs: Any) -> None:
    item = theirs.First
    item.Prev, ours.Last.Next = ours.Last, item
    while item is not None:
        item.Parent = ours
        item = item.get("/Next")
    ours.Last = theirs.Last
    ours.Count = int(ours.Count) + int(theirs.Count)


def _lead(whole: pikepdf.Pdf, pieces: Sequence[Piece], firsts: Sequence[int]) -> None:
    """Let the links between pieces lead to their places."""
    places = {
        spot.label: (first + spot.page - 1, spot)
        for first, piece in zip(firsts, pieces, strict=True)
        for spot in piece.spots
    }
    pages = list(whole.pages)
    for page in pages:
        for link in page.get("/Annots", ()):
            address = bytes(link.A.URI) if "/A" in link and "/URI" in link.A else b""
            if address.startswith(LINK):
                number, spot = places[address.removeprefix(LINK).decode()]
                top = A4[1] - max(spot.y - 10, 0)
                link.Dest = pikepdf.Array([pages[number - 1].obj, pikepdf.Name.XYZ, spot.x, top, 0])
                link.Contents = f"Side {number}"
                del link["/A"]
