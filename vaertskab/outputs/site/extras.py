"""Files of the site beside its pages: 404, lasting addresses, sitemap; and the removal of what is stale."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sphinx.builders.html import StandaloneHTMLBuilder

from vaertskab.model.content import Question
from vaertskab.model.course import Course
from vaertskab.model.language import _, current
from vaertskab.outputs.shared import existing_films as films
from vaertskab.outputs.shared.html import address_of, is_site, local_id
from vaertskab.outputs.shared.versions import version
from vaertskab.outputs.site import branding, search
from vaertskab.outputs.site.assets import write_changed
from vaertskab.outputs.site.context import POLICY, SHARE_IMAGE
from vaertskab.reading.domain import course_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

QUESTIONS = "spoergsmaal"

_REDIRECT = """\
<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta http-equiv="refresh" content="0; url={href}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="description" content="{description}">
<meta property="og:title" content="{text}">
<meta property="og:description" content="{description}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="{site}">
<meta property="og:locale" content="{locale}">
{absolute}<link rel="icon" href="{up}{icon}">
<title>{text}</title></head>
<body><main><h1>{text}</h1><p><a href="{href}">{go}</a></p></main></body></html>
"""


def question_path(question: Question) -> str:
    """Return the path of the question's own address, which stays when the question moves."""
    return f"{QUESTIONS}/{question.id}.html"


def _collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    if not is_site(app.builder):
        return
    yield "404", {"title": _("Siden findes ikke")}, "404.html"
    search.write_index(app)
    yield "search", {"title": _("Søg i kurset")}, "search.html"


def _absolute(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Let the 404 page find its way home from any depth, when the site's address is known."""
    base = app.config.html_baseurl
    if pagename != "404" or not base or not is_site(app.builder):
        return
    root = urlsplit(base).path

    def pathto(other: str, resource: bool = False, baseuri: str | None = None) -> str:
        return f"{root}{other if resource else app.builder.get_target_uri(other)}"

    context["pathto"] = pathto
    for tag in ("css_tag", "js_tag"):
        context[tag] = partial(_from_root, root, context[tag])


def _from_root(root: str, write: Callable[[Any], str], file: object) -> str:
    """Return the tag for a stylesheet or script with an address from the server's root."""
    return write(file).replace('href="', f'href="{root}').replace(' src="', f' src="{root}')


def _remember(app: Sphinx, pagename: str, *_: object) -> None:
    """Remember a page that is written: also what other extensions make is no stale page."""
    vars(app).setdefault("_kursus_written", set()).add(pagename)


@dataclass(frozen=True, slots=True)
class _Redirect:
    """An address that stays: its path, where it leads, what stands there and the words that lead to it."""

    path: str
    href: str
    text: str
    description: str
    go: str


def _redirects(builder: StandaloneHTMLBuilder, course: Course) -> Iterator[_Redirect]:
    """Yield the addresses that stay, of questions, films and pages that have moved."""
    for page in course.pages():
        for question in page.questions:
            href = address_of(builder, question.docname, question.anchor)
            about = question.help or _("Et spørgsmål fra siden »{title}«.").format(title=page.title)
            yield _Redirect(question_path(question), href, question.text, about, _("Gå til spørgsmålet"))
        # Also while there is no film: the address is printed, and films are made after the site is.
        if page.film and page.week:
            href = address_of(builder, page.docname, local_id(builder, films.ANCHOR, page.docname))
            yield _Redirect(
                films.permalink(course, page), href, page.title, page.description, _("Gå til filmen")
            )
        for name in page.former:
            yield _Redirect(
                f"{name}.html",
                address_of(builder, page.docname),
                page.title,
                page.description,
                _("Gå til siden"),
            )


def _redirect_page(one: _Redirect, course: Course, icon: str) -> str:
    """Return the page of an address that stays. Who shares it sees what it leads to, as Teams shows it."""
    up = "../" * one.path.count("/")
    shared = {"url": one.path, "image": SHARE_IMAGE} if course.base_url else {}
    return _REDIRECT.format(
        policy=POLICY,
        href=up + one.href,
        up=up,
        text=html.escape(one.text),
        description=html.escape(one.description),
        site=html.escape(f"{course.title} – {course.organisation}"),
        absolute="".join(
            f'<meta property="og:{name}" content="{html.escape(urljoin(course.base_url, path))}">\n'
            for name, path in shared.items()
        ),
        icon=icon,
        go=one.go,
        lang=current().code,
        locale=current().locale,
    )


def _finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the questions' and films' addresses and the sitemap; remove what a deleted page left behind."""
    if exception or not is_site(app.builder):
        return
    builder, out = app.builder, Path(app.outdir)
    assert isinstance(builder, StandaloneHTMLBuilder)
    course = course_of(app.env)
    path = branding.icon(app.config.kursus_brand)
    icon = path + version(out / path)
    # What is no page of the course is made by each build, in this process.
    written = {*app.env.found_docs, *vars(app).get("_kursus_written", ())}
    kept = {Path(builder.get_outfilename(name)) for name in written}
    for one in _redirects(builder, course):
        kept.add(out / one.path)
        write_changed(out / one.path, _redirect_page(one, course, icon))
    for stale in out.rglob("*.html"):
        if stale not in kept and "_static" not in stale.parts:
            stale.unlink()
    sitemap = out / "sitemap.xml"
    if course.base_url:
        urls = (urljoin(course.base_url, address_of(builder, p.docname)) for p in course.pages())
        rows = "".join(f"<url><loc>{html.escape(url)}</loc></url>\n" for url in urls)
        write_changed(
            sitemap,
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n',
        )
    else:
        sitemap.unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Write the files when the pages are."""
    app.connect("html-collect-pages", _collect)
    app.connect("html-page-context", _absolute, priority=400)
    app.connect("html-page-context", _remember)
    app.connect("build-finished", _finish)
