"""What the templates need to know of the course. Nothing here grows with the site, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from docutils import nodes
from markupsafe import Markup
from sphinx import locale

from vaertskab.model.content import Route
from vaertskab.model.course import Course, Part
from vaertskab.model.language import _, current, ngettext
from vaertskab.model.page import Page
from vaertskab.model.roles import Purpose, Role
from vaertskab.outputs.shared import prints
from vaertskab.outputs.shared.emblems import emblem
from vaertskab.outputs.shared.html import has_own_pages, is_site
from vaertskab.outputs.shared.versions import version
from vaertskab.outputs.site import branding, svg
from vaertskab.reading.domain import course_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Everything comes from the course itself; nothing inline. It also holds when a page is opened as a
#: file, where browsers take 'self' to be the files.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
SHARE_IMAGE = "_static/deling.png"


@dataclass(frozen=True, slots=True)
class _Outline:
    """The course as the templates see it: computed once for a build."""

    course: Course
    pages: dict[str, Page]
    part_of: dict[str, Part]
    way: frozenset[str]
    routes: dict[str, list[tuple[Route, int]]]
    steps: dict[str, tuple[Page | None, Page | None]]
    prints: dict[str, prints.Print]


def _outline(app: Sphinx) -> _Outline:
    cached: _Outline | None = getattr(app, "_kursus_outline", None)
    if cached is None:
        course = course_of(app.env)
        pages = {page.docname: page for page in course.pages()}
        way = frozenset(page.docname for page in course.way())
        cached = _Outline(
            course, pages, course.parts_by_page(), way, _routes(course), course.steps(),
            prints.prints_of(Path(app.outdir)),
        )  # fmt: skip
        app._kursus_outline = cached  # type: ignore[attr-defined]
    return cached


def _following(routes: tuple[Route, ...], route: Route) -> Route:
    """Return the route that is written after this one on its page; the first one after the last."""
    return routes[(routes.index(route) + 1) % len(routes)]


def _routes(course: Course) -> dict[str, list[tuple[Route, int]]]:
    """Return the routes that a page is a step of, with which step it is, by docname."""
    found: dict[str, list[tuple[Route, int]]] = {}
    for route in course.routes():
        for at, step in enumerate(route.steps):
            found.setdefault(step.docname, []).append((route, at))
    return found


def _kind(app: Sphinx, part: Part | None, docname: str) -> str:
    if docname == app.config.root_doc:
        return "front"
    if part is None:
        return "other"
    return "part" if part.index.docname == docname else "module"


def _handout(app: Sphinx, outline: _Outline, page: Page) -> dict[str, Any] | None:
    """Return the page's handout as the templates show it, or None where there is none."""
    one = prints.handout(outline.prints, page.docname)
    if one is None:
        return None
    return {"href": prints.address(app.builder, page.docname, one), "pages": one.pages}


#: A page with so many sections has a list of them.
CONTENTS_MIN = 4


def _contents(app: Sphinx, doctree: nodes.document | None) -> list[dict[str, str]]:
    """Return the sections of a long page: their anchors and headings."""
    top = doctree.next_node(nodes.section) if doctree is not None and has_own_pages(app.builder) else None
    found = []
    for section in top.children if top is not None else ():
        if isinstance(section, nodes.section) and (title := section.next_node(nodes.title)) is not None:
            found.append({"href": f"#{section['ids'][0]}", "title": title.astext()})
    return found if len(found) >= CONTENTS_MIN else []


def _cover(app: Sphinx) -> Markup:
    """Return the organisation's own drawing on the front page, or nothing."""
    root, path = Path(app.srcdir), app.config.kursus_brand.cover
    drawn = svg.decoration(root, root / path) if path else ""
    return Markup(drawn.replace("<svg ", '<svg class="cover-picture figur" ', 1))


def _write_url(mail: str, title: str) -> str:
    """Return an address that opens a mail about the page, for an editor without an account."""
    return f"mailto:{mail}?subject={quote(_('Om siden {title}').format(title=title))}" if mail else ""


def _fill(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Fill the context of one page."""
    if not is_site(app.builder):
        return
    outline = _outline(app)
    course, root = outline.course, app.config.root_doc
    settings = app.config.kursus_settings
    pathto = context["pathto"]
    known = pagename in outline.pages
    page = outline.pages.get(pagename) or Page(pagename, context.get("title", ""))
    part = outline.part_of.get(pagename)
    kind = _kind(app, part, pagename)

    def step(other: Page) -> dict[str, Any]:
        return {
            "title": other.title,
            "short_title": other.short_title,
            "href": pathto(other.docname),
            "current": other.docname == pagename,
            "week": other.week,
            "notes": other.notes,
        }

    trail = [step(course.front)] if kind not in ("front", "other") else []
    if part and kind == "module":
        trail.append(step(part.index))
    base = course.base_url
    is_index = kind in ("front", "part")
    source = Path(app.env.doc2path(pagename)).relative_to(app.srcdir) if known else None
    context["course"] = {
        "organisation": course.organisation,
        "title": course.title,
        "id": settings.course_id,
        "subtitle": app.config.kursus_wordings.subtitle,
        "logo": branding.logo(app.config.kursus_brand),
        "cover": _cover(app),
        "icon": branding.icon(app.config.kursus_brand),
    }
    context["page"] = {
        "title": page.title,
        "short_title": page.short_title,
        "description": page.description,
        "minutes": page.minutes if known and not is_index else None,
        "kind": kind,
        "on_the_way": pagename in outline.way,
        "emblem": Markup(svg.decoration(Path(app.srcdir), emblem(Path(app.srcdir), page))),
        "week": page.week,
        "handout": _handout(app, outline, page),
        "edit_url": settings.edit_url(source.as_posix()) if source else "",
        "write_url": _write_url(settings["kontakt.redaktion-mail"], page.title) if source else "",
        "canonical": urljoin(base, app.builder.get_target_uri(pagename)) if base else None,
        "image": urljoin(base, SHARE_IMAGE) if base and Path(app.outdir, SHARE_IMAGE).is_file() else None,
    }
    context["trail"] = trail
    context["contents"] = [] if kind == "front" else _contents(app, doctree)
    # How the course is kept is led to from the foot.
    for name, behind in (("parts", False), ("behind", True)):
        context[name] = [
            step(p.index) | {"current": part is not None and p.name == part.name}
            for p in course.parts
            if (p.role is Role.BEHIND) is behind
        ]
    context["tools"] = [step(tool) for tool in course.tools()]
    context["part"] = part and step(part.index) | {"pages": [step(p) for p in part.pages]}
    before, after = outline.steps.get(pagename, (None, None))
    context["previous"] = before and step(before)
    context["following"] = after and step(after)
    context["at_the_end"] = pagename in outline.steps and after is None

    def place(route: Route) -> str:
        page: str = pathto(route.docname)
        return f"{page}#{route.section}" if route.section else page

    context["routes"] = [
        {
            "title": route.title,
            "anchor": route.anchor,
            "href": place(route),
            "another": place(_following(outline.pages[route.docname].routes, route)),
            "number": at + 1,
            "steps": [
                step(outline.pages[one.docname]) | {"text": one.text}
                for one in route.steps
                if one.docname in outline.pages
            ],
        }
        for route, at in outline.routes.get(pagename, ())
        if has_own_pages(app.builder)
    ]
    context["locale"] = current().locale
    context["policy"] = POLICY
    context["asset"] = lambda path: pathto(path, resource=True) + version(Path(app.outdir, path))
    context["search_href"] = pathto("search") if has_own_pages(app.builder) else ""
    context["home_href"] = pathto(root)
    # The law asks for the declaration itself; of personal data the page says more than a policy does.
    own = {
        purpose: pathto(about.docname) if (about := course.page_for(purpose)) else "" for purpose in Purpose
    }
    context["accessibility_href"] = settings.declaration or own[Purpose.ACCESSIBILITY]
    context["privacy_href"] = own[Purpose.PRIVACY] or settings["erklaeringer.privatliv"]
    context["contact"] = settings["kontakt.mail"]


def _speak(app: Sphinx) -> None:
    """Let templates say our texts, and Sphinx's own, each from its catalogue."""
    if not is_site(app.builder):
        return

    def said(text: str) -> str:
        ours = _(text)
        return ours if ours != text else locale.get_translation("sphinx")(text)

    app.builder.templates.environment.install_gettext_callables(said, ngettext)


def setup(app: Sphinx) -> None:
    """Fill every page's context; the course is put together once, when the first is written."""
    app.connect("builder-inited", _speak)
    app.connect("html-page-context", _fill, priority=600)
