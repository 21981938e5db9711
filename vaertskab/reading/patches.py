"""Every change to others' code that no setting, event or subclass makes: what, why, and for which version.

Each has a test in `tests/reading/test_patches.py` that fails when it is no longer needed.
"""

from __future__ import annotations

import re

from docutils import nodes
from mdit_py_plugins.myst_role import index as myst_role
from sphinx import locale
from sphinx.domains import changeset


def write_danish_ids() -> None:
    """docutils 0.22 writes ø as o and å as a in an id; a Danish address has oe and aa (as it has ae).

    Only the table that its `make_id` looks in can tell it so.
    """
    digraphs: dict[int, str] = vars(nodes)["_non_id_translate_digraphs"]
    digraphs |= {ord("ø"): "oe", ord("å"): "aa"}


def read_danish_roles() -> None:
    """mdit-py-plugins 0.7 matches the names of roles without Danish letters.

    {spørgsmål}`…` would stand on the page as it is written. The same pattern with every letter reads it.
    """
    myst_role.VALID_NAME_PATTERN = re.compile(r"^\{([\w\-+:]+)\}")


#: What Sphinx writes before a change of a version, by the name of its directive.
_CHANGES = {
    "versionadded": "Added in version %s",
    "versionchanged": "Changed in version %s",
    "deprecated": "Deprecated since version %s",
    "versionremoved": "Removed in version %s",
}


def say_versions() -> None:
    """Sphinx 9.0 looks these up once, before its extensions can say which language the course speaks."""
    changeset.versionlabels.update({name: locale._(text) for name, text in _CHANGES.items()})
