"""A page can publish nothing but the course's own files: what else it names is told, and not copied.

One course holds every case. It is built as the proposal's preview is: on, in spite of faults.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from small import listing, page, small_course, write

from vaertskab.commands import check, live, package

#: What stands in every file that no page may take: none of it may be found in what is built.
SECRET = "HEMMELIGT-7f3a"
STARTS = {"pdf": b"%PDF-1.7 ", "xlsx": b"PK\x03\x04", "png": b"", "svg": b""}

#: Page → its body, and what is told on its line 8 (None: nothing, and it must work).
LINKS = {
    "proc": ("[x](/../../../../../../../../proc/self/environ)", "ligger ikke blandt kursets filer"),
    "absolut": ("[x](OUTSIDE/hemmelig.pdf)", "ligger ikke blandt kursets filer|fører ingen steder hen"),
    "indstillinger": ("[x](../kursus.toml)", "ligger ikke blandt kursets filer"),
    "indstillinger-sti": ("[x](path:../kaffe.toml)", "virker ikke hos læseren"),
    "database": ("[x](../kaffe.sqlite3)", "ligger ikke blandt kursets filer"),
    "git": ("[x](../.git/config)", "ligger ikke blandt kursets filer"),
    "kode": ("[x](/vaertskab/cli.pdf)", "ligger ikke blandt kursets filer"),
    "bygget": ("[x](/_build/gammel.pdf)", "ligger ikke blandt kursets filer"),
    "skjult": ("[x](/_static/.skjult.pdf)", "ligger ikke blandt kursets filer"),
    "skjult-mappe": ("[x](/docs/.obsidian/noter.pdf)", "ligger ikke blandt kursets filer"),
    "office-laas": ("[x](/_static/~$plan.xlsx)", "ligger ikke blandt kursets filer"),
    "procent": ("[x](%2e%2e/%2e%2e/kaffe.toml)", "ligger ikke blandt|fører ingen steder hen"),
    "procent-to": ("[x](..%2fkaffe.toml)", "ligger ikke blandt|fører ingen steder hen"),
    "skraastreg": ("[x](..\\\\kaffe.toml)", "ligger ikke blandt|fører ingen steder hen"),
    "hent-rolle": ("{download}`x </../kaffe.toml>`", "ligger ikke blandt|bruges ikke"),
    "hent-hjem": ("{download}`x <~/.ssh/id_rsa>`", "ligger ikke blandt|bruges ikke"),
    "hent-html": ("[x](/_static/side.html)", "ikke en slags fil"),
    "hent-kode": ("[x](/_static/kode.js)", "ikke en slags fil"),
    "hent-makro": ("[x](/_static/makro.xlsm)", "ikke en slags fil"),
    "hent-markdown": ("[x](/README.md)", "ligger ikke blandt|findes ikke"),
    "hent-udgiver-sig": ("[x](/_static/falsk.pdf)", "»/_static/falsk.pdf« er ikke PDF"),
    "hent-tekst-er-ikke": ("[x](/_static/falsk.txt)", "»/_static/falsk.txt« er ikke TXT"),
    "hent-genvej": ("[x](/_static/genvej.pdf)", None),
    "hent-genvejsmappe": ("[x](/_static/mappe/hemmelig.pdf)", None),
    "hent-gennem": ("[x](/_static/mappe/../hemmelig.pdf)", "er en genvej"),
    "billede-ude": ("![En rød plade](../../ude.png)", "ligger ikke blandt kursets filer"),
    "billede-rod": ("![En rød plade](../hemmelig.png)", "ligger ikke blandt kursets filer"),
    "billede-genvej": ("![En rød plade](/_static/genvej.png)", None),
    "billede-stjerne": ("![En rød plade](/_static/ok.*)", "ligger ikke i kurset"),
    "billede-net": ("![En rød plade](https://example.org/x.png)", "ligger ikke i kurset"),
    "billede-uden-skema": ("![En rød plade](//example.org/x.png)", "ligger ikke i kurset"),
    "billede-fil": ("![En rød plade](file:///etc/passwd)", "står tilbage i teksten"),
    "figur-fil": (":::{image} file:///etc/passwd\n:alt: En rød plade\n:::", "ligger ikke i kurset"),
    "billede-data": ("![En rød plade](data:image/png;base64,iVBORw0KGgo=)", "ligger ikke i kurset"),
    "billede-mappe": ("![En rød plade](/_static/figurer)", "ikke et billede, som kurset kan vise"),
    "figur": (":::{figure} ../kaffe.png\n:alt: En rød plade\n\nTekst\n:::", "ligger ikke blandt"),
    "figur-maal": (
        ":::{image} ../kaffe.png\n:alt: En rød plade\n:target: https://example.org\n:::",
        "ligger ikke blandt",
    ),
    "kort": (":::{card} Et kort\n:img-top: ../kaffe.png\n\nTekst\n:::", "ligger ikke blandt kursets filer"),
    "godt-dokument": ("[en fil](/_static/god.pdf)", ""),
    "godt-billede": ("![En rød plade](/_static/ok.png)", ""),
    "godt-stort-navn": ("![En rød plade](/_static/stor.JPG)", ""),
}  # fmt: skip


def _png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(made, "PNG")
    return made.getvalue()


def _jpeg() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(made, "JPEG")
    return made.getvalue()


@dataclass(frozen=True)
class Hostile:
    """The course with every case, built on in spite of its faults, and what was said."""

    root: Path
    told: dict[str, list[str]]
    output: str


def _hostile(root: Path) -> Path:
    outside = root.parent / "ude"
    outside.mkdir()
    (outside / "hemmelig.pdf").write_bytes(STARTS["pdf"] + SECRET.encode())
    (outside / "hemmelig.png").write_bytes(_png() + SECRET.encode())
    (outside / "side.md").write_text(page("En fremmed side", SECRET), "utf-8")
    (root.parent / "hemmelig.pdf").write_bytes(STARTS["pdf"] + SECRET.encode())
    (root.parent / "ude.png").write_bytes(_png() + SECRET.encode())
    pages = {
        f"docs/{name}.md": page("En side", body.replace("OUTSIDE", outside.as_posix()) + "\n")
        for name, (body, _) in LINKS.items()
    }
    pages["docs/index.md"] = listing("Om kurset", "tilgaengelighed", "privatliv", *LINKS)
    small_course(root, pages)
    static = root / "_static"
    for name in ("kaffe.toml", "kaffe.sqlite3", "README.md", ".git/config", "_build/gammel.pdf", "kaffe.png",
                 "hemmelig.png", "vaertskab/cli.pdf", "_static/.skjult.pdf", "docs/.obsidian/noter.pdf",
                 "_static/~$plan.xlsx", "_static/makro.xlsm", "_static/hemmelig.txt.md"):  # fmt: skip
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(STARTS.get(path.suffix[1:], b"") + SECRET.encode())
    write(root, {"_static/side.html": f"<script>'{SECRET}'</script>", "_static/kode.js": f"'{SECRET}'",
                 "_static/skabelon.txt_t": "{{ 6 * 7 }} " + SECRET,
                 "_static/falsk.pdf": SECRET})  # fmt: skip
    (static / "falsk.txt").write_bytes(b"A=1\0" + SECRET.encode())
    (static / "god.pdf").write_bytes(STARTS["pdf"] + b"Alt godt")
    (static / "ok.png").write_bytes(_png())
    (static / "stor.JPG").write_bytes(_jpeg())
    (static / "genvej.pdf").symlink_to(outside / "hemmelig.pdf")
    (static / "genvej.png").symlink_to(outside / "hemmelig.png")
    (static / "mappe").symlink_to(outside)
    (root / "docs/genvej.md").symlink_to(outside / "side.md")
    (root / "docs/genvejsmappe").symlink_to(outside)
    (root / "docs/i-ring").symlink_to(root)
    return root


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    """The hostile course: checked, then built as the proposal's preview is, and packed."""
    root = _hostile(tmp_path_factory.mktemp("ond") / "kursus")
    told: dict[str, list[str]] = {}
    for one in check.check(root):
        told.setdefault(one.file, []).append(f"{one.line}: {one.message}")
    output = ""
    for builder, folder in (("html", "html"), ("binder", "pdf")):
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", str(root / "_build/.doctrees"),
             str(root), str(root / "_build" / folder)],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        output += done.stdout + done.stderr
    live.build(root)
    yield Hostile(root, told, output)


@pytest.mark.parametrize("name", LINKS)
def test_a_file_that_is_not_the_courses_is_told_at_its_line(hostile: Hostile, name: str) -> None:
    wanted = LINKS[name][1]
    lines = [line for line in hostile.told.get(f"docs/{name}.md", []) if "spørgsmål" not in line]
    if not wanted:
        assert lines == []
    else:
        line = 9 if name.startswith(("figur", "kort")) else 8
        assert any(re.search(rf"^[8{line}]: .*({wanted})", one) for one in lines), lines


def _built(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((root / "_build").rglob("*")):
        if (
            path.is_file()
            and path.name != "gammel.pdf"
            and "doctrees" not in str(path)
            and ".live" not in str(path)
        ):
            yield path.relative_to(root).as_posix(), path.read_bytes()


def test_nothing_of_it_is_in_what_is_built(hostile: Hostile) -> None:
    found = dict(_built(hostile.root))
    assert "_build/html/docs/godt-dokument.html" in found
    assert "_build/live/docs/godt-dokument.html" in found
    assert [name for name, data in found.items() if SECRET.encode() in data] == []
    assert not [name for name in found if "passwd" in name or "environ" in name]
    assert "Traceback" not in hostile.output
    assert "Exception" not in hostile.output


def test_what_is_the_courses_own_is_shown(hostile: Hostile) -> None:
    site = hostile.root / "_build/html"
    assert (site / "_images/ok.png").read_bytes() == _png()
    assert (site / "_images/stor.JPG").is_file()
    assert [path.name for path in site.glob("_downloads/*/*")] == ["god.pdf"]
    assert 'src="../_images/ok.png' in (site / "docs/godt-billede.html").read_text("utf-8")


def test_words_stay_where_a_file_is_refused(hostile: Hostile) -> None:
    html = (hostile.root / "_build/html/docs/billede-net.html").read_text("utf-8")
    assert re.search(r"<p>(<span>)?En rød plade(</span>)?</p>", html)
    assert "example.org/x.png" not in html


def test_the_package_holds_only_what_pages_use(hostile: Hostile) -> None:
    with zipfile.ZipFile(package.pack(hostile.root)) as archive:
        names = {name for name in archive.namelist() if "/_" in name and not name.endswith((".css", ".js"))}
        kinds = {name.rpartition(".")[2].lower() for name in archive.namelist()}
    assert kinds <= {"html", "css", "js", "png", "svg", "jpg", "pdf", "txt", "json", "ics"}
    assert {name.rpartition("/")[2] for name in names} == {
        "ok.png", "stor.JPG", "god.pdf", "favicon.svg", "deling.png",
    }  # fmt: skip


SYMLINKS = (
    "_static/genvej.pdf",
    "_static/genvej.png",
    "_static/mappe",
    "docs/genvej.md",
    "docs/genvejsmappe",
    "docs/i-ring",
)


@pytest.mark.parametrize("path", SYMLINKS)
def test_a_symlink_is_told_where_it_stands_and_not_followed(hostile: Hostile, path: str) -> None:
    assert len(hostile.told[path]) == 1
    assert "er en genvej (symlink)" in hostile.told[path][0]
    assert not list((hostile.root / "_build/html/docs").glob("genvej*"))


def test_nothing_is_told_by_where_it_lies_on_the_machine(hostile: Hostile) -> None:
    told = "\n".join(f"{file}: {line}" for file, lines in hostile.told.items() for line in lines)
    assert str(hostile.root) not in told.replace(str(hostile.root.parent / "ude"), "")
    assert all(not Path(file).is_absolute() for file in hostile.told)


@pytest.mark.parametrize("name", ["side.html", "kode.js", "makro.xlsm", "skabelon.txt_t"])
def test_a_kind_of_file_that_is_never_handed_on_is_told_once(hostile: Hostile, name: str) -> None:
    told = [line for lines in hostile.told.values() for line in lines if f"{name}« er ikke en slags" in line]
    assert len(told) == 1


@pytest.mark.parametrize("name", ["index.md", "kursus.toml", "ordlyd.toml"])
def test_a_symlink_in_place_of_what_is_read_first_is_told(small: Path, name: str) -> None:
    (small / name).rename(small.parent / name)
    (small / name).symlink_to(small.parent / name)
    assert [str(one).split(": ")[0] for one in check.check(small) if "genvej" in one.message] == [f"{name}:1"]


def test_a_picture_that_becomes_a_symlink_after_a_build_is_not_taken(small: Path) -> None:
    write(small, {"docs/privatliv.md": page("Privatliv", "![En rød plade](/_static/ok.png)\n")})
    (small / "_static/ok.png").write_bytes(_png())
    assert not [one for one in live.build(small) if "ok.png" in one.message]
    (small.parent / "hemmelig.png").write_bytes(_png() + SECRET.encode())
    (small / "_static/ok.png").unlink()
    (small / "_static/ok.png").symlink_to(small.parent / "hemmelig.png")
    told = live.build(small)
    assert any(one.file == "_static/ok.png" and "symlink" in one.message for one in told)
    assert SECRET.encode() not in b"".join(data for _, data in _built(small))


def test_a_picture_that_is_withdrawn_is_gone_from_the_site_and_the_package(small: Path) -> None:
    text = (small / "docs/privatliv.md").read_text("utf-8")
    write(small, {"docs/privatliv.md": text + "\n![Anna](/_static/anna.png) [fil](/_static/anna.pdf)\n"})
    (small / "_static/anna.png").write_bytes(_png())
    (small / "_static/anna.pdf").write_bytes(b"%PDF-1.7")

    def names() -> set[str]:
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", "-d", str(small / "_build/.doctrees"),
             str(small), str(small / "_build/html")],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        with zipfile.ZipFile(package.pack(small)) as archive:
            packed = {name.rpartition("/")[2] for name in archive.namelist()}
        site = {path.name for path in (small / "_build/html").rglob("*") if path.is_file()}
        return {name for name in packed | site if name.startswith("anna")}

    assert names() == {"anna.png", "anna.pdf"}
    write(small, {"docs/privatliv.md": text})
    # The files still lie in _static/: a page that no longer shows them is enough.
    assert names() == set()
