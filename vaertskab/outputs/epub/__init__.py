"""The course as an e-book: EPUB 3, by Sphinx's own builder. What only a screen can do leads to the site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from vaertskab.model.language import _
from vaertskab.outputs.shared.prints import EBOOK_NAME
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

STYLE = Path(__file__).parent / "static"
#: What Sphinx and its extensions bring for scripts and indexes, which a book has not, and for what is
#: drawn by the book's own style.
UNUSED = (
    "_static/*.js", "_static/copybutton.css", "_static/copy-button.svg", "_static/check-solid.svg",
    "_static/minus.png", "_static/plus.png", "_static/pygments.css", "_static/sphinx-design.min.css",
)  # fmt: skip


class EbookBuilder(Epub3Builder):
    """The builder `epub`, whose book is the same to the byte when the course is."""

    def init(self) -> None:
        """Name the parts that Sphinx adds."""
        super().init()
        self.guide_titles = {"toc": _("Indhold"), "cover": _("Forside")}

    def get_outdated_docs(self) -> Iterator[str]:
        """Name every page: lists and questions come from other pages."""
        yield from self.env.found_docs

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Return what `toc.ncx` says of the book: its identifier is that of `content.opf`."""
        return {**super().toc_metadata(level, navpoints), "uid": self.config.epub_identifier}

    def get_toc(self) -> None:
        """Collect the contents; a page without a title, or twice on a list, was told when it was read."""
        with logging.suppress_logging():
            super().get_toc()

    def check_refnodes(self, nodes: list[dict[str, Any]]) -> None:
        """Say nothing of what stands twice, as `get_toc` does."""

    def toc_add_files(self, refnodes: list[dict[str, Any]]) -> None:
        """Add the front page, and leave out a heading that stands after a list of other pages.

        A list of contents goes forward only (EPUB 3.3, NAV-011 of epubcheck); what is listed under such a
        heading stands beside what was listed before it.
        """
        super().toc_add_files(refnodes)
        kept, last, lifted = [], "", 0
        for node in refnodes:
            name = node["refuri"].partition("#")[0]
            if node["level"] <= lifted:
                lifted = 0
            if "#" in node["refuri"] and name != last:
                lifted = node["level"]
                continue
            kept.append({**node, "level": node["level"] - 1} if lifted else node)
            last = name
        refnodes[:] = kept

    def build_epub(self) -> None:
        """Zip the book; its files are as old as the course and not as the build."""
        stamp = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
        for path in Path(self.outdir).rglob("*"):
            if stamp and path.is_file():
                os.utime(path, (stamp, stamp))
        super().build_epub()


class LeadToTheSite(SphinxPostTransform):
    """Say where to find what only a screen can do; without an address of the site, it is left out."""

    default_priority = 4
    builders = ("epub",)

    def run(self, **kwargs: Any) -> None:
        """Put a line with a link in the place of each."""
        base = self.config.html_baseurl
        title = self.env.titles[self.env.docname].astext()
        for node in list(self.document.findall(CourseNode)):
            if not node.on_screen_only:
                continue
            link = nodes.reference(
                "", title, refuri=urljoin(base, f"{self.env.docname}.html"), internal=False
            )
            line = nodes.paragraph("", _("Denne del bruger kursets websted: "), link)
            node.replace_self([line] if base else [])


class WithoutDrawnIcons(SphinxPostTransform):
    """Leave out the arrows that sphinx-design draws as HTML: to XHTML they are no drawings."""

    default_priority = 900
    builders = ("epub",)

    def run(self, **kwargs: Any) -> None:
        """Remove them."""
        for icon in list(self.document.findall(nodes.raw)):
            if "<svg" in icon.astext():
                icon.parent.remove(icon)


def _configure(app: Sphinx, config: Config) -> None:
    settings = config.kursus_settings
    title = settings["kursus.titel"]
    config["epub_basename"] = EBOOK_NAME.removesuffix(".epub")
    config["epub_title"] = title
    config["epub_description"] = _("{title} ved {organisation}").format(
        title=title, organisation=settings["organisation.navn"]
    )
    for name in ("epub_author", "epub_publisher", "epub_contributor", "epub_copyright"):
        config[name] = settings["organisation.navn"]
    config["epub_identifier"] = settings.base_url or f"urn:kursus:{nodes.make_id(title)}"
    config["epub_scheme"] = "URL" if settings.base_url else "URN"
    config["epub_uid"] = "kursus"
    config["epub_show_urls"] = "no"
    config["epub_tocscope"] = "includehidden"  # the lists of pages stand as cards
    config["epub_tocdepth"] = 3
    config["epub_tocdup"] = config["epub_use_index"] = False
    config["epub_exclude_files"] = [*config.epub_exclude_files, *UNUSED]
    config["epub_css_files"] = [*config.epub_css_files, "e-bog.css"]


def _bring_style(app: Sphinx) -> None:
    """Have the book's style, and the static files of extensions, but not those of the site."""
    if app.builder.name == "epub":
        app.config.version = app.config.version or "1"  # an e-book must have one
        others = [path for path in app.config.html_static_path if path != "_static"]
        app.config.html_static_path[:] = [*others, str(STYLE)]


def _without_scripts(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    if app.builder.name == "epub":
        context["script_files"] = []
        context["css_files"] = [css for css in context["css_files"] if str(css.filename) not in UNUSED]


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(EbookBuilder, override=True)
    app.add_post_transform(LeadToTheSite)
    app.add_post_transform(WithoutDrawnIcons)
    app.connect("config-inited", _configure, priority=200)
    app.connect("builder-inited", _bring_style, priority=400)
    app.connect("html-page-context", _without_scripts, priority=700)
