"""What components have in common: faults in Danish, official wording, ids, and how plain things are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from vaertskab.model.hints import did_you_mean
from vaertskab.model.language import _
from vaertskab.model.wordings import Wording
from vaertskab.outputs.shared.typst_visitors import NOT_PRINTED, THROUGH, breaking, pass_through
from vaertskab.reading import english_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from vaertskab.outputs.shared.typst_visitors import TypstTranslator, Visitors
    from vaertskab.reading.nodes import CourseNode

logger = logging.getLogger(__name__)

#: How outputs without a look of their own show a node: what stands in it, and nothing else.
PLAIN: dict[str, Any] = {"text": THROUGH, "latex": THROUGH, "man": THROUGH}

_OPTION = re.compile(r"\s*(:[\w-]+:)(?:\s|$)")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CourseDirective(SphinxDirective):
    """A directive of the course: faults are told in Danish at its line."""

    #: Whether the lines inside name other pages or questions, and are not shown as they are.
    holds_names: ClassVar[bool] = False
    #: Whether what stands after its name is text that is shown.
    begins_with_text: ClassVar[bool] = False

    def __init__(
        self, name: str, arguments: list[str], options: dict[str, Any], *rest: Any, **more: Any
    ) -> None:
        """Take what is written; options by their Danish names."""
        named = {english_names.danish(english_names.OPTIONS, key): value for key, value in options.items()}
        said = {key: english_names.value(key, value) if value else value for key, value in named.items()}
        super().__init__(name, arguments, said, *rest, **more)

    def fault(self, message: str, subtype: str) -> None:
        """Warn about this directive; -W makes the build fail."""
        logger.warning(message, location=self.get_location(), type="kursus", subtype=subtype)

    def stray_options(self) -> None:
        """Tell each line like `:id: x` at the top of a block that has no options: it would be text."""
        for line, written in enumerate(self.content, self.lineno + self.content_offset + 1):
            if not written.strip():
                continue
            if not (found := _OPTION.match(written)):
                break
            logger.warning(
                _("{{{name}}} har ingen {option}. Slet linjen.").format(name=self.name, option=found[1]),
                location=(self.env.docname, line),
                type="kursus",
                subtype="valg",
            )

    def name_of(self, written: str, line: int) -> str:
        """Return the name on a line of a list; one with a stroke in front of it is told of."""
        name = written.strip()
        if not name.startswith(("- ", "* ")):
            return name
        bare = name[2:].strip()
        logger.warning(
            _("Skriv »{name}« alene på linjen, uden streg foran.").format(name=bare),
            location=(self.env.docname, line),
            type="kursus",
            subtype="navn",
        )
        return bare

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
                _(
                    "»{given}« kan ikke være et id. Brug små bogstaver fra a til z, tal og bindestreg, "
                    "fx {example}."
                ).format(given=given, example=nodes.make_id(given) or _("mit-spoergsmaal")),
                "id",
            )
            return fallback, False
        return given, True


class PlaceDirective(CourseDirective):
    """A directive that says nothing but where something is to stand."""

    node_class: type[CourseNode]

    def run(self) -> list[Node]:
        """Return the place, which each output fills when it is written."""
        node = self.node_class()
        self.set_source_info(node)
        return [node]


class TitledDirective(CourseDirective):
    """A directive that holds text under a small heading."""

    has_content = True
    begins_with_text = True
    optional_arguments = 1
    final_argument_whitespace = True
    node_class: type[CourseNode]
    #: The heading that it has where the editor gives none; marked with `N_`.
    title = ""

    def run(self) -> list[Node]:
        """Return the heading and the text."""
        if not self.content:
            self.fault(
                _("{{{name}}} er tom. Skriv teksten mellem ::: og :::.").format(name=self.name), self.name
            )
            return []
        self.stray_options()
        node = self.node_class()
        self.set_source_info(node)
        heading = nodes.rubric("", self.arguments[0] if self.arguments else _(self.title))
        self.set_source_info(heading)
        node += [heading, *self.parse_content_to_nodes()]
        return [node]


def find_wording(
    inst: SphinxDirective | SphinxRole, reference: str, fault: Callable[[str, str], None]
) -> Wording | None:
    """Return the piece of ordlyd.toml that `reference` names; tell a fault when there is none."""
    found: Wording | None = inst.config.kursus_wordings.find(reference)
    if found is None:
        known = inst.config.kursus_wordings.pieces
        hint = did_you_mean(reference.partition(".")[0], known) or _(" Se nøglerne i ordlyd.toml.")
        fault(_("Ordlyden »{key}« findes ikke i ordlyd.toml.").format(key=reference) + hint, "ordlyd")
    return found


def add_place(
    app: Sphinx, node: type[CourseNode], show: Callable[[HTML5Translator, CourseNode], str]
) -> None:
    """Register a place that HTML fills with what `show` returns, and that says nothing elsewhere."""

    def visit(self: HTML5Translator, node: CourseNode) -> None:
        self.body.append(show(self, node))
        raise nodes.SkipNode

    app.add_node(node, html=(visit, pass_through), typst=NOT_PRINTED, **PLAIN)


def html_element(tag: str, css_class: str, end: str = "\n") -> Visitors:
    """Return the visitors of an element that the stylesheet knows as `css_class`; `end` follows it."""

    def visit(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, tag, "", CLASS=css_class))

    def depart(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append(f"</{tag}>{end}")

    return visit, depart


def typst_titled(component: str, *, may_divide: bool = False) -> Visitors:
    """Return the visitors of text under a small heading, for which the layout has `component`.

    `may_divide` is for one that stays on one page unless it may be higher than half of one.
    """

    def visit(self: TypstTranslator, node: CourseNode) -> None:
        heading, *rest = node.children
        assert isinstance(heading, nodes.rubric)
        body = self.blocks(rest)
        options = f"depth: {self.depth + 1}{breaking(node) if may_divide else ''}"
        self.finish(f"#{component}([{self.inline(heading)}], {options})[{body}]")

    return visit, pass_through


def heading_level(self: HTML5Translator) -> int:
    """Return the level of a heading in the section that is being written: 2 for what stands under <h1>."""
    return min(int(self.section_level) + 1, 6)


def html_titled(css_class: str) -> Visitors:
    """Return the visitors of text under a small heading."""

    def visit(self: HTML5Translator, node: CourseNode) -> None:
        heading = node.children[0]
        assert isinstance(heading, nodes.rubric)
        heading["heading-level"] = heading_level(self)
        self.body.append(f'<div class="{css_class}">')

    def depart(self: HTML5Translator, node: CourseNode) -> None:
        self.body.append("</div>\n")

    return visit, depart
