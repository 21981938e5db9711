"""What an editor may write: Danish directives and roles, for MyST's colon fences.

Each directive's docstring ends in an example, which a test builds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab.directives.film import Cinema, FilmPlace, ManuscriptText, Trial
from vaertskab.directives.notes import CalendarPlace, NoteList, Round
from vaertskab.directives.pages import PageList
from vaertskab.directives.prints import PrintList
from vaertskab.directives.questions import Deck, QuestionList
from vaertskab.directives.reflection import Reflection, ShownQuestions
from vaertskab.directives.roles import EnglishRole, QuestionRole, SettingRole, TermRole
from vaertskab.directives.rules import RuleList
from vaertskab.directives.terms import TermList
from vaertskab.directives.wording import OfficialWording, WordingRole
from vaertskab.directives.writing import WritingRoom

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxDirective

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


def setup(app: Sphinx) -> None:
    """Register directives and roles under their Danish names and their twins in ASCII."""
    for name, (directive, twin) in DIRECTIVES.items():
        app.add_directive(name, directive)
        if twin:
            app.add_directive(twin, directive)
    app.add_role("ordlyd", WordingRole())
    app.add_role("kursus", SettingRole())
    app.add_role("engelsk", EnglishRole())
    app.add_role("begreb", TermRole(innernodeclass=nodes.inline, warn_dangling=True))
    for name in ("spørgsmål", "spoergsmaal"):
        app.add_role(name, QuestionRole(innernodeclass=nodes.inline, warn_dangling=True))
