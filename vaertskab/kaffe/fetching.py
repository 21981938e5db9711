"""What is fetched from the course's site: the course file, a film's picture, a page to see if it is there."""

from __future__ import annotations

import urllib.request
from http.client import HTTPException

from vaertskab.kaffe.errors import in_danish

#: Seconds to wait for the site.
TIMEOUT = 20.0


class FetchError(Exception):
    """An address that cannot be fetched; `str` is a Danish clause."""


def fetch(url: str, most: int) -> bytes:
    """Return what is at an http(s) address, one byte more than `most` at most.

    :raises FetchError: it is none, does not answer, or answers with an error.
    """
    try:
        if not url.startswith(("http://", "https://")):
            raise FetchError("filen findes ikke")
        request = urllib.request.Request(url, headers={"User-Agent": "vaertskab-kaffe"})
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            data: bytes = answer.read(most + 1)
            return data
    except (OSError, ValueError, HTTPException) as error:
        raise FetchError(in_danish(error)) from None
