"""The commands as an administrator runs them: on a terminal, and without one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kaffe.asking import ABOUT, NOW, order, orders
from kaffe.conftest import ROOT, Command


def test_the_program_runs_by_itself(kaffe: Command, listing: Path) -> None:
    done = kaffe.process("bestil", str(listing), *ABOUT, "--nu", NOW, "--ja")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Anne" not in done.stdout, "names are not printed in a log without need"
    assert "1 ordre" in kaffe.process("slet", "anne@example.org").stdout


def test_one_person_comes_in_is_corrected_and_goes_out(kaffe: Command, listing: Path) -> None:
    order(kaffe, listing, "--ja")
    late = kaffe("tilføj", "Ida Øe <ida@example.org>", "--nu", "2027-02-01T08:00")
    assert "uge 1   2027-W05  ti. 02.02.2027" in late.stdout
    follow = kaffe(
        "tilfoej", "emil@example.org", "--ordre", "1", "--foelg-holdet", "--nu", "2027-02-01T08:00"
    )
    assert "uge 4   2027-W05  ti. 02.02.2027" in follow.stdout
    assert kaffe("ret", "ida@example.org", "--navn", "Ida Åe", "--mail", "ida.aa@example.org").returncode == 0
    (taken,) = json.loads(kaffe("udtræk", "IDA.AA@example.org", "--json").stdout)["deltagelser"]
    assert (taken["navn"], taken["adresse"]) == ("Ida Åe", "ida.aa@example.org")
    assert "meldt fra" in kaffe("afmeld", "ida.aa@example.org").stdout
    assert "fik i forvejen ingen mails" in kaffe("afmeld", "ida.aa@example.org").stdout
    assert orders(kaffe)[0]["deltagere"] == {
        "i gang": 3, "færdig": 0, "meldt fra": 1, "adressen afvist": 0, "stoppet": 0,
    }  # fmt: skip
    assert kaffe("ret", "ida.aa@example.org", "--igen", "--nu", "2027-02-01T08:00").returncode == 0
    assert orders(kaffe)[0]["deltagere"]["i gang"] == 4


def test_an_order_is_moved_and_stopped(kaffe: Command, listing: Path) -> None:
    order(kaffe, listing, "--ja")
    moved = kaffe("flyt", "1", "--til", "2027-W05", "--nu", NOW)
    assert "uge 1   2027-W05  ti. 02.02.2027" in moved.stdout
    assert "2 deltagere får ikke flere mails" in kaffe("stop", "1", "--nu", NOW).stdout
    assert "Stoppet." in kaffe("plan").stdout
    for refused in (
        kaffe("flyt", "1", "--til", "2027-W06", "--nu", NOW),
        kaffe("stop", "1"),
        kaffe("stop", "9"),
    ):
        assert refused.returncode == 1
        assert refused.stderr.startswith("Fejl: ")


@pytest.mark.parametrize("command", ["ret", "afmeld", "slet"])
def test_somebody_unknown_is_told(kaffe: Command, command: str) -> None:
    more = ["--navn", "Bo"] if command == "ret" else []
    done = kaffe(command, "ingen@example.org", *more)
    assert done.returncode == 1
    assert "ingen@example.org" in done.stderr


def test_the_help_is_danish(kaffe: Command) -> None:
    english = (
        "usage",
        "optional",
        "positional",
        "show this",
        "error",
        "required",
        "arguments",
        "options",
        "default",
    )
    for words in (["--help"], ["bestil", "--help"], ["status", "--help"], ["bestil"], ["hov"], ["plan", "x"],
                  ["status", "--vis"], ["flyt", "1", "--til"]):  # fmt: skip
        done = kaffe(*words)
        for word in english:
            assert word not in (done.stdout + done.stderr).lower(), f"{words}: {word}"
        assert "Brug: vaertskab kaffe" in done.stdout + done.stderr
        assert done.returncode == (0 if "--help" in words else 2)


def test_a_list_may_be_cut_off_by_who_reads_it(kaffe: Command, listing: Path) -> None:
    order(kaffe, listing, "--ja")
    command = f"{sys.executable} -m vaertskab kaffe plan | head -n 1"
    done = subprocess.run(
        ["sh", "-c", command], cwd=kaffe.folder, env=os.environ | kaffe.environment, capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr == ""


def test_the_mails_need_neither_sphinx_nor_typst() -> None:
    code = (
        "import pkgutil, sys, importlib, vaertskab.cli, vaertskab.kaffe as k\n"
        "for m in pkgutil.walk_packages(k.__path__, 'vaertskab.kaffe.'): importlib.import_module(m.name)\n"
        "vaertskab.cli.build(['kaffe'])\n"
        "loaded = {n.split('.')[0] for n in sys.modules}\n"
        "print(sorted(loaded & {'sphinx', 'typst', 'docutils', 'myst_parser'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
