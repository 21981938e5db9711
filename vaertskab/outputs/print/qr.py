"""QR codes, as drawings."""

from __future__ import annotations

import io

#: White squares around the code: the standard (ISO/IEC 18004) asks for four.
QUIET = 4
INK = "#2b2320"


def qr_svg(url: str) -> str:
    """Return a QR code of `url` as an SVG drawing, a unit a square, with its quiet zone.

    15 % of it may be smudged and a phone still reads it (level M), more where that costs no larger code.
    The same address always gives the same drawing.

    :raises segno.DataOverflowError: the address is too long for a QR code (some 2,300 characters).
    """
    import segno  # only a course that has an address of its own has codes

    code = segno.make_qr(url, error="m", boost_error=True)
    out = io.BytesIO()
    code.save(out, kind="svg", border=QUIET, dark=INK, light=None, xmldecl=False, nl=False, omitsize=True)
    return out.getvalue().decode()
