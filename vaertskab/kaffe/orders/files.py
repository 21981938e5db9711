"""A leader's file, whatever it was saved by: a workbook or a text, or told what to do instead."""

from __future__ import annotations

from pathlib import Path

from vaertskab.kaffe.errors import ListError, in_danish
from vaertskab.kaffe.orders.tables import MAX_FILE_BYTES, Sheet
from vaertskab.kaffe.orders.text_files import read_text
from vaertskab.kaffe.orders.workbook import read_workbook

#: How files begin that are no lists, and what to do with them (Danish).
_OTHER_KINDS = (
    (
        b"\xd0\xcf\x11\xe0",
        "Filen har adgangskode eller er i et gammelt Excel-format. Gem den som .xlsx uden kode.",
    ),
    (b"%PDF", "Filen er en pdf. Bed om listen som regneark eller CSV."),
    (b"{\\rtf", "Filen er et tekstdokument. Kopiér listen over i et regneark, og gem den som .xlsx."),
    (b"BEGIN:VCARD", "Filen er visitkort (vCard). Gem kontakterne som CSV i stedet."),
    (b"<", "Filen er en webside eller XML. Åbn den i Excel, og gem den som .xlsx."),
    (b"{", "Filen er JSON. Gem listen som CSV i stedet."),
    (b"[", "Filen er JSON. Gem listen som CSV i stedet."),
)


def read_sheets(path: Path) -> list[Sheet]:
    """Return the sheets of the file at `path`, hidden ones too.

    :raises ListError: the file cannot be read as a list at all.
    """
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise ListError(
                path.name, [f"Filen fylder {size // 1_000_000} MB. Det er for meget til en liste."]
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise ListError(path.name, ["Filen findes ikke. Se efter, om navnet er stavet rigtigt."]) from None
    except OSError as error:
        raise ListError(path.name, [f"Filen kan ikke åbnes: {in_danish(error)}."]) from None
    try:
        if data.startswith(b"PK\x03\x04"):
            return read_workbook(data)
        begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].upper()
        for start, fault in _OTHER_KINDS:
            if begins.startswith(start.upper()):
                raise ValueError(fault)
        if not begins.strip(b"\0\xff\xfe"):
            raise ValueError("Filen er tom.")
        return [read_text(data)]
    except ValueError as error:
        raise ListError(path.name, [str(error)]) from None
