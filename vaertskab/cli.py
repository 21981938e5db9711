"""The command line: `vaertskab check | ny | film | kaffe …`. Parses, calls and tells; the work is elsewhere.

A group of commands registers itself (`add_parsers`) from its own module, which is imported only when it
is asked for, so that `kaffe` runs where Sphinx is not installed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, NoReturn

from vaertskab.model.language import LANGUAGES, N_, SOURCE, _, use
from vaertskab.model.settings import FILE, spoken_in

#: The group's name, and the module that adds its parsers.
GROUPS = {
    "check": "vaertskab.commands.check",
    "ny": "vaertskab.commands.new",
    "live": "vaertskab.commands.live",
    "links": "vaertskab.commands.links",
    "film": "vaertskab.commands.film",
    "pakke": "vaertskab.commands.package",
    "scorm": "vaertskab.commands.scorm",
    "rapport": "vaertskab.commands.report",
    "kaffe": "vaertskab.kaffe.commands",
}

#: What is longer is a title and names no folder.
MOST_PATH_CHARS = 200

#: The same by their English names.
ALSO = {"new": "ny", "package": "pakke"}

#: The entry points by which a package adds groups of its own: name → its module.
OUTSIDE = "vaertskab.commands"

#: argparse's own words. It has no catalogue to give it, only the function that it looks words up with.
DANISH = {
    "usage: ": N_("Brug: "),
    "positional arguments": N_("Angives"),
    "options": N_("Valg"),
    "show this help message and exit": N_("viser denne hjælp"),
    "%(prog)s: error: %(message)s\n": N_("Fejl: %(message)s\n"),
    "the following arguments are required: %s": N_("der mangler %s"),
    "one of the arguments %s is required": N_("der mangler et af: %s"),
    "unrecognized arguments: %s": N_("kendes ikke: %s"),
    "expected one argument": N_("der skal stå noget efter"),
    "expected at least one argument": N_("der skal stå noget efter"),
    "expected %s argument": N_("der skal stå %s efter"),
    "expected %s arguments": N_("der skal stå %s efter"),
    "invalid %(type)s value: %(value)r": N_("%(value)r kan ikke bruges her"),
    "invalid choice: %(value)r (choose from %(choices)s)": N_(
        "%(value)r kendes ikke. Vælg mellem %(choices)s"
    ),
    "not allowed with argument %s": N_("kan ikke bruges sammen med %s"),
    "ambiguous option: %(option)s could match %(matches)s": N_("%(option)s kan være %(matches)s"),
    "argument %(argument_name)s: %(message)s": N_("%(argument_name)s: %(message)s"),
    "ignored explicit argument %r": N_("%r hører ikke til her"),
    "subcommands": N_("Kommandoer"),
}


def _said(words: str) -> str:
    """Return what argparse says in the language that is spoken."""
    return _(DANISH.get(words, words))


def _fault(error: object) -> str:
    return _("Fejl: {error}").format(error=error)


def speak(words: Sequence[str]) -> None:
    """Speak the language that a new course is to have, else that of the course which `words` are about.

    The mails' course is the one that their settings name.
    """
    asked = [
        value or following
        for word, following in zip(words, (*words[1:], ""), strict=True)
        for name, _equals, value in (word.partition("="),)
        if name in ("--sprog", "--language")
    ]
    chosen = [code for code in asked if code in LANGUAGES]
    folders = [word for word in words if not word.startswith("-") and len(word) < MOST_PATH_CHARS]
    courses = [path for folder in (*folders, ".") if (path := Path(folder, FILE)).is_file()]
    of_mails = _of_mails(words) if words[:1] == ["kaffe"] and not chosen else ""
    use(chosen[0] if chosen else of_mails or (spoken_in(courses[0]) if courses else SOURCE))


def _of_mails(words: Sequence[str]) -> str:
    """Return the language of the course that the mails are of; "" where nothing says which it is."""
    try:
        from vaertskab.kaffe.settings import spoken
    except ModuleNotFoundError:  # which `build` tells of
        return ""
    before = dict(zip(words[1:], words, strict=False))
    given = next((word for word in words if before.get(word) == "--indstillinger"), None)
    return spoken(given)


class Parser(argparse.ArgumentParser):
    """An argparse parser that speaks the course's language, also in parsers added to it."""

    def __init__(self, **options: Any) -> None:
        """Take argparse's options; options cannot be shortened, so that new ones never change old lines."""
        super().__init__(allow_abbrev=False, **options)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Refuse what a command does not know in that command's own words, not the whole program's."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown and self.get_default("run"):
            self.error(_said("unrecognized arguments: %s") % " ".join(unknown))
        return found, unknown

    def error(self, message: str) -> NoReturn:
        """Print how the command is used and what is wrong; exit with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, _fault(f"{message[:1].upper()}{message[1:]}") + "\n")


def build(words: Sequence[str]) -> Parser:
    """Return the parser with the groups that `words` (the command line) may ask for."""
    vars(argparse).update(_=_said, ngettext=lambda one, many, n: _said(one if n == 1 else many))
    parser = Parser(prog="vaertskab", description=_("Kurset og de ugentlige mails."))
    groups = parser.add_subparsers(title=_("Kommandoer"), metavar=_("KOMMANDO"), required=True)
    asked = [name for name in words if not name.startswith("-")][:1]
    known = {point.name: point.module for point in entry_points(group=OUTSIDE)} | GROUPS
    for name, module in known.items():
        if not asked or asked[0] not in known or name == asked[0]:
            try:
                import_module(module).add_parsers(groups)
            except ModuleNotFoundError as error:
                if (error.name or "vaertskab").startswith("vaertskab"):
                    raise
                _add_missing(groups, name, str(error.name))
    return parser


def _add_missing(groups: Any, name: str, module: str) -> None:
    """Add a group whose packages are not on this machine: it is listed, and says what to install."""
    extra = "kaffe" if name == "kaffe" else "site"
    missing = _('Pakken {name} mangler. Installér den med: python -m pip install ".[{extra}]"')

    def run(_arguments: argparse.Namespace) -> NoReturn:
        raise SystemExit(_fault(missing.format(name=module, extra=extra)))

    # No prefix: whatever stands after the name, options too, is for a group that is not there.
    parser = groups.add_parser(
        name, help=_("(ikke installeret på denne maskine)"), add_help=False, prefix_chars="\0"
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def main(words: Sequence[str] | None = None) -> int:
    """Run a command line (sys.argv's without the program); return 0, 1 for a fault, 2 for wrong use."""
    words = list(sys.argv[1:] if words is None else words)
    if words and words[0] in ALSO:
        words[0] = ALSO[words[0]]
    speak(words)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    arguments = build(words).parse_args(words)
    from vaertskab.kaffe.errors import KaffeError
    from vaertskab.model.errors import CourseError

    try:
        return int(arguments.run(arguments))
    except (KaffeError, CourseError) as error:
        print(_fault(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(_("Afbrudt."), file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read the output has had enough (`… | head`); Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
