"""The promise of `make film`: whole films that browsers play, made once, and told of when they cannot be."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import av
import pytest
from building import BUILD_ENVIRONMENT, ROOT, build_whole
from making import ONE, TWO, Made, command, decoded_seconds, film_course, make_films
from PIL import Image

from vaertskab.model import text
from vaertskab.outputs.film.progress import Progress
from vaertskab.outputs.shared import captions
from vaertskab.outputs.shared import existing_films as made_films

PAGE = "modules/kaffe/{}.md"


def _manuscript(made: Made, name: str) -> list[str]:
    """Return the paragraphs of a manuscript as an editor sees them in the file."""
    written = made.source.joinpath(PAGE.format(name)).read_text("utf-8")
    body = written.partition(":::{manuskript}\n")[2].partition(":::\n")[0]
    found = []
    for block in body.replace("\n2. ", "\n\n2. ").replace("\n3. ", "\n\n3. ").strip().split("\n\n"):
        words = " ".join(block.split())
        found.append(words.removeprefix("> ").lstrip("123.").strip())
    return found


@pytest.mark.parametrize("name", [ONE, TWO])
def test_a_film_is_what_every_browser_plays(films: Made, name: str) -> None:
    path = films.path(name)
    told = films.told(name)
    with av.open(str(path)) as film:
        assert (len(film.streams.video), len(film.streams.audio)) == (1, 0)
        video = film.streams.video[0].codec_context
        assert (video.name, video.width, video.height, video.pix_fmt) == ("h264", 1920, 1080, "yuv420p")
        chapters = [
            (float(one["start"] * one["time_base"]), one["metadata"]["title"]) for one in film.chapters()
        ]
    assert chapters == [(pytest.approx(start, abs=0.001), title) for start, title in told["chapters"]]
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat"), "it cannot begin before it has come all the way"
    clock = text.film_seconds(_manuscript(films, name))
    assert decoded_seconds(path) == pytest.approx(clock, abs=0.1)
    assert told["seconds"] == pytest.approx(clock, abs=0.001)
    assert 120 <= clock <= 300
    assert len(data) < 1_000_000


@pytest.mark.parametrize("name", [ONE, TWO])
def test_the_captions_say_each_sentence_once_and_can_be_read(films: Made, name: str) -> None:
    cues = captions.parse(films.path(name, ".vtt").read_text("utf-8"))
    said = " ".join(cue.text for cue in cues)
    assert said == " ".join(_manuscript(films, name))
    for paragraph in _manuscript(films, name):
        for sentence in text.sentences(paragraph):
            assert said.count(sentence) == 1
    for before, after in pairwise(cues):
        assert before.end <= after.start
    for cue in cues:
        assert len(cue.text) / (cue.end - cue.start) <= 17
    assert cues[-1].end < films.told(name)["chapters"][-1][0], "the question is looked at alone"


def test_a_question_in_the_text_is_followed_by_time_to_think(films: Made) -> None:
    cues = captions.parse(films.path(ONE, ".vtt").read_text("utf-8"))
    gaps = {one.text[-1]: two.start - one.end for one, two in pairwise(cues)}
    assert gaps["?"] >= 2 * gaps["."] > 0
    assert films.told(ONE)["seconds"] - films.told(ONE)["chapters"][-1][0] >= 20


def test_the_poster_is_light_enough_for_a_mail(films: Made) -> None:
    for name in (ONE, TWO):
        poster = films.path(name, ".jpg").read_bytes()
        assert Image.open(io.BytesIO(poster)).size == (1280, 720)
        assert len(poster) <= 100_000


def test_what_stands_in_the_film_is_what_was_drawn(films: Made) -> None:
    """A sentence fades in before it is due, stands still, and the question is another colour."""
    first = films.told(ONE)["cues"][0]
    with av.open(str(films.path(ONE))) as film:
        frames = {round(frame.time, 2): frame for frame in film.decode(video=0) if frame.time < first[1]}
        film.seek(int((films.told(ONE)["seconds"] - 5) * 1e6))
        question = next(film.decode(video=0)).to_image()
    still = [frame.to_image() for at, frame in frames.items() if first[0] + 0.3 < at < first[1] - 0.5]
    assert len(still) > 2
    assert max(low for low, _high in [still[0].convert("L").getextrema()]) < 70, "the words are dark"
    assert still[0].getpixel((30, 30)) == pytest.approx(question.getpixel((30, 30)), abs=40)
    assert still[0].getpixel((30, 30)) != question.getpixel((30, 30))
    for place in ((960, 40), (1890, 600), (1000, 1050), (40, 700)):
        assert question.getpixel(place) == pytest.approx(question.getpixel((30, 30)), abs=2), "it is spotted"


def test_the_site_has_the_films_with_captions_posters_and_chapters(own_films: Made) -> None:
    built = build_whole(own_films.source)
    for suffix in (".mp4", ".vtt", ".jpg"):
        assert (built.site / "film" / f"{TWO}{suffix}").read_bytes() == own_films.path(
            TWO, suffix
        ).read_bytes()
    chapters = (built.site / "film" / f"{TWO}.kapitler.vtt").read_text("utf-8")
    assert chapters.startswith("WEBVTT Kind: chapters; Language: da\n\n00:00:00.000 --> ")
    told = own_films.told(TWO)["chapters"]
    titles = [" ".join(title.split()) for _, title in told]
    assert [cue.text for cue in captions.parse(chapters)] == titles
    assert [cue.start for cue in captions.parse(chapters)] == [start for start, _ in told]
    assert built.coffee()[1]["film"]["chapter_list"] == f"film/{TWO}.kapitler.vtt"


def test_only_the_film_whose_text_changed_is_made_again(own_films: Made) -> None:
    before = own_films.stamps
    page = own_films.source / PAGE.format(ONE)
    written = page.read_text("utf-8")
    # A line more over the manuscript changes no word of it, and another page's text none at all.
    page.write_text(written.replace("Her er en tekst", "Her er den\nnye tekst"), "utf-8")
    unchanged = make_films(own_films.source)
    assert (unchanged.status, unchanged.stamps) == (0, before)
    assert "af 1" not in unchanged.output
    page.write_text(written.replace("og en rolig", "og den rolige").replace("Prøv at huske", "Husk"), "utf-8")
    changed = make_films(own_films.source)
    assert changed.status == 0
    assert f"1 af 1: {ONE}, 2.1" in changed.output
    assert [n for n, at in changed.stamps.items() if before[n] == at] == [n for n in before if TWO in n]
    assert "Husk en gang" in changed.path(ONE, ".vtt").read_text("utf-8")
    assert list(before) == list(changed.stamps)


def test_a_film_goes_with_its_page(own_films: Made) -> None:
    page = own_films.source / PAGE.format(TWO)
    page.write_text(page.read_text("utf-8").replace(":::{film}\n:::\n", ""), "utf-8")
    assert not [name for name in make_films(own_films.source).stamps if TWO in name]


def _children(pid: int) -> list[int]:
    """Return what any of the build's threads has started."""
    return [int(x) for path in Path(f"/proc/{pid}/task").glob("*/children") for x in path.read_text().split()]


def _gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def _killed(source: Path, when: Callable[[Path], bool]) -> None:
    """Make the films, kill that as soon as `when` holds of their folder, and wait for what works for it."""
    folder, end = source / "_build" / "film", time.monotonic() + 120
    environment = os.environ | BUILD_ENVIRONMENT
    with subprocess.Popen(command(source), stderr=subprocess.DEVNULL, env=environment, cwd=source) as running:
        while not (_children(running.pid) and when(folder)):
            assert time.monotonic() < end and running.poll() is None
            time.sleep(0.002)
        working = _children(running.pid)
        running.send_signal(signal.SIGKILL)
    while not all(map(_gone, working)):
        assert time.monotonic() < end, "what worked for it goes on"
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc for what the build has started")
def test_a_killed_build_leaves_no_half_film_and_the_next_makes_the_same(films: Made, tmp_path: Path) -> None:
    source = film_course(tmp_path / "et andet sted")
    folder = source / "_build" / "film"
    _killed(source, lambda folder: True)
    # What is written first has a name that begins with a dot.
    _killed(source, lambda folder: any(folder.glob("*")) or any(folder.glob(".*")))
    for name in (ONE, TWO):
        if made_films.film_of(folder, f"modules/kaffe/{name}"):
            assert (folder / f"{name}.mp4").read_bytes() == films.path(name).read_bytes()
    mended = make_films(source)
    assert mended.status == 0, mended.output
    assert list(mended.stamps) == list(films.stamps)
    for path in films.folder.iterdir():
        assert (folder / path.name).read_bytes() == path.read_bytes(), path.name


def test_what_a_film_is_made_with_is_told_when_it_is_missing(tmp_path: Path) -> None:
    source = film_course(tmp_path / "kursus")
    start = "import sys; sys.modules['av'] = None; from vaertskab.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", start, "film", str(source)], capture_output=True, text=True, timeout=120,
        check=False, env=os.environ | BUILD_ENVIRONMENT, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Kør: make film" in done.stderr
    assert "Traceback" not in done.stderr


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_a_bar_and_a_log_lines() -> None:
    log, screen = io.StringIO(), _Screen()
    for stream in (log, screen):
        progress = Progress(2, stream)
        progress.made("01-hvad", 126.3)
        progress.made("02-hvordan", 121.2)
        progress.end()
    assert log.getvalue() == "1 af 2: 01-hvad, 2.06\n2 af 2: 02-hvordan, 2.01\n"
    drawn = screen.getvalue().split("\r")
    assert [line.count("█") for line in drawn[1:4]] == [0, 15, 30]
    assert drawn[-1] == "\x1b[K", "the bar is taken away"
