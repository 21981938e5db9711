"""The promise of the site: light, closed to the outside, and whole with an address as without one."""

from __future__ import annotations

import hashlib
import re
import zlib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from building import Built, build_whole
from html_tree import Element
from small import page, write

from vaertskab.outputs.site.context import POLICY, _write_url

#: Tabs that follow each other.
TABS = """\
::::{tab-set}
:::{tab-item} En
Første.
:::
:::{tab-item} To
Anden.
:::
::::
"""
#: Elements that fetch something, and the attribute that says what. A link that a reader follows is none.
FETCHES = {
    "script": "src", "link": "href", "img": "src", "source": "src", "track": "src", "video": "src",
    "audio": "src", "iframe": "src", "embed": "src", "object": "data", "form": "action", "use": "href",
    "image": "href", "input": "src",
}  # fmt: skip


def test_no_page_has_an_inline_style_or_script(course: Built) -> None:
    for name, tree in course.trees.items():
        for element in tree.walk():
            assert "style" not in element.attributes, (name, element.tag, element.attributes)
            assert element.tag != "style", name
            assert element.tag != "script" or element.attributes.get("src"), name
            assert not [a for a in element.attributes if a.startswith("on")], (name, element.attributes)
            assert not element.attributes.get("href", "").startswith(("javascript:", "data:")), name


def test_every_page_carries_the_strict_policy_before_it_fetches_anything(course: Built) -> None:
    for name, tree in course.trees.items():
        head = list(tree.one("head").walk())
        policy = next(e for e in head if e.attributes.get("http-equiv") == "Content-Security-Policy")
        assert policy.attributes["content"] == POLICY, "what the administrator's server sends too"
        rules = dict(rule.strip().split(" ", 1) for rule in policy.attributes["content"].split(";"))
        assert rules["default-src"] == "'none'", name
        assert {rules["script-src"], rules["style-src"]} == {"'self'"}, name
        assert "unsafe" not in str(rules), name
        assert not re.search(r"https?:|\*", str(rules)), name
        fetching = [head.index(e) for e in head if e.tag in FETCHES]
        assert all(head.index(policy) < at for at in fetching), name


def test_nothing_is_fetched_from_outside(course: Built) -> None:
    asked = 0
    for name, tree in course.trees.items():
        for element in tree.walk():
            for attribute in (FETCHES.get(element.tag, ""), "srcset", "poster", "background"):
                address, asked = element.attributes.get(attribute, ""), asked + 1
                assert not urlsplit(address).netloc, (name, address)
    assert asked > 1000
    for path in course.site.rglob("*.css"):
        sheet = path.read_text("utf-8")
        assert not re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", sheet), path


def test_every_page_describes_itself_or_stays_out_of_search_engines(course: Built) -> None:
    for name, tree in course.trees.items():
        if name.removesuffix(".html") in course.pages:
            described = course.pages[name.removesuffix(".html")].description
            assert tree.meta("description") == tree.meta("og:description") == described, name
            assert described, name
            assert tree.meta("og:title"), name
        elif name == "search.html":
            assert tree.meta("description"), name
        else:
            assert tree.meta("robots") == "noindex", name
        assert tree.one("head").one("title").text(), name


def test_every_asset_has_its_content_in_its_address(course: Built) -> None:
    for name, tree in course.trees.items():
        for element in tree.walk():
            address = element.attributes.get(
                {"script": "src", "img": "src", "link": "href"}.get(element.tag, "")
            )
            if not address or element.attributes.get("rel") == "canonical":
                continue
            path, _, version = address.partition("?v=")
            content = ((course.site / name).parent / path).read_bytes()
            # Sphinx's own for scripts and stylesheets, ours for pictures.
            own = {
                f"{zlib.crc32(content.replace(bytes([13]), b'')):08x}",
                hashlib.sha256(content).hexdigest()[:8],
            }
            assert version in own, (name, address)


def test_a_page_opens_a_mail_with_its_name_only_when_there_is_someone_to_write_to(
    small_built: Built,
) -> None:
    page = small_built.page("docs/privatliv")
    assert "Skriv til redaktionen om denne side" in page
    assert 'mailto:ret@example.org?subject=Om%20siden%20Privatliv"' in page
    assert _write_url("", "Privatliv") == ""
    assert "Skriv til redaktionen" not in small_built.page("search")


def test_a_page_has_the_stylesheet_of_sphinx_design_where_it_holds_what_ours_does_not_draw(
    small: Path,
) -> None:
    listed = "tilgaengelighed\nprivatliv\nfaner\nkort\nknap\n"
    write(
        small,
        {
            "docs/index.md": page("Om kurset", f":::{{indhold}}\n{listed}:::\n", role="vejledning"),
            "docs/faner.md": page("Faner", TABS),
            "docs/kort.md": page("Et kort", ":::{card} Et kort\nTekst.\n:::\n"),
            "docs/knap.md": page("En knap", "```{button-link} https://example.org\nDe andres side\n```\n"),
        },
    )
    built = build_whole(small)
    sheet = "sphinx-design.min.css"
    assert sheet in built.page("docs/knap")
    assert sheet in built.page("docs/faner")
    assert sheet not in built.page("docs/kort"), "our own stylesheet draws cards"
    assert (built.site / "_static" / sheet).is_file()


@pytest.mark.parametrize(
    "beginning",
    ["- Det første.\n\n  Mere om det.\n\n- Det andet.", "## Et afsnit\n\nEn tekst.", "> Et citat."],
)
def test_a_front_page_may_begin_with_anything(small: Path, beginning: str) -> None:
    front = small / "index.md"
    front.write_text(
        front.read_text("utf-8").replace("Her er en tekst, som du kan nå at læse.", beginning), "utf-8"
    )
    built = build_whole(small)
    html = built.page("index")
    for tag in ("p", "div", "ul", "li", "section", "blockquote"):
        assert len(re.findall(rf"<{tag}[ >]", html)) == html.count(f"</{tag}>"), tag
    cover = built.tree("index").one(class_="cover-text")
    inside = [one for one in cover.children if isinstance(one, Element)]
    assert [one.tag for one in inside if "cover-subtitle" not in one.classes] == ["h1"]
    assert "cover-picture" in html


def test_a_page_that_another_extension_makes_stays(small: Path) -> None:
    settings = small / "conf.py"
    made = """

def setup(app):
    app.connect("html-collect-pages", lambda app: [("docs/oversigt", {"title": "Oversigt"}, "404.html")])
"""
    settings.write_text(settings.read_text("utf-8") + made, "utf-8")
    for _ in range(2):
        assert (build_whole(small).site / "docs/oversigt.html").is_file()
