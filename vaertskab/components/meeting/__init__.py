"""{drejebog}: the plan of a meeting, which its host runs from the screen; {trin} is a step of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from vaertskab.components.base import PLAIN, CourseDirective
from vaertskab.components.meeting import html
from vaertskab.components.meeting.plan import meeting, meeting_notes, meeting_step, plan_table
from vaertskab.model.hints import did_you_mean
from vaertskab.model.language import _
from vaertskab.model.meeting import CHOSEN, TOGETHER, Showing, Shown
from vaertskab.outputs.shared.escape import markup
from vaertskab.outputs.shared.typst_visitors import THROUGH, pass_through
from vaertskab.reading.nodes import text_of

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

    from vaertskab.outputs.shared.typst_visitors import TypstTranslator

#: Where the steps know that they stand in a plan.
_INSIDE = "kursus_drejebog"
#: The longest step, in minutes: a day's work.
MINUTES_MAX = 480
_SHOWING = {str(what): what for what in Showing}
#: What may be a question's id or a page.
_EITHER = (Showing.QUESTION, Showing.WORDING)


class PlanDirective(CourseDirective):
    """What a plan and its steps have in common: names of pages are looked up."""

    has_content = True
    begins_with_text = True
    required_arguments = 1
    final_argument_whitespace = True

    def page(self, written: str) -> str:
        """Return the docname of a page that is named; a fault when there is none."""
        docname = self.env.relfn2path(written)[0].removesuffix(".md")
        if docname not in self.env.found_docs:
            known = {name.rpartition("/")[2]: name for name in self.env.found_docs}
            hint = did_you_mean(docname.rpartition("/")[2], known)
            message = _("{{{name}}} nævner »{page}«, men siden findes ikke.")
            self.fault(message.format(name=self.name, page=written) + hint, "navn")
            return ""
        return docname


class Plan(PlanDirective):
    """The plan of a meeting: a table on the page and on paper, and »Kør mødet« on the screen.

    Each step is a `{trin}`. `:vælg:` names pages of which the host chooses one; a step then shows that of the
    chosen page by writing `valgt`. The sum of the minutes is held against the heading above.

    ```markdown
    ::::{drejebog} Et møde på 15 minutter
    :id: et-kvarter

    :::{trin} Læs op
    :minutter: 5
    :materialer: Ingen
    :ordlyd: imoedekommenhed

    »Jeg læser ordene op. Hvad undrer jer?«

    **Bliver der stille:** Tæl til ti, og læs den sidste linje igen.
    :::

    :::{trin} To og to
    :minutter: 10
    :spørgsmål: hvordan-lyder-nysgerrighed
    :kan-udelades: ja

    »Fem minutter til hver.«
    :::
    ::::
    ```
    """

    option_spec: ClassVar[dict[str, Any]] = {"id": directives.unchanged, "vælg": directives.unchanged}

    def run(self) -> list[Node]:
        """Return the plan: its table, and what its host may need to know of each step."""
        title = self.arguments[0].strip()
        plan_id, _named = self.option_id(nodes.make_id(title))
        choices = [
            self.page(name.strip()) for name in self.options.get("vælg", "").split(",") if name.strip()
        ]
        node = meeting(plan_id=plan_id, title=title, choices=[name for name in choices if name])
        self.set_source_info(node)
        self.env.temp_data[_INSIDE] = True
        found = self.parse_content_to_nodes()
        self.env.temp_data[_INSIDE] = False
        steps = [child for child in found if isinstance(child, meeting_step)]
        if not steps:
            self.fault(
                _("Drejebogen er tom. Skriv hvert punkt som :::{{trin}} inde i den.").format(), "drejebog"
            )
            return []
        if any(not isinstance(child, (meeting_step, nodes.comment, nodes.system_message)) for child in found):
            self.fault(
                _("I {{drejebog}} må der kun stå {{trin}}. Flyt resten ud over eller under den.").format(),
                "drejebog",
            )
        if not choices and any(ref.target == CHOSEN for step in steps for ref in step["shown"]):
            self.fault(_("Et trin viser »valgt«. Skriv siderne, der kan vælges, efter :vælg:."), "drejebog")
        for number, step in enumerate(steps):
            for notes in step.findall(meeting_notes):
                notes["number"] = number
        node += [plan_table(title, steps), *steps]
        return [node]


class Step(PlanDirective):
    """A step of a `{drejebog}`. Its first paragraph is what the host may say; the rest is help for the host.

    What the room sees is taken from the course: `:side:` a page's title and lead, `:ordlyd:` official wording
    (a key, or a page), `:spørgsmål:` a question's id or a page's questions, `:tegning:` a page's drawing,
    `:opgave:` a page's numbered list, `:kort:` its cards to cut, `:tekst:` a few words of one's own. Commas
    part what is shown after one another; a plus puts pieces of wording on one screen.

    ```markdown
    ::::{drejebog} Et lille møde
    :::{trin} Tal to og to
    :minutter: 5
    :tekst: Hvad ville du have sagt?
    :kan-udelades: ja

    »Tal med din sidemand.«
    :::
    ::::
    ```
    """

    option_spec: ClassVar[dict[str, Any]] = {
        "minutter": directives.unchanged_required,
        "materialer": directives.unchanged,
        **dict.fromkeys(_SHOWING, directives.unchanged),
        "kan-udelades": directives.unchanged,
        "pause": directives.unchanged,
    }

    def run(self) -> list[Node]:
        """Return the step, for its plan."""
        if not self.env.temp_data.get(_INSIDE):
            self.fault(_("Et {{trin}} skal stå inde i en {{drejebog}}.").format(), "trin")
            return []
        name, _messages = self.parse_inline(self.arguments[0], lineno=self.lineno)
        node = meeting_step(
            title=text_of(nodes.inline("", "", *name)), minutes=self._minutes(), shown=self._shown(),
            materials=self.options.get("materialer", "").strip() or _("Ingen"),
            optional=self._yes("kan-udelades"), pause=self._yes("pause"), name=name,
        )  # fmt: skip
        self.set_source_info(node)
        told = self.parse_content_to_nodes() if self.content else []
        if not told or not isinstance(told[0], nodes.paragraph):
            self.fault(
                _("Skriv først i trinnet, hvad værten kan sige, som et afsnit: »Vi begynder.«"), "trin"
            )
            told = [nodes.paragraph("", ""), *told]
        node["say"] = told[0]
        if told[1:]:
            node += meeting_notes("", nodes.rubric("", node["title"]), *told[1:])
        return [node]

    def _minutes(self) -> int:
        written = self.options.get("minutter", "").strip()
        if written.isdecimal() and 1 <= int(written) <= MINUTES_MAX:
            return int(written)
        message = _("Skriv trinnets minutter som et tal fra 1 til {most}: :minutter: 5")
        self.fault(message.format(most=MINUTES_MAX), "trin")
        return 1

    def _yes(self, option: str) -> bool:
        written = str(self.options.get(option, "nej")).strip().lower()
        if written not in ("ja", "nej"):
            self.fault(_("Skriv :{option}: ja, eller slet linjen.").format(option=option), "trin")
        return written == "ja"

    def _shown(self) -> list[Shown]:
        """Return what the room sees, in the order in which it is written."""
        found = []
        for option, written in self.options.items():
            if option not in _SHOWING:
                continue
            what = _SHOWING[option]
            if what is Showing.TEXT:
                found.append(Shown(what, written.strip()))
                continue
            for name in filter(None, (part.strip() for part in written.split(","))):
                if target := self._target(what, name):
                    found.append(Shown(what, target))
        return found

    def _target(self, what: Showing, name: str) -> str:
        if name == CHOSEN:
            return name
        if what in _EITHER and "/" not in name and not name.endswith(".md"):
            keys = [name] if what is Showing.QUESTION else name.split(TOGETHER)
            known = what is Showing.QUESTION or all(self.official(key.strip()) for key in keys)
            return name if known else ""
        return self.page(name)


def _visit_typst(self: TypstTranslator, node: meeting) -> None:
    self.finish(self.blocks(node.children))


def _visit_typst_notes(self: TypstTranslator, node: meeting_notes) -> None:
    """Write what the host may need to know, under the step's name."""
    heading, *rest = node.children
    title = markup(heading.astext())
    self.finish(f"#rubric(depth: {self.depth + 1})[{title}]\n{self.blocks(rest)}")


DIRECTIVES = {"drejebog": (Plan, ""), "trin": (Step, "")}


def setup(app: Sphinx) -> None:
    """Register how a plan is shown."""
    typst = (_visit_typst, pass_through)
    app.add_node(meeting, html=(html.visit_meeting, html.depart_meeting), typst=typst, **PLAIN)
    app.add_node(meeting_step, html=THROUGH, typst=typst, **PLAIN)
    notes = (_visit_typst_notes, pass_through)
    app.add_node(meeting_notes, html=(html.visit_notes, html.depart_notes), typst=notes, **PLAIN)
    html.setup(app)
