"""A part's role, not its folder's name, says what its pages must hold; weeks are as many as the pages."""

from pathlib import Path

import pytest
from building import Built, build_whole
from small import SETTINGS, SMALL, coffee, listing, page, small_course

from vaertskab.commands.check import check


def _weekly(folder: str, weeks: int) -> dict[str, str]:
    names = [f"{week:02}-uge" for week in range(1, weeks + 1)]
    return {
        "index.md": SMALL["index.md"].replace("modules/kaffe/index", f"modules/{folder}/index"),
        f"modules/{folder}/index.md": listing("Pause", *names, role="ugeforløb").replace(
            ":::{indhold}", ":::{kalender}\n:::\n\n:::{indhold}"
        ),
        **{
            f"modules/{folder}/{name}.md": coffee(f"Uge {week}", week, f"q-{week}")
            for week, name in enumerate(names, 1)
        },
    }


def _renamed(root: Path, folder: str, weeks: int, **changes: str) -> Path:
    kept = {name: text for name, text in SMALL.items() if not name.startswith("modules/kaffe/")}
    small_course(root, kept | _weekly(folder, weeks) | changes)
    for left in ("index", "01-hvad", "02-hvordan"):
        if f"modules/kaffe/{left}.md" not in _weekly(folder, weeks):
            (root / f"modules/kaffe/{left}.md").unlink()
    return root


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A course whose weekly part has six pages in a folder of another name."""
    return build_whole(_renamed(tmp_path_factory.mktemp("seks"), "pause", 6))


def test_a_weekly_part_may_be_called_anything_and_have_any_number_of_weeks(six: Built) -> None:
    form = six.tree("modules/pause/index").one("form", class_="kalender").text()
    assert "de seks uger" in form
    assert "seks aftaler" in form


def test_a_renamed_part_keeps_its_emblem(six: Built) -> None:
    front = six.tree("index").one("main")
    assert len(front.all(class_="kort-emblem")) == 3


@pytest.mark.parametrize("weeks", [10, 26])
def test_weeks_are_counted_from_the_pages(tmp_path: Path, weeks: int) -> None:
    assert check(_renamed(tmp_path, "kaffe", weeks)) == []


def test_rules_hold_in_a_renamed_part(tmp_path: Path) -> None:
    wrong = {
        "modules/pause/02-uge.md": coffee("Uge 2", 7, "q-2"),
        "modules/pause/03-uge.md": page("Uge 3", "Se [nu](/modules/principper/index.md).", 3),
    }
    found = [str(one) for one in check(_renamed(tmp_path, "pause", 6, **wrong))]
    assert any("02-uge.md:3: Ugen mangler, er uden for 1–6" in one and "uge: 2" in one for one in found)
    assert any("03-uge.md:1: Ugens side i " in one and "skal slutte med præcis ét" in one for one in found)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("modules/kaffe/index.md", "rolle: ugeforløb\n", "", "1: Delen har ingen rolle."),
        ("modules/kaffe/index.md", "ugeforløb", "kaffe", "3: Delen kan ikke have rollen »kaffe«."),
        ("docs/privatliv.md", "rolle: privatliv", "rolle: teori", "3: »rolle: teori« findes ikke"),
        (
            "docs/tilgaengelighed.md",
            "tilgængelighed\n",
            "privatliv\n",
            "står også på siden docs/privatliv.md",
        ),
        ("docs/privatliv.md", "rolle: privatliv", "tryk: måske", "3: »tryk: måske« kan ikke læses."),
    ],
)
def test_what_a_head_may_say_is_a_closed_list(
    tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    assert old in SMALL[name]
    found = [str(one) for one in check(small_course(tmp_path, {name: SMALL[name].replace(old, new, 1)}))]
    assert any(one.startswith(f"{name}:") and said in one for one in found), found


def test_the_foot_leads_to_what_there_is(tmp_path: Path) -> None:
    pages = {
        "docs/privatliv.md": SMALL["docs/privatliv.md"].replace("rolle: privatliv\n", ""),
        "docs/persondata.md": page("Persondata", role="privatliv"),
        "docs/tilgaengelighed.md": page("Tilgængelighed"),
        "docs/index.md": listing("Om kurset", "tilgaengelighed", "privatliv", "persondata"),
    }
    foot = build_whole(small_course(tmp_path, pages)).tree("index").one("footer")
    links = [link.attributes["href"] for link in foot.all("a")]
    assert "docs/persondata.html" in links
    assert not any("tilgaengelighed" in link for link in links)


def test_the_foot_leads_to_the_declaration_itself(tmp_path: Path) -> None:
    declared = 'tilgaengelighed = ""\ntilgaengelighed-intranet = "https://was.digst.dk/intranet-example-org"'
    changes = {"kursus.toml": SETTINGS.replace('tilgaengelighed = ""', declared)}
    foot = build_whole(small_course(tmp_path, changes)).tree("docs/privatliv").one("footer")
    links = {link.text().strip(): link.attributes["href"] for link in foot.all("a")}
    assert links["Tilgængelighedserklæring"] == "https://was.digst.dk/intranet-example-org"
