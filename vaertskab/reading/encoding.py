"""Pages that are not UTF-8: they are left empty, and a rule tells of each at its line.

Sphinx reads a page strictly, and would stop at the first one that is saved in another encoding, without a
word of the others.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sphinx.util.docutils import new_document

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: What stands, in the text that the rules look at, where a byte could not be read.
UNREADABLE = "\ufffd"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take the pages that cannot be read off the list of those to read."""
    refused = [name for name in docnames if not _is_utf8(env.doc2path(name).read_bytes())]
    for docname in refused:
        docnames.remove(docname)
        _leave_empty(app, env, docname)
    if refused and not docnames:
        # Sphinx lets nobody look at the course when no page has been read.
        docnames += sorted(env.found_docs - set(refused))[:1]


def _leave_empty(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Record the page as one without a word, as Sphinx records those that it reads."""
    app.emit("env-purge-doc", env, docname)
    env.clear_doc(docname)
    env.prepare_settings(docname)
    doctree = new_document(str(env.doc2path(docname)))
    app.emit("doctree-read", doctree)
    env.all_docs[docname] = time.time_ns() // 1_000
    env.temp_data.clear()
    app.builder.write_doctree(docname, doctree)


def setup(app: Sphinx) -> None:
    """Look before Sphinx reads."""
    app.connect("env-before-read-docs", _refuse)
