"""UTF-8 that never stops a build: what cannot be read becomes U+FFFD, and a rule tells where.

Sphinx reads a page strictly, and would stop at the first one that is saved in another encoding, without a
word of the others.
"""

from __future__ import annotations

import codecs
from encodings import utf_8_sig
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

NAME = "kursus_utf8"
#: What stands where a byte could not be read.
UNREADABLE = "\ufffd"


class _Decoder(utf_8_sig.IncrementalDecoder):
    """Reads UTF-8 with or without a mark at its start, and forgives."""

    def __init__(self, errors: str = "strict") -> None:
        super().__init__("replace")


def _search(name: str) -> codecs.CodecInfo | None:
    if name != NAME:
        return None
    return codecs.CodecInfo(
        name=NAME,
        encode=utf_8_sig.encode,
        decode=lambda data, errors="strict": utf_8_sig.decode(data, "replace"),
        incrementaldecoder=_Decoder,
        incrementalencoder=utf_8_sig.IncrementalEncoder,
        streamreader=utf_8_sig.StreamReader,
        streamwriter=utf_8_sig.StreamWriter,
    )


def _use(app: Sphinx, config: Config) -> None:
    config["source_encoding"] = NAME


def setup(app: Sphinx) -> None:
    """Read every page so; after Sphinx has looked for encodings that it no longer cares for."""
    codecs.register(_search)
    app.connect("config-inited", _use, priority=850)
