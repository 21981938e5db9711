"""Which documents there are, and in which order their pages stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vaertskab.model.course import Course, Part
from vaertskab.model.language import N_, _, ngettext
from vaertskab.model.page import Exercise, Module, Page
from vaertskab.outputs.print.document import Document, Edition, preamble
from vaertskab.outputs.print.edition import Change
from vaertskab.outputs.shared.escape import markup, string
from vaertskab.outputs.shared.prints import HANDOUTS, LARGE_PRINT
from vaertskab.outputs.shared.typst_visitors import list_entry

FIELDS = (N_("Navn"), N_("Arbejdssted"), N_("Første dag"))
#: Lines at each question of a handout that got longer than two pages, one after another.
FEWER_LINES = range(9, 0, -1)
BINDER = "vaertskab-mappe.pdf"
#: What room for notes is called.
NOTES = N_("Noter")
HOW_TO_READ = N_("Tallet i margen er den side i mappen, hvor du kan læse mere om det, der er understreget.")
#: How much of a page is free when it ends with room for notes: a little on those to work with, else half.
LEAST_ROOM, LEAST_ROOM_AFTER_TEXT = "34mm", "120mm"
#: About how much of a page stays empty for each question and room to write, kept whole as they are; at most.
KEPT, MOST_KEPT = 0.05, 0.25
#: The page of what changed: its label, and its title.
CHANGES, CHANGES_TITLE = "nyt", N_("Nyt siden sidste udgave")


@dataclass(frozen=True)
class Material:
    """What the documents are made of.

    `bodies` and `extracts` hold the Typst source of each page, whole and as a handout, by docname;
    `emblems` and `codes` the path of its emblem and the markup of its QR codes, where it has them;
    `files` what they read. `subtitle`, and the paths of an own `logo` and `cover`, are "" for none.
    """

    course: Course
    edition: Edition
    subtitle: str
    bodies: Mapping[str, str]
    extracts: Mapping[str, str]
    emblems: Mapping[str, str]
    codes: Mapping[str, str]
    files: Mapping[str, bytes]
    since: str = ""
    changes: tuple[Change, ...] = ()
    logo: str = ""
    cover: str = ""


def printed_pages(part: Part) -> Iterator[Page]:
    """Yield the pages of the part that are printed, in reading order: all but those with `tryk: nej`."""
    return (page for page in part.pages if page.printed)


def facts(page: Page) -> str:
    """Return what stands over a page's title: its week and how long it takes."""
    about = ngettext("ca. {number} minut", "ca. {number} minutter", page.minutes).format(number=page.minutes)
    return f"{_('Uge {week}').format(week=page.week)} · {about}" if page.week else about


def all_documents(material: Material) -> list[Document]:
    """Return the binder, the PDF of each part and the handouts."""
    return [binder(material), *part_documents(material), *handouts(material)]


def binder(material: Material) -> Document:
    """Return the whole course."""
    course, edition = material.course, material.edition
    head = preamble(course.front.title or course.title, edition) + '#import "/layout/binder.typ": *\n'
    parts = [_part(material, part, number) for number, part in enumerate(course.parts, 1)]
    glossary = next((page.docname for page in course.pages() if page.words), "")
    explained = string(glossary) if glossary else "none"
    foot = f"colophon(edition, glossary: {explained})[#par[{markup(_(HOW_TO_READ))}]]"
    front = (
        f"#cover(edition, subtitle: {string(material.subtitle) if material.subtitle else 'none'}, "
        + f"fields: ({', '.join(string(_(field)) for field in FIELDS)})"
        + "".join(
            f", {name}: {string('/' + path)}"
            for name, path in (("logo", material.logo), ("picture", material.cover))
            if path
        )
        + ")\n"
        + f"#contents(edition, head: {string(course.title)}, foot: {foot})\n"
        + f"#front-page(edition, {string(_('Velkommen'))}, head: {string(course.title)}, "
        + f"target: {string(course.front.docname)})[{_include(course.front)}]\n"
    )
    main = f"{head}{front}{''.join(parts)}{_changes(material)}"
    return Document(BINDER, _("Mappen med hele kurset"), main, _files(material))


def part_documents(material: Material) -> Iterator[Document]:
    """Yield one document for each part."""
    for number, part in enumerate(material.course.parts, 1):
        main = (
            preamble(part.title, material.edition)
            + '#import "/layout/binder.typ": *\n'
            + _part(material, part, number)
        )
        yield Document(
            f"del/{part.name}.pdf", _("Delen »{title}«").format(title=part.title), main, _files(material)
        )


def handouts(material: Material) -> Iterator[Document]:
    """Yield one document of one or two pages for each page that has a sheet."""
    parts = material.course.parts_by_page()
    for page in material.course.pages():
        if not page.has_sheet:
            continue
        part = parts.get(page.docname)
        options = _options(
            part=part.index.short_title if part else "",
            name=page.title,
            facts=facts(page),
        )
        head = preamble(f"{page.title} – {material.course.title}", material.edition)
        head += '#import "/layout/handout.typ": *\n'
        head += f"#handout(edition, {options}, emblem: {_emblem(material, page.docname)}, "
        head += f"codes: {material.codes.get(page.docname, 'none')}, "
        body = f"lines => [\n{material.extracts[page.docname]}])\n"
        yield Document(
            own_name(HANDOUTS, material.course, page),
            page.title,
            head + body,
            material.files,
            most_pages=2,
            shorter=tuple(f"{head}lines: {lines}, {body}" for lines in FEWER_LINES),
            page=page.docname,
        )


def in_large_print(documents: Iterable[Document]) -> Iterator[Document]:
    """Yield the same documents in large print, as long as they get."""
    for one in documents:
        name, title = f"{LARGE_PRINT}/{one.name}", _("{title} – stor skrift").format(title=one.title)
        yield Document(name, title, one.main, one.files, large=True)


def own_name(within: str, course: Course, page: Page) -> str:
    """Return the path of a PDF of the page's own: its name, with the part's where two pages share one."""
    folder, _, name = page.docname.rpartition("/")
    shared = sum(other.docname.rpartition("/")[2] == name for other in course.pages()) > 1
    return f"{within}/{folder.rpartition('/')[2]}-{name}.pdf" if shared else f"{within}/{name}.pdf"


def _part(material: Material, part: Part, number: int) -> str:
    count = len(material.course.parts)
    index = part.index
    shared = f"number: {number}, count: {count}, "
    listed = _page_list(material, part)
    text = (
        f"#divider(edition, {shared}{_options(name=part.title, target=index.docname)}, "
        f"description: {string(index.description)}, emblem: {_emblem(material, index.docname)}, "
        f"pages: {listed})\n"
        f"#course-page(edition, {shared}{_options(part=index.short_title, head=index.short_title)}, "
        f"codes: {material.codes.get(index.docname, 'none')}, fit: {_fits(material, index)})"
        f"[{_include(index)}]\n"
    )
    for page in printed_pages(part):
        heads = {"part": index.short_title, "head": page.short_title}
        options = _options(**heads, name=page.title, target=page.docname, facts=facts(page))
        options += ", right: true" if isinstance(page, Module) else ""
        options += f", notes: [{_(NOTES)}], least: "
        options += LEAST_ROOM if isinstance(page, (Module, Exercise)) else LEAST_ROOM_AFTER_TEXT
        text += (
            f"#course-page(edition, {shared}{options}, emblem: {_emblem(material, page.docname)}, "
            f"codes: {material.codes.get(page.docname, 'none')}, fit: {_fits(material, page)})"
            f"[{_include(page)}]\n"
        )
    return text


def _page_list(material: Material, part: Part) -> str:
    """Return the list of a part's pages for its divider: none where a table of its index leads to them."""
    pages = list(printed_pages(part))
    body = material.bodies[part.index.docname]
    if "#grid-table(" in body and all(f"#see({string(page.docname)}" in body for page in pages):
        return "none"
    return f"page-list({''.join(list_entry(page) for page in pages)})" if pages else "none"


def _fits(material: Material, page: Page) -> str:
    """Return how much of a page is wasted by what is kept together; none when it has breaks of its own."""
    body = material.bodies[page.docname]
    if "#pagebreak(" in body:
        return "none"
    return f"{min(MOST_KEPT, KEPT * (body.count('#question(') + body.count('#writing-lines('))):.2f}"


def _options(**values: str) -> str:
    return ", ".join(f"{name}: {string(value)}" for name, value in values.items())


def _include(page: Page) -> str:
    return f"#include {string(f'/sider/{page.docname}.typ')}"


def _emblem(material: Material, docname: str) -> str:
    found = material.emblems.get(docname, "")
    return string("/" + found) if found else "none"


def _files(material: Material) -> dict[str, bytes]:
    bodies = {f"sider/{docname}.typ": body.encode() for docname, body in material.bodies.items()}
    return {**material.files, **bodies}


def _changes(material: Material) -> str:
    if not material.changes:
        return ""
    rows = "".join(
        f"({string(change.day.strftime(_('%d.%m.%Y')))}, {string(change.docname)}, {string(change.title)}),"
        for change in material.changes
    )
    head = string(material.course.title)
    since = string(_("udgave {name}").format(name=material.since.removeprefix("v").removeprefix("udgave-")))
    named = f"name: {string(_(CHANGES_TITLE))}, target: {string(CHANGES)}"
    return f"#changes(edition, head: {head}, {named}, since: {since}, {rows})\n"
