"""What to call a person in a greeting."""

from __future__ import annotations

import re

from vaertskab.kaffe.model import Person
from vaertskab.kaffe.text import one_line

#: Words before a name that are no name, without their full stop.
_TITLES = frozenset({"hr", "fr", "fru", "frk", "dr", "prof", "mag", "cand"})
#: The most characters of a name that are greeted.
GREETED_CHARS = 60


def first_name(person: Person) -> str:
    """Return what to call `person`: "Anne-Sofie" for "Anne-Sofie Ågård"; "" when unknown."""
    name = one_line(person.name, 200)
    last, comma, first = name.partition(",")
    if comma and first.strip():
        name = f"{first} {last}"
    words = re.sub(r"[(\[].*?[)\]]", " ", name).split()
    said = [word for word in words if word.lower().removesuffix(".") not in _TITLES]
    bare = [word.strip("\"'»«”“.;:<>") for word in said]
    first = next((word for word in bare if any(map(str.isalpha, word))), "")
    if "@" in first or not first:
        return ""
    if len(first) == 1:  # an initial, which nobody is called by
        first = " ".join(said)
    elif first.islower() or (first.isupper() and len(first) > 2):
        first = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), first)
    return one_line(first, GREETED_CHARS)


def greeting(person: Person) -> str:
    """Return "Hej Anne-Sofie", or "Hej" to somebody without a name."""
    return f"Hej {first_name(person)}".strip()
