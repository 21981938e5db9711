"""Mails put together from parts that were encoded once: only what is personal is encoded each time.

Python's `email` builds some hundred mails of this size a second; here a mail is a join of ready bytes.
RFC 2045 (quoted-printable, base64), 2046 (multipart), 2387 (related).
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Stands around the name of a slot in a rendered text; `safe` takes it out of what comes from elsewhere.
MARK = "\ue000"
#: What no text may bring along: control characters but tab and line feed, half characters (surrogates),
#: marks that turn the direction of text around, and our own mark.
_BARRED = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff{MARK}]"
)
_SLOT = re.compile(f"{MARK}([a-z_]+){MARK}")
#: "=_" can stand neither in quoted-printable nor in base64, so no text can end a part.
OUTER, INNER = "=_kaffe_a", "=_kaffe_b"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a mail for something personal, by name."""

    name: str


Piece = bytes | Slot


@dataclass(frozen=True, slots=True)
class Image:
    """A picture inside the mail: its file's bytes, `kind` ("jpeg", "png"), size in pixels."""

    data: bytes
    kind: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes with the mail. `kind` is a media type with its parameters, `name` is ASCII."""

    name: str
    kind: str
    data: bytes


def slot(name: str) -> str:
    """Return the mark that `pieces` turns into a `Slot`."""
    return f"{MARK}{name}{MARK}"


def safe(text: str) -> str:
    """Return `text` without what no text may bring along."""
    return _BARRED.sub("", text)


def quoted_printable(text: str) -> bytes:
    """Return `text` as quoted-printable (RFC 2045, 6.7), with CRLF after every line."""
    # The encoder ends its own lines as the first line of the text ends, so that only LF is safe here.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8")
    return binascii.b2a_qp(lines, istext=True).replace(b"\n", b"\r\n")


def encoded_pieces(text: str) -> list[Piece]:
    """Encode a rendered text around its slots; a soft line break on either side keeps lines short."""
    out: list[Piece] = []
    for number, part in enumerate(_SLOT.split(text)):
        if number % 2:
            out += [b"=\r\n", Slot(part), b"=\r\n"]
        else:
            out.append(quoted_printable(part))
    return out


def _part(kind: str, encoding: str, *more: str) -> bytes:
    lines = [f"Content-Type: {kind}", f"Content-Transfer-Encoding: {encoding}", *more]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _base64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


def _boundary(name: str, end: bool = False) -> bytes:
    return f"\r\n--{name}{'--' if end else ''}\r\n".encode("ascii")


def alternative(text: str, html: str, image: Image | None = None, cid: str = "") -> list[Piece]:
    """Return a multipart/alternative entity from its Content-Type on: the text, the HTML, its picture."""
    out: list[Piece] = [
        f'Content-Type: multipart/alternative; boundary="{OUTER}"\r\n'.encode(),
        _boundary(OUTER),
        _part("text/plain; charset=utf-8", "quoted-printable"),
        *encoded_pieces(text),
        _boundary(OUTER),
    ]
    page = [_part("text/html; charset=utf-8", "quoted-printable"), *encoded_pieces(html)]
    if image is None:
        out += page
    else:
        out += [
            f'Content-Type: multipart/related; type="text/html"; boundary="{INNER}"\r\n'.encode(),
            _boundary(INNER),
            *page,
            _boundary(INNER),
            _part(
                f"image/{image.kind}",
                "base64",
                f"Content-ID: <{cid}>",
                f'Content-Disposition: inline; filename="film.{image.kind}"',
            ),
            _base64(image.data),
            _boundary(INNER, end=True),
        ]
    return joined([*out, _boundary(OUTER, end=True)])


def mixed(body: Sequence[Piece], attachments: Sequence[Attachment]) -> list[Piece]:
    """Return a multipart/mixed entity from its Content-Type on: `body` (an entity) and files."""
    name = "=_kaffe_c"
    out: list[Piece] = [
        f'Content-Type: multipart/mixed; boundary="{name}"\r\n'.encode(),
        _boundary(name),
        *body,
    ]
    for file in attachments:
        disposition = f'Content-Disposition: attachment; filename="{file.name}"'
        out += [_boundary(name), _part(file.kind, "base64", disposition), _base64(file.data)]
    return joined([*out, _boundary(name, end=True)])


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the same with neighbouring bytes put together."""
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, bytes) and out and isinstance(out[-1], bytes):
            out[-1] += piece
        else:
            out.append(piece)
    return out


def filled(pieces: Sequence[Piece], values: Mapping[str, bytes]) -> list[bytes]:
    """Return the pieces with `values` (encoded) in their slots."""
    return [values[piece.name] if isinstance(piece, Slot) else piece for piece in pieces]
