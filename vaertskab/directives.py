"""What an editor may write: Danish directives and roles, for MyST's colon fences.

Each directive's docstring ends in an example, which a test builds and the editor's page shows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.directives.other import TocTree
from sphinx.domains.std import Glossary
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx_design.shared import create_component

from vaertskab import nodes as course_nodes
from vaertskab.collect import HELP_CLASS, QUESTION_CLASS, WORDING_CLASS
from vaertskab.course import Kind, default_kind
from vaertskab.settings import COURSE_FILE, Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CourseDirective(SphinxDirective):
    """A directive of the course: faults are told in Danish at its line."""

    def fault(self, message: str, subtype: str) -> None:
        """Warn about this directive; -W makes the build fail."""
        logger.warning(message, location=self.get_location(), type="kursus", subtype=subtype)

    def official(self, reference: str) -> Wording | None:
        """Return the official wording that `reference` names; a fault when there is none."""
        return find_wording(self, reference, self.fault)

    def option_id(self, fallback: str) -> tuple[str, bool]:
        """Return the directive's id and whether the editor gave it."""
        given = self.options.get("id", "").strip()
        if not given:
            return fallback, False
        if not _ID.fullmatch(given):
            self.fault(
                f"»{given}« kan ikke være et id. Brug små bogstaver fra a til z, tal og bindestreg, "
                f"fx {nodes.make_id(given) or 'mit-spoergsmaal'}.",
                "id",
            )
            return fallback, False
        return given, True


def find_wording(
    inst: SphinxDirective | SphinxRole, reference: str, fault: Callable[[str, str], None]
) -> Wording | None:
    """Return the piece of ordlyd.toml that `reference` names; tell a fault when there is none."""
    found: Wording | None = inst.config.kursus_wordings.find(reference)
    if found is None:
        near = inst.config.kursus_wordings.nearest(reference)
        hint = f" Mente du »{near}«?" if near else " Se nøglerne i ordlyd.toml."
        fault(f"Ordlyden »{reference}« findes ikke i ordlyd.toml.{hint}", "ordlyd")
    return found


class Reflection(CourseDirective):
    """A reflection question, shown as a card that can be copied.

    The question stands after the name, or is drawn from ordlyd.toml with `:ordlyd:`. `:id:` gives it
    an address that survives rewording and moving; `:slags:` is its kind (derived from the part when
    it is left out). The text inside is a line of help.

    ```markdown
    :::{refleksion} Hvornår hjalp din venlighed borgeren, og hvornår hjalp den mest dig selv?
    :id: venlighed-for-hvem
    :slags: selvrefleksion

    Tænk på en bestemt samtale.
    :::
    ```
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "id": directives.unchanged,
        "slags": directives.unchanged,
        "ordlyd": directives.unchanged_required,
    }

    def run(self) -> list[Node]:
        """Return the question as a sphinx-design card."""
        typed = self.arguments[0].strip() if self.arguments else ""
        key = self.options.get("ordlyd", "").strip()
        asked: list[Node]
        if key:
            piece = self.official(key)
            if piece is None:
                return []
            asked = [nodes.Text(piece.text)]
        elif typed:
            asked, _ = self.parse_inline(typed, lineno=self.lineno)
        else:
            self.fault(
                "Spørgsmålet er tomt. Skriv det efter :::{refleksion} på samme linje, "
                "eller hent det med :ordlyd:.",
                "tomt-spoergsmaal",
            )
            return []
        paragraph = nodes.paragraph("", "", *asked, classes=[QUESTION_CLASS])
        self.set_source_info(paragraph)
        stem = self.env.docname.rpartition("/")[2]
        words = "-".join(nodes.make_id(paragraph.astext()).split("-")[:8])
        question_id, named = self.option_id(key or f"{stem}-{words}")
        kind = self._kind()
        return [self._card(paragraph, question_id, named, kind, key)]

    def _kind(self) -> Kind:
        given = self.options.get("slags", "").strip().lower()
        if not given:
            return default_kind(self.env.docname)
        try:
            return Kind(given)
        except ValueError:
            kinds = ", ".join(Kind)
            self.fault(f"Slagsen »{given}« findes ikke. Skriv en af disse: {kinds}.", "slags")
            return default_kind(self.env.docname)

    def _card(
        self, asked: nodes.paragraph, question_id: str, named: bool, kind: Kind, key: str
    ) -> Node:
        question = course_nodes.question(
            question_id=question_id, kind=kind.value, official=key, named=named
        )
        self.set_source_info(question)
        helping = self.parse_content_to_nodes() if self.content else []
        for node in helping:
            if isinstance(node, nodes.paragraph):
                node["classes"].append(HELP_CLASS)
        question += question_card(kind, f"spoergsmaal-{question_id}", asked, *helping)
        return question


def question_card(kind: Kind, anchor: str, *body: Node) -> nodes.container:
    """Return the sphinx-design card of a question; `anchor` is its id on the page, or ""."""
    card = create_component(
        "card",
        ["sd-card", "sd-sphinx-override", "refleksion", f"refleksion-{kind}"],
        ids=[anchor] if anchor else [],
    )
    icon = nodes.inline(classes=["refleksion-ikon", f"refleksion-ikon-{kind}"])
    label = nodes.inline("", kind.label, classes=["refleksion-slags"])
    head = create_component("card-header", ["sd-card-header"])
    head += [icon, label]
    inner = create_component("card-body", ["sd-card-body"])
    inner += body
    card += [head, inner]
    return card


class ShownQuestions(CourseDirective):
    """Show questions that stand elsewhere, by id or by page; each line names one.

    ```markdown
    :::{spoergsmaal}
    ../modules/principper/imoedekommenhed.md
    hvordan-lyder-nysgerrighed
    :::
    ```
    """

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[Node]:
        """Return the place of the questions; they are put in when the whole course is read."""
        targets, lines = [], []
        for offset, line in enumerate(self.content):
            if not (name := line.strip()):
                continue
            is_page = name.endswith(".md") or "/" in name
            targets.append(self.env.relfn2path(name)[0].removesuffix(".md") if is_page else name)
            lines.append(self.content_offset + offset + 1)
        if not targets:
            self.fault("Skriv en side eller et id på en linje for sig.", "spoergsmaal")
        node = course_nodes.shown_questions(targets=targets, lines=lines)
        self.set_source_info(node)
        return [node]


class OfficialWording(CourseDirective):
    """A piece of ordlyd.toml, as a quotation with its owner and source.

    ```markdown
    :::{ordlyd} imoedekommenhed
    :::
    ```
    """

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return the quotation, or the table."""
        piece = self.official(self.arguments[0])
        if piece is None:
            return []
        node = course_nodes.wording(key=piece.key, owner=piece.owner, source_title=piece.source)
        self.set_source_info(node)
        node += self._table(piece) if piece.table else self._quotation(piece)
        return [node]

    def _quotation(self, piece: Wording) -> Node:
        return nodes.block_quote("", *(nodes.paragraph("", line) for line in piece.lines))

    def _table(self, piece: Wording) -> Node:
        columns = len(piece.table[0])
        group = nodes.tgroup(cols=columns)
        group += [nodes.colspec(colwidth=100 // columns) for _ in range(columns)]
        rows = [
            nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells))
            for cells in piece.table
        ]
        group += nodes.thead("", rows[0])
        group += nodes.tbody("", *rows[1:])
        return nodes.table("", nodes.title("", piece.title), group)


class _Titled(CourseDirective):
    """A directive that holds text under a small heading."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    node_class: type[nodes.Element]
    title = ""
    name_for_editor = ""

    def run(self) -> list[Node]:
        """Return the heading and the text."""
        if not self.content:
            self.fault(f"{{{self.name}}} er tom. Skriv teksten mellem ::: og :::.", self.name)
            return []
        node = self.node_class()
        self.set_source_info(node)
        heading = nodes.rubric("", self.arguments[0] if self.arguments else self.title)
        heading["heading-level"] = 2
        self.set_source_info(heading)
        node += [heading, *self.parse_content_to_nodes()]
        return [node]


class ManuscriptText(_Titled):
    """What a film says: paragraphs to be spoken, 2–5 minutes in all.

    ```markdown
    :::{manuskript}
    Forestil dig, at der står en mand ved skranken.

    Hvad gør du?
    :::
    ```
    """

    node_class = course_nodes.manuscript
    title = "Det siger filmen"


class Trial(_Titled):
    """What to try this week, or on the next shift.

    ```markdown
    :::{prøv}
    Læg mærke til én samtale, hvor du venter med at svare.
    :::
    ```
    """

    node_class = course_nodes.trial
    title = "Prøv det"


class WritingRoom(CourseDirective):
    """Room to write: ruled lines with a label, which is drawn from ordlyd.toml with `:ordlyd:`.

    ```markdown
    :::{skrivelinjer} Det vil jeg øve mig på
    :id: det-vil-jeg-oeve
    :linjer: 4
    :::
    ```
    """

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "id": directives.unchanged,
        "linjer": directives.unchanged,
        "ordlyd": directives.unchanged_required,
    }
    default_lines = 4
    most_lines = 30

    def run(self) -> list[Node]:
        """Return the label and how many lines."""
        key = self.options.get("ordlyd", "").strip()
        piece = self.official(key) if key else None
        label = piece.text if piece else (self.arguments[0].strip() if self.arguments else "")
        if not label:
            if not key:
                self.fault("Skriv efter :::{skrivelinjer}, hvad der skal skrives.", "skrivelinjer")
            return []
        given = self.options.get("linjer", str(self.default_lines)).strip()
        count = int(given) if given.isdecimal() else 0
        if not 1 <= count <= self.most_lines:
            self.fault(f":linjer: skal være et tal fra 1 til {self.most_lines}.", "skrivelinjer")
            count = self.default_lines
        writing_id, _ = self.option_id(key or nodes.make_id(label))
        node = course_nodes.writing_lines(writing_id=writing_id, count=count)
        node["classes"] += [WORDING_CLASS] if piece else []
        self.set_source_info(node)
        asked: list[Node] = [nodes.Text(label)]
        if not piece:
            asked, _ = self.parse_inline(label, lineno=self.lineno)
        node += nodes.paragraph("", "", *asked, classes=["skrivelinjer-etiket"])
        return [node]


class FilmPlace(CourseDirective):
    """The place of a coffee reflection's film; nothing is shown where no film exists.

    ```markdown
    :::{film}
    :::
    ```
    """

    def run(self) -> list[Node]:
        """Return the place."""
        node = course_nodes.film_place()
        self.set_source_info(node)
        return [node]


class PageList(TocTree):
    """The pages of a part, in order, shown as cards.

    ```markdown
    :::{indhold}
    imoedekommenhed
    dialogruter
    :::
    ```
    """

    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[Node]:
        """Return Sphinx's own list, hidden, and the cards that stand in its place."""
        self.options["hidden"] = True
        found = super().run()
        entries = [docname for tree in found for docname in _entries(tree)]
        cards = course_nodes.page_cards(entries=entries)
        self.set_source_info(cards)
        return [*found, cards]


def _entries(tree: Node) -> list[str]:
    return [name for node in tree.findall(addnodes.toctree) for _, name in node["entries"]]


class WordingRole(SphinxRole):
    """Official wording in running text: {ordlyd}`key` or {ordlyd}`key.2` for its second line."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the words."""

        def fault(message: str, subtype: str) -> None:
            logger.warning(message, location=self.get_location(), type="kursus", subtype=subtype)

        piece = find_wording(self, self.text.strip(), fault)
        if piece is None:
            return [], []
        return [nodes.inline("", piece.text, classes=[WORDING_CLASS])], []


class SettingRole(SphinxRole):
    """A value of kursus.toml in running text: {kursus}`kontakt-mail`, {kursus}`text <privatliv-erklaering>`."""

    names: ClassVar[dict[str, str]] = {
        "organisation": "organisation.navn",
        "titel": "kursus.titel",
        "kontakt-navn": "kontakt.navn",
        "kontakt-mail": "kontakt.mail",
        "bestilling-mail": "kontakt.bestilling-mail",
        "redaktion-mail": "kontakt.redaktion-mail",
        "tilgaengelighed-erklaering": "erklaeringer.tilgaengelighed",
        "privatliv-erklaering": "erklaeringer.privatliv",
    }

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the value, as a link when it is an address."""
        explicit = re.fullmatch(r"(?s)(.+?)\s*<([^<>]+)>", self.text.strip())
        shown, name = explicit.groups() if explicit else ("", self.text.strip())
        if name not in self.names:
            logger.warning(
                f"»{name}« findes ikke i {COURSE_FILE}. Skriv en af disse: {', '.join(self.names)}.",
                location=self.get_location(),
                type="kursus",
                subtype="oplysning",
            )
            return [], []
        value = self.config.kursus_settings[self.names[name]]
        address = f"mailto:{value}" if name.endswith("-mail") else value
        if not address.startswith(("mailto:", "http")):
            return [nodes.Text(shown or value)], []
        return [nodes.reference("", shown or value, refuri=address, internal=False)], []


class TermRole(XRefRole):
    """A word of the glossary: {begreb}`vært`, {begreb}`værten <vært>`."""

    def create_xref_node(self) -> tuple[list[Node], list[system_message]]:
        """Return a reference to the glossary of Sphinx's standard domain."""
        self.refdomain, self.reftype = "std", "term"
        return super().create_xref_node()


class QuestionRole(XRefRole):
    """A link to a question, wherever it stands: {spoergsmaal}`venlighed-for-hvem`."""

    def create_xref_node(self) -> tuple[list[Node], list[system_message]]:
        """Return a reference in the course's own domain."""
        self.refdomain, self.reftype = "kursus", "spoergsmaal"
        return super().create_xref_node()


#: Directive by the name an editor writes; the second is its twin without Danish letters, or "".
DIRECTIVES: dict[str, tuple[type[SphinxDirective], str]] = {
    "refleksion": (Reflection, ""),
    "spørgsmål": (ShownQuestions, "spoergsmaal"),
    "ordlyd": (OfficialWording, ""),
    "manuskript": (ManuscriptText, ""),
    "prøv": (Trial, "proev"),
    "skrivelinjer": (WritingRoom, ""),
    "film": (FilmPlace, ""),
    "indhold": (PageList, ""),
    "ordliste": (Glossary, ""),
}


def setup(app: Sphinx) -> None:
    """Register directives and roles under their Danish names and their twins in ASCII."""
    for name, (directive, twin) in DIRECTIVES.items():
        app.add_directive(name, directive)
        if twin:
            app.add_directive(twin, directive)
    app.add_role("ordlyd", WordingRole())
    app.add_role("kursus", SettingRole())
    app.add_role("begreb", TermRole(innernodeclass=nodes.inline))
    for name in ("spørgsmål", "spoergsmaal"):
        app.add_role(name, QuestionRole(innernodeclass=nodes.inline, warn_dangling=True))
