"""Names and addresses as people write them: safe, or refused."""

from __future__ import annotations

import pytest

from vaertskab.kaffe.address import clean_address, clean_name, parse_person, shown
from vaertskab.kaffe.model import Person


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("anne@example.org", "anne@example.org"),
        ("  Anne@Example.ORG\u00a0", "Anne@example.org"),
        ("mailto:anne@example.org", "anne@example.org"),
        ("anne@blåbærgrød.example.org", "anne@xn--blbrgrd-fxak7p.example.org"),
        ("anne@BLÅBÆRGRØD.example.org", "anne@xn--blbrgrd-fxak7p.example.org"),
        ("anne\u200b@example.org", "anne@example.org"),
        ("anne.sofie+kaffe@example.org", "anne.sofie+kaffe@example.org"),
    ],
)
def test_an_address_is_kept_as_it_is_written_to(written: str, meant: str) -> None:
    assert clean_address(written) == meant


def test_an_internationalised_domain_is_shown_in_its_own_letters() -> None:
    assert shown("anne@xn--blbrgrd-fxak7p.example.org") == "anne@blåbærgrød.example.org"


@pytest.mark.parametrize(
    "address",
    ["bo@example.org\r\nBcc: alle@example.org", "bo@example.org\0", "bo@[127.0.0.1]", '"bo o"@example.org',
     "bo@example..org", ".bo@example.org", "bo.@example.org", "bo@-example.org", "bo@1.2.3.4",
     "a" * 65 + "@example.org", "bo@" + "a" * 64 + ".org", "bo;ida@example.org", "<bo@example.org>",
     "bo@example.org>", "bo\u202e@example.org\n.dk"],
)  # fmt: skip
def test_an_address_that_mail_cannot_safely_go_to_never_gets_in(address: str) -> None:
    with pytest.raises(ValueError, match=r"Mailadressen|Adressen"):
        clean_address(address)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Anne-Sofie Ågård", "Anne-Sofie Ågård"),
        ("A\u030agard", "Ågard"),
        ("Ågård, Anne-Sofie", "Anne-Sofie Ågård"),
        ("Bo\r\nBcc: alle@example.org", "Bo Bcc: alle@example.org"),
        ("Bo\u202eØe", "BoØe"),
        ("  Bo \t Øe ", "Bo Øe"),
        ("👩\u200d🚒 Ida", "👩\u200d🚒 Ida"),
        ('Bo "Bogorm" Øe', 'Bo "Bogorm" Øe'),
        ("", ""),
    ],
)
def test_a_name_is_one_line_of_letters(written: str, meant: str) -> None:
    assert clean_name(written) == meant


def test_a_person_is_read_with_and_without_a_name() -> None:
    assert parse_person('"Øe, Bo" <bo@example.org>') == Person("Bo Øe", "bo@example.org")
    assert parse_person("bo@example.org") == Person("", "bo@example.org")
    for text in ("Bo", "Bo <bo>", "Bo <a@example.org> <b@example.org>", "<>", ""):
        with pytest.raises(ValueError, match="Mailadressen"):
            parse_person(text)
