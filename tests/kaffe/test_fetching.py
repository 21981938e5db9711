"""The course's site when it answers nonsense: told in Danish, and no mail is held up by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vaertskab.kaffe.course import Poster
from vaertskab.kaffe.course_file import load
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.letters.weekly import picture

from .conftest import Command, course_data
from .lines_server import lines_server

NONSENSE = {
    "no status": b"hvad?\r\n\r\n",
    "too short": b"HTTP/1.0 200 OK\r\nContent-Length: 1000\r\n\r\nabc",
    "bad length": b"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "not found": b"HTTP/1.0 404 Not Found\r\n\r\n",
}


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=list(NONSENSE))
def test_a_site_that_answers_nonsense_is_told_everywhere(
    answer: bytes, kaffe: Command, course_file: Path
) -> None:
    with lines_server({"GET": answer}) as (port, _):
        site = f"http://127.0.0.1:{port}/"
        with pytest.raises(KaffeError, match="ursusfil"):
            load(f"{site}kursus.json")
        told = list[str]()
        assert picture(Poster(f"{site}film/uge-04.jpg"), site, None, told.append) is None
        assert "Mailen går uden det." in told[0]
        course_file.write_text(json.dumps(course_data(site)), "utf-8")
        done = kaffe("tjek")
        if b"404" in answer:
            assert "kan ikke hentes (serveren svarer 404)" in told[0]
            assert "kan ikke åbnes" in done.stdout and "(serveren svarer 404)" in done.stdout
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("week", ["3", "tre", 10**9, -1, 2.5, [1], True])
def test_a_course_file_with_an_odd_week_is_told(course_file: Path, week: object) -> None:
    data = course_data()
    data["parts"][0]["pages"][2]["week"] = week
    course_file.write_text(json.dumps(data), "utf-8")
    try:
        assert load(str(course_file)).faults
    except KaffeError as error:
        assert "mangler noget" in str(error)
