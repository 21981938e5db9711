"""The courses that are built: this one and generated ones, each in the three forms that programs build from.

Bare Sphinx and MkDocs Material know none of our directives: they get the same words as plain Markdown.
"""

from __future__ import annotations

import json
import posixpath
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness import ROOT, SCRATCH

from vaertskab.commands.check import course_files
from vaertskab.model.wordings import load_wordings

#: Sphinx as it comes, and with its own theme, less the sidebar that renders the whole site.
PLAIN_CONF = """\
project = "Kurset"
extensions = ["myst_parser"]
language = "da"
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
suppress_warnings = ["myst", "misc.highlighting_failure"]
"""
BARE_CONF = PLAIN_CONF + 'html_theme = "alabaster"\nhtml_sidebars = {"**": []}\n'
PARTS = 10
_BLOCK = re.compile(r"^(:{3,})\{([^}]+)\}[ ]*(.*)\n((?:.*\n)*?)\1$", re.MULTILINE)
_OPTION = re.compile(r"^:([\w-]+):[ ]*(.*)\n", re.MULTILINE)
_ROLE = re.compile(r"\{(\w+)\}`([^`<]+?)(?:\s*<[^`>]+>)?`")


@dataclass(frozen=True, slots=True)
class Site:
    """A course, its number of pages and the folders that it is built from."""

    pages: int
    ours: Path
    bare: Path
    material: Path


def this_course() -> Site:
    """Copy the course, so that nobody's edit changes it between two builds."""
    pages = {page.relative_to(ROOT).with_suffix("").as_posix(): page for page in course_files(ROOT)}
    return _written("course", {name: page.read_text("utf-8") for name, page in pages.items()})


def generated(modules: int) -> Site:
    """Write a course of so many modules in ten parts, the same every time."""
    return _written(f"generated-{modules}", dict(_course(modules)))


def _course(modules: int) -> Iterator[tuple[str, str]]:
    parts = [f"modules/del-{number:02}" for number in range(1, PARTS + 1)]
    yield "index", _page("index", "Et kursus til måling", _list([f"{part}/index" for part in parts]))
    names = [f"modul-{number:04}" for number in range(1, modules + 1)]
    for at, part in enumerate(parts):
        own = names[at * modules // PARTS : (at + 1) * modules // PARTS]
        yield f"{part}/index", _page(part, f"Del {at + 1}", _list(own))
        for number, name in enumerate(own):
            yield f"{part}/{name}", _module(f"{part}/{name}", own[(number + 1) % len(own)])


_WORDS = (
    "samtale", "borger", "kollega", "bibliotek", "skranke", "hylde", "avis", "roman", "barn", "vagt", "kaffe",
)  # fmt: skip
_SENTENCES = (
    "Du ser {0} på afstand, før nogen har sagt noget.", "Så spørger du til {0}, og svaret handler om {1}.",
    "En kollega fortæller, at {0} kan begynde med {1}.", "Læg mærke til {0}, og skriv en linje om {1}.",
)  # fmt: skip


def _text(seed: str, sentences: int) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(_SENTENCES).format(*chosen.sample(_WORDS, 2)) for _ in range(sentences))


def _page(seed: str, title: str, body: str) -> str:
    return f"---\nbeskrivelse: {_text(seed, 1)}\n---\n# {title}\n\n{_text(seed + 'a', 3)}\n\n{body}\n"


def _list(names: list[str]) -> str:
    return ":::{indhold}\n" + "\n".join(names) + "\n:::"


def _module(seed: str, near: str) -> str:
    """Return a module of about 3.5 KB: text, a list, something to try, a link and a question."""
    name = posixpath.basename(seed)
    body = "".join(
        f"## Afsnit {at}\n\n{_text(seed + str(at), 7)}\n\n{_text(seed + str(at) + 'b', 7)}\n\n"
        for at in range(3)
    )
    body += "".join(f"- {_text(seed + 'punkt' + str(at), 1)}\n" for at in range(3))
    body += (
        f"\n:::{{prøv}}\n{_text(seed + 'proev', 3)}\n:::\n\n## Læs videre\n\nSe [den næste]({near}.md).\n\n"
    )
    asked = f":::{{refleksion}} Hvad betyder {name} for dig?\n:id: {name}\n\n{_text(seed + 'h', 1)}\n:::"
    return _page(seed, f"Om {name}", body + asked)


def _written(name: str, sources: Mapping[str, str]) -> Site:
    folder = SCRATCH / name
    shutil.rmtree(folder, ignore_errors=True)
    ours, bare, material = folder / "ours", folder / "bare", folder / "material"
    plain = {docname: _plain(docname, text, sources) for docname, text in sources.items()}
    for place, pages in ((ours, sources), (bare, plain), (material / "docs", plain)):
        for docname, text in pages.items():
            path = place / f"{docname}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            hidden = _toctree(sources[docname]) if place == bare else ""
            path.write_text(text + hidden, "utf-8")
        shutil.copytree(ROOT / "_static", place / "_static")
    for file in ("conf.py", "kursus.toml", "ordlyd.toml"):
        shutil.copy2(ROOT / file, ours / file)
    (bare / "conf.py").write_text(BARE_CONF, "utf-8")
    config = {
        "site_name": "Kurset",
        "theme": {"name": "material", "language": "da", "font": False},
        "plugins": [{"search": {"lang": "da"}}],
        "markdown_extensions": ["def_list", "attr_list", "admonition"],
        "nav": ["index.md", *_nav("index", sources)],
    }
    (material / "mkdocs.yml").write_text(json.dumps(config), "utf-8")  # JSON is YAML
    return Site(len(sources), ours, bare, material)


def _listed(text: str) -> list[str]:
    return [line.strip() for _, kind, _, body in _BLOCK.findall(text) if kind == "indhold" for line in
            body.splitlines() if line.strip()]  # fmt: skip


def _toctree(text: str) -> str:
    names = _listed(text)
    return "\n```{toctree}\n:hidden:\n" + "\n".join(names) + "\n```\n" if names else ""


def _nav(docname: str, sources: Mapping[str, str]) -> list[Any]:
    """Return MkDocs's navigation below the page: the order of our own lists."""
    found: list[Any] = []
    for name in _listed(sources[docname]):
        child = posixpath.normpath(posixpath.join(posixpath.dirname(docname), name))
        below = _nav(child, sources)
        found.append({child: [f"{child}.md", *below]} if below else f"{child}.md")
    return found


def _plain(docname: str, text: str, sources: Mapping[str, str]) -> str:
    """Return the page with the same words in plain Markdown."""
    wordings = load_wordings(ROOT / "ordlyd.toml")

    def words(reference: str) -> str:
        piece = wordings.find(reference)
        return piece.text if piece else reference

    def block(found: re.Match[str]) -> str:
        _, kind, argument, body = found.groups()
        options = dict(_OPTION.findall(body))
        body = _BLOCK.sub(block, _OPTION.sub("", body)).strip()
        if kind == "indhold":
            return "\n".join(f"- [{name}]({name}.md)" for name in body.split())
        if kind == "figure":
            return f"![{options.get('alt', '')}]({argument})\n\n{body}"
        if kind == "ordlyd":
            return f"> {words(argument)}"
        if kind == "ordliste":
            return re.sub(r"^  (?=\S)", ":   ", body, flags=re.MULTILINE)
        told = words(options["ordlyd"]) if "ordlyd" in options else argument
        return (f"**{told}**\n\n" if told else "") + body

    text = _BLOCK.sub(block, text.replace("beskrivelse:", "description:", 1))
    return _ROLE.sub(lambda found: words(found[2]) if found[1] == "ordlyd" else found[2], text)
