"""[udseende] in kursus.toml: an organisation's logo, colours and typefaces wherever the course is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from building import ROOT, Built, build, build_whole
from html_tree import Element
from small import SETTINGS, small_course

from vaertskab.commands.check import check
from vaertskab.kaffe.course_file import parse
from vaertskab.kaffe.letters.letter import render
from vaertskab.model.colours import worst

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><title>Mærke</title>'
    '<rect width="60" height="20" fill="#5b2a86"/>{more}</svg>'
)
FACES = ROOT / "eksempler" / "service-centre-en" / "_static" / "skrifter" / "public-sans"
LOOK = """\
[udseende]
logo = "_static/logo.svg"
favicon = "_static/ikon.svg"
forside = "_static/forside.svg"
farve = "#5B2A86"
accent = "#006d77"
skrift = "_static/skrifter/vores"
"""


def branded(root: Path, look: str = LOOK, more: str = "") -> Path:
    """Write the small course with a look of its own."""
    small_course(root, {"kursus.toml": SETTINGS + look})
    for name in ("logo", "ikon", "forside"):
        (root / "_static" / f"{name}.svg").write_text(LOGO.format(more=more), "utf-8")
    if "skrift =" in look:
        shutil.copytree(FACES, root / "_static" / "skrifter" / "vores")
    return root


def linked(tree: Element, what: str) -> list[str]:
    """Return the addresses that a page links as `what`, without their versions."""
    links = [one.attributes for one in tree.all("link")]
    return [one["href"].partition("?")[0] for one in links if one.get("rel") == what]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_whole(branded(tmp_path_factory.mktemp("egen") / "kursus"))


def test_the_site_wears_it(built: Built) -> None:
    tree = built.tree("docs/privatliv")
    logo = tree.one("header").one(class_="brand-logo")
    assert logo.attributes["alt"] == "Biblioteket"
    assert linked(tree, "icon") == ["../_static/favicon.svg"]
    (drawn,) = built.tree("index").one(class_="cover").all("svg")
    assert [one.attributes["width"] for one in drawn.all("rect")] == ["60"]
    icon = (built.site / "_static/favicon.svg").read_text("utf-8")
    assert "#5b2a86" in icon
    style = (built.site / "_static/css/vaertskab.css").read_text("utf-8")
    assert "--ler: light-dark(#5b2a86," in style
    assert "#a3472c" not in style
    for name in ("Regular", "Italic", "Bold"):
        assert f"../skrifter/skrifter-vores/PublicSans-{name}.woff2" in style
        assert (built.site / f"_static/skrifter/skrifter-vores/PublicSans-{name}.woff2").is_file()
    assert (built.site / "_static/skrifter/skrifter-vores/OFL.txt").is_file(), "the licence goes along"
    assert not list(built.site.rglob("*.ttf")), "what print is set with is not for readers to fetch"


def test_the_mails_wear_it(built: Built) -> None:
    raw = (built.site / "kursus.json").read_text("utf-8")
    palette = parse(raw, "kursus.json", built.site).palette
    words = render("alarm", {"findings": ["Noget."], "organisation": "Biblioteket"}, palette)
    assert palette.colours["skov-text"].dark in words.html
    assert "#a9dbc8" not in words.html
    hostile = raw.replace('"#5b2a86"', '"red;background:url(//example.org)"')
    assert "example.org" not in str(parse(hostile, "kursus.json", built.site).palette)


def test_a_course_without_it_says_nothing_of_it(small_built: Built) -> None:
    assert "palette" not in small_built.data
    style = (small_built.site / "_static/css/vaertskab.css").read_text("utf-8")
    assert "brand-logo" not in style
    assert "@font-face" not in style


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            'farve = "#ffcc00"',
            'Kontrasten er 1,4:1, og den skal være mindst 4,5:1. Den nærmeste farve, I kan bruge, er "#',
        ),
        ('tekst = "#888888"', "og den skal være mindst 7:1."),
        ('farve = "red; background: url(https://example.org)"', "»farve« skal være en farve som"),
        ('logo = "../hemmelig.png"', "ligger ikke blandt kursets filer"),
        ('logo = "/etc/passwd.png"', "ligger ikke blandt kursets filer"),
        ('logo = "_static/genvej.svg"', "er en genvej"),
        ('logo = "_static/findes-ikke.svg"', "findes ikke"),
        ('logo = "_static/ond.svg"', "Tegningen indeholder"),
        ('forside = "_static/stil.svg"', "Tegningen bruger et typografiark"),
        ('forside = "_static/ond.svg"', "Tegningen indeholder"),
        ('logo = "_static/tekst.png"', "Den kan ikke læses"),
        ('skrift = "../../usr/share/fonts"', "ligger ikke blandt kursets filer"),
        ('skrift = "_static/tom"', "Mappen mangler"),
        ('skrift = "_static/ikke-skrift"', "er ikke en skrift"),
        ('skrift = "_static/logo.svg"', "Den er ikke en mappe"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_line(tmp_path: Path, line: str, told: str) -> None:
    root = branded(tmp_path / "kursus", f"[udseende]\n{line}\n")
    static = root / "_static"
    (root.parent / "hemmelig.png").write_bytes(b"hemmelig")
    (static / "genvej.svg").symlink_to(static / "logo.svg")
    (static / "ond.svg").write_text(LOGO.format(more="<script>alert(1)</script>"), "utf-8")
    (static / "stil.svg").write_text(LOGO.format(more="<style>rect { fill: red }</style>"), "utf-8")
    (static / "tekst.png").write_text("ingen tegning", "utf-8")
    (static / "tom").mkdir()
    (static / "ikke-skrift").mkdir()
    for name in ("a.woff2", "a.ttf"):
        (static / "ikke-skrift" / name).write_text("body { color: red }", "utf-8")
    at = SETTINGS.count("\n") + 2
    found = [str(one) for one in check(root) if one.file == "kursus.toml"]
    assert len(found) == 1
    assert found[0].startswith(f"kursus.toml:{at}: ")
    assert told in found[0]


def test_a_typeface_without_our_letters_is_told(tmp_path: Path) -> None:
    root = branded(tmp_path / "kursus")
    # Emoji alone: no letter of any language.
    shutil.copy2(
        ROOT / "vaertskab/outputs/shared/fonts/NotoEmoji-Regular.ttf",
        root / "_static/skrifter/vores/PublicSans-Regular.ttf",
    )
    (found,) = [one for one in check(root) if one.file == "kursus.toml"]
    assert "»PublicSans-Regular.ttf« mangler A B C" in found.message


def test_sphinx_own_settings_are_honoured_or_told(tmp_path: Path) -> None:
    root = branded(tmp_path / "kursus", "")
    conf = root / "conf.py"
    lines = conf.read_text("utf-8").count("\n")
    conf.write_text(
        conf.read_text("utf-8") + 'html_logo = "_static/logo.svg"\nhtml_favicon = "_static/ikon.svg"\n'
        'html_css_files = ["egen.css"]\n',
        "utf-8",
    )
    (root / "_static/egen.css").write_text("h1 { letter-spacing: .1em; }\n", "utf-8")
    built = build_whole(root)
    tree = built.tree("docs/privatliv")
    assert tree.one("header").one(class_="brand-logo").attributes["alt"] == "Biblioteket"
    assert linked(tree, "stylesheet")[-1] == "../_static/egne/egen.css"
    assert (built.site / "_static/egne/egen.css").is_file()
    for line, told in (
        ('html_css_files = ["https://example.org/a.css"]', "ligger på nettet"),
        ('html_css_files = ["../../hemmelig.css"]', "ligger ikke blandt kursets filer"),
        ('html_theme = "furo"', "html_theme i conf.py bliver ikke brugt."),
        ('html_js_files = ["a.js"]', "html_js_files i conf.py bliver ikke brugt."),
    ):
        conf.write_text("\n".join(conf.read_text("utf-8").split("\n")[:lines]) + f"\n{line}\n", "utf-8")
        output = build(root).output
        assert f"conf.py:{lines + 1}: " in output, line
        assert told in output, line


def test_what_is_chosen_is_read_against_its_own_ground(built: Built) -> None:
    colours = parse((built.site / "kursus.json").read_text("utf-8"), "", None).palette.colours
    assert worst(colours["ler-text"].light, (colours["papir"].light, colours["ler-panel"].light)) >= 7
