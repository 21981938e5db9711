"""Try hostile pages one by one, then pages and drawings put together by chance: nothing is run or fetched.

Takes some minutes. SEED and ROUNDS in the environment choose which.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from safety import audited, hostile  # noqa: E402
from safety.test_pages import try_pages  # noqa: E402
from small import listing, small_course  # noqa: E402

#: Pages in a course, and what stands on each.
PAGES, THINGS = 12, 6
_MARKS = [
    *"{}[]()<>`:*_|#\\\"'!&%$@^~=+-.\n\t \x00\x1b\u202e",
    ":::",
    "```",
    "---",
    "{{",
    "}}",
    "javascript:",
    "](",
    "<!--",
]


def _mangled(text: str, chance: random.Random) -> str:
    """Return `text` with a few marks put in, taken out or doubled."""
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(text) + 1)
        end = at + chance.choice((0, 0, 1, 5, 30))
        text = text[:at] + chance.choice(("", chance.choice(_MARKS), text[at:end] * 2)) + text[end:]
    return text


#: What a drawing may try: to run, to fetch, to read, to grow without end; and what any drawing has.
_PARTS = (
    '<script>open("CANARY")</script>',
    '<script href="https://example.org/x.js"/>',
    '<rect onload="x()" width="9" height="9"/>',
    '<foreignObject><iframe src="javascript:alert(1)"/></foreignObject>',
    '<image href="file://SECRET"/>',
    '<image href="https://example.org/x.png"/>',
    '<use href="SECRET#a"/>',
    '<a href="javascript:alert(1)"><text>x</text></a>',
    '<style>@import url("https://example.org/x.css"); *{fill:url(file://SECRET)}</style>',
    "<text>&fil;</text>",
    '<animate attributeName="href" to="javascript:alert(1)"/>',
    '<rect style="fill:url(https://example.org/#a)" width="9" height="9"/>',
    '<g id="a"><use href="#a"/><use href="#a"/></g>',
    '<metadata><x:y xmlns:x="urn:x">SECRET</x:y></metadata>',
    '<rect class="f-ler" width="20" height="20"/>',
    '<path d="M0 0h20v20z"/>',
    "<title>En tegning</title>",
)
_BEFORE = (
    "",
    '<?xml version="1.0"?>',
    '<!DOCTYPE svg [<!ENTITY fil SYSTEM "file://SECRET">]>',
    '<?xml-stylesheet href="https://example.org/x.xsl"?>',
)


def _drawing(chance: random.Random) -> str:
    """Return an SVG of parts put together by chance."""
    parts = "".join(_mangled(chance.choice(_PARTS), chance) for _ in range(chance.randrange(1, 5)))
    return (
        f'{chance.choice(_BEFORE)}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30">{parts}</svg>'
    )


def _page(chance: random.Random) -> str:
    heads = [text for text, _, _ in hostile.HEADS.values() if len(text) < 5_000]
    bodies = [body for body, _, _ in hostile.BODIES.values() if len(body) < 5_000]
    head = (
        chance.choice(heads)
        if chance.random() < 0.5
        else "---\nbeskrivelse: En side.\n---\n# Titel\n\nTekst.\n\n"
    )
    drawing = f"\n\n![En tegning](/_static/figurer/tegning-{chance.randrange(PAGES)}.svg)\n\n"
    return (
        _mangled(head, chance)
        + drawing
        + "\n\n".join(_mangled(chance.choice(bodies), chance) for _ in range(chance.randrange(THINGS)))
    )


def main() -> int:
    """Return 0 when no page did anything and nothing broke down."""
    with tempfile.TemporaryDirectory() as folder:
        tried = try_pages(Path(folder), 1, seconds=1800)
        faults = list(tried.found["seen"])
        told = tried.found["told"]
        if {*told["html"], *told["binder"]} - set(told["check"]) - {told["binder"][-1]}:
            faults.append("a build tells more than the check")
        print(
            f"{len(hostile.HEADS) + len(hostile.BODIES)} hostile pages, {tried.found['seconds']}", flush=True
        )
    seed, rounds = int(os.environ.get("SEED", "11")), int(os.environ.get("ROUNDS", "8"))
    with tempfile.TemporaryDirectory() as folder:
        outside, root = Path(folder, "udenfor"), Path(folder, "kursus")
        outside.mkdir()
        (outside / "hemmeligt").write_text("HEMMELIGT", "utf-8")
        names = [f"side-{number}" for number in range(PAGES)]
        small_course(root, {"docs/index.md": listing("Om kurset", "tilgaengelighed", "privatliv", *names)})
        passing = Path(folder, "passing")
        passing.mkdir()
        tempfile.tempdir = str(passing)
        audited.warm()
        watch = audited.Watch(root, passing)
        for number in range(rounds):
            chance = random.Random(seed * 100_000 + number)
            for number_of in range(PAGES):
                drawing = _drawing(chance).replace("SECRET", str(outside / "hemmeligt"))
                drawing = drawing.replace("CANARY", str(outside / "x"))
                path = root / "_static" / "figurer" / f"tegning-{number_of}.svg"
                path.write_text(drawing, "utf-8", errors="replace")
            for name in names:
                text = (
                    _page(chance)
                    .replace("SECRET", str(outside / "hemmeligt"))
                    .replace("CANARY", str(outside / "x"))
                )
                (root / "docs" / f"{name}.md").write_text(text, "utf-8", errors="replace")
            found = audited.run(root)
            broken = [row[-1] for row in found["told"].values() if "Traceback" in "".join(row)]
            if broken or watch.seen or (outside / "x").exists():
                faults += [f"round {number}, seed {seed}", *broken, *watch.seen]
                break
    print(
        "\n".join(faults)
        or f"{rounds * PAGES} pages put together by chance: nothing was run, opened or fetched"
    )
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
