"""Addresses on the web, as people write them: what cannot be one is told apart, and raises nothing."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit


def web_parts(address: str) -> SplitResult | None:
    """Return the parts of an address that begins with http:// or https://; None when nobody lives there."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # half of a bracket, a port that is no number, marks that no name has
        return None
    return parts if usable and not re.search(r"[\s\"<>\\^`{|}]", parts.netloc) else None
