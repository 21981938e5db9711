"""What an editor may write: a folder for each thing, with all that it is.

A component's `DIRECTIVES` and `ROLES` say how it is written, and its `setup` registers what Sphinx must know
of its nodes. A directive's docstring tells editors what it does and ends in an example, which a test builds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from vaertskab.components import borrowed
from vaertskab.model.language import current
from vaertskab.reading import english_names, vocabulary

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.docutils import SphinxDirective, SphinxRole

#: Every component, by its folder. A new one is written here, and nowhere else.
NAMES = (
    "reflection",
    "question_reference",
    "question_again",
    "wording",
    "manuscript",
    "trial",
    "subtitle",
    "conversation",
    "choosing",
    "before_after",
    "writing_lines",
    "paper_cards",
    "film",
    "cinema",
    "page_list",
    "route",
    "start",
    "mail_link",
    "print_list",
    "glossary",
    "rule_list",
    "kind_list",
    "notes",
    "round",
    "calendar",
    "question_list",
    "deck",
    "meeting",
    "setting",
    "english",
)
COMPONENTS: tuple[Any, ...] = tuple(import_module(f"{__name__}.{name}") for name in NAMES)

#: Directive by the name an editor writes; the second is its twin without Danish letters, or "".
DIRECTIVES: dict[str, tuple[type[SphinxDirective], str]] = {
    name: found
    for component in COMPONENTS
    for name, found in getattr(component, "DIRECTIVES", {}).items()
}  # fmt: skip
#: Role by the name an editor writes, also without Danish letters.
ROLES: dict[str, SphinxRole] = {
    name: role for component in COMPONENTS for name, role in getattr(component, "ROLES", {}).items()
}


#: The blocks that an editor is shown: with Danish letters.
SHOWN_BLOCKS: tuple[str, ...] = (*DIRECTIVES, *borrowed.BLOCKS)
#: Every block and every role that a page may use; nothing else is run.
BLOCK_NAMES: tuple[str, ...] = (*SHOWN_BLOCKS, *(twin for _, twin in DIRECTIVES.values() if twin))
ROLE_NAMES: tuple[str, ...] = (*ROLES, *borrowed.ROLES)

# Who reads pages, below, must know what is written on them.
for _name, (_directive, _twin) in DIRECTIVES.items():
    vocabulary.add_directive(_name, _directive, _twin)
vocabulary.SHOWN_BLOCKS = SHOWN_BLOCKS
vocabulary.ROLES.update(ROLES)


def _in_english(directive: type[SphinxDirective]) -> type[SphinxDirective]:
    """Return a block that takes its options by their English names too."""
    spec = dict(directive.option_spec or {})
    spec |= {english_names.OPTIONS.get(name, name): take for name, take in spec.items()}
    return type(directive.__name__, (directive,), {"option_spec": spec})


#: Our blocks by their English names.
ENGLISH: dict[str, type[SphinxDirective]] = {
    english_names.BLOCKS.get(name, name): _in_english(found) for name, (found, _twin) in DIRECTIVES.items()
}
_SHOWN_IN_ENGLISH = (*ENGLISH, *borrowed.BLOCKS)


def _name_in_english(app: Sphinx, config: Config) -> None:
    """Let a course in another language use the English names; hints then speak of those."""
    vocabulary.SHOWN_BLOCKS = SHOWN_BLOCKS
    if not english_names.spoken():
        return
    vocabulary.SHOWN_BLOCKS = _SHOWN_IN_ENGLISH if current().code == "en" else SHOWN_BLOCKS
    for name, directive in ENGLISH.items():
        vocabulary.add_directive(name, directive)
        app.add_directive(name, directive, override=True)
    roles = {name: ROLES[danish] for danish, name in english_names.ROLES.items()}
    vocabulary.ROLES.update(roles)
    for name, role in roles.items():
        app.add_role(name, role, override=True)
    config["kursus_blocks"] = (*config.kursus_blocks, *ENGLISH)
    config["kursus_roles"] = (*config.kursus_roles, *roles)


def setup(app: Sphinx) -> None:
    """Register every component with Sphinx, and hold borrowed blocks to the options that they may have.

    Where conf.py adds an extension whose blocks pages are to use, it names them too:
    kursus_blocks = [*BLOCK_NAMES, …].
    """
    for name, (directive, twin) in DIRECTIVES.items():
        app.add_directive(name, directive)
        if twin:
            app.add_directive(twin, directive)
    for name, role in ROLES.items():
        app.add_role(name, role)
    for component in COMPONENTS:
        if hasattr(component, "setup"):
            component.setup(app)
    borrowed.setup(app)
    app.connect("config-inited", _name_in_english, priority=120)
    app.add_config_value("kursus_blocks", BLOCK_NAMES, "env", types=frozenset({list, tuple}))
    app.add_config_value("kursus_roles", ROLE_NAMES, "env", types=frozenset({list, tuple}))
