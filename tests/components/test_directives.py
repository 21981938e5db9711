"""The promise of the directives: each does what its own description shows, and helps where it can."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from building import Built, build_whole
from html_tree import Element
from small import MANUSCRIPT, ONWARDS, coffee, listing, module, page, question, small_course

from vaertskab.components import DIRECTIVES

#: Where an example stands, when it leans on the pages beside it.
HOME = {"indhold": "modules/principper/index", "spørgsmål": "exercises/samlet", "ordliste": "docs/ordliste"}
#: Questions that examples ask for.
ASKED = module("Imødekommenhed", "", "Hvordan lyder nysgerrighed?", "hvordan-lyder-nysgerrighed")


def example(name: str) -> str:
    """Return the example in the docstring of the directive `name`, as an editor would write it."""
    found = re.search(r"```markdown\n(.*?)```", inspect.getdoc(DIRECTIVES[name][0]) or "", re.DOTALL)
    assert found, f"{name} shows no example"
    # The example of a manuscript is short; a real one lasts for two minutes.
    return found[1].replace("Hvad gør du?\n", f"Hvad gør du?\n\n{MANUSCRIPT[16:-5]}")


def _home(name: str) -> str:
    return HOME.get(name, f"docs/{name.replace('ø', 'oe').replace('å', 'aa').replace('æ', 'ae')}")


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small course in which every directive's example stands on a page."""
    pages = {f"{_home(name)}.md": page(name.capitalize(), example(name)) for name in DIRECTIVES}
    pages["modules/principper/index.md"] = page("Principper", example("indhold"), role="principper")
    pages["exercises/samlet.md"] = page("Samlet", f"{ONWARDS}\n\n{example('spørgsmål')}")
    pages["modules/principper/imoedekommenhed.md"] = ASKED
    homes = [_home(name).removeprefix("docs/") for name in DIRECTIVES if _home(name).startswith("docs/")]
    pages["docs/index.md"] = listing("Om kurset", "tilgaengelighed", "privatliv", *homes)
    return build_whole(small_course(tmp_path_factory.mktemp("eksempler"), pages))


def _main(built: Built, name: str) -> Element:
    return built.tree(_home(name)).one("main")


@pytest.mark.parametrize("name", DIRECTIVES)
def test_the_example_of_a_directive_shows_more_than_its_source(examples: Built, name: str) -> None:
    text = _main(examples, name).text()
    assert ":::" not in text
    assert "```" not in text


def test_a_reflection_is_a_card_with_kind_question_and_help(examples: Built) -> None:
    card = _main(examples, "refleksion").one(class_="refleksion")
    assert card.attributes["id"] == "spoergsmaal-venlighed-for-hvem"
    assert {"sd-card", "refleksion-selvrefleksion"} <= card.classes
    assert card.one(class_="refleksion-slags").text() == "Selvrefleksion"
    asked = "Hvornår hjalp din venlighed borgeren, og hvornår hjalp den mest dig selv?"
    assert card.one("p", "refleksion-spoergsmaal").text() == asked
    assert card.one("p", "refleksion-hjaelp").text() == "Tænk på en bestemt samtale."
    published = next(q for q in examples.data["questions"] if q["id"] == "venlighed-for-hvem")
    assert (published["text"], published["help"]) == (asked, "Tænk på en bestemt samtale.")
    assert (published["kind"], published["official"]) == ("selvrefleksion", False)


def test_shown_questions_are_cards_that_lead_to_their_home(examples: Built) -> None:
    main = _main(examples, "spørgsmål")
    cards = main.all(class_="refleksion")
    asked = [card.one("p", "refleksion-spoergsmaal").text() for card in cards]
    assert asked == ["Hvordan lyder nysgerrighed?"] * 2  # once by page, once by id
    assert [card for card in cards if "id" in card.attributes] == []
    links = [a.attributes["href"] for source in main.all("p", "refleksion-kilde") for a in source.all("a")]
    home = "../modules/principper/imoedekommenhed.html"
    assert links == [home, f"{home}#spoergsmaal-hvordan-lyder-nysgerrighed"]
    assert [q["id"] for q in examples.data["questions"]].count("hvordan-lyder-nysgerrighed") == 1


def test_a_list_of_questions_has_those_of_its_part_under_their_pages(examples: Built) -> None:
    listed = _main(examples, "spørgsmålsliste").one(class_="spoergsmaalsliste")
    by_id = {q["id"]: q["text"] for q in examples.data["questions"]}
    asked = [by_id[name] for reflection in examples.coffee() for name in reflection["questions"]]
    assert len(asked) > 1
    text = listed.text()
    assert sorted(asked, key=text.index) == asked
    titles = [link.text() for link in listed.all("a")]
    assert titles == [reflection["title"] for reflection in examples.coffee()]


def test_the_deck_holds_every_question_of_the_course(examples: Built) -> None:
    deck = _main(examples, "kortbunke").one(class_="kortbunke")
    assert {e.attributes["data-q"] for e in deck.all("dd")} == {q["id"] for q in examples.data["questions"]}


def test_official_wording_is_a_quotation_with_its_owner(examples: Built) -> None:
    figure = _main(examples, "ordlyd").one("figure", "ordlyd")
    assert figure.one("blockquote").text().startswith("En rolig stemme har tid")
    assert figure.one("figcaption").text() == "Eksempelby Bibliotek · Håndbogen om naboskab"


def test_a_manuscript_stands_under_its_heading_and_in_the_model(examples: Built) -> None:
    block = _main(examples, "manuskript").one(class_="manuskript")
    assert block.one("h2").text() == "Ugens fortælling"
    spoken = examples.pages["docs/manuskript"].manuscript
    assert spoken is not None
    assert spoken.paragraphs[:2] == ("Forestil dig, at der står en mand ved skranken.", "Hvad gør du?")


def test_something_to_try_stands_under_its_heading_and_in_the_model(examples: Built) -> None:
    block = _main(examples, "prøv").one(class_="proev")
    assert block.one("h2").text() == "Prøv det"
    tries = examples.pages["docs/proev"].tries
    assert tries == ("Læg mærke til én samtale, hvor du venter med at svare.",)


def test_a_subtitle_is_shown_and_in_the_model(examples: Built) -> None:
    assert (
        _main(examples, "undertitel").one(class_="undertitel").text()
        == "To minutter, hvor den ene kun lytter"
    )
    assert examples.pages["docs/undertitel"].subtitle == "To minutter, hvor den ene kun lytter"


def test_room_to_write_has_its_label_its_address_and_its_lines(examples: Built) -> None:
    room = _main(examples, "skrivelinjer").one(class_="skrivelinjer")
    assert room.attributes["id"] == "skriv-det-vil-jeg-oeve"
    assert "Det vil jeg øve mig på" in room.text()
    (lines,) = examples.pages["docs/skrivelinjer"].writing
    assert (lines.id, lines.label, lines.count) == ("det-vil-jeg-oeve", "Det vil jeg øve mig på", 4)


def test_what_can_be_chosen_stands_as_it_is_written_and_its_choices_have_a_note(examples: Built) -> None:
    block = _main(examples, "vælg").one(class_="vaelg")
    assert block.attributes["data-mellem"] == "Smag,Aftale"
    assert [item.text() for item in block.one(class_="vaelg-spurgt").all("li")] == [
        "»Jeg kan ikke lide lyset.«",
        "»Vi slukker klokken ni.«",
    ]
    assert len(block.one("details").one(class_="vaelg-besvaret").all("li")) == 2
    (note,) = examples.pages["docs/vaelg"].writing
    assert (note.id, note.label) == ("mine-bud-paa-lyset", "Mine bud på lyset")


def test_statements_are_a_table_to_fill_in_and_a_note_that_is_written_twice(examples: Built) -> None:
    block = _main(examples, "før-og-efter").one(class_="foer-efter")
    assert block.attributes["id"] == "skriv-trappen-foer-og-efter"
    assert [one.text() for one in block.one("thead").all("th")] == ["Udsagn", "Nu", "Om tolv uger"]
    rows = [one.text() for one in block.one("tbody").all("th")]
    assert rows == ["Jeg hilser først.", "Jeg holder døren for den, der bærer."]
    listed = examples.tree("docs/noter").one(class_="mine-noter").all("a")
    notes = {one.attributes["href"].rpartition("#")[2]: one.text() for one in listed}
    assert notes["skriv-trappen-foer-og-efter"] == "Sådan gør jeg på trappen"
    assert notes["igen-skriv-trappen-foer-og-efter"] == "Sådan gør jeg på trappen (tilføjet)"
    order = list(notes)
    first = order.index("skriv-trappen-foer-og-efter")
    assert order[first + 1] == "igen-skriv-trappen-foer-og-efter"


def test_notes_that_several_pages_ask_for_in_the_same_words_are_told_apart_by_the_page(
    tmp_path: Path,
) -> None:
    pages = {
        f"docs/{name}.md": page(title, f":::{{skrivelinjer}} Hvad blev sagt?\n:id: {name}\n:::\n")
        for name, title in {"tilgaengelighed": "Ved døren", "privatliv": "I køen"}.items()
    }
    pages["docs/noter.md"] = page("Noter", f"{example('noter')}\n{example('skrivelinjer')}")
    pages["docs/index.md"] = listing("Om kurset", "tilgaengelighed", "privatliv", "noter")
    built = build_whole(small_course(tmp_path, pages))
    found = [link.text() for link in built.tree("docs/noter").one(class_="mine-noter").all("a")]
    expected = ["Ved døren: Hvad blev sagt?", "I køen: Hvad blev sagt?", "Det vil jeg øve mig på"]
    assert [one for one in found if one in expected] == expected


def test_a_route_leads_from_page_to_page_and_each_says_which_step_it_is(examples: Built) -> None:
    block = _main(examples, "rute").one(class_="rute")
    steps = [link.attributes["href"] for link in block.one("ol").all("a")]
    assert steps == [
        "../modules/principper/imoedekommenhed.html#rute-fem-minutter",
        "../modules/principper/dialogruter.html#rute-fem-minutter",
    ]
    button = block.one("a", "knap")
    assert (button.text(), button.attributes["href"]) == ("Begynd: fem minutter", steps[0])
    first = examples.tree("modules/principper/imoedekommenhed").one("nav", "rute-trin")
    assert first.attributes["id"] == "rute-fem-minutter"
    assert "Trin 1 af 2" in first.text()
    assert "svar på ét spørgsmål." in first.text()
    on = first.one("a", "knap")
    assert (on.text(), on.attributes["href"]) == ("Næste: Dialogruter", "dialogruter.html#rute-fem-minutter")
    last = examples.tree("modules/principper/dialogruter").one("nav", "rute-trin")
    done = last.one("a", "knap")
    assert (done.text(), done.attributes["href"]) == ("Færdig: vælg en ny rute", "../../docs/rute.html")
    assert last.one("p", "rute-videre").all("a")[0].text() == "Tilbage: Imødekommenhed"
    assert examples.tree("modules/principper/index").all("nav", "rute-trin") == []


def test_where_to_begin_is_one_button_and_a_door_for_each_reader(examples: Built) -> None:
    block = _main(examples, "begynd").one(class_="begynd")
    first = "../modules/principper/imoedekommenhed.html#rute-fem-minutter"
    assert [link.attributes["href"] for link in block.all("a", "knap")] == [first]
    assert [" ".join(door.text().split()).replace(" :", ":") for door in block.all("li")] == [
        "Ny kollega: Læs om de fire principper.", "Vært for et møde: Find en øvelse.",
    ]  # fmt: skip


def test_a_mail_opens_with_its_subject_and_what_is_to_be_filled_in(examples: Built) -> None:
    address = urlsplit(_main(examples, "mail").one("a", "knap").attributes["href"])
    fields = parse_qs(address.query, strict_parsing=True)
    assert (address.scheme, fields["subject"]) == ("mailto", ["Bestilling af Kafferefleksion"])
    assert fields["body"] == [
        "Vi vil gerne begynde i uge:\r\nVi har lukket i disse uger eller dage:\r\n",
    ]  # fmt: skip


def test_a_list_of_pages_shows_a_card_for_each(examples: Built) -> None:
    cards = _main(examples, "indhold").all(class_="kort-titel")
    assert [card.text() for card in cards] == ["Imødekommenhed", "Dialogruter"]
    part = next(part for part in examples.data["parts"] if part["name"] == "principper")
    assert [page["title"] for page in part["pages"]] == ["Imødekommenhed", "Dialogruter"]


def test_the_glossary_gives_each_word_an_address(examples: Built) -> None:
    assert [
        e for e in _main(examples, "ordliste").all("dt") if e.attributes.get("id", "").startswith("term-")
    ]


def test_a_film_place_without_a_film_shows_no_player(small_built: Built) -> None:
    main = small_built.tree("modules/kaffe/01-hvad").one("main")
    assert main.all("video") == []
    assert main.all(class_="film") == []
    assert [page["film"] for page in small_built.coffee()] == [None, None]


def test_a_question_that_does_not_say_gets_kind_and_address_from_where_it_stands(tmp_path: Path) -> None:
    changes = {
        "modules/principper/imoedekommenhed.md": module("Imødekommenhed", question("Hvad undrer dig?")),
        "modules/kaffe/01-hvad.md": coffee("Hvad?", 1, ""),
        "exercises/en-til.md": module("En til", question("Hvad gør I så?")),
        "docs/privatliv.md": page("Privatliv", question("Hvad ser øjet på en å?")),
    }
    built = build_whole(small_course(tmp_path, changes))
    found = {q["page"].rpartition("/")[2]: (q["kind"], q["id"]) for q in built.data["questions"]}
    assert found["imoedekommenhed"] == ("forundring", "imoedekommenhed-hvad-undrer-dig")
    assert found["01-hvad"] == ("selvrefleksion", "01-hvad-hvad-ser-du-i-uge-1")
    assert found["en-til"] == ("invitation", "en-til-hvad-goer-i-saa")
    assert found["privatliv"] == ("invitation", "privatliv-hvad-ser-oejet-paa-en-aa")
    assert not any(q.named for q in built.pages["docs/privatliv"].questions)


def test_official_words_can_be_asked_written_under_and_woven_into_a_sentence(tmp_path: Path) -> None:
    body = (
        ":::{refleksion}\n:ordlyd: tjek-ud\n:::\n\n:::{skrivelinjer}\n:ordlyd: tjek-ud-2\n:::\n\n"
        "Vi siger »{ordlyd}`imoedekommenhed.1`«.\n\n:::{ordlyd} ret-og-pligt-par\n:::\n"
    )
    built = build_whole(small_course(tmp_path, {"docs/privatliv.md": page("Privatliv", body)}))
    asked = next(q for q in built.data["questions"] if q["page"] == "docs/privatliv")
    assert asked["text"] == "Hvem talte du med før frokost?"
    assert (asked["id"], asked["official"]) == ("tjek-ud", True)
    record = built.pages["docs/privatliv"]
    assert record.writing[0].label == "En rolig stemme lader andre sidde i fred."
    assert record.prose[-1] == "Vi siger »«.", "official wording is no part of what LIX measures"
    main = built.tree("docs/privatliv").one("main")
    assert "Vi siger »En rolig stemme har tid til et ord mere.«." in main.text()
    assert len(main.one("table").one("tbody").all("tr")) == 5


def test_a_danish_name_and_its_twin_do_the_same(tmp_path: Path) -> None:
    twins = {name: twin for name, (_, twin) in DIRECTIVES.items() if twin}
    assert {"spørgsmål", "prøv"} <= set(twins)
    pages = {"modules/principper/imoedekommenhed.md": ASKED}
    for name, twin in twins.items():
        assert twin.isascii()
        plain = example(name).replace(f"{{{twin}}}", f"{{{name}}}")
        pages[f"docs/{twin}-a.md"] = page("En side", plain)
        # A question or a note in an example may stand once.
        other = (
            plain.replace("toever", "toever-nu")
            .replace("tøver", "tøver nu")
            .replace("på lyset", "på lyset nu")
            .replace(":id: trappen", ":id: min-trappe")
        )
        pages[f"docs/{twin}-b.md"] = page("En side", other.replace(f"{{{name}}}", f"{{{twin}}}"))
        assert pages[f"docs/{twin}-a.md"] != pages[f"docs/{twin}-b.md"]
    names = [path.removeprefix("docs/").removesuffix(".md") for path in pages if path.startswith("docs/")]
    pages["docs/index.md"] = listing("Om kurset", "tilgaengelighed", "privatliv", *names)
    built = build_whole(small_course(tmp_path, pages))
    for twin in twins.values():
        one, other = (built.tree(f"docs/{twin}-{letter}").one("main").one("section") for letter in "ab")
        assert one.text() == other.text().replace("tøver nu", "tøver").replace("på lyset nu", "på lyset")
        assert [(e.tag, e.classes) for e in one.walk()] == [(e.tag, e.classes) for e in other.walk()]


def test_a_link_to_a_question_shows_its_words_under_both_names(tmp_path: Path) -> None:
    body = "Se {spørgsmål}`hvor-hen`, {spoergsmaal}`hvor-hen` og {spørgsmål}`et spørgsmål <hvor-hen>`.\n"
    built = build_whole(small_course(tmp_path, {"docs/privatliv.md": page("Privatliv", body)}))
    main = built.tree("docs/privatliv").one("main")
    assert "Se »Hvor går du hen?«, »Hvor går du hen?« og et spørgsmål." in main.text()
    target = "../modules/principper/dialogruter.html#spoergsmaal-hvor-hen"
    assert [a.attributes["href"] for a in main.all("a")].count(target) == 3
