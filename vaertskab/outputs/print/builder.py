"""The Sphinx builder `binder`: `sphinx -b binder . _build/pdf`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Set
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from vaertskab.model.course import Course
from vaertskab.model.errors import CourseError
from vaertskab.model.language import N_, _, ngettext
from vaertskab.model.page import Page
from vaertskab.model.roles import Paper, Purpose, Role
from vaertskab.outputs.print import cards, description, documents, edition, posters, slides
from vaertskab.outputs.print.compile import Made, Printed, begin_all, replace_all
from vaertskab.outputs.print.inline import PAGE
from vaertskab.outputs.print.qr import page_codes
from vaertskab.outputs.print.run_sheets import run_sheets
from vaertskab.outputs.print.writer import Surroundings, Writer
from vaertskab.outputs.shared import emblems
from vaertskab.outputs.shared.existing_films import folder_of
from vaertskab.outputs.shared.prints import LIST
from vaertskab.outputs.shared.typst_compiler import drawing
from vaertskab.reading.domain import course_domain, course_of

if TYPE_CHECKING:
    from vaertskab.outputs.print.document import Document

logger = logging.getLogger(__name__)

#: The tag of Sphinx's with which the binder and the handouts are made in large print too.
LARGE_TAG = "stor_skrift"
#: What is wrong with a page when no rule has told of what it may not say, or why nothing of it is printed.
LEFT_OUT = N_("Noget på linjen må ikke stå på en side, så det ville mangle på papiret. Slet det.")
#: What is wrong with a page when no rule has said why there is nothing of it to print.
NOTHING = N_("Siden har intet at trykke. Skriv en titel med ét # øverst, og tekst under den.")


def _no_glyph() -> tuple[str, ...]:
    """Return how a message begins that tells of a character which no face has, by a rule and by Typst."""
    one, several = (
        ngettext(
            "Tegnet »{marks}« findes ikke i mappens skrifter.",
            "Tegnene »{marks}« findes ikke i mappens skrifter.",
            number,
        )
        for number in (1, 2)
    )
    return one.partition("{")[0], several.partition("{")[0]


class BinderBuilder(Builder):
    """Writes every PDF of the course, or none of them."""

    name = "binder"
    format = "typst"
    epilog = ""
    default_translator_class = Writer
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp",
    ]  # fmt: skip

    def init(self) -> None:
        """Have the PDFs made while the rules look at the course: Typst leaves Python free to."""
        self._making: Future[Made] | None = None
        self.events.connect("env-check-consistency", self._begin, 400)

    def get_outdated_docs(self) -> Iterable[str] | str:
        """Every page: a PDF is made of them all."""
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return what the writer knows a page by."""
        return PAGE + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the same from everywhere: all pages are in one document."""
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the PDFs; when something is wrong, it is told, and the previous PDFs stand."""
        making = self._making or self._begin()  # the rules look when a page has changed
        printed, faults = making.result()
        if self._report_faults(faults):
            return
        replace_all(Path(self.outdir), printed)
        self._list(printed)

    def _begin(self, *_: object) -> Future[Made]:
        """Return what the PDFs will be, or what is wrong with the pages."""
        self._making = Future()
        course = course_of(self.env)
        around = Surroundings(Path(self.srcdir), course)
        material = self._material(course, around)
        if around.faults:
            self._making.set_result(([], around.faults))
        else:
            made = [*documents.all_documents(material), *self._others(material, around)]
            if self.tags.has(LARGE_TAG):
                whole = [documents.binder(material), *documents.handouts(material)]
                made += documents.in_large_print(whole)
            self._making = begin_all(
                made, material.edition.stamp, self.config.kursus_brand, Path(self.srcdir)
            )
        return self._making

    def _others(self, material: documents.Material, around: Surroundings) -> Iterator[Document]:
        """Yield what is not made of whole pages: cards, descriptions for participants, meetings as slides."""
        yield from cards.conversation_cards(material, self.config.kursus_wordings, self._file)
        yield from cards.paper_cards(material, self._file)
        yield from posters.posters(material, self.config.kursus_wordings, self.env.get_doctree, around)
        for page in material.course.pages_for(Purpose.DESCRIPTION):
            doctree = self.env.get_and_resolve_doctree(page.docname, self, tags=self.tags)
            writer = self._writer(doctree, around, page.docname, handout=True)
            yield description.description(material, page, writer, doctree)
        # Where two meetings have one id, which is told of, the first keeps its file.
        named: set[str] = set()
        for page in material.course.pages():
            if page.meetings:
                doctree = self.env.get_and_resolve_doctree(page.docname, self, tags=self.tags)
                writer = self._writer(doctree, around, page.docname, handout=True)
                shown = slides.slides(material, page, writer, doctree, self.config.kursus_wordings)
                for one in (*run_sheets(material, page, writer, doctree), *shown):
                    if one.name not in named:
                        yield one
                    named.add(one.name)

    def _writer(
        self, doctree: nodes.document, around: Surroundings, docname: str, *, handout: bool = False
    ) -> Writer:
        """Return what writes a page, with the visitors that the components have registered."""
        writer = self.create_translator(doctree, self, around, docname, handout)
        assert isinstance(writer, Writer)
        return writer

    def _material(self, course: Course, around: Surroundings) -> documents.Material:
        bodies, extracts, found_emblems, codes = self._write_pages(course, around)
        settings = self.config.kursus_settings
        since, changes = edition.changes_of(around.root, course)
        return documents.Material(
            course=course,
            edition=edition.edition_of(around.root, course, settings),
            subtitle=self.config.kursus_wordings.subtitle,
            bodies=bodies,
            extracts=extracts,
            emblems=found_emblems,
            codes=codes,
            files=around.files,
            since=since,
            changes=changes,
            logo=self._own("logo", self.config.kursus_brand.logo, around),
            cover=self._own("forside", self.config.kursus_brand.cover, around),
        )

    def _own(self, name: str, path: str, around: Surroundings) -> str:
        """Return where a picture of the organisation's look stands among Typst's files, or ""."""
        if not path:
            return ""
        target = f"{name}{Path(path).suffix.lower()}"
        around.files[target] = drawing(around.root / path)
        return target

    def _write_pages(self, course: Course, around: Surroundings) -> tuple[dict[str, str], ...]:
        """Return the Typst source of each printed page, whole and as a handout, its emblem and its codes."""
        bodies, extracts, found_emblems, codes = {}, {}, {}, {}
        films, sources = folder_of(Path(self.outdir)), course_domain(self.env).sources
        for page in course.pages():
            if page.docname in around.unprinted:
                continue
            for left_out in sources[page.docname].refusals:
                around.faults.append(CourseError(self._file(page.docname), left_out.line, _(LEFT_OUT)))
            doctree = self.env.get_and_resolve_doctree(page.docname, self, tags=self.tags)
            section = next(iter(doctree.findall(nodes.section)), None)
            if section is None:
                around.faults.append(CourseError(self._file(page.docname), 1, _(NOTHING)))
                continue
            bodies[page.docname] = self._writer(doctree, around, page.docname).page(section)
            if page.has_sheet:
                writer = self._writer(doctree, around, page.docname, handout=True)
                extracts[page.docname] = writer.extract(section, apart=page.paper is Paper.SHEET)
            if emblem := self._emblem(page, around):
                found_emblems[page.docname] = emblem
            if page is not course.front and course.base_url:
                codes[page.docname] = page_codes(course, page, films, around.files)
        for docname in sorted(self.env.found_docs - set(bodies)):
            # Where the links of other pages lead nowhere is told too: `make` builds the PDFs first.
            self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        return bodies, extracts, found_emblems, codes

    def _file(self, docname: str) -> str:
        return Path(self.env.doc2path(docname)).relative_to(self.srcdir).as_posix()

    def _emblem(self, page: Page, around: Surroundings) -> str:
        """Return where the page's emblem stands among Typst's files, or ""."""
        path = emblems.own_emblem(around.root, page)
        if page is around.course.front:  # the cover of the course wears what goes on in it
            path = emblems.role_emblem(around.root, Role.WEEKLY)
        if path is None:
            return ""
        target = f"emblemer/{path.name}"
        around.files[target] = drawing(path)
        return target

    def _list(self, printed: list[Printed]) -> None:
        # What `shared.prints.Print` is read from.
        rows = [
            {
                "file": one.document.name, "title": one.document.title, "page": one.document.page,
                "pages": one.pages, "sheets": one.sheets,
            }
            for one in printed
        ]  # fmt: skip
        text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        Path(self.outdir, LIST).write_text(text, "utf-8")

    def _report_faults(self, faults: list[CourseError]) -> bool:
        """Tell the faults, and say whether there were any; the build then ends with a status of 1."""
        self._tell(faults)
        if faults:
            logger.error(
                _("PDF'erne blev ikke lavet, og de gamle er ikke rørt."),
                location=f"{documents.BINDER}:1",
                type="kursus",
                subtype="mappe",
            )
            self._app.statuscode = 1
        return bool(faults)

    def _tell(self, faults: list[CourseError]) -> None:
        """Tell the faults of the pages.

        Of a line that has a finding already nothing more is told: what is left is when that is mended.
        """
        found = self._app.kursus_findings  # type: ignore[attr-defined]
        no_glyph = _no_glyph()
        places, files = {(f.file, f.line) for f in found}, {f.file for f in found}
        for file, line, message in dict.fromkeys((f.file, f.line, f.message) for f in faults):
            if (file, line) in places or (message == _(NOTHING) and file in files):
                continue
            if message.startswith(no_glyph) and any(one.message.startswith(no_glyph) for one in found):
                continue  # a rule has told of all of them, each at its line
            logger.error(message, location=f"{file}:{line}", type="kursus", subtype="mappe")
