"""What an editor may write: Danish directives and roles, for MyST's colon fences.

Each directive's docstring ends in an example, which a test builds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.nodes import inline

from vaertskab.components import borrowed
from vaertskab.components.film import Cinema, FilmPlace, ManuscriptText, Trial
from vaertskab.components.notes import CalendarPlace, NoteList, Round
from vaertskab.components.pages import PageList
from vaertskab.components.prints import PrintList
from vaertskab.components.questions import Deck, QuestionList
from vaertskab.components.reflection import Reflection, ShownQuestions
from vaertskab.components.roles import EnglishRole, QuestionRole, SettingRole, TermRole
from vaertskab.components.rules import RuleList
from vaertskab.components.terms import TermList
from vaertskab.components.wording import OfficialWording, WordingRole
from vaertskab.components.writing import WritingRoom

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxDirective
    from sphinx.util.typing import RoleFunction

#: Directive by the name an editor writes; the second is its twin without Danish letters, or "".
DIRECTIVES: dict[str, tuple[type[SphinxDirective], str]] = {
    "refleksion": (Reflection, ""),
    "spørgsmål": (ShownQuestions, "spoergsmaal"),
    "ordlyd": (OfficialWording, ""),
    "manuskript": (ManuscriptText, ""),
    "prøv": (Trial, "proev"),
    "skrivelinjer": (WritingRoom, ""),
    "film": (FilmPlace, ""),
    "biograf": (Cinema, ""),
    "indhold": (PageList, ""),
    "udskrifter": (PrintList, ""),
    "ordliste": (TermList, ""),
    "regler": (RuleList, ""),
    "noter": (NoteList, ""),
    "runde": (Round, ""),
    "kalender": (CalendarPlace, ""),
    "spørgsmålsliste": (QuestionList, "spoergsmaalsliste"),
    "kortbunke": (Deck, ""),
}


#: Role by the name an editor writes.
_ROLES: dict[str, RoleFunction] = {
    "ordlyd": WordingRole(),
    "kursus": SettingRole(),
    "engelsk": EnglishRole(),
    "begreb": TermRole(innernodeclass=inline, warn_dangling=True),
    "spørgsmål": QuestionRole(innernodeclass=inline, warn_dangling=True),
    "spoergsmaal": QuestionRole(innernodeclass=inline, warn_dangling=True),
}
#: The blocks that an editor is shown: with Danish letters.
SHOWN_BLOCKS: tuple[str, ...] = (*DIRECTIVES, *borrowed.BLOCKS)
#: Every block and every role that a page may use; nothing else is run.
BLOCK_NAMES: tuple[str, ...] = (*SHOWN_BLOCKS, *(twin for _, twin in DIRECTIVES.values() if twin))
ROLE_NAMES: tuple[str, ...] = (*_ROLES, *borrowed.ROLES)


def setup(app: Sphinx) -> None:
    """Register directives and roles under their Danish names and their twins in ASCII.

    Where conf.py adds an extension whose blocks pages are to use, it names them too:
    kursus_blocks = [*BLOCK_NAMES, …].
    """
    for name, (directive, twin) in DIRECTIVES.items():
        app.add_directive(name, directive)
        if twin:
            app.add_directive(twin, directive)
    for name, role in _ROLES.items():
        app.add_role(name, role)
    borrowed.setup(app)
    app.add_config_value("kursus_blocks", BLOCK_NAMES, "env", types=frozenset({list, tuple}))
    app.add_config_value("kursus_roles", ROLE_NAMES, "env", types=frozenset({list, tuple}))
