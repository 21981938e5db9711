"""What an editor may write: Danish directives and roles, for MyST's colon fences.

Each directive's docstring ends in an example, which a test builds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.nodes import inline

from vaertskab.components import question_reference, reflection
from vaertskab.components.film import Cinema, FilmPlace, ManuscriptText, Trial
from vaertskab.components.notes import CalendarPlace, NoteList, Round
from vaertskab.components.pages import PageList
from vaertskab.components.prints import PrintList
from vaertskab.components.question_reference import QuestionReferences, QuestionRole
from vaertskab.components.questions import Deck, QuestionList
from vaertskab.components.reflection import Reflection
from vaertskab.components.roles import EnglishRole, SettingRole, TermRole
from vaertskab.components.rules import RuleList
from vaertskab.components.terms import TermList
from vaertskab.components.wording import OfficialWording, WordingRole
from vaertskab.components.writing import WritingRoom

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxDirective

#: Directive by the name an editor writes; the second is its twin without Danish letters, or "".
DIRECTIVES: dict[str, tuple[type[SphinxDirective], str]] = {
    "refleksion": (Reflection, ""),
    "spørgsmål": (QuestionReferences, "spoergsmaal"),
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
    reflection.setup(app)
    question_reference.setup(app)
    for name, (directive, twin) in DIRECTIVES.items():
        app.add_directive(name, directive)
        if twin:
            app.add_directive(twin, directive)
    app.add_role("ordlyd", WordingRole())
    app.add_role("kursus", SettingRole())
    app.add_role("engelsk", EnglishRole())
    app.add_role("begreb", TermRole(innernodeclass=inline, warn_dangling=True))
    for name in ("spørgsmål", "spoergsmaal"):
        app.add_role(name, QuestionRole(innernodeclass=inline, warn_dangling=True))
