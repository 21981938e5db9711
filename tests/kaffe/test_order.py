"""The list that a leader sends, as Excel saves it and as people fill it in."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from vaertskab.kaffe.address import clean_text, key_of
from vaertskab.kaffe.errors import ListError
from vaertskab.kaffe.model import Person
from vaertskab.kaffe.orders.order_list import read_list

PEOPLE = (Person("Anne-Sofie Ågård", "anne@example.org"), Person("Bo Øe", "bo@example.org"))
ROWS = [["Navn", "E-mail"], ["Anne-Sofie Ågård", "anne@example.org"], ["Bo Øe", "bo@example.org"]]


def saved(folder: Path, text: str | bytes, name: str = "liste.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def workbook(folder: Path, *sheets: list[list[object]]) -> Path:
    book = Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(folder / "liste.xlsx")
    return folder / "liste.xlsx"


def faults(path: Path) -> list[str]:
    with pytest.raises(ListError) as caught:
        read_list(path)
    assert str(caught.value).startswith(f"{path.name} kan ikke bruges. Intet er gemt.\n")
    return list(caught.value.faults)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_a_list_is_read_however_it_was_saved(
    tmp_path: Path, encoding: str, delimiter: str, line_end: str
) -> None:
    text = line_end.join(delimiter.join(row) for row in ROWS) + line_end
    assert read_list(saved(tmp_path, text, encoding=encoding)).people == PEOPLE


def test_a_list_is_read_from_excels_own_format(tmp_path: Path) -> None:
    assert read_list(workbook(tmp_path, ROWS)).people == PEOPLE


def test_the_sheet_with_the_column_names_is_found(tmp_path: Path) -> None:
    assert read_list(workbook(tmp_path, [["Vejledning"], ["Skriv på næste ark"]], ROWS)).people == PEOPLE


def test_excels_line_about_its_delimiter_is_no_line_of_the_list(tmp_path: Path) -> None:
    assert read_list(saved(tmp_path, "sep=,\r\nNavn,Mail\r\nBo,bo@example.org\r\n")).people[0].name == "Bo"


@pytest.mark.parametrize(
    "name", ["E-mail", "Mail", "Mailadresse", "e-mailadresse", "E-MAIL ADRESSE", "Email", " mail: ", "E-post"]
)
def test_the_address_column_is_found_by_its_name_wherever_it_stands(tmp_path: Path, name: str) -> None:
    text = f"Afdeling;{name};Telefon;Navn\nUdlån;bo@example.org;12345678;Bo\n"
    assert read_list(saved(tmp_path, text)).people == (Person("Bo", "bo@example.org"),)


def test_first_and_last_names_in_columns_of_their_own_are_put_together(tmp_path: Path) -> None:
    text = "Efternavn;Fornavn;Mail\nÅgård;Anne-Sofie;anne@example.org\n;Bo;bo@example.org\n"
    assert [person.name for person in read_list(saved(tmp_path, text)).people] == ["Anne-Sofie Ågård", "Bo"]


def test_a_title_above_the_column_names_and_empty_lines_are_no_fault(tmp_path: Path) -> None:
    text = "Deltagere fra Hovedbiblioteket;\n;\nNavn;Mail\n;\nBo;bo@example.org\n  ; \n"
    assert read_list(saved(tmp_path, text)).people == (Person("Bo", "bo@example.org"),)


def test_every_faulty_line_is_named_with_its_number_and_reason(tmp_path: Path) -> None:
    text = (
        "Navn;E-mail\n"
        "Anne;anne@example.org\n"
        "Bo;\n"
        "Carl;carl.example.org\n"
        "Ditte;ditte@example\n"
        "Emil;emil@@example.org\n"
        "Freja;søren@example.org\n"
        "Gry;gry@exa mple.org\n"
        "Hans;@example.org\n"
        "Ida;ida@\n"
        "SÃ¸ren;soren@example.org\n"
        f"{'J' * 1000};jens@example.org\n"
        "K\0arl;karl@example.org\n"
        "Lis;lis@example.org, mie@example.org\n"
        "Mie;mie@exam_ple.org\n"
    )
    assert faults(saved(tmp_path, text)) == [
        "Linje 3: Mailadressen mangler for »Bo«.",
        "Linje 4: Mailadressen »carl.example.org« mangler et @.",
        "Linje 5: Mailadressen »ditte@example« mangler slutningen på domænet, fx .dk.",
        "Linje 6: Mailadressen »emil@@example.org« har mere end ét @.",
        "Linje 7: Mailadressen »søren@example.org« har tegn, som ikke kan bruges før @.",
        "Linje 8: Mailadressen »gry@exa mple.org« har et mellemrum i sig.",
        "Linje 9: Mailadressen »@example.org« mangler noget før @.",
        "Linje 10: Mailadressen »ida@« mangler noget efter @.",
        "Linje 11: Navnet »SÃ¸ren« har ødelagte bogstaver. Gem listen igen som CSV UTF-8 eller XLSX.",
        "Linje 12: Navnet er på 1000 tegn. Der må højst være 200.",
        "Linje 13: Navnet har et styretegn i sig. Skriv det igen.",
        "Linje 14: »Lis« har 2 adresser i samme felt: lis@example.org, mie@example.org. "
        "Skriv hver på sin egen linje.",
        "Linje 15: Mailadressen »mie@exam_ple.org« har et domæne, som ikke findes (det efter @).",
    ]


def test_a_line_is_counted_as_the_file_has_it_also_after_a_cell_of_two_lines(tmp_path: Path) -> None:
    text = 'Navn;Mail\n"Anne\nSofie";anne@example.org\n\nBo;bo\n'
    assert faults(saved(tmp_path, text)) == ["Linje 5: Mailadressen »bo« mangler et @."]
    path = workbook(tmp_path, [["Navn", "Mail"], [], [None, None], ["Bo", "bo"]])
    assert faults(path) == ["Linje 4: Mailadressen »bo« mangler et @."]


def test_a_doubled_address_is_told_and_counts_once(tmp_path: Path) -> None:
    found = read_list(saved(tmp_path, "Navn;Mail\nBo;bo@example.org\nBo;BO@Example.org\n"))
    assert found.people == (Person("Bo", "bo@example.org"),)
    assert found.notes == ["Linje 3: BO@example.org står også i linje 2 og får kun mailen én gang."]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "tom"),
        (b"\r\n\r\n", "tom"),
        (b"Navn;Telefon\r\nBo;12345678\r\n", "Ingen kolonne hedder »E-mail«"),
        (b"Navn;E-mail\r\n", "ingen deltagere"),
        (b"Navn;E-mail;Mail\r\nBo;a@example.org;b@example.org\r\n", "Både »E-mail« og »Mail«"),
        (b'Navn;Mail\r\n"Bo;bo@example.org\r\nIda;ida@example.org\r\n', "Linje 2: Et anførselstegn er åbnet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gammelt Excel-format"),
        (b"PK\x03\x04 not a workbook", "kan ikke læses som regneark"),
        (b"Navn;Mail\r\nB\x05;bo@example.org\r\n", "Linje 2: Navnet"),
        (b"Navn;Mail\r\nB\xdb\xb2\xb3;bo@example.org\r\n", "bogstaver kan ikke genkendes"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_says_what_is_wrong(tmp_path: Path, content: bytes, told: str) -> None:
    assert told in "\n".join(faults(saved(tmp_path, content)))


def test_a_missing_file_a_folder_and_another_zip_are_told(tmp_path: Path) -> None:
    assert faults(tmp_path / "væk.csv") == ["Filen findes ikke. Se efter, om navnet er stavet rigtigt."]
    assert faults(tmp_path) == ["Filen kan ikke åbnes: det er en mappe."]
    with zipfile.ZipFile(tmp_path / "liste.xlsx", "w") as archive:
        archive.writestr("tekst.txt", "ikke et regneark")
    assert "regneark" in faults(tmp_path / "liste.xlsx")[0]


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
CELL = st.text(st.characters(codec="utf-8"), max_size=40)
WORD = st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=1, max_size=12)
LOCAL = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=20)


@given(st.lists(st.tuples(st.lists(WORD, min_size=1, max_size=3), LOCAL), min_size=1, max_size=20),
       st.sampled_from([";", ",", "\t"]), st.sampled_from(["cp1252", "utf-8", "utf-16"]))  # fmt: skip
def test_any_proper_list_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[list[str], str]], delimiter: str, encoding: str
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["Navn", "E-mail"])
    writer.writerows([" ".join(words), f"{local}@example.org"] for words, local in made)
    found = read_list(saved(tmp_path_factory.mktemp("liste"), file.getvalue(), encoding=encoding))
    expected: dict[str, str] = {}
    for words, local in made:
        expected.setdefault(f"{local}@example.org", " ".join(words))
    assert {person.address: person.name for person in found.people} == expected
    assert sum("én gang" in note for note in found.notes) == len(made) - len(expected)


@given(st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=12), st.booleans())
def test_whatever_is_written_either_all_of_it_is_safe_or_nothing_is_used(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], quoted: bool
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows([["Navn", "E-mail"], *rows])
    path = saved(tmp_path_factory.mktemp("liste"), file.getvalue())
    try:
        found = read_list(path)
    except ListError as error:
        assert error.faults
        assert all("\n" not in fault and "\r" not in fault for fault in error.faults)
        return
    for person in found.people:
        assert person.address.isascii() and person.address.count("@") == 1
        assert not set(person.address) & set(' \r\n\0<>,;:"()')
        assert not {unicodedata.category(char) for char in person.name} & {"Cc", "Cs", "Zl", "Zp"}
        assert not {unicodedata.bidirectional(char) for char in person.name} & BIDI
        assert clean_text(person.name, "Navnet") == person.name
    assert len({key_of(person.address) for person in found.people}) == len(found.people)


@given(st.binary(max_size=300))
def test_any_bytes_at_all_give_a_list_or_a_danish_fault(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    try:
        read_list(saved(tmp_path_factory.mktemp("liste"), content))
    except ListError as error:
        assert error.faults
