"""A drawing is only a drawing: what would run or fetch is told, and the rest looks as it was drawn."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from browser.site import Watch, served
from building import Built, build
from html_tree import parse
from PIL import Image
from playwright.sync_api import Browser
from small import page, small_course

from vaertskab.commands import check
from vaertskab.reading import drawings

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50"'
BOX = '<rect width="100" height="50" fill="#00aa00"/>'

#: What a drawing may not hold → what is told of it.
REFUSED = {
    "script": ("<script>alert(1)</script>", "<script>"),
    "script-fil": ('<script href="x.js"/>', "<script>"),
    "script-med-præfiks": ('<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script>', "<script>"),
    "script-fra-html": ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>', "<script>"),
    "html-billede": ('<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="1"/>', "<img>"),
    "fremmed": ('<foreignObject width="9" height="9"><b xmlns="http://www.w3.org/1999/xhtml">x</b></foreignObject>',
                "<foreignObject>"),
    "billede": ('<image href="https://example.org/x.png" width="9" height="9"/>', "<image>"),
    "billede-data": ('<image xlink:href="data:image/png;base64,AAAA"/>', "<image>"),
    "link": ('<a href="javascript:alert(1)"><text>x</text></a>', "<a>"),
    "saet": ('<use id="u"/><set href="#u" attributeName="href" to="data:,x"/>', "<set>"),
    "animer": ('<animate attributeName="href" values="javascript:1"/>', "<animate>"),
    "handler": ('<rect width="9" height="9" onload="alert(1)"/>', "kode (onload)"),
    "handler-stor": ('<rect width="9" height="9" onCLICK="alert(1)"/>', "kode (onCLICK)"),
    "use-udefra": ('<use href="https://example.org/a.svg#x"/>', "en adresse (https://example.org/a.svg#x)"),
    "use-data": ('<use xlink:href="data:image/svg+xml,x#x"/>', "en adresse (data:image/svg+xml,x#x)"),
    "use-fil": ('<use href="anden.svg#x"/>', "en adresse (anden.svg#x)"),
    "fyld": ('<rect width="9" height="9" fill="url(https://example.org/#x)"/>', "en adresse (https://example.org/#x)"),
    "stil": ('<rect style="fill:url(//example.org/x)"/>', "en adresse (//example.org/x)"),
    "stil-citat": ("<rect style=\"fill:url( 'https://example.org/x' )\"/>", "en adresse (https://example.org/x)"),
    "stil-skjult": (r'<rect style="fill:u\72l(https://example.org)"/>', "(\\)"),
    "stil-billede": ('<rect style="background:image-set(\'x\' 1x)"/>', "image-set()"),
    "import": ("<style>@import 'https://example.org/x.css';</style>", "@import"),
    "skrift": ("<style>@font-face{font-family:x;src:local(x)}</style>", "@font-face"),
    "stil-ude": ("<style>rect{fill:url(https://example.org/x#a)}</style>", "en adresse"),
    "filter-billede": ('<filter id="f"><feImage href="x.png"/></filter>', "<feImage>"),
    "ordrig": ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "dele der gentager sig selv"),
    "fordobler": (
        '<g id="g0"><rect/></g>'
        + "".join(f'<g id="g{n}">{f"""<use href="#g{n - 1}"/>""" * 10}</g>' for n in range(1, 9)),
        "dele der gentager sig selv",
    ),
    "slør": ('<filter id="f"><feGaussianBlur stdDeviation="9"/></filter>' + '<g filter="url(#f)"/>' * 200,
             "dele der gentager sig selv"),
    "dyb": ("<g>" * 500 + "</g>" * 500, "dele der gentager sig selv"),
}  # fmt: skip
#: Whole files → what is told.
FILES = {
    "enheder": ('<!DOCTYPE svg [<!ENTITY x "y">]><svg ' + SVG + "><text>&x;</text></svg>", "<!ENTITY>"),
    "ydre-enhed": ('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg ' + SVG + ">&x;</svg>",
                   "<!ENTITY>"),
    "afbrudt": ("<svg " + SVG + "><rect", "kan ikke læses"),
    "html": ("<html><script>alert(1)</script></html>", "kan ikke læses"),
    "tom": ("", "kan ikke læses"),
    "stilark": ('<?xml-stylesheet href="https://example.org/x.css"?><svg ' + SVG + ">" + BOX + "</svg>", ""),
}  # fmt: skip

#: Drawings as programs save them: where they are green, and what they must still be after they are read.
PROGRAMS = {
    "inkscape": """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="100mm" height="50mm" viewBox="0 0 100 50" version="1.1" id="svg5" inkscape:version="1.3.2"
 sodipodi:docname="hus.svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns="http://www.w3.org/2000/svg"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<sodipodi:namedview id="base" pagecolor="#ffffff" inkscape:zoom="0.7"/><defs id="defs2">
<inkscape:path-effect effect="spiro" id="pe"/></defs>
<metadata><rdf:RDF><dc:creator>Anna Hansen</dc:creator></rdf:RDF></metadata>
<g inkscape:label="Lag 1" inkscape:groupmode="layer" id="layer1"
 inkscape:export-filename="C:/Users/anna/hus.png"><rect
 style="fill:#00aa00;stroke-width:0.264583;-inkscape-stroke:none" width="100" height="50"
 id="r"/></g></svg>""",
    "illustrator": f"""<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Lag_1" x="0px" y="0px" {SVG}
 style="enable-background:new 0 0 100 50;" xml:space="preserve">
<style type="text/css">
	.st0{{fill:#00AA00;}} .st1{{fill:url(#SVGID_1_);}}
</style><linearGradient id="SVGID_1_" gradientUnits="userSpaceOnUse" x1="0" x2="100"><stop offset="0"
 style="stop-color:#00AA00"/><stop offset="1" style="stop-color:#00AA00"/></linearGradient>
<rect class="st0" width="50" height="50" data-name="Lag 2"/><rect x="50" class="st1" width="50"
 height="50"/></svg>""",
    "figma": f"""<svg fill="none" {SVG} width="100" height="50"><g clip-path="url(#clip0_1_2)">
<rect width="100" height="50" fill="#00AA00"/><g filter="url(#filter0_d_1_2)"><circle cx="8"
 cy="8" r="2" fill="black"/></g></g>
<defs><filter id="filter0_d_1_2" x="0" y="0" width="20" height="20" filterUnits="userSpaceOnUse"
 color-interpolation-filters="sRGB"><feFlood flood-opacity="0" result="bg"/><feColorMatrix in="SourceAlpha"
 type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0" result="hardAlpha"/><feOffset dy="1"/>
<feGaussianBlur stdDeviation="1"/><feComposite in2="hardAlpha" operator="out"/><feBlend in2="bg" result="e"/>
<feBlend in="SourceGraphic" in2="e" result="shape"/></filter>
<clipPath id="clip0_1_2"><rect width="100" height="50" fill="white"/></clipPath></defs></svg>""",
    "enkel": f"<svg {SVG}>{BOX}</svg>",
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What is told of a course that has every drawing in `_static/figurer/`, by the file's name."""
    root = small_course(tmp_path_factory.mktemp("tegninger"))
    for name, (inside, _) in REFUSED.items():
        (root / f"_static/figurer/{name}.svg").write_text(f"<svg {SVG}>{BOX}{inside}</svg>", "utf-8")
    for name, (text, _) in FILES.items():
        (root / f"_static/figurer/{name}.svg").write_text(text, "utf-8")
    for name, text in PROGRAMS.items():
        (root / f"_static/figurer/{name}.svg").write_text(text, "utf-8")
    found: dict[str, list[str]] = {}
    for one in check.check(root):
        if "Filnavnet" not in one.message:
            found.setdefault(Path(one.file).stem, []).append(one.message)
    return found


@pytest.mark.parametrize("name", [*REFUSED, *FILES])
def test_what_runs_or_fetches_is_told_by_its_name(told: dict[str, list[str]], name: str) -> None:
    wanted = (REFUSED | FILES)[name][1]
    lines = told.get(name, [])
    assert (len(lines) == 1 and wanted in lines[0]) if wanted else not lines


def test_a_drawing_in_another_encoding_is_read_as_what_it_is(tmp_path: Path) -> None:
    hidden = '<?xml version="1.0" encoding="UTF-7"?><svg +AHg- ' + SVG + "/>"
    with pytest.raises(drawings.DrawingError):
        drawings.parse(hidden.encode())
    with pytest.raises(drawings.DrawingError):
        drawings.parse(f"<svg {SVG}><script/></svg>".encode("utf-16"))


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_drawing_holds_nothing_of_who_drew_it(told: dict[str, list[str]], name: str) -> None:
    assert name not in told
    text = drawings.as_text(drawings.parse(PROGRAMS[name].encode()).root)
    for mark in ("inkscape", "sodipodi", "Anna", "C:/Users", "data-name", "DOCTYPE", "metadata"):
        assert mark not in text.replace("-inkscape-stroke", "")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A course that shows every program's drawing, as a figure and as a picture, and one that is missing."""
    shown = "\n\n".join(
        f"![Det grønne {name}](/_static/{folder}{name}.svg)"
        for name in PROGRAMS
        for folder in ("figurer/", "")
    )
    missing = "![Et hus med to vinduer](/_static/figurer/huz.svg)"
    bad = "![Et hus med en dør](/_static/figurer/ond.svg)"
    root = small_course(
        tmp_path_factory.mktemp("vist"),
        {"docs/privatliv.md": page("Privatliv", f"{shown}\n\n{missing}\n\n{bad}\n")},
    )
    for name, text in PROGRAMS.items():
        for folder in ("figurer/", ""):
            (root / f"_static/{folder}{name}.svg").write_text(text, "utf-8")
    (root / "_static/figurer/ond.svg").write_text(f'<svg {SVG} onload="window.hit=1">{BOX}</svg>', "utf-8")
    return build(root)


def test_a_missing_or_refused_drawing_is_told_and_the_site_is_built_on(drawn: Built) -> None:
    assert drawn.status == 1
    assert "Traceback" not in drawn.output
    assert "huz.svg« findes ikke" in drawn.output
    assert "ond.svg« har kode (onload)" in drawn.output
    html = drawn.page("docs/privatliv")
    assert "Et hus med en dør" in html
    assert "Et hus med to vinduer" in html
    assert "onload" not in html
    assert not list(drawn.site.rglob("ond.svg"))


def test_a_drawing_with_a_style_is_a_picture_and_one_without_takes_the_themes_colours(drawn: Built) -> None:
    tree = parse(drawn.page("docs/privatliv"))
    in_page = [one.attributes.get("aria-label") for one in tree.all("svg", "figur")]
    assert in_page == ["Det grønne enkel"]
    pictures = {one.attributes["alt"] for one in tree.all("img")}
    assert pictures >= {f"Det grønne {name}" for name in PROGRAMS}


def test_every_programs_drawing_looks_as_it_was_drawn_and_nothing_is_fetched(
    drawn: Built, chromium: Browser
) -> None:
    with served(drawn.site) as site:
        context = chromium.new_context(viewport={"width": 900, "height": 900})
        watch = Watch(context, site.root)
        shown = context.new_page()
        shown.goto(f"{site.root}docs/privatliv.html")
        for name in PROGRAMS:
            seen = shown.get_by_role("img", name=f"Det grønne {name}")
            assert seen.count() == 2
            for at in range(2):
                seen.nth(at).scroll_into_view_if_needed()
                picture = Image.open(io.BytesIO(seen.nth(at).screenshot())).convert("RGB")
                red, green, blue = picture.getpixel((picture.width // 4, picture.height // 2))
                assert (red < 40, green > 140, blue < 40) == (True, True, True), (name, at, red, green, blue)
        # Opened by its own address, it is still only a drawing.
        for path in sorted(drawn.site.rglob("*.svg")):
            shown.goto(f"{site.root}{path.relative_to(drawn.site).as_posix()}")
            assert shown.evaluate("() => window.hit") is None
        complaints = [one for one in watch.complaints if "huz.svg" not in one and "404" not in one]
        assert not complaints, "\n".join(complaints)
        context.close()
