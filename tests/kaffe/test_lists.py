"""The lists that leaders have at hand, as their programs save them: read right, or the doubt told by name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from vaertskab.kaffe.errors import ListError
from vaertskab.kaffe.model import Person
from vaertskab.kaffe.orders import text_files, workbook
from vaertskab.kaffe.orders.listing import Listing, is_odd, told_lines
from vaertskab.kaffe.orders.order_list import read_list

BJORN, AASE, LIS = "Bjørn Ærø <bjoern@example.org>", "Åse Ø <aase@example.org>", "Lis Holm <lis@example.org>"
PEOPLE = [["Navn", "E-mail"], ["Bjørn Ærø", "bjoern@example.org"], ["Åse Ø", "aase@example.org"]]


def read(folder: Path, data: str | bytes, encoding: str = "utf-8") -> Listing:
    path = folder / "liste"
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return read_list(path)


def book(
    *sheets: tuple[str, list[list[object]]], change: Callable[[Workbook], None] = lambda _: None
) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    change(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def zipped(name: str) -> bytes:
    """Another kind of file that is a zip inside."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "<a/>")
    return file.getvalue()


def people(listing: Listing) -> list[str]:
    return [f"{one.name} <{one.address}>" if one.name else one.address for one in listing.people]


def faults(folder: Path, data: str | bytes) -> str:
    with pytest.raises(ListError) as caught:
        read(folder, data)
    return "\n".join(caught.value.faults)


#: A file, and who is on it in that order.
READ_RIGHT: dict[str, tuple[str | bytes, list[str]]] = {
    "Entra": (
        "userPrincipalName,displayName,surname,mail,givenName,id,userType\n"
        "x17@example.org,Ærø Bjørn (BIB),Ærø,bjoern@example.org,Bjørn,1,Member\n", [BJORN]),
    "Outlook": (
        '"First Name","Middle Name","Last Name","E-mail Address","E-mail Type","E-mail Display Name",'
        '"E-mail 2 Address","Manager\'s Name"\n'
        '"Lis","","Holm","lis@example.org","SMTP","Lis (lis)","","Ib Chef"\n', [LIS]),
    "Outlook på dansk": (
        '"Fornavn","Mellemnavn","Efternavn","E-mail-adresse","E-mail 2-adresse","E-mail-visningsnavn"\r\n'
        '"Bjørn","","Ærø","bjoern@example.org","","Bjørn (bjoern)"\r\n'.encode("cp1252"), [BJORN]),
    "Google": (
        "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Value\n"
        "Lis Holm,Lis,Holm,* Work,lis@example.org,\n", [LIS]),
    "Google Workspace": (
        "First Name [Required],Last Name [Required],Email Address [Required],Status [READ ONLY]\n"
        "Lis,Holm,lis@example.org,Active\n", [LIS]),
    "Teams": (
        "2. Participants\nName\tFirst Join\tEmail\tParticipant ID (UPN)\nLis Holm\t1\tlis@example.org\tlis@example.org\n"
        "\n3. In-Meeting Activities\nName\tJoin Time\tEmail\nLis Holm\t1\tlis@example.org\n".encode("utf-16"), [LIS]),
    "Forms, hvor E-mail er anonym": (
        "ID,E-mail,Navn,Hvad hedder du?,Hvad er din arbejdsmail?\n"
        "1,anonymous,,Bjørn Ærø,bjoern@example.org\n2,anonymous,,Åse Ø,aase@example.org\n", [BJORN, AASE]),
    "PowerShell": (
        '#TYPE ADUser\n"Enabled","GivenName","Name","Surname","EmailAddress"\n'
        '"True","Lis","Holm Lis","Holm","lis@example.org"\n', [LIS]),
    "e-mail (arbejde)": ("Navn;E-mail (arbejde)\nLis Holm;lis@example.org\n", [LIS]),
    "tjenstlig mail": ("Navn på medarbejder;Tjenstlig mail\nLis Holm;lis@example.org\n", [LIS]),
    "navne uden for kolonner, der kendes": (
        "Hvem;Hvor;Kontakt\nBjørn Ærø;Udlån;bjoern@example.org\nÅse Ø;Børn;aase@example.org\n", [BJORN, AASE]),
    "navn og efternavn": ("Efternavn;Navn;Mail\nHolm;Lis;lis@example.org\n", [LIS]),
    "byttede kolonner": ("Navn;E-mail\nbjoern@example.org;Bjørn Ærø\naase@example.org;Åse Ø\n", [BJORN, AASE]),
    "ingen kolonnenavne": ("Bjørn Ærø;bjoern@example.org\nÅse Ø;aase@example.org\n", [BJORN, AASE]),
    "kun adresser": ("bjoern@example.org\naase@example.org\n", ["bjoern@example.org", "aase@example.org"]),
    "adresser med komma": ("bjoern@example.org, lis@example.org\n", ["bjoern@example.org", "lis@example.org"]),
    "Outlooks Til": (f"{BJORN}; {AASE}; {LIS}", [BJORN, AASE, LIS]),
    "Outlooks Til med efternavn først": ("Ærø, Bjørn <bjoern@example.org>; Ø, Åse <aase@example.org>", [BJORN, AASE]),
    "Outlooks Til med citationstegn": (
        "Til: 'lis@example.org' <lis@example.org>; \"Ærø, Bjørn (BIB)\" <bjoern@example.org>;",
        ["lis@example.org", "Bjørn Ærø (BIB) <bjoern@example.org>"]),
    "Outlooks Til i et felt": (f'E-mail\r\n"{BJORN}; {AASE}"\r\n'.encode("cp1252"), [BJORN, AASE]),
    "nummereret": (f"1. {BJORN}\n2. {AASE}\n", [BJORN, AASE]),
    "navn og adresse med mellemrum": ("Bjørn Ærø bjoern@example.org\nÅse Ø: aase@example.org\n", [BJORN, AASE]),
    "Exchange": (
        "Name,PrimarySmtpAddress,ExternalEmailAddress\nLis Holm,lis@example.org,SMTP:lis@example.org\n", [LIS]),
    "kaldenavn og navn": ("Fornavn;Navn;Mail\nLis;Lis Holm;lis@example.org\n", [LIS]),
    "en linje om listen": ("Navn;Mail\nLis Holm;lis@example.org\nHusk at sige til, hvis din mail ændres;\n", [LIS]),
    "Markdown": ("| Navn | Mail |\n|---|---|\n| Lis Holm | lis@example.org |\n", [LIS]),
    "hele linjer i citationstegn": ('"Navn;E-mail"\n"Lis Holm;lis@example.org"\n', [LIS]),
    "to tabeller": ("Navn;Mail\nLis Holm;lis@example.org\n\nMail;Navn\naase@example.org;Åse Ø\n", [LIS, AASE]),
    "formel i CSV": ('Navn;Mail\nLis Holm;"=HYPERLINK(""mailto:lis@example.org"";""lis"")"\n', [LIS]),
    "en mailto med emne": ("Navn;Mail\nLis Holm;mailto:lis@example.org?subject=Hej\n", [LIS]),
    "Mac": ("Navn;E-mail\rBjørn Ærø;bjoern@example.org\rÅse Ø;aase@example.org\r".encode("mac-roman"), [BJORN, AASE]),
    "DOS": ("Navn;E-mail\r\nBjørn Ærø;bjoern@example.org\r\nÅse Ø;aase@example.org\r\n".encode("cp850"), [BJORN, AASE]),
    "Windows med apostrof": ("Navn;E-mail\nRené O’Brien;rene@example.org\n".encode("cp1252"),
                             ["René O’Brien <rene@example.org>"]),
    "UTF-16 uden mærke": ("Navn\tE-mail\nLis Holm\tlis@example.org\n".encode("utf-16-le"), [LIS]),
    "to ark": (book(("Børn", PEOPLE), ("Voksne", [["Navn", "Mail"], ["Lis Holm", "lis@example.org"]])),
               [BJORN, AASE, LIS]),
    "titel over tabellen": (
        book(("A", [["Deltagere"], [], [None, "Nr", "Navn", "Mail"], [None, 1, "Lis Holm", "lis@example.org"]])), [LIS]),
}  # fmt: skip


@pytest.mark.parametrize("kind", READ_RIGHT)
def test_a_list_that_a_leader_has_at_hand_is_read_right(tmp_path: Path, kind: str) -> None:
    data, expected = READ_RIGHT[kind]
    listing = read(tmp_path, data)
    assert people(listing) == expected
    assert listing.sources


def links(made: Workbook) -> None:
    made["A"]["A2"].hyperlink = "mailto:bjoern@example.org"
    made["A"]["A3"].hyperlink = "mailto:aase@example.org?subject=Hej"


def merged(made: Workbook) -> None:
    made["A"].merge_cells("A1:B1")
    made["A"].merge_cells("C1:C2")
    made["A"].merge_cells("A4:C4")


def hide_rows(made: Workbook) -> None:
    made["A"].auto_filter.ref = "A1:B3"
    made["A"].row_dimensions[3].hidden = True


def hide_sheet(made: Workbook) -> None:
    made["B"].sheet_state = "veryHidden"


def hide_column(made: Workbook) -> None:
    made["A"].column_dimensions["B"].hidden = True


def strike(made: Workbook) -> None:
    for cell in made["A"][3]:
        cell.font = Font(strike=True)


#: A workbook, who is on it, and words that are told about it.
WORKBOOKS: dict[str, tuple[bytes, list[str], list[str]]] = {
    "links på navnene": (
        book(("A", [["Navn"], ["Bjørn Ærø"], ["Åse Ø"]]), change=links), [BJORN, AASE], []),
    "flettede celler": (
        book(("A", [["Medarbejder", None, "E-mail"], ["Fornavn", "Efternavn"], ["Bjørn", "Ærø", "bjoern@example.org"],
                    ["Vikarer"], ["Lis", "Holm", "lis@example.org"]]), change=merged),
        [BJORN, LIS], ["linje 4 »Vikarer«"]),
    "skjulte rækker": (
        book(("A", PEOPLE), change=hide_rows), [BJORN], ["filtreret fra", "linje 3 »Åse Ø, aase@example.org«"]),
    "et skjult ark": (
        book(("A", PEOPLE), ("B", [["Mail"], ["skjult@example.org"]]), change=hide_sheet),
        [BJORN, AASE], ["skjult@example.org (arket »B« er skjult)"]),
    "en skjult kolonne": (
        book(("A", [["Navn", "Mail", "E-mail"], ["Lis Holm", "gammel@example.org", "lis@example.org"]]),
             change=hide_column), [LIS], ["»Mail«", "gammel@example.org"]),
    "vejledning og sum": (
        book(("Vejledning", [["Skriv på næste ark"]]), ("Liste", [*PEOPLE, ["I alt", 2]])),
        [BJORN, AASE], ["arket »Vejledning« (ingen mailadresser)", "linje 4 »I alt, 2«"]),
    "et ark om listen": (
        book(("Info", [["Listen er lavet af Ib"], ["Spørg ib@example.org"], ["Tak"]]), ("Liste", PEOPLE)),
        [BJORN, AASE], ["»Spørg ib@example.org«"]),
    "streget over": (book(("A", PEOPLE), change=strike), [BJORN], ["streget over", "Åse Ø, aase@example.org"]),
    "samme på to ark": (
        book(("A", PEOPLE), ("B", [["Mail", "Navn"], ["AASE@example.org", "Åse"]])),
        [BJORN, AASE], ["Arket »B«, linje 2: AASE@example.org står også i arket »A«, linje 3", "»Åse Ø« og »Åse«"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_of_a_workbook_what_is_shown_is_read_and_the_rest_is_told(tmp_path: Path, kind: str) -> None:
    data, expected, told = WORKBOOKS[kind]
    listing = read(tmp_path, data)
    assert people(listing) == expected
    words = "\n".join((*listing.left_out, *listing.notes))
    assert [part for part in told if part not in words] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Navn;Mail;Privat mail\nLis;lis@example.org;lis@privat.example\n", "lis@privat.example"),
        ("Navn;Mail;Leders mail\nLis;lis@example.org;chef@example.org\n", "»Leders mail«"),
        ("Spørg chef@example.org\nNavn;Mail\nLis;lis@example.org\n", "linje 1 »Spørg chef@example.org«"),
        ("Navn;Mail\nLis;lis@example.org; to@example.org\n", "to@example.org"),
        ("Navn,Brugernavn (UPN)\nLis,lis@example.org\n", "brugernavne"),
        ("Navn;Privat mail\nLis;lis@example.org\n", "»Privat mail«"),
        ("displayName,mail,accountEnabled\nLis,lis@example.org,False\n", "»accountEnabled«"),
        (
            "Navn;Mail;Skal med\nLis;lis@example.org;nej\n",
            "»Skal med«, og om disse skal have mails: lis@example.org (nej)",
        ),
        ("Navn;Mail;Fratrådt\nLis;lis@example.org;1/2\n", "»Fratrådt«"),
        (
            "Navn;Mail\nLis Holm;lis@example.org\nLis Holm;lis2@example.org\n",
            "»Lis Holm« står med 2 adresser",
        ),
        ("Navn;E-mail\rSøs;sos@example.org\r".encode("mac-roman"), "gemt fra en Mac"),
    ],
)
def test_what_is_in_doubt_or_not_used_is_told_with_the_addresses(
    tmp_path: Path, text: str | bytes, told: str
) -> None:
    listing = read(tmp_path, text)
    assert len([one for one in listing.people if one.name.startswith(("Lis", "Søs"))]) == len(listing.people)
    assert told in "\n".join((*listing.left_out, *listing.notes))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("Navn;E-mail;;Navn;E-mail\nLis;lis@example.org;;Bo;bo@example.org\n", "lis@example.org«, E har fx »bo@"),
        ("Navn;E-mail\nLis;lis@example.org\nBo;\n", "Linje 3: Mailadressen mangler for »Bo«."),
        ("Navn;E-mail\nTo;\"lis@example.org; bo@example.org\"\n", "»To« har 2 adresser i samme felt: lis@"),
        (f"{BJORN}; Holm Lis; {AASE}", "»Holm Lis« har ingen mailadresse"),
        ("Navn,Mail\nÆrø, Bjørn,bjoern@example.org\n", "Linje 2"),
        ("Navn;Mail\nLis;lis@example.org\n;Spørg chef@example.org\n", "Linje 3: Der står mere end en mailadresse"),
        ("lis@example.org eller bo@example.org\n", "Linje 1: Der står mere end en mailadresse"),
        ("mail,displayName,UPN\nlis@example.org,Lis,lis@example.org\n,Lokale,lokale@example.org\n", "lokale@"),
        ('"Name","E-mail Address"\n"Lis","/O=EXCHANGELABS/CN=LIS"\n', "/O=EXCHANGELABS"),
        ("Navn;E-mail\nBj¿rn;b@example.org\nS?ren;s@example.org\n", "Linje 3: Navnet »S?ren« har ødelagte"),
        (book(("A", [["Navn", "Mail"], ["Lis", '=A2&"@example.org"']])), "formel, som ikke er regnet ud"),
        ("BEGIN:VCARD\nFN:Lis\n", "vCard"),
        ("<html><table>", "webside"),
        (b"%PDF-1.7", "pdf"),
        (zipped("word/document.xml"), "Word-dokument"),
        (zipped("content.xml"), "LibreOffice"),
        (zipped("tekst.txt"), "kan ikke læses som regneark"),
        ('Navn;E-mail\n"' + "x" * 140_000 + '";lis@example.org\n', "Linje 2: En celle er på mere end 32.767 tegn"),
        ("x" * 1_000_001 + "@example.org\n", "tegn"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_for_sure_is_refused_with_the_reason(
    tmp_path: Path, data: str | bytes, told: str
) -> None:
    assert told in faults(tmp_path, data)


def rezipped(data: bytes, **parts: Callable[[bytes], bytes]) -> bytes:
    """A workbook whose first sheet (or other part, by the end of its name) is changed."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for entry in old.infolist():
            change = next(
                (parts[key] for key in parts if entry.filename.endswith(f"{key}.xml")), lambda text: text
            )
            new.writestr(entry.filename, change(old.read(entry)))
    return file.getvalue()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.replace(b"<sheetData>", b"<sheetData>" + b" " * 101_000_000), "mere end 100 MB"),
        (lambda text: text.replace(b"</sheetData>", b"<row><c/><c/><c/></row>" * 400_000 + b"</sheetData>"),
         "for mange celler"),
        (lambda text: text.replace(b"</sheetData>", b'<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>'),
         "celle XFD9"),
        (lambda text: text.replace(b"</sheetData>", b'<row r="20001"><c><v>1</v></c></row></sheetData>'),
         "under linje 20000"),
        (lambda text: text.replace(b"<sheetData>", b"<sheetData>" + b"x" * 2_000_000), "32.767 tegn"),
        (lambda text: b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 9999 + b'">]>' + text.replace(b"<sheetData>",
         b"<sheetData>" + b"&b;" * 100_000), "kan ikke læses som regneark"),
    ],
)  # fmt: skip
def test_a_workbook_that_would_take_all_memory_is_refused_at_once(
    tmp_path: Path, change: Callable[[bytes], bytes], told: str
) -> None:
    assert told in faults(tmp_path, rezipped(book(("A", PEOPLE)), sheet1=change))


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (
            b'<mergeCells count="1"><mergeCell ref="A4:XFD1048576"/></mergeCells>',
            "er flettet eller har samme link",
        ),
        (
            b'<hyperlinks><hyperlink ref="A4:XFD1048576" r:id="rId1"/></hyperlinks>',
            "er flettet eller har samme link",
        ),
        (b'<mergeCells><mergeCell ref="&#65;4:XFD1048576"/></mergeCells>', "kan ikke læses som regneark"),
    ],
)
def test_what_spans_the_whole_sheet_is_refused_before_it_takes_all_memory(
    tmp_path: Path, part: bytes, told: str
) -> None:
    data = rezipped(
        book(("A", PEOPLE)), sheet1=lambda text: text.replace(b"</sheetData>", b"</sheetData>" + part)
    )
    assert told in faults(tmp_path, data)


def test_a_title_across_all_columns_is_read_as_any_other(tmp_path: Path) -> None:
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A4:XFD4"/></mergeCells>'
    data = rezipped(book(("A", PEOPLE)), sheet1=lambda text: text.replace(b"</sheetData>", merge))
    assert people(read(tmp_path, data)) == [BJORN, AASE]


def test_a_formula_that_comes_to_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    """As Excel saves it; openpyxl itself works nothing out."""
    rows = (
        b'<row r="4"><c r="A4" t="str"><f>"Lis"</f><v>Lis</v></c>'
        b'<c r="B4" t="str"><f>LOWER("LIS@EXAMPLE.ORG")</f><v>lis@example.org</v></c></row>'
        b'<row r="5"><c r="A5" t="str"><f>""</f><v></v></c><c r="B5" t="str"><f>""</f><v></v></c></row></sheetData>'
    )
    data = rezipped(book(("A", PEOPLE)), sheet1=lambda text: text.replace(b"</sheetData>", rows))
    assert people(read(tmp_path, data))[-1] == "Lis <lis@example.org>"


def test_a_long_list_is_within_the_limits(tmp_path: Path) -> None:
    rows = "".join(f"Person {n};p{n}@example.org\n" for n in range(2_000))
    assert len(read(tmp_path, f"Navn;E-mail\n{rows}").people) == 2_000
    assert workbook.MAX_MARKS >= 10_000 * 20 * 5 and text_files.MAX_UNPACKED_BYTES == 100_000_000


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("Bibliotekar", True), ("=Hyperlink", True), ("Teamleder Lis", True), ("BJAE", True), ("lis", True),
        ("1234", True), ("HR", True), ("Børnebibliotekar", True), ("Info", True), ("X", True),
        ("Lis Holm", False), ("Sandra Sø", False), ("BJØRN ÆRØ", False), ("Emil", False), ("Ita Bo", False),
        ("Vagn Leth", False), ("Anne-Sofie Ågård", False), ("Ole", False), ("Navneet Kaur", False),
    ],
)  # fmt: skip
def test_greetings_that_look_wrong_are_pointed_at(name: str, odd: bool) -> None:
    assert is_odd(Person(name, "lis@example.org")) is odd


def test_what_is_shown_before_yes_or_no_names_everybody_to_look_at(tmp_path: Path) -> None:
    text = (
        "Navn;Mail\nBibliotekar;b@example.org\n;uden@example.org\nLis Holm;lis@example.org\nOpdateret 1/10;\n"
    )
    listing = read(tmp_path, text)
    shown = "\n".join(told_lines(listing, listing.people))
    assert "Linje 1 er læst som kolonnenavne; adresser fra »Mail«, navne fra »Navn«." in shown
    assert "linje 5 »Opdateret 1/10«" in shown
    assert re.search(r"Hej Lis\s+Lis Holm <lis@example\.org>", shown)
    assert "Uden navn (1)" in shown and "uden@example.org" in shown
    assert "»Hej Bibliotekar«" in shown and "Bibliotekar <b@example.org>" in shown


def test_columns_that_are_hidden_from_far_below_the_first_take_no_memory(tmp_path: Path) -> None:
    columns = b'<cols><col min="-900000000000" max="900000000000" hidden="1"/></cols><sheetData>'
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book(("A", [["Navn", "E-mail"], ["Bo", "bo@example.org"]])))) as old,
        zipfile.ZipFile(file, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<sheetData>", columns))
    assert "kan ikke læses" in faults(tmp_path, file.getvalue())


def test_a_long_line_with_a_quotation_mark_is_read_in_no_time(tmp_path: Path) -> None:
    assert "kan ikke læses" in faults(tmp_path, '"' + ";" * 400_000)
