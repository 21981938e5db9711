"""The QR codes of a page, to itself on the site and to its film, as drawings."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from urllib.parse import urljoin

from vaertskab.model.course import Course
from vaertskab.model.language import _
from vaertskab.model.page import Page
from vaertskab.model.palette import PALETTE
from vaertskab.outputs.shared.escape import string
from vaertskab.outputs.shared.existing_films import film_of, permalink

#: White squares around the code: the standard (ISO/IEC 18004) asks for four.
QUIET = 4


def qr_svg(url: str) -> str:
    """Return a QR code of `url` as an SVG drawing, a unit a square, with its quiet zone.

    15 % of it may be smudged and a phone still reads it (level M), more where that costs no larger code.
    The same address always gives the same drawing.

    :raises segno.DataOverflowError: the address is too long for a QR code (some 2,300 characters).
    """
    import segno  # only a course that has an address of its own has codes

    code = segno.make_qr(url, error="m", boost_error=True)
    out = io.BytesIO()
    code.save(
        out,
        kind="svg",
        border=QUIET,
        dark=PALETTE["blaek"].light,
        light=None,
        xmldecl=False,
        nl=False,
        omitsize=True,
    )
    return out.getvalue().decode()


def page_codes(course: Course, page: Page, folder: Path, files: dict[str, bytes]) -> str:
    """Return Typst code that shows the page's codes side by side, each with its address.

    The made films lie in `folder`. The drawings are put into `files`. The course has a base URL.
    """
    shown = [_code(_("Siden på skærmen"), f"{page.docname}.html", course.base_url, page.title, files)]
    if page.film and film_of(folder, page.docname):
        shown.append(_code(_("Filmen"), permalink(course, page), course.base_url, page.title, files))
    return f"codes({', '.join(shown)})"


def _code(name: str, path: str, base: str, title: str, files: dict[str, bytes]) -> str:
    url = urljoin(base, path)
    file = f"koder/{hashlib.sha256(url.encode()).hexdigest()[:16]}.svg"
    files[file] = qr_svg(url).encode()
    shown = url.partition("://")[2]
    alt = _("QR-kode: {name}, »{title}«, {url}").format(name=name.lower(), title=title, url=url)
    return f"qr({string('/' + file)}, {string(alt)}, {string(name)}, {string(url)}, {string(shown)})"
