"""Doctree → HTML: the course's own nodes."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaertskab.outputs.shared import existing_films as films
from vaertskab.outputs.shared.emblems import own_emblem
from vaertskab.outputs.site import calendar, cards, film, film_html, svg, teleprompter
from vaertskab.outputs.site.strict import StrictTranslator
from vaertskab.reading import nodes as course_nodes
from vaertskab.reading.domain import course_domain, course_of

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx


class CourseTranslator(StrictTranslator):
    """Writes what the course's directives have put into the pages."""

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
                svg.decoration(own_emblem(Path(self.builder.srcdir), pages[name])),
                len(listed.get(name, ())),
            )
            for name in node["entries"]
            if name in pages
        ]
        self.body.append(f'<ul class="kort">{"".join(shown)}</ul>\n')

    def depart_page_cards(self, node: Element) -> None:
        """Nothing is open."""


def setup(app: Sphinx) -> None:
    """Use the translator for pages; every other builder passes through the course's own nodes."""

    def through(self: Any, node: Element) -> None:
        """Let the children speak for themselves."""

    for builder in ("html", "dirhtml", "singlehtml"):
        app.set_translator(builder, CourseTranslator)
    for node in course_nodes.ALL:
        app.add_node(node, text=(through, through), latex=(through, through), man=(through, through))
