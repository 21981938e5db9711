"""The course for a learning management system: the built site in a SCORM package, 1.2 or 2004 (4th edition).

The package's start page holds the course in a frame and tells the system which pages have been read and
where the reader got to; see `lms.js`. Sources: ADL, "SCORM Content Packaging" 1.2 (2001) and "SCORM 2004 4th
Edition Content Aggregation Model" (2009).
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any
from xml.etree import ElementTree

from vaertskab.model.language import _, current
from vaertskab.model.roles import Role
from vaertskab.outputs.shared import prints

#: The course's folder in the package.
FOLDER = "kursus"
START = "start.html"
_HERE = Path(__file__).parent
#: What stands beside the course in the package.
_OWN = ("lms.css", "lms.js")

#: What repeats the pages for paper and other readers is left out: it weighs more than all the rest.
_LEFT_OUT = (f"{prints.FOLDER}/", prints.EBOOK_NAME)
_KEPT = tuple(f"{prints.FOLDER}/{name}/" for name in (prints.HANDOUTS, prints.CARDS, prints.POSTERS))

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_IMS, _ADL = "http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_IMS_2004, _ADL_2004 = "http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.adlnet.org/xsd/adlcp_v1p3"
#: By version: the namespaces of the packaging and of ADL, the schema's version, what marks a SCO.
_PROFILES = {
    "1.2": (_IMS, _ADL, "1.2", "scormtype"),
    "2004": (_IMS_2004, _ADL_2004, "2004 4th Edition", "scormType"),
}
VERSIONS = tuple(_PROFILES)


def pages_to_read(course: Mapping[str, Any]) -> list[str]:
    """Return the pages that make the course completed, as addresses without their ending, in reading order.

    `course` is `kursus.json`. Parts with a page a week take months: they count where there is nothing else.
    """
    for weekly in (False, True):
        found = [
            page["url"].removesuffix(".html")
            for part in course["parts"]
            if Role(part["role"]).teaches and (part["role"] == Role.WEEKLY) == weekly
            for page in part["pages"]
        ]
        if found:
            return found
    return []


def _manifest(version: str, identifier: str, title: str, names: list[str]) -> bytes:
    packaging, adl, called, kind = _PROFILES[version]
    for prefix, address in (("", packaging), ("adlcp", adl), ("xsi", _XSI)):
        ElementTree.register_namespace(prefix, address)

    def tag(name: str) -> str:
        return f"{{{packaging}}}{name}"

    root = ElementTree.Element(tag("manifest"), {"identifier": identifier, "version": "1.0"})
    metadata = ElementTree.SubElement(root, tag("metadata"))
    ElementTree.SubElement(metadata, tag("schema")).text = "ADL SCORM"
    ElementTree.SubElement(metadata, tag("schemaversion")).text = called
    organizations = ElementTree.SubElement(root, tag("organizations"), {"default": "indhold"})
    organization = ElementTree.SubElement(organizations, tag("organization"), {"identifier": "indhold"})
    ElementTree.SubElement(organization, tag("title")).text = title
    item = ElementTree.SubElement(
        organization, tag("item"), {"identifier": "punkt", "identifierref": "start"}
    )
    ElementTree.SubElement(item, tag("title")).text = title
    resources = ElementTree.SubElement(root, tag("resources"))
    start = {"identifier": "start", "type": "webcontent", "href": START, f"{{{adl}}}{kind}": "sco"}
    resource = ElementTree.SubElement(resources, tag("resource"), start)
    for name in names:
        ElementTree.SubElement(resource, tag("file"), {"href": name})
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def package(version: str, site: Mapping[str, bytes], title: str, identifier: str) -> dict[str, bytes]:
    """Return the files of a package: its manifest, its start page, and the course's in a folder.

    `version` is one of `VERSIONS`; `site` is the built course's files by their address, with `kursus.json`;
    `identifier` is the course's own and stays from edition to edition, so that the system knows it again.
    """
    pages = pages_to_read(json.loads(site["kursus.json"]))
    kept = {name: site[name] for name in site if name.startswith(_KEPT) or not name.startswith(_LEFT_OUT)}
    start = Template((_HERE / START).read_text("utf-8")).substitute(
        title=html.escape(title),
        folder=FOLDER,
        pages=html.escape(" ".join(pages)),
        missing=html.escape(" ".join(name for name in site if name not in kept)),
        language=current().code,
        left_out=html.escape(_("(er ikke med i læringssystemet)")),
        silent=html.escape(_("Kurset kan læses uden JavaScript, men så får læringssystemet intet at vide.")),
        go_on=html.escape(_("Gå til kurset")),
    )
    files = {START: start.encode()}
    files |= {name: (_HERE / name).read_bytes() for name in _OWN}
    files |= {f"{FOLDER}/{name}": content for name, content in kept.items()}
    manifest = _manifest(version, f"vaertskab-{identifier}", title, sorted(files))
    return {"imsmanifest.xml": manifest, **files}
