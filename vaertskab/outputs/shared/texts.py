"""The texts of what is no Python, in the language that is spoken: of scripts, stylesheets and layouts."""

from __future__ import annotations

import json
import re

from vaertskab.model.language import _, current, texts_of

_CONTENT = re.compile(r'(?<=content: ")[^"]+(?=")')


def texts_in(source: str) -> dict[str, str | tuple[str, ...]]:
    """Return what is said for each Danish text that stands in `source` between quotation marks.

    One that depends on a number has two. It is empty for Danish, which is what the source says.
    """
    return {
        danish: said[0] if len(said) == 1 else said
        for danish, said in texts_of(current().code).items()
        if f'"{danish}"' in source
    }


def script(source: str) -> str:
    """Return a script with what its `text(…)` says before it; in Danish that is nothing."""
    texts = texts_in(source)
    if not texts:
        return source
    table = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    return f"window.vaertskabTexts={{...window.vaertskabTexts,...{table}}};\n{source}"


def stylesheet(source: str) -> str:
    """Return a stylesheet with what it writes itself in the language that is spoken."""
    return _CONTENT.sub(lambda found: _(found[0]), source)
