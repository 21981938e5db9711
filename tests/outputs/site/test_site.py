"""The promise of the site: light, closed to the outside, and whole with an address as without one."""

from __future__ import annotations

import hashlib
import inspect
import re
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from building import Built, build_whole
from html_tree import Element, parse
from small import SMALL, page, small_course, write

from vaertskab.outputs.site import publish
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
BASE, REPOSITORY = "https://kursus.example.org/vaertskab/", "https://example.org/kurset"
#: Elements that fetch something, and the attribute that says what. A link that a reader follows is none.
FETCHES = {
    "script": "src", "link": "href", "img": "src", "source": "src", "track": "src", "video": "src",
    "audio": "src", "iframe": "src", "embed": "src", "object": "data", "form": "action", "use": "href",
    "image": "href", "input": "src",
}  # fmt: skip


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small course of an organisation that has set both its address and its repository."""
    settings = SMALL["kursus.toml"].replace('adresse = ""', f'adresse = "{BASE.rstrip("/")}"')
    settings = settings.replace('depot = ""', f'depot = "{REPOSITORY}/"')
    return build_whole(small_course(tmp_path_factory.mktemp("sted"), {"kursus.toml": settings}))


def _meta(tree: Element, name: str) -> str | None:
    found = [
        e.attributes
        for e in tree.all("meta")
        if name in (e.attributes.get("name"), e.attributes.get("property"))
    ]
    return found[0].get("content") if found else None


def _canonical(tree: Element) -> str | None:
    return next(
        (e.attributes["href"] for e in tree.all("link") if e.attributes.get("rel") == "canonical"), None
    )


def _edit_links(tree: Element) -> list[str]:
    return [e.attributes["href"] for e in tree.all("a") if "/edit/" in e.attributes.get("href", "")]


def test_with_an_address_every_page_says_its_own(placed: Built) -> None:
    for docname in placed.pages:
        own, tree = f"{BASE}{docname}.html", placed.tree(docname)
        assert (_canonical(tree), _meta(tree, "og:url")) == (own, own)
        assert str(_meta(tree, "og:image")).startswith(BASE)


def test_a_question_that_is_shared_shows_its_words_and_a_picture(placed: Built, small_built: Built) -> None:
    """Teams, as others, reads the page of the address that is shared, and needs whole addresses."""
    for built, base in ((placed, BASE), (small_built, "")):
        for question in built.data["questions"]:
            path = f"spoergsmaal/{question['id']}.html"
            tree = parse((built.site / path).read_text("utf-8"))
            assert _meta(tree, "og:title") == question["text"]
            title = built.pages[question["page"]].title
            about = question["help"] or f"Et spørgsmål fra siden »{title}«."
            assert (_meta(tree, "og:description"), _meta(tree, "description")) == (about, about)
            assert _meta(tree, "og:url") == (f"{base}{path}" if base else None)
            image = _meta(tree, "og:image")
            assert image == (f"{base}_static/deling.png" if base else None)
            assert not image or (built.site / image.removeprefix(base)).is_file()


def test_with_an_address_the_model_has_absolute_addresses(placed: Built) -> None:
    data = placed.data
    assert data["base_url"] == BASE
    urls = [part["url"] for part in data["parts"]] + [q["permalink"] for q in data["questions"]]
    urls += [p["url"] for part in data["parts"] for p in part["pages"]] + [
        q["url"] for q in data["questions"]
    ]
    assert len(urls) > 15
    assert [url for url in urls if not url.startswith(BASE)] == []


def test_with_an_address_the_sitemap_lists_every_page(placed: Built) -> None:
    listed = re.findall(r"<loc>(.*?)</loc>", (placed.site / "sitemap.xml").read_text("utf-8"))
    assert sorted(listed) == sorted(f"{BASE}{docname}.html" for docname in placed.pages)


def test_with_an_address_the_404_page_finds_home_from_any_depth(placed: Built) -> None:
    for element in placed.tree("404").walk():
        for name in ("href", "src", "action"):
            address = element.attributes.get(name, "")
            assert not address or address.startswith(("/vaertskab/", "#", "mailto:", BASE)), address


def test_without_an_address_no_page_claims_one(small_built: Built) -> None:
    for tree in small_built.trees.values():
        assert (_canonical(tree), _meta(tree, "og:url"), _meta(tree, "og:image")) == (None, None, None)
    assert not (small_built.site / "sitemap.xml").exists()
    assert small_built.data["base_url"] == ""
    assert [q["url"] for q in small_built.data["questions"] if urlsplit(q["url"]).netloc] == []


def test_with_a_repository_every_page_links_to_its_source(placed: Built) -> None:
    for docname in placed.pages:
        assert _edit_links(placed.tree(docname)) == [f"{REPOSITORY}/edit/main/{docname}.md"]


def test_without_a_repository_no_page_has_a_dead_edit_link(small_built: Built) -> None:
    assert [name for name, tree in small_built.trees.items() if _edit_links(tree)] == []


def _shape(value: Any) -> Any:
    """Return the keys and types of `value`; a list by its first item."""
    if isinstance(value, dict):
        return {key: _shape(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_shape(value[0])] if value else []
    return type(value)


def test_the_model_is_published_in_its_documented_shape(course: Built) -> None:
    data = course.data
    assert data["version"] == publish.VERSION == 1
    text = dict.fromkeys(["title", "organisation", "base_url"], str)
    question = dict.fromkeys(
        ["id", "text", "kind", "kind_label", "help", "page", "url", "permalink"], str
    ) | {"official": bool}
    manuscript = {"paragraphs": [str], "words": int, "seconds": float}
    words = ["docname", "type", "title", "subtitle", "url", "description", "lead"]
    page: dict[str, Any] = dict.fromkeys(words, str)
    page |= {"minutes": int, "questions": [str], "links": [str], "tries": [str], "film": type(None)}
    page |= {"leader": type(None), "opening": []}
    part = dict.fromkeys(["name", "title", "url", "description", "lead"], str)
    assert _shape(data)["version"] is int
    assert {key: _shape(data[key]) for key in text} == text
    assert all(_shape(found) == question for found in data["questions"])
    assert all({key: _shape(found[key]) for key in part} == part for found in data["parts"])
    for found in course.coffee():
        assert _shape(found) == page | {"week": int, "manuscript": manuscript}
    known = {page["docname"] for part in data["parts"] for page in part["pages"]}
    assert {q["page"] for q in data["questions"]} <= known | set(course.pages)


def test_every_key_of_the_model_is_documented(placed: Built) -> None:
    documented = set(re.findall(r"`(\w+)`", inspect.getdoc(publish.as_data) or ""))
    data = placed.data
    used = set(data) | {key for question in data["questions"] for key in question}
    used |= {key for part in data["parts"] for key in part}
    used |= {key for part in data["parts"] for page in part["pages"] for key in page}
    assert used - documented == set()


def test_every_address_of_the_model_leads_to_its_page_or_card(course: Built) -> None:
    for question in course.data["questions"]:
        path, _, anchor = question["url"].partition("#")
        card = next(
            e for e in course.tree(path.removesuffix(".html")).walk() if e.attributes.get("id") == anchor
        )
        assert card.one(class_="refleksion-spoergsmaal").text() == question["text"]
        assert (course.site / question["permalink"]).is_file()


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
            assert _meta(tree, "description") == _meta(tree, "og:description") == described, name
            assert described, name
            assert _meta(tree, "og:title"), name
        elif name == "search.html":
            assert _meta(tree, "description"), name
        else:
            assert _meta(tree, "robots") == "noindex", name
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
