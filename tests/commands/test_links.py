"""`make links`: a dead link is told in Danish, in a file for the issue, and with the status of a failure."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from small import page, small_course

from vaertskab import cli
from vaertskab.commands import links


class _Answers(BaseHTTPRequestHandler):
    def _answer(self) -> None:
        if self.path == "/langsom":
            time.sleep(3)
        status = {"/god": 200, "/langsom": 200, "/flyttet": 301, "/fejl": 500, "/lukket": 403}.get(
            self.path, 404
        )
        if self.path == "/kun-get":
            status = 405 if self.command == "HEAD" else 200
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/god")
        self.end_headers()

    do_GET = do_HEAD = _answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a web server on this machine."""
    serving = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()


def _course(root: Path, address: str, *paths: str) -> Path:
    text = "\n\n".join(f"Se [siden om {path.strip('/')}]({address}{path})." for path in paths)
    return small_course(root, {"docs/privatliv.md": page("Privatliv", text)})


def test_dead_links_are_told_with_their_place_and_reason(
    tmp_path: Path, server: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "WAIT", 1)
    monkeypatch.setattr(links, "TRIES", 1)
    root = _course(tmp_path, server, "/god", "/vaek", "/kun-get", "/flyttet", "/langsom", "/fejl")
    assert cli.main(["links", str(root)]) == 1
    out = capsys.readouterr().out
    assert f"docs/privatliv.md:10: Linket {server}/vaek virker ikke. Siden findes ikke længere.\n" in out
    assert f"Linket {server}/langsom virker ikke. Serveren svarer ikke inden for tiden.\n" in out
    assert f"Linket {server}/fejl virker ikke. Serveren svarer med en fejl.\n" in out
    assert out.endswith("3 links virker ikke. Se _build/links.md.\n")
    told = (root / links.REPORT).read_text("utf-8")
    assert told.startswith("# Links ud af kurset\n\n3 af 6 virker ikke.")
    assert "## Flyttet\n\nDe virker, men siden er flyttet. Skriv gerne den nye adresse.\n\n" in told
    assert f"- `docs/privatliv.md:14`: {server}/flyttet → " in told


def test_links_that_work_and_examples_pass(
    tmp_path: Path, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _course(tmp_path, server, "/god")
    text = (root / "docs/privatliv.md").read_text("utf-8")
    (root / "docs/privatliv.md").write_text(
        text + "\nSe [et eksempel](https://www.example.org/x).\n", "utf-8"
    )
    assert cli.main(["links", str(root)]) == 0
    assert capsys.readouterr().out == "Alle links virker. Se _build/links.md.\n"
    told = (root / links.REPORT).read_text("utf-8")
    assert "Alle 1 links virker." in told
    assert "## Ikke prøvet" in told
    assert "https://www.example.org/x" in told


def test_a_course_that_cannot_be_read_is_told(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "kursus.toml").write_text("x = [", "utf-8")
    assert cli.main(["links", str(small)]) == 1
    assert capsys.readouterr().err.startswith("Fejl: kursus.toml:1: ")


@pytest.mark.parametrize(
    ("info", "reason"),
    [
        ("Anchor '404' not found", "Siden findes, men ikke det sted på den"),
        ("Anchor 'afsnit-503' not found", "Siden findes, men ikke det sted på den"),
        ("404 Client Error: Not Found for url: https://example.org/500", "Siden findes ikke længere"),
        ("503 Server Error: x for url: https://example.org/404", "Serveren svarer med en fejl"),
        ("HTTPConnectionPool(host='x', port=40401): Connection refused", "Der er ingen forbindelse"),
        ("HTTPConnectionPool(host='x', port=50001): Read timed out.", "Serveren svarer ikke inden for tiden"),
        ("noget andet\nmere", "(Programmet siger: noget andet)"),
    ],
)
def test_why_a_link_is_dead_is_read_from_what_was_answered(info: str, reason: str) -> None:
    assert reason in links.Link("docs/x.md", 1, "https://example.org", "broken", info).reason
