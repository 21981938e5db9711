"""The course's pages as plain Markdown, for the programs that do not know its directives.

Only what the pages use: each directive becomes the plain block that shows the same words.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from vaertskab.model.settings import Settings
from vaertskab.model.wordings import Wordings

_OPEN = re.compile(r"^(:{3,})\{([^}]+)\}\s*(.*)$")
_OPTION = re.compile(r"^:([\w-]+):\s*(.*)$")
_ROLE = re.compile(r"\{(ordlyd|kursus|begreb|spoergsmaal|spørgsmål)\}`([^`]+)`")
_SHOWN = re.compile(r"^(.*?)\s*<([^<>]+)>$")


@dataclass(frozen=True, slots=True)
class Block:
    """One directive: its name, what stands on its first line, its options and its content."""

    name: str
    argument: str
    options: dict[str, str]
    content: list[str]


def blocks(source: str) -> Iterator[str | Block]:
    """Yield the lines of `source`, and in place of each directive its block."""
    lines = source.splitlines()
    fence, at = "", 0
    while at < len(lines):
        line, at = lines[at], at + 1
        if line.startswith("```"):
            fence = "" if fence else "```"
        opened = None if fence else _OPEN.match(line)
        if not opened:
            yield line
            continue
        colons, name, argument = opened.groups()
        options: dict[str, str] = {}
        content: list[str] = []
        while at < len(lines) and lines[at].rstrip() != colons:
            option = None if content else _OPTION.match(lines[at])
            if option:
                options[option[1]] = option[2]
            elif content or lines[at].strip():
                content.append(lines[at])
            at += 1
        at += 1
        yield Block(name, argument.strip(), options, content)


def listed(docname: str, source: str) -> list[str]:
    """Return the docnames that the page lists with {indhold}."""
    folder = posixpath.dirname(docname)
    return [
        posixpath.normpath(posixpath.join(folder, line.strip()))
        for block in blocks(source)
        if isinstance(block, Block) and block.name == "indhold"
        for line in block.content
        if line.strip()
    ]


@dataclass
class Plain:
    """Turns pages into plain Markdown; `sources` are all of them, by docname."""

    sources: Mapping[str, str]
    settings: Settings
    wordings: Wordings
    #: Text of the questions by id and by page, and each page's title.
    questions: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the questions and the titles that other pages show."""
        for docname, source in self.sources.items():
            for block in blocks(source):
                if isinstance(block, str):
                    if block.startswith("# "):
                        self.titles.setdefault(docname, self._inline(block[2:]))
                elif block.name == "refleksion":
                    text = self._asked(block)
                    self.questions.setdefault(block.options.get("id", ""), []).append(text)
                    self.questions.setdefault(docname, []).append(text)

    def page(self, docname: str, *, toctree: bool) -> str:
        """Return the page; `toctree` adds Sphinx's own list of pages under the plain links."""
        out: list[str] = []
        for block in blocks(self.sources[docname]):
            if isinstance(block, Block):
                out += ["", *self._block(docname, block, toctree), ""]
            else:
                out.append(self._inline(block.replace("beskrivelse:", "description:", 1)))
        return "\n".join(out) + "\n"

    def _inline(self, line: str) -> str:
        return _ROLE.sub(self._role, line)

    def _role(self, found: re.Match[str]) -> str:
        role, inside = found.groups()
        explicit = _SHOWN.match(inside)
        shown, target = explicit.groups() if explicit else (inside, inside)
        if role == "ordlyd":
            return self._words(inside)
        if role == "begreb" or explicit:
            return shown
        if role == "kursus":
            values = [v for key, v in self.settings.values.items() if key.endswith(f".{target}")]
            return (values or [self.settings["organisation.navn"]])[0]
        return (self.questions.get(target) or [target])[0]

    def _words(self, reference: str) -> str:
        piece = self.wordings.find(reference)
        return piece.text if piece else reference

    def _asked(self, block: Block) -> str:
        key = block.options.get("ordlyd")
        return self._words(key) if key else self._inline(block.argument)

    def _block(self, docname: str, block: Block, toctree: bool) -> list[str]:
        content = [self._inline(line) for line in block.content]
        special: dict[str, Callable[[], list[str]]] = {
            "refleksion": lambda: _quote([f"**{self._asked(block)}**", "", *content]),
            "ordlyd": lambda: self._official(block.argument),
            "skrivelinjer": lambda: [f"**{self._asked(block)}**"],
            "indhold": lambda: self._list(docname, block, toctree),
            "figure": lambda: [f"![{block.options.get('alt', '')}]({block.argument})", "", *content],
            "ordliste": lambda: [re.sub(r"^  (?=\S)", ":   ", line) for line in content],
            "film": list,
            "manuskript": lambda: ["## Ugens fortælling", "", *content],
        }
        special["spoergsmaal"] = special["spørgsmål"] = lambda: self._shown(docname, block)
        special["prøv"] = special["proev"] = lambda: ["## Prøv det", "", *content]
        if block.name in special:
            return special[block.name]()
        inner = Plain({docname: "\n".join(block.content)}, self.settings, self.wordings)
        return [f"**{block.argument}**", "", inner.page(docname, toctree=toctree)]

    def _official(self, reference: str) -> list[str]:
        piece = self.wordings.find(reference)
        if piece is None or not piece.table:
            return _quote([self._words(reference)])
        rows = ["| " + " | ".join(cells) + " |" for cells in piece.table]
        return [rows[0], "|---" * len(piece.table[0]) + "|", *rows[1:]]

    def _shown(self, docname: str, block: Block) -> list[str]:
        found: list[str] = []
        for name in filter(None, map(str.strip, block.content)):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(docname), name))
            for text in self.questions.get(path.removesuffix(".md"), self.questions.get(name, [])):
                found += [*_quote([f"**{text}**"]), ""]
        return found

    def _list(self, docname: str, block: Block, toctree: bool) -> list[str]:
        names = [line.strip() for line in block.content if line.strip()]
        pages = listed(docname, self.sources[docname])
        links = [
            f"- [{self.titles.get(page, name)}]({name}.md)" for name, page in zip(names, pages, strict=True)
        ]
        hidden = ["", "```{toctree}", ":hidden:", *names, "```"] if toctree else []
        return links + hidden


def _quote(lines: list[str]) -> list[str]:
    return [f"> {line}".rstrip() for line in lines]
