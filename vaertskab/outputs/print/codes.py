"""The QR codes of a page: to itself on the site, and to its film."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import urljoin

from vaertskab.model.course import Course, Page
from vaertskab.outputs.print.qr import qr_svg
from vaertskab.outputs.shared.escape import string
from vaertskab.outputs.shared.existing_films import film_of, permalink


def page_codes(course: Course, page: Page, folder: Path, files: dict[str, bytes]) -> str:
    """Return Typst code that shows the page's codes side by side, each with its address.

    The made films lie in `folder`. The drawings are put into `files`. The course has a base URL.
    """
    shown = [_code("Siden på skærmen", f"{page.docname}.html", course.base_url, page.title, files)]
    if page.film and film_of(folder, page.docname):
        shown.append(_code("Filmen", permalink(page), course.base_url, page.title, files))
    return f"codes({', '.join(shown)})"


def _code(name: str, path: str, base: str, title: str, files: dict[str, bytes]) -> str:
    url = urljoin(base, path)
    file = f"koder/{hashlib.sha256(url.encode()).hexdigest()[:16]}.svg"
    files[file] = qr_svg(url).encode()
    shown = url.partition("://")[2]
    alt = f"QR-kode: {name.lower()}, »{title}«, {url}"
    return f"qr({string('/' + file)}, {string(alt)}, {string(name)}, {string(url)}, {string(shown)})"
