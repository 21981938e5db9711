"""The page about privacy says word for word what the program of the mails stores of people."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import ROOT

pytest.importorskip("sqlalchemy", reason="those who edit pages have no program that sends mails")

from kaffe.ordering import placed

from vaertskab.kaffe import schema
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.orders.stored_data import StoredData
from vaertskab.kaffe.settings import KEEP_MONTHS
from vaertskab.model.settings import load_settings

#: What the page says of each column that holds something about a person. A new column is written on the page,
#: and here; or below, where it is about nobody.
TOLD = {
    "course_order": {
        "dit navn, din mailadresse og din arbejdsplads": "orderer_name orderer_address workplace",
        "hvornår du bestilte": "placed",
        "hvornår mailene skal gå": "start weekday time zone weeks follow_ups",
        "hvilke uger og dage de springer over": "skipped closed",
        "om planen er ændret eller stoppet": "change sequence stopped",
        "hvad du har fået at vide": "confirmed told leader_week repeats",
        "om du vil have en mail om ugens tema": "leader_mail",
    },
    "participant": {
        "| `navn`, `adresse`, `arbejdsplads` |": "name address address_key",
        "| `ordre`, `med_siden` |": "order_id joined",
        "| `kendetegn` |": "token",
        "| `tilstand`, `grund` |": "status why",
        "| `næste_uge`, `næste_mail` |": "next_week ready",
        "hvor mange `forsøg` der er gjort, om den blev `gentaget`": "attempts repeats",
        "| `seneste_mail`, `seneste_fejl`, `afvist_i_træk` |": "last_sent error refusals",
        "Hvor længe siderne er lovet dig": "access_until",
        "Mens en mail er på vej, husker programmet også det": "owner leased_until in_flight",
        "hvornår den først blev prøvet": "first_tried",
        "hvilken uges mail der kom retur": "bounced_week",
        "hvornår du blev sat i gang igen efter en fejl": "resumed",
    },
    "delivery": {
        "`uge`, `hvornår`, om den er `sendt`": "participant_id week settled sent",
        "hvor mange `forsøg` der er gjort, om den blev `gentaget`": "attempts repeats",
        "mailserverens egne ord, hvis der var en `fejl`": "error",
    },
    "notice": {
        "får den, der passer mailene, en besked. Din adresse kan stå i den.": "kind words about",
        "Beskeden bliver slettet efter 90 dage": "at seen",
    },
}
#: Numbers of rows, the course's text, and a sender's hold on an order.
ABOUT_NOBODY = {
    "course_order": "id mail_domain edition fresh_text owner leased_until in_flight",
    "participant": "id track_id",
    "notice": "id",
}
NO_PERSONS = {"edition", "track", "slot", "run", "handover", "memory"}


@pytest.fixture(scope="module")
def page() -> str:
    path = ROOT / "docs" / "privatliv.md"
    if not path.is_file():
        pytest.skip("the course has no page about privacy")
    return path.read_text("utf-8")


def test_every_column_about_a_person_is_named_on_the_page(page: str) -> None:
    assert set(schema.metadata.tables) == NO_PERSONS | TOLD.keys()
    for name, told in TOLD.items():
        known = " ".join([*told.values(), ABOUT_NOBODY.get(name, "")]).split()
        assert sorted(known) == sorted(schema.metadata.tables[name].c.keys()), name
        assert [words for words in told if words not in page] == []


def test_every_word_of_an_extract_stands_on_the_page(page: str, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/kaffe.sqlite3")
    placed(database, "anne")
    data = StoredData(database, KEEP_MONTHS).extract("anne@example.org")
    database.close()
    (one,) = data["deltagelser"]
    named = set(re.findall(r"`([^`]+)`", page))
    assert one.keys() - named == set()
    assert {"uge", "hvornår", "sendt", "forsøg", "gentaget", "fejl"} <= named


def test_names_are_kept_as_long_as_the_course_says() -> None:
    assert int(load_settings(ROOT / "kursus.toml")["privatliv.slet-efter"]) == KEEP_MONTHS


#: What the page says of each thing that a learning management system is told; leaving a page is no news.
TOLD_TO_A_SYSTEM = {
    "status": "om du er færdig",
    "place": "hvor du er nået til",
    "noted": "hvilke sider du har læst",
    "progress": "hvilke sider du har læst",
    "time": "hvor længe du var der",
    "exit": "",
}


def test_what_a_learning_system_is_told_stands_on_the_page(page: str) -> None:
    script = (ROOT / "vaertskab/outputs/lms/lms.js").read_text("utf-8")
    told = set(re.findall(r"(\w+): \"(?:cmi\.[\w.]+)?\"", script))
    assert told == TOLD_TO_A_SYSTEM.keys()
    assert [words for words in TOLD_TO_A_SYSTEM.values() if words not in page] == []
