"""Doctree → HTML: Sphinx's own translator, without inline styles, with the course's own nodes.

Both docutils (widths of pictures and columns) and Sphinx (list entries) write `style=`, which the
Content-Security-Policy forbids.
"""

from __future__ import annotations

import html
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

import imagesize
from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _
from sphinx.writers.html5 import HTML5Translator

from vaertskab import films
from vaertskab import nodes as course_nodes
from vaertskab.domain import course_domain, course_of
from vaertskab.site import assets, calendar, cards, film, film_html, svg, teleprompter

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx


class CourseTranslator(HTML5Translator):
    """Sphinx's HTML translator, changed where the course needs it."""

    def starttag(self, node: Any, tagname: str, *args: Any, **attributes: Any) -> str:
        """Write a start tag; whatever asks for a style gets none."""
        attributes.pop("style", None)
        attributes.pop("STYLE", None)
        if isinstance(node, nodes.container) and "question_id" in node:
            attributes["data-q"] = node["question_id"]
            node["classes"] = [name for name in node["classes"] if name != "sd-sphinx-override"]
        tag: str = super().starttag(node, tagname, *args, **attributes)
        # Classes that nothing here is styled by; a page of links and cards is a tenth lighter.
        for unused in (' class="reference internal"', ' class="std std-doc"', ' class="doc std std-doc"'):
            tag = tag.replace(unused, "", 1)
        tag = tag.replace(' docutils"', '"', 1)
        return tag.rstrip() if node.get("design_component") else tag

    def visit_inline(self, node: Element) -> None:
        """Write a span where there is something to say of it."""
        tag = self.starttag(node, "span", "")
        self.body.append("" if tag == "<span>" else tag)
        self.context.append("" if tag == "<span>" else "</span>")

    def depart_inline(self, node: Element) -> None:
        """Close the span, where there is one."""
        self.body.append(self.context.pop())

    # Headings: the link to a heading says where it goes, not only "#".

    def add_permalink_ref(self, node: Element, title: str) -> None:
        """Add the link to a heading, table or term, named for those who hear the page."""
        if not (node["ids"] and self.config.html_permalinks and self.builder.add_permalinks):
            return
        name = node.astext().strip() if isinstance(node, nodes.term) else ""
        if isinstance(node, nodes.section):
            heading = node.next_node(nodes.title)
            name = heading.astext() if heading is not None else ""
        label = _("Link til »%s«") % name if name else title
        self.body.append(
            f'<a class="headerlink" href="#{node["ids"][0]}" aria-label="{html.escape(label)}">#</a>'
        )

    # Code in running text: Sphinx wraps each word of it in a span.

    def visit_literal(self, node: Element) -> None:
        """Write a piece of code as one piece."""
        self.body.append(f"<code>{html.escape(node.astext(), quote=False)}</code>")
        raise nodes.SkipNode

    # Pictures: widths as attributes; the course's own drawings stand in the page.

    def visit_image(self, node: Element) -> None:
        """Write a picture, or the drawing itself when it is one of the course's figures."""
        candidates: dict[str, str] = node.get("candidates") or {}
        uri = candidates.get("*", node["uri"])
        drawing = Path(self.builder.srcdir, uri)
        if posixpath.dirname(uri) == svg.FIGURES and drawing.suffix == ".svg":
            self.figures = getattr(self, "figures", 0) + 1
            self.body.append(svg.figure(drawing, f"figur{self.figures}"))
            return
        target = self.builder.images.get(node["uri"], "")
        source = posixpath.join(self.builder.imgpath, target) if target else node["uri"]
        source += assets.version(Path(self.builder.srcdir, node["uri"])) if target else ""
        attributes = {"src": source, "alt": node.get("alt", ""), "loading": "lazy"}
        size = _image_size(Path(self.builder.srcdir, node["uri"])) if target else None
        if size:
            attributes |= {"width": str(size[0]), "height": str(size[1])}
        self.body.append(self.emptytag(node, "img", "", **attributes))

    def depart_image(self, node: Element) -> None:
        """Nothing is open."""

    # Tables: scroll by themselves, without column widths, with header cells that say so.

    def visit_table(self, node: nodes.table) -> None:
        """Open a table in a frame that scrolls when the window is narrow."""
        self.tables = getattr(self, "tables", 0) + 1
        title = node.next_node(nodes.title)
        # Landmarks of one page must not share a name.
        name = title.astext() if title is not None else _("Tabel %s") % self.tables
        self.body.append(f'<div class="tabel" tabindex="0" role="region" aria-label="{html.escape(name)}">')
        super().visit_table(node)

    def depart_table(self, node: nodes.table) -> None:
        """Close the table and its frame."""
        super().depart_table(node)
        self.body.append("</div>\n")

    def depart_colspec(self, node: Element) -> None:
        """Write no column group: columns take the width they need."""

    # Sphinx gives the caption of a list of pages role="heading" without a level (its issue 14030).

    def visit_title(self, node: nodes.title) -> None:
        """Write a title; the caption of a list of pages is a plain paragraph."""
        if isinstance(node.parent, addnodes.compact_paragraph) and node.parent.get("toctree"):
            self.body.append(self.starttag(node, "p", "", CLASS="caption"))
            self.context.append("</p>\n")
            return
        super().visit_title(node)

    # The course's own nodes.

    def visit_question(self, node: Element) -> None:
        """The card inside says it all."""

    depart_question = visit_question

    def visit_wording(self, node: Element) -> None:
        """Open official wording."""
        self.body.append('<figure class="ordlyd">')

    def depart_wording(self, node: Element) -> None:
        """Close official wording with its owner and source."""
        owner, source = html.escape(node["owner"]), html.escape(node["source_title"])
        self.body.append(f"<figcaption>{owner} · {source}</figcaption></figure>\n")

    def visit_manuscript(self, node: Element) -> None:
        """Open what the film says; beside a film it has an address."""
        page = course_domain(self.builder.env).pages[self.builder.current_docname]
        beside = f' id="{film_html.TEXT_ID}"' if film.film_of(Path(self.builder.outdir), page) else ""
        self.body.append(f'<div class="manuskript"{beside}>')

    def visit_trial(self, node: Element) -> None:
        """Open what to try."""
        self.body.append('<div class="proev">')

    def depart_manuscript(self, node: Element) -> None:
        """Close what the film says, after the way to read it aloud."""
        self.body.append(teleprompter.link(self.builder.current_docname))
        self.depart_trial(node)

    def depart_trial(self, node: Element) -> None:
        """Close what to try."""
        self.body.append("</div>\n")

    def visit_writing_lines(self, node: Element) -> None:
        """Open room to write: the label, which stands inside, and the lines after it."""
        self.body.append(f'<div class="skrivelinjer" id="skriv-{node["writing_id"]}">')

    def depart_writing_lines(self, node: Element) -> None:
        """Rule the lines."""
        lines = "<i></i>" * node["count"]
        self.body.append(f'<div class="skrivelinjer-linjer" aria-hidden="true">{lines}</div></div>\n')

    def visit_film_place(self, node: Element) -> None:
        """Write the film when there is one; else only the place that printed addresses lead to."""
        builder = self.builder
        page = course_domain(builder.env).pages[builder.current_docname]
        if found := film.film_of(Path(builder.outdir), page):
            root = "../" * page.docname.count("/")
            self.body.append(film_html.player(found, page, root, builder.config.html_baseurl))
        else:
            self.body.append(f'<span id="{films.ANCHOR}"></span>')

    def visit_cinema_place(self, node: Element) -> None:
        """Write the list of the films, which a script plays one after another."""
        builder = self.builder

        def to(docname: str) -> str:
            uri: str = builder.get_relative_uri(builder.current_docname, docname)
            return uri

        root = "../" * builder.current_docname.count("/")
        places = (page for page in course_of(builder.env).pages() if page.film)
        shown = [(page, film.film_of(Path(builder.outdir), page)) for page in places]
        self.body.append(film_html.cinema(shown, to, root))

    def depart_film_place(self, node: Element) -> None:
        """Nothing is open."""

    depart_cinema_place = depart_film_place

    def visit_note_list(self, node: Element) -> None:
        """Write where every question stands, for the script that gathers the reader's notes."""
        builder = self.builder
        rows = []
        for page in course_of(builder.env).pages():
            href = builder.get_relative_uri(builder.current_docname, page.docname)
            asked = [(q.line, q.anchor, q.text) for q in page.questions]
            asked += [(w.line, f"skriv-{w.id}", w.label) for w in page.writing]
            if page.round:
                name = f"runde-{page.docname.rpartition('/')[2]}"
                asked.append((9**9, name, f"Gruppens svar: {page.title}"))
            rows += [
                f'<li><a href="{href}#{anchor}">{html.escape(text)}</a>'
                for _line, anchor, text in sorted(asked)
            ]
        self.body.append(
            '<div class="mine-noter"><p>Noterne ligger i din browser, og siden her bruger JavaScript til at '
            "vise dem. Din browser kører ikke JavaScript.</p>"
            f"{cards.GATHERED}<ul hidden>{''.join(rows)}</ul></div>\n"
        )

    def visit_question_list(self, node: Element) -> None:
        """Write the questions, for the reader and for the script that shows and draws them."""
        self.body.append(cards.question_list(self.builder, node["part"], node["deck"]))

    def depart_question_list(self, node: Element) -> None:
        """Nothing is open."""

    def visit_round_place(self, node: Element) -> None:
        """Name the place, for the script that fills it."""
        name = self.builder.current_docname.rpartition("/")[2]
        title = html.escape(self.builder.env.titles[self.builder.current_docname].astext())
        self.body.append(
            f'<div class="runde" id="runde-{name}" data-title="Gruppens svar: {title}">{cards.ROUND}</div>\n'
        )

    def depart_round_place(self, node: Element) -> None:
        """Nothing is open."""

    def visit_calendar_place(self, node: Element) -> None:
        """Write the form for the calendar file."""
        self.body.append(calendar.form(self.builder, self.document))

    def depart_calendar_place(self, node: Element) -> None:
        """Nothing is open."""

    def depart_note_list(self, node: Element) -> None:
        """Nothing is open."""

    def visit_page_cards(self, node: Element) -> None:
        """Write the cards of a part's pages."""
        pages = course_domain(self.builder.env).pages
        listed = self.builder.env.toctree_includes
        shown = [
            cards.page_card(
                pages[name],
                self.builder.get_relative_uri(self.builder.current_docname, name),
                svg.own_emblem(Path(self.builder.srcdir), name),
                len(listed.get(name, ())),
            )
            for name in node["entries"]
            if name in pages
        ]
        self.body.append(f'<ul class="kort">{"".join(shown)}</ul>\n')

    def depart_page_cards(self, node: Element) -> None:
        """Nothing is open."""


def _image_size(path: Path) -> tuple[int, int] | None:
    """Return width and height in pixels, so that nothing moves when the picture arrives."""
    width, height = imagesize.get(path) if path.is_file() else (-1, -1)
    return (int(width), int(height)) if width > 0 < height else None


def setup(app: Sphinx) -> None:
    """Use the translator for pages; every other builder passes through the course's own nodes."""

    def through(self: Any, node: Element) -> None:
        """Let the children speak for themselves."""

    for builder in ("html", "dirhtml", "singlehtml"):
        app.set_translator(builder, CourseTranslator)
    for node in course_nodes.ALL:
        app.add_node(node, text=(through, through), latex=(through, through), man=(through, through))
