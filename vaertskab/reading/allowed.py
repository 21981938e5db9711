"""What a page may say, apart from its blocks and roles (those stand in `vaertskab.components`): closed lists.

Whatever is not on a list is told at its line and has no effect, in every build.
"""

from __future__ import annotations

import re

from vaertskab.model.addresses import web_parts

#: The keys between the lines with --- at the top of a page.
HEAD_KEYS = (
    "beskrivelse", "kort-titel", "søgeord", "rolle", "næste", "uge", "minutter", "tryk", "leder-spørgsmål",
    "leder-bemærk", "tidligere",
)  # fmt: skip
#: Those of them that are a text for a reader.
HEAD_TEXTS = ("beskrivelse", "kort-titel", "leder-spørgsmål", "leder-bemærk")
#: The longest top of a page, in characters: deeper YAML than fits there can end the process.
HEAD_MAX_CHARS = 2_000
#: The longest page, in characters: seven times the longest of the course.
PAGE_MAX_CHARS = 60_000
#: The longest paragraph, heading or cell, in characters, and how many [ it may hold: the time that it takes
#: to look for links grows with the square of both.
PARAGRAPH_MAX_CHARS, PARAGRAPH_MAX_BRACKETS = 10_000, 200
#: How many nodes may stand inside one another: what is deeper can be neither stored nor written.
MAX_DEPTH = 60
#: How many nodes a page may have: a table of thousands of cells takes minutes to write.
MAX_NODES = 10_000
#: What may stand in braces after a picture, fx {width=60%}.
ATTRIBUTES = ("width",)
#: Languages of a piece of code; those that Sphinx gives code that names none come first.
LANGUAGES = (
    "default", "none", "text", "markdown", "md", "html", "xml", "css", "javascript", "json", "yaml", "toml",
    "ini", "python", "bash", "sh", "shell", "console", "powershell", "nginx", "sql", "diff",
)  # fmt: skip
#: Addresses outside the course: the web by its whole address, and somebody's mail.
_OUTSIDE = re.compile(r"https?://[^\s/\\]|mailto:[^\s/\\]", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def is_outside(address: str) -> bool:
    """Tell whether `address` leads out of the course in a way that a page may use."""
    if not _OUTSIDE.match(address) or not address.isprintable():
        return False
    return address[:4].lower() != "http" or web_parts(address) is not None


def is_inside(address: str) -> bool:
    """Tell whether `address` can only lead into the course: a path or an anchor without a scheme."""
    return not _SCHEME.match(address) and not re.match(r"[/\\]{2}", address)
