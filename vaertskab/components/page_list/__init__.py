"""{indhold}: the list of a part's pages, a card for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.directives.other import TocTree
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join
from sphinx_design.shared import PassthroughTextElement, create_component

from vaertskab.components.base import PLAIN, CourseDirective, logger
from vaertskab.model.language import _, ngettext
from vaertskab.model.page import Page
from vaertskab.model.roles import Role
from vaertskab.outputs.shared.emblems import own_emblem
from vaertskab.outputs.shared.html import builder_of, is_site
from vaertskab.outputs.shared.typst_visitors import TypstTranslator, list_entry, pass_through
from vaertskab.reading.domain import course_domain
from vaertskab.reading.nodes import CourseNode
from vaertskab.reading.refusals import visible

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class page_list(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """The pages of a part: `entries` (docnames). In HTML it holds a `page_card` for each."""


class page_card(nodes.container):  # noqa: N801
    """A card of sphinx-design's, as an item of the list."""


class week_number(nodes.inline):  # noqa: N801
    """The week of a page in the place of its emblem; it is said again in words."""


class PageList(TocTree, CourseDirective):
    """The pages of a part, in order, shown as cards. A page may have several lists.

    ```markdown
    :::{indhold}
    imoedekommenhed
    dialogruter
    :::
    ```
    """

    holds_names = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[Node]:
        """Return Sphinx's own list, hidden, and the cards that stand in its place."""
        self.options["hidden"] = True
        self.stray_options()
        above = self.lineno + self.content_offset + 1
        names = [self.name_of(line, above + at) for at, line in enumerate(self.content)]
        kept = [name for at, name in enumerate(names) if self._is_page(name, above + at)]
        self.content = StringList(kept)
        found = super().run()
        entries = [docname for tree in found for docname in _entries(tree)]
        cards = page_list(entries=entries)
        self.set_source_info(cards)
        return [*found, cards]

    def _is_page(self, name: str, line: int) -> bool:
        """Tell of what Sphinx would list though it is no page: an address, itself, a page that it makes."""
        target = name.removesuffix(">").rpartition("<")[2]
        if name.startswith(":"):
            return False
        made = docname_join(self.env.docname, target) in ("search", "genindex", "modindex")
        if "://" not in name and target != "self" and not made:
            return True
        logger.warning(
            _("Listen nævner »{page}«, men siden findes ikke. Ret navnet, eller slet linjen.").format(
                page=visible(target)
            ),
            location=(self.env.docname, line),
            type="kursus",
            subtype="navn",
        )
        return False


def _entries(tree: Node) -> list[str]:
    return [name for node in tree.findall(addnodes.toctree) for _, name in node["entries"]]


def facts_of(page: Page, pages: int = 0) -> list[str]:
    """Return what a list says of a page beside its title; `pages` is how many a part has."""
    facts = [_("Uge {week}").format(week=page.week)] if page.week else []
    if not page.docname.endswith("/index"):
        facts.append(_("ca. {minutes} min.").format(minutes=page.minutes))
    elif pages:
        facts.append(ngettext("{number} side", "{number} sider", pages).format(number=pages))
    return facts


class PageCards(SphinxPostTransform):
    """Make a card of each page on a list, for every builder of HTML."""

    default_priority = 5
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Fill the lists."""
        pages = course_domain(self.env).pages
        for place in self.document.findall(page_list):
            named = (pages[name] for name in place["entries"] if name in pages)
            # The part about how the course is kept is led to from the foot.
            place += [self._card(page) for page in named if page.role is not Role.BEHIND]

    def _card(self, page: Page) -> page_card:
        made = create_component("card", ["sd-card", "kort-side"])
        card = page_card(**made.attributes)
        if picture := self._picture(page):
            card += picture
        uri = builder_of(self.env).get_relative_uri(self.env.docname, page.docname)
        link = nodes.reference("", page.title, refuri=uri, internal=True)
        title = create_component("card-title", ["sd-card-title", "kort-titel"])
        title += PassthroughTextElement("", "", link)
        body = create_component("card-body", ["sd-card-body"])
        body += [title, nodes.paragraph("", page.description, classes=["kort-tekst"])]
        if facts := facts_of(page, len(self.env.toctree_includes.get(page.docname, ()))):
            body += nodes.paragraph("", " · ".join(facts), classes=["kort-meta"])
        card += body
        return card

    def _picture(self, page: Page) -> Node | None:
        if page.week:
            return week_number("", str(page.week))
        path = own_emblem(self.env.srcdir, page)
        if not path:
            return None
        uri = path.relative_to(self.env.srcdir).as_posix()
        # The site draws it in the page; others link it, and Sphinx copies what it knows of.
        if not is_site(builder_of(self.env)):
            self.env.images.add_file(self.env.docname, uri)
        image = nodes.image(uri=uri, candidates={"*": uri}, alt="")
        return nodes.inline("", "", image, classes=["kort-emblem"])


def _visit_html(self: HTML5Translator, node: page_list) -> None:
    self.body.append('<ul class="kort">')


def _depart_html(self: HTML5Translator, node: page_list) -> None:
    self.body.append("</ul>\n")


def _visit_card(self: HTML5Translator, node: page_card) -> None:
    self.body.append(self.starttag(node, "li", ""))


def _depart_card(self: HTML5Translator, node: page_card) -> None:
    self.body.append("</li>\n")


def _visit_week(self: HTML5Translator, node: week_number) -> None:
    self.body.append('<span class="kort-emblem kort-uge" aria-hidden="true">')


def _depart_week(self: HTML5Translator, node: week_number) -> None:
    self.body.append("</span>")


def _visit_typst(self: TypstTranslator, node: page_list) -> None:
    """Write the list of a part's pages, with where they stand."""
    if self.on_divider:
        self.finish("")
    pages = {page.docname: page for page in self.course.pages()}
    printed = (pages[name] for name in node["entries"] if name in pages and name not in self.unprinted)
    entries = "".join(list_entry(page) for page in printed)
    self.finish(f"#page-list({entries})" if entries else "")


DIRECTIVES = {"indhold": (PageList, "")}


def setup(app: Sphinx) -> None:
    """Register how a list of pages is shown."""
    app.add_node(
        page_list,
        html=(_visit_html, _depart_html),
        typst=(_visit_typst, pass_through),
        **PLAIN,
    )
    app.add_node(page_card, html=(_visit_card, _depart_card))
    app.add_node(week_number, html=(_visit_week, _depart_week))
    app.add_post_transform(PageCards)
