"""The promise of the course's pages: all there, all whole, each leading on to the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote, urljoin, urlsplit

from building import ROOT, Built
from html_tree import Element

from vaertskab.commands.check import course_files
from vaertskab.model import text

#: What a module leans on.
GROUND = ("modules/principper/", "modules/referenceramme/", "exercises/")
KINDS = {"invitation", "forundring", "selvrefleksion", "handling"}
#: Words of running text, official wording left out: the least on a page, and on a list of pages.
LEAST_WORDS, LEAST_WORDS_OF_LIST = 250, 150
#: No page of the course is harder to read than this (LIX).
LIX_GOAL = 35


def test_every_page_is_on_a_list_and_on_the_site(course: Built) -> None:
    listed = [page["docname"] for part in course.data["parts"] for page in part["pages"]]
    fronts = [part["url"].removesuffix(".html") for part in course.data["parts"]]
    written = [path.relative_to(ROOT).with_suffix("").as_posix() for path in course_files(ROOT)]
    assert sorted(listed + fronts + ["index"]) == sorted(written)
    assert [name for name in written if not (course.site / f"{name}.html").is_file()] == []


def test_every_module_has_a_question(course: Built) -> None:
    assert [page["docname"] for page in course.modules() if not page["questions"]] == []


def test_every_module_links_to_a_principle_a_theory_page_or_an_exercise(course: Built) -> None:
    for page in course.modules():
        ground = [link for link in page["links"] if link.startswith(GROUND) and not link.endswith("/index")]
        assert ground, page["docname"]


def _addresses(page: Element) -> Iterator[str]:
    for element in page.walk():
        for name in ("href", "src", "action", "poster"):
            if name in element.attributes:
                yield element.attributes[name]
        if element.attributes.get("http-equiv") == "refresh":
            yield element.attributes["content"].partition("url=")[2]


def test_every_internal_link_and_anchor_leads_somewhere(course: Built) -> None:
    ids = {
        name: {e.attributes["id"] for e in tree.walk() if "id" in e.attributes}
        for name, tree in course.trees.items()
    }
    broken, followed = [], 0
    for name, tree in course.trees.items():
        for address in _addresses(tree):
            if urlsplit(address).scheme or urlsplit(address).netloc:
                continue
            target = urlsplit(urljoin(f"/{name}", address))
            path, followed = unquote(target.path).lstrip("/"), followed + 1
            if not (course.site / path).is_file():
                broken.append(f"{name}: {address}")
            elif target.fragment and unquote(target.fragment) not in ids.get(path, ()):
                broken.append(f"{name}: {address} (anchor)")
    assert broken == []
    assert followed > 1000


def test_no_id_stands_twice_on_a_page(course: Built) -> None:
    for name, tree in course.trees.items():
        found = [e.attributes["id"] for e in tree.walk() if "id" in e.attributes]
        assert sorted(found) == sorted(set(found)), name


def test_every_coffee_reflection_ends_in_exactly_one_question(course: Built) -> None:
    for page in chain.from_iterable(course.weekly()):
        assert len(page["questions"]) == 1, page["docname"]
        main = course.tree(page["docname"]).one("main")
        question = main.one(class_="refleksion")
        steps = main.one("nav", "steps")
        after = list(main.walk())
        after = after[after.index(question) + len(list(question.walk())) :]
        inside_steps = list(steps.walk())
        assert [e.tag for e in after if e not in inside_steps] == [], page["docname"]
        assert main.text().endswith(f"{question.text()} {steps.text()}"), page["docname"]


def test_the_coffee_weeks_are_counted_from_one_in_order(course: Built) -> None:
    for pages in course.weekly():
        weeks = [page["week"] for page in pages]
        assert weeks == list(range(1, len(weeks) + 1))
        assert weeks


def test_the_coffee_reflections_use_all_four_kinds_of_question(course: Built) -> None:
    kinds = {question["id"]: question["kind"] for question in course.data["questions"]}
    for pages in course.weekly():
        assert {kinds[page["questions"][0]] for page in pages} >= KINDS


def test_every_coffee_film_lasts_two_to_five_minutes_by_its_own_clock(course: Built) -> None:
    for page in chain.from_iterable(course.weekly()):
        spoken = page["manuscript"]["paragraphs"]
        words = sum(len(text.words(paragraph)) for paragraph in spoken)
        seconds = text.film_seconds(spoken)
        assert 320 <= words <= 520, (page["docname"], words)
        assert 120 <= seconds <= 300, (page["docname"], seconds)
        assert (words, round(seconds, 1)) == (page["manuscript"]["words"], page["manuscript"]["seconds"])


def test_every_coffee_reflection_has_drawings_a_film_place_and_something_to_try(course: Built) -> None:
    for page in chain.from_iterable(course.weekly()):
        assert course.pages[page["docname"]].film, page["docname"]
        assert 1 <= len(course.pages[page["docname"]].drawings) <= 3, page["docname"]
        assert len(page["tries"]) == 1, page["docname"]


def test_every_question_has_an_id_that_its_editor_gave(course: Built) -> None:
    questions = [q for page in course.pages.values() for q in page.questions]
    assert [f"{q.docname}:{q.line}" for q in questions if not q.named] == []
    assert len({q.id for q in questions}) == len(questions) == len(course.data["questions"])


def test_no_page_is_a_stub(course: Built) -> None:
    for docname, page in course.pages.items():
        count = sum(len(text.words(paragraph)) for paragraph in page.prose)
        # Where the reader's own notes or the films are the text, ours is short.
        listing = docname.endswith("/index")
        least = 20 if page.gathers or page.cinema else LEAST_WORDS_OF_LIST if listing else LEAST_WORDS
        assert count >= least, (docname, count)
        assert not re.search(r"\b(?:TODO|FIXME|XXX|lorem|kommer snart)\b", " ".join(page.prose), re.I), (
            docname
        )
        assert page.lead, docname


def test_every_principle_shows_three_scenes_and_one_thing_to_try(course: Built) -> None:
    principles = [page for page in course.modules() if page["docname"].startswith("modules/principper/")]
    assert principles
    for page in principles:
        assert len(page["tries"]) == 1, page["docname"]
        scenes = course.tree(page["docname"]).one("main").all("h3")
        assert len(scenes) >= 3, page["docname"]


def test_every_part_shows_a_card_for_each_of_its_pages(course: Built) -> None:
    for part in course.data["parts"]:
        cards = course.tree(part["url"].removesuffix(".html")).one("main").all(class_="kort-titel")
        assert [card.text() for card in cards] == [page["title"] for page in part["pages"]], part["name"]


def test_no_page_is_hard_to_read(course: Built) -> None:
    measured = {name: page.lix for name, page in course.pages.items()}
    assert {name: lix for name, lix in measured.items() if lix > LIX_GOAL} == {}
    assert all(lix > 10 for lix in measured.values()), measured
