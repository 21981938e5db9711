"""What stands on the screen keeps inside its margins, and apart from the drawings, whatever is written."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import av
import pytest
from building import COURSE
from making import HARD_WORD
from PIL import Image, ImageChops

from vaertskab.outputs.film import encode
from vaertskab.outputs.film.script import Script, Slide
from vaertskab.outputs.film.slides import HEIGHT, WIDTH, Look, draw
from vaertskab.outputs.film.speech_bubbles import talk
from vaertskab.outputs.shared.timeline import Chapter, Timeline

LOOK = Look(
    title="Hvad vil de os, de borgere?", week="Uge 1", label="Kaffe · uge 1", foot="Kursus · Biblioteket",
    organisation="Biblioteket", emblem=(COURSE / "_static/figurer/emblem-kaffe.svg").read_text("utf-8"),
    question="Hvad ser du?", help="Vælg en samtale.", kind="selvrefleksion", kind_label="Selvrefleksion",
)  # fmt: skip
#: Nothing stands nearer the picture's edge (px), where some screens show nothing.
EDGE = 70
#: Where the drawing of the title begins, and the box of the cup: left, top.
DRAWING, CUP = 1180, (1640, 840)
LONG = "Du kan sige højt, hvad du har forstået, og spørge, om det er rigtigt, før du rejser dig og går."


def _drawn(look: Look, *slides: tuple[str, str]) -> list[Image.Image]:
    """Return the title, a slide for each text with its mark, the question and the poster."""
    shown = [Slide("titel", 0.0), *(_slide(5.0 + n, *one) for n, one in enumerate(slides))]
    script = Script(Timeline(130.0, (), ()), (*shown, Slide("spoergsmaal", 105.0)))
    drawn = draw(look, script)
    return [picture_of(png) for png in [*drawn.slides, drawn.poster]]


def _slide(at: float, text: str, mark: str = "") -> Slide:
    return Slide("saetning", at, mark, next(talk([(text, 0)])))


def picture_of(png: bytes) -> Image.Image:
    """Return a picture in colours."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def _box(picture: Image.Image, ground: Image.Image | None = None) -> tuple[int, int, int, int]:
    """Return what differs from another picture, else from the colour of its own corner."""
    ground = ground or Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    box = ImageChops.difference(picture, ground).getbbox()
    assert box, "nothing is to be seen"
    return box


def _inside(pictures: Sequence[Image.Image]) -> None:
    for picture in pictures:
        assert picture.size == (WIDTH, HEIGHT)
        left, top, right, bottom = _box(picture)
        assert left >= EDGE and top >= EDGE and right <= WIDTH - EDGE and bottom <= HEIGHT - EDGE


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        (f"Borgeren spørger efter en {HARD_WORD} og ser på dig.", ""),
        (HARD_WORD * 4, ""),
        ("Ja!", ""),
        (f"{LONG} {LONG} {LONG}", ""),
        (f"»{LONG}«", "»"),
        (LONG, "12."),
        (f"{HARD_WORD}!", "•"),
        (
            "Vi siger \u201cgoddag\u201d\u00a0og\u00a0smiler\u00a0og\u00a0venter\u00a0lidt og går.",
            "",
        ),
        ("Er 2 < 3 & #strong[5] > $4$ \\ _her_?", ""),
    ],
)
def test_a_sentence_keeps_inside_and_off_the_cup(text: str, mark: str) -> None:
    title, sentence, bare, question, poster = _drawn(LOOK, (text, mark), ("", ""))
    _inside([title, sentence, question, poster])
    # The cup sinks a little from one slide to the next.
    for picture in (sentence, bare):
        picture.paste(bare.getpixel((0, 0)), (*CUP, WIDTH, HEIGHT))
    _left, top, right, bottom = _box(sentence, bare)
    assert top > 140, "it stands in the line over it"
    assert right < 1760
    assert right < CUP[0] or bottom < CUP[1]


def test_an_emoji_is_drawn() -> None:
    _, with_one, without, *_ = _drawn(LOOK, ("Godt 😀 gået.", ""), ("Godt gået.", ""))
    for picture in (with_one, without):
        picture.paste("white", (*CUP, WIDTH, HEIGHT))
    assert with_one.tobytes() != without.tobytes()


def test_marks_are_words_and_no_code() -> None:
    _, code, words, *_ = _drawn(LOOK, ("#strong[ord]", ""), ("ord", ""))
    for picture in (code, words):
        picture.paste(picture.getpixel((0, 0)), (0, 0, WIDTH, 140))
        picture.paste(picture.getpixel((0, 0)), (*CUP, WIDTH, HEIGHT))
    assert _box(code)[2] > _box(words)[2] + 200


@pytest.mark.parametrize(
    "title",
    [
        "Spirer til succes i borgerdialoger?",
        "Kommunikation – tale til ord, intonation (følelser) eller det, der ligger bag eller fremme?",
        HARD_WORD.capitalize(),
        "Hvad?",
        " ".join(["Hvorfor private værktøjer ikke virker, og hvad du skal gøre i stedet"] * 4),
    ],
)
def test_a_title_keeps_off_the_drawing(title: str) -> None:
    bare = _drawn(replace(LOOK, title=""))
    made = _drawn(replace(LOOK, title=title))
    _inside(made)
    for number in (0, -1):
        assert _box(made[number], bare[number])[2] < DRAWING


@pytest.mark.parametrize("help_text", ["", "Find gerne et eksempel på hver af de to slags. " * 3])
@pytest.mark.parametrize("text", ["Hvad?", f"Hvad gør du, når {LONG.lower()[:-1]}, og {LONG.lower()[:-1]}?"])
def test_the_question_keeps_inside_and_apart_from_its_help(text: str, help_text: str) -> None:
    asked = replace(LOOK, question=text, help=help_text)
    _inside(_drawn(asked))


def test_the_cup_empties() -> None:
    def coffee(picture: Image.Image) -> int:
        cup = picture.crop((*CUP, WIDTH - EDGE, HEIGHT - EDGE))
        return sum(count for count, (red, _, blue) in cup.getcolors(100_000) if 130 < red < 200 and blue < 90)

    script = [Slide("titel", 0.0), *(_slide(at, "Ja.") for at in (1.0, 50.0, 99.0))]
    made = draw(LOOK, Script(Timeline(130.0, (), ()), (*script, Slide("spoergsmaal", 105.0)))).slides
    full, half, little, empty = (coffee(picture_of(png)) for png in made[1:5])
    assert full > half > little > 100
    assert empty == 0


def test_what_people_say_stands_to_their_side_and_inside() -> None:
    told = (f"Du siger: »{LONG}«", ""), ("Hun ser på dig. »Du kan ikke bare stå der og smile.«", "")
    title, left, right, *rest = _drawn(LOOK, *told, (f"»{LONG} {LONG}«", ""))
    _inside([title, left, right, *rest])

    def green(picture: Image.Image) -> list[int]:
        """Return where the bubble of the other stands, from left to right."""
        rows = picture.resize((192, 108)).load()
        return [x for x in range(192) for y in range(16, 84) if rows[x, y][1] > rows[x, y][0] + 20]

    assert min(green(right)) > 70 and max(green(right)) > 130
    assert green(left) == []


def test_a_drawing_has_room_beside_the_words() -> None:
    path = "<path fill='#00f' d='M0 0H9V9H0Z'/>"
    square = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{path}</svg>"
    look = replace(LOOK, drawings=(square,))
    bare, full = _drawn(look, ("", ""), (f"{LONG} {LONG}", ""))[1:3]
    for picture in (bare, full):
        picture.paste(picture.getpixel((0, 0)), (0, 0, WIDTH, 140))
        picture.paste(picture.getpixel((0, 0)), (*CUP, WIDTH, HEIGHT))
    blue = _box(bare)
    assert blue[0] > 1300 and blue[2] <= WIDTH - EDGE
    assert _box(full, bare)[2] < blue[0]


def test_the_words_of_one_slide_are_gone_before_those_of_the_next_come() -> None:
    """In the middle of a fade stands the paper with its head and cup, and no word."""
    script = (Slide("titel", 0.0), _slide(5.0, LONG), _slide(9.0, LONG[::-1]), Slide("spoergsmaal", 105.0))
    drawn = draw(LOOK, Script(Timeline(130.0, (), ()), script))
    film = encode.mp4(
        drawn.slides, drawn.grounds, [one.start for one in script], 130.0, (Chapter(0.0, "Film"),), "Film"
    )
    with av.open(io.BytesIO(film)) as file:
        frames = [(frame.time, frame) for frame in file.decode(video=0) if 8.4 < frame.time < 9.3]
    field = (170, 300, 1500, 800)
    darkest = [frame.to_image().convert("L").crop(field).getextrema()[0] for _, frame in frames]
    assert min(darkest) < 80
    assert max(darkest) > 200
