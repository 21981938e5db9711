"""QR codes are read back by a reader of another make."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import typst
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from vaertskab.outputs.print.qr import qr_svg

ADDRESS = "https://kursus.example.org/vaertskab/modules/kaffe/04-venlighed.html"
PAGE = (
    '#set document(title: "Kode")\n#set page(width: 40mm, height: 40mm, margin: 10mm)\n'
    '#image("kode.svg", width: 20mm, alt: "Kode")\n'
)


def read(folder: Path, url: str, dots: int = 200) -> list[str]:
    """Print the code 20 mm wide, look at it with `dots` an inch, and return what it says."""
    (folder / "kode.svg").write_text(qr_svg(url), "utf-8")
    (folder / "main.typ").write_text(PAGE, "utf-8")
    pdf = typst.compile(folder / "main.typ")
    assert isinstance(pdf, bytes)
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=dots / 72, grayscale=True).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("url", [ADDRESS, "https://x.dk/", ADDRESS + "?" + "a" * 60])
def test_a_printed_code_leads_to_its_address(tmp_path: Path, url: str) -> None:
    assert read(tmp_path, url) == [url]


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-/.", min_size=1, max_size=80))
def test_any_path_is_read_back(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    url = f"https://kursus.example.org/{path}"
    assert read(tmp_path_factory.mktemp("kode"), url) == [url]


def test_the_same_address_gives_the_same_drawing() -> None:
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS)
    assert "<?xml" not in qr_svg(ADDRESS)
