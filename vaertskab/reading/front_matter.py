"""The lines between --- at the top of a page, read as an editor writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from vaertskab.model.language import _
from vaertskab.reading import english_names
from vaertskab.reading.allowed import HEAD_KEYS, HEAD_MAX_CHARS

_MARK = re.compile(r"-{3,}[ \t]*$")
#: How the top of a page begins when its first line is missing or is other strokes.
_MEANT = re.compile(r"(?:--|[–—]+)[ \t]*$|(?:beskrivelse|uge|minutter)[ \t]*:", re.IGNORECASE)
_MANY_BRACKETS = 50


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of a page. `values` is None when it cannot be read; lines count from 1."""

    #: The course's own keys (`allowed.HEAD_KEYS`) and their values; no other key is handed on to anybody.
    values: Mapping[str, object] | None
    #: Each key as YAML reads it, and its line, in order; a key that is written twice is there twice.
    keys: tuple[tuple[str, int], ...] = ()
    #: Why it cannot be read: the line, and a sentence.
    fault: tuple[int, str] | None = None
    #: Its last line, or 0.
    end: int = 0

    #: What is written after each key, its lines joined by spaces, by key.
    written: Mapping[str, str] = field(default_factory=dict)

    def line_of(self, key: str) -> int:
        """Return the line on which `key` first stands, or 1."""
        return next((line for name, line in self.keys if name == key), 1)

    @property
    def metadata(self) -> dict[str, str]:
        """The values that are a text or a whole number, as Sphinx keeps what it knows of a page."""
        return {key: str(value) for key, value in (self.values or {}).items() if type(value) in (str, int)}


def _seen(line: str) -> str:
    return "".join(mark for mark in line if unicodedata.category(mark) not in ("Cc", "Cf"))


def _parse(written: str, loader: type[yaml.SafeLoader]) -> tuple[list[tuple[str, int]], object]:
    """Return the keys of YAML with their lines (from 0), and the values of the course's own keys.

    Keys are those of the parsed tree, so that quotes, tags and escapes hide none. Only the course's own are
    made into values, and only from what is written there: merges and aliases can grow without end.
    """
    reader = loader(written)
    try:
        node = reader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            return [], None if node is None else ()
        values: dict[str, object] = {}
        keys = []
        for key, value in node.value:
            name = (
                english_names.danish(english_names.KEYS, key.value)
                if isinstance(key, yaml.ScalarNode)
                else "…"
            )
            keys.append((name, key.start_mark.line))
            if name in HEAD_KEYS:
                read = reader.construct_document(value) if isinstance(value, yaml.ScalarNode) else ()
                values[name] = english_names.yaml_value(name, read)
        return keys, values
    finally:
        reader.dispose()


def _read_yaml(written: str) -> tuple[list[tuple[str, int]], object]:
    """Read with libyaml where PyYAML has it: faster, but of a fault PyYAML tells the place better.

    Of brackets within brackets PyYAML's time grows with the square, so that their place stays libyaml's.
    """
    try:
        return _parse(written, yaml.CSafeLoader)
    except AttributeError:
        pass
    except yaml.YAMLError:
        if written.count("[") + written.count("{") > _MANY_BRACKETS:
            raise
    return _parse(written, yaml.SafeLoader)


def _written(lines: list[str], keys: tuple[tuple[str, int], ...], end: int) -> dict[str, str]:
    found = {}
    for (key, line), (_next, after) in zip(keys, (*keys[1:], ("", end + 1)), strict=True):
        first = lines[line - 1].partition(":")[2]
        found[key] = english_names.value(key, " ".join(" ".join([first, *lines[line : after - 1]]).split()))
    return found


def says_otherwise(written: str, value: object) -> str | None:
    """Return what YAML reads where that is other than what is `written` after a key, else None."""
    plain = (
        written[1:-1] if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'" else written
    )
    if written[:1] in "|>":
        plain = written.partition(" ")[2]
    read = " ".join(str(value).split())
    return None if read == plain.strip() or isinstance(value, (dict, list, tuple, bool)) else read


def read(text: str) -> Head:
    """Return the head of a page's `text`; a page that has none gives one without values."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not _MARK.match(lines[first]):
        if _MARK.match(_seen(lines[first])):
            return Head(None)  # a rule tells of the mark that is not seen
        if _MEANT.match(lines[first]):
            return Head(
                None, fault=(first + 1, _("Det øverste på siden skal begynde med --- på en linje for sig."))
            )
        return Head({})
    if first:
        return Head(None, fault=(first + 1, _("Det øverste på siden skal begynde på sidens første linje.")))
    end = next((number for number, line in enumerate(lines[1:], 1) if _MARK.match(line)), None)
    if end is None:
        return Head(None, fault=(1, _("Det øverste på siden mangler --- på en linje for sig til sidst.")))
    written = "\n".join(lines[1:end])
    if len(written) > HEAD_MAX_CHARS:
        what = _("Det øverste på siden er på {count} tegn; der er plads til {most}.")
        return Head(None, fault=(1, what.format(count=len(written), most=HEAD_MAX_CHARS)), end=end + 1)
    try:
        found, values = _read_yaml(written)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = min(end, (mark.line if mark else 0) + 2)
        what = _("Det øverste på siden kan ikke læses ved »{text}«.")
        if "\t" in lines[line - 1]:
            what = _(
                "Det øverste på siden kan ikke læses ved »{text}« (der står en tabulator; brug mellemrum)."
            )
        return Head(None, fault=(line, what.format(text=lines[line - 1].strip()[:40])), end=end + 1)
    keys = tuple((key, min(end, line + 2)) for key, line in found)
    if values is None:
        return Head(None, keys, (1, _("Det øverste på siden er tomt.")), end + 1)
    if not isinstance(values, dict):
        return Head(None, keys, (2, _("Det øverste på siden er ikke skrevet som »navn: værdi«.")), end + 1)
    return Head(values, keys, end=end + 1, written=_written(lines, keys, end))
