"""What is Odense's alone: the official wording, letter for letter, on the pages that carry it.

Another library that makes the course its own replaces this one file. The words are copied by hand from the
map of the course and not read from `ordlyd.toml`, so that a slip of the hand in that file shows.
"""

from __future__ import annotations

import pytest
from building import Built

#: Page → the wording that it shows, word for word.
SHOWN: dict[str, list[str]] = {
    "index": [
        "Undskyld jeg forstyrrer!",
    ],
    "docs/introduktion": [
        "Relationsbaseret værtskab ved Odense Bibliotekerne – Undskyld jeg forstyrrer!",
    ],
    "docs/processen": [
        "Hvordan arbejdede vi os frem til dem?",
        "Samme principper, men lokale tilgange",
    ],
    "docs/for-ledere": [
        "Kafferefleksion – borgeren i centrum",
    ],
    "docs/kilder": ["Ekstra kaffe eller love min selvledelse"],
    "docs/flere-forloeb": ["Kollegakaffe", "Mere for mindre", "Medskabelse"],
    "modules/principper/imoedekommenhed": [
        "Vær imødekommende, spørg ind – skab dialogen.",
        "Vi udviser tålmodighed og interesse for den enkelte borger uden forudgående fordomme, "
        "således at den enkelte kan hjælpes bedst muligt.",
    ],
    "modules/principper/vi-hilser-velkommen": [
        "Vi byder borgeren velkommen i øjenhøjde og med et opmærksomt smil.",
        "Hils! Kig op! Alle skal føle sig set.",
    ],
    "modules/principper/tid-til-naervaer": [
        "Mennesket før driften.",
        "Vi prioriterer vagten: »På vagt, når vi er på vagt«.",
    ],
    "modules/principper/dialogruter": [
        "Være aktivt opsøgende og tilgængelige.",
        "Smilende, lyttende, synlige og empatiske.",
    ],
    "modules/referenceramme/index": [
        "Hvad mener vi i OBIB, når vi siger …",
    ],
    "modules/referenceramme/domaenetrekanten": [
        "Hvor henter jeg min argumentation fra i faglige samtaler?",
        "Den personlige smag, moral, private holdninger, overbevisninger, værdier og præferencer, der "
        "afgør vores handlinger. Hvad er godt, hvad er skidt. Her bor »synsningerne«.",
        "I dette domæne træffes ikke beslutninger. Du lytter aktivt til forskellige erfaringer og andres "
        "opfattelser. Der er ingen vedtagne sandheder, ikke noget rigtigt eller forkert. Ikke enighed, "
        "men udveksling af synspunkter. »Det får mig til at tænke …«",
        "Regler, rammer, overenskomster, klarhed, rigtigt og forkert. Når vi løser opgaven på den her "
        "måde, hvilken værdi skaber det så for borgeren? Er det, jeg synes i det personlige domæne, også "
        "hensigtsmæssigt, når jeg tænker på modtageren af min ydelse/løsning/beslutning?",
    ],
    "modules/referenceramme/system-1-og-system-2": [
        "System 1 er hurtigt, ukontrolleret og automatisk.",
        "System 2 er langsomt, bevidst og reflekteret og stiller undrende spørgsmål.",
        "Vi skal være meget bevidste om, hvilket domæne vi argumenterer i!",
        "Skal vi skifte position? Være mere aktivt lyttende?",
        "Dette kan hjælpe os med at tage kloge beslutninger.",
    ],
    "modules/referenceramme/ret-og-pligt": [
        "Betragter man sig selv som offer, passiv modtager eller passager, vanrøgter man sine "
        "forpligtelser og risikerer at miste sine rettigheder.",
        "Rettighederne er attraktive.",
        "Forpligtelserne holder sammen på det hele.",
        "Derfor er det til stor skade, når medlemmerne i et arbejdsfællesskab fokuserer mere på "
        "rettigheder end på forpligtelser.",
    ],
    "modules/referenceramme/systemisk-referenceramme": [
        "Vi skaber virkeligheden sammen i de ord, vi vælger, og den måde, vi møder hinanden på.",
        "Alle er ansat til noget forskelligt og er optaget af noget forskelligt.",
    ],
    "modules/kaffe/index": ["Kafferefleksion – borgeren i centrum"],
    "exercises/tjek-ind": [
        "Hvad er det bedste, der kan ske for mig i dag?",
        "Hvad vil mit vigtigste bidrag være til, at vi får nogle gode timer sammen?",
    ],
    "exercises/den-anden-haand": [
        "Skriv dit navn med din foretrukne hånd. Skriv det bagefter med den anden.",
        "Reflekter kortvarigt sammen om, hvad I lægger mærke til, der sker i jeres hjerne og i jeres krop.",
    ],
    "exercises/papirflyveren": [
        "Byg en papirflyver sammen med din makker, og I må kun bruge én hånd hver.",
        "Hvad lægger I mærke til?",
    ],
    "exercises/gruppearbejde": [
        "Hvad betyder de i praksis, og hvordan italesætter vi dem i vores hverdag?",
        "Vær imødekommende, spørg ind – skab dialogen.",
        "Kig op, og hils på den enkelte borger. Alle skal føle sig set.",
        "Mennesker før drift.",
        "Vi prioriterer vagten: »På vagt, når vi er på vagt«.",
        "Være aktivt opsøgende og tilgængelige.",
    ],
    "exercises/lokale-tilgange": ["Samme principper, men lokale tilgange"],
    "exercises/tjek-ud": [
        "Hvad har jeg fået øje på i dag?",
        "Dagen i dag har styrket vores fælles faglige forståelse for, hvad godt værtskab er på Odense "
        "Bibliotekerne, fordi …",
        "En væsentlig pointe fra i dag, som jeg har hæftet mig ved, er …",
        "Jeg vil konkret øve mig på …, og jeg vil gerne have hjælp til at …",
    ],
}

#: Principle → its questions, in order; the group work asks the same ones.
QUESTIONS: dict[str, list[str]] = {
    "imoedekommenhed": [
        "Hvordan ser det ud, når I møder en borger med åbenhed og nysgerrighed?",
        "Hvordan lyder nysgerrighed?",
        "Hvordan ser nærvær ud?",
        "Hvordan kan man se, at du er tålmodig?",
    ],
    "vi-hilser-velkommen": [
        "Hvad betyder det at føle sig set? Hvis jeg satte et kamera op, hvad ville du så få øje på?",
        "Hvad betyder det at anerkende brugeren? Hvordan ser det ud? Hvordan lyder det?",
        "Hvordan opleves anerkendelse?",
        "Tålmodighed og interesse: Hvordan tilgodeser vi bedst den enkelte borger?",
    ],
    "tid-til-naervaer": [
        "Hvad betyder »Mennesker før drift« konkret? Hvad er det for en drift, der skal vente? Hvilke "
        "opgaver kan man påtage sig på en udlånsvagt?",
        "Hvad betyder »på vagt«?",
        "Hvordan ser tilgængelighed ud?",
    ],
    "dialogruter": [
        "Hvad betyder »Vi er aktivt opsøgende«? Konkrete eksempler?",
        "Hvad vil man se dig gøre, når du går en dialogrute?",
        "Hvordan kan I arbejde videre med dialogruter på en sjov og relevant måde i jeres arbejdsfællesskab?",
    ],
}

PAIRS: list[tuple[str, str]] = [
    ("Rettighed som ansat", "Forpligtelse som ansat"),
    ("At blive hørt", "At lytte"),
    (
        "At blive mødt med respekt, empati og anerkendelse",
        "At møde andre med respekt, empati og anerkendelse",
    ),
    ("Indflydelse på egne opgaver", "At bidrage til andres opgaver"),
    ("At komme på banen", "At invitere andre til det samme"),
    ("At planlægge sin arbejdstid", "At inddrage sin leder i, hvad man laver"),
    ("En MU-samtale", "At gøre MU-samtalen god"),
    (
        "Efteruddannelse",
        "At uddanne sig i den retning, som organisationen har brug for, og at bruge den viden, man har",
    ),
    ("At blive mødt med glæde og anerkendelse", "At møde andre med glæde og anerkendelse"),
    ("At møde ind til en ren og lækker arbejdsplads", "At være med til at holde den ren og lækker"),
    ("At få forberedelsestid", "At inddrage sin leder i sine opgaver, så tiden kan prioriteres"),
    ("At få materiale fra andre i god tid", "At levere til kolleger i god tid"),
    ("At arbejde i en god atmosfære", "At bidrage til den gode atmosfære"),
]

#: The twelve themes, week by week.
THEMES: list[str] = [
    "Hvad vil de os, de borgere?",
    "Hvordan neutral?",
    "Hvornår er »god weekend« højst upassende?",
    "Hvorfor private værktøjer som »venlighed« ikke virker – og hvad du skal gøre i stedet!",
    "Lær af de dialoger, der gik godt",
    "Få øje på, at du ikke er dine tanker og følelser, og hvorfor det hjælper dig",
    "Vi handler med os selv, ikke mod andre!",
    "Kommunikation – tale til ord, intonation (følelser) eller det, der ligger bag eller fremme?",
    "Borgeren i centrum, fælles opgave – dialognøgler/dialogbrikker og fælles udforskning",
    "Hvordan er det ubehagelige og »mislykkede« også en guldgrube for dig?",
    "Spirer til succes i borgerdialoger?",
    "Kollegial undersøgelse af dialoger – de gode og de svære?",
]

#: Week → the theme's note, which the page carries over.
NOTES: dict[int, str] = {
    1: "Hvad er deres intention? Lytte aktivt. 2 × 1",
    2: "– det handler ikke om dig, holdning er professionelt?",
    7: "Vi lever alle indefra og ud … Dette giver dig rum",
    12: "Hvad får du øje på …?",
}

#: Classes that mark a piece of a page as official.
OFFICIAL = ("ordlyd", "ordlyd-tekst", "refleksion-spoergsmaal", "skrivelinjer-etiket")


def _official_text(course: Built, docname: str) -> list[str]:
    tree = course.tree(docname)
    parts = [element for name in OFFICIAL for element in tree.all(class_=name)]
    if docname == "index":
        parts += tree.all(class_="cover-subtitle")
    return [part.text() for part in parts]


@pytest.mark.parametrize("docname", SHOWN)
def test_a_page_shows_its_official_wording_letter_for_letter(course: Built, docname: str) -> None:
    text = "\n".join(_official_text(course, docname))
    assert [piece for piece in SHOWN[docname] if piece not in text] == []


@pytest.mark.parametrize("principle", QUESTIONS)
def test_a_principle_and_the_group_work_ask_the_same_questions(course: Built, principle: str) -> None:
    docname = f"modules/principper/{principle}"
    published = [q for q in course.data["questions"] if q["page"] == docname and not q["answer"]]
    assert [q["text"] for q in published] == QUESTIONS[principle]
    assert all(q["official"] for q in published)
    on_page = [e.text() for e in course.tree(docname).all(class_="refleksion-spoergsmaal")]
    assert on_page[:-1] == QUESTIONS[principle], "after them, only the card that is turned"
    asked = [e.text() for e in course.tree("exercises/gruppearbejde").all(class_="refleksion-spoergsmaal")]
    assert [q for q in asked if q in QUESTIONS[principle]] == QUESTIONS[principle]


def test_the_twelve_pairs_stand_as_a_table_with_a_header(course: Built) -> None:
    for docname in ("modules/referenceramme/ret-og-pligt", "exercises/ret-og-pligt-makker"):
        table = course.tree(docname).one("table")
        assert tuple(cell.text() for cell in table.one("thead").all("th")) == PAIRS[0]
        rows = [
            tuple(cell.text() for cell in (*row.all("th"), *row.all("td")))
            for row in table.one("tbody").all("tr")
        ]
        assert rows == PAIRS[1:]


def test_the_twelve_themes_are_the_titles_of_the_coffee_reflections(course: Built) -> None:
    assert [page["title"] for page in course.coffee()] == THEMES
    for page, theme in zip(course.coffee(), THEMES, strict=True):
        assert course.tree(page["docname"]).one("h1").text(without="headerlink") == theme


@pytest.mark.parametrize("week", NOTES)
def test_a_theme_carries_its_note_over(course: Built, week: int) -> None:
    page = course.coffee()[week - 1]
    assert NOTES[week] in "\n".join(_official_text(course, page["docname"]))


def test_every_quotation_names_its_owner_and_source(course: Built) -> None:
    owners = {
        "Odense Bibliotekerne · Introduktionen til værtskab",
        "Udbyderen af Kafferefleksion · Præsentationen af Kafferefleksion",
    }
    shown = [e.text() for tree in course.trees.values() for q in tree.all("figure", "ordlyd")
             for e in q.all("figcaption")]  # fmt: skip
    assert len(shown) == sum(len(tree.all("figure", "ordlyd")) for tree in course.trees.values())
    assert set(shown) == owners
