"""What an editor writes is on the page, or is told of at its line."""

from pathlib import Path

import pytest
from building import build_whole
from small import page, small_course

from vaertskab.commands.check import check

PERCENT = "Vi talte i går, og omkring 80\n% af borgerne kom for at printe.\nResten kom for at låne.\n"
#: Texts that are all shown, however they are marked: no word of them may be told of as lost.
SHOWN = """\
{.fin}
Et *betonet* or*d*, **fed**, `kode {x}` og [et link](privatliv.md "Titlen") til {spørgsmål}`hvor-hen`.

1986. Et år begynder afsnittet.
1987. Endnu et.

Begreb
: Forklaringen til det.

> Et citat med <https://example.org/abc> og skriv\\*er&amp;mere.

![Alt tekst](../_static/deling.png)

| En \\| streg | To |
|:---|---:|
| a | b |

[Først][her] og siden[^n].

[her]: privatliv.md
[^n]: Noten til det.

```text
% kode [x](y) {z}
```

::::{grid} 2
:::{grid-item-card} Kortets titel
Kortets tekst
:::
::::
"""


def test_a_line_that_begins_with_a_percent_sign_is_text(tmp_path: Path) -> None:
    root = small_course(tmp_path, {"docs/privatliv.md": page("Privatliv", PERCENT, role="privatliv")})
    assert "omkring 80 % af borgerne kom for at printe" in build_whole(root).tree("docs/privatliv").text()


def test_no_word_that_is_shown_is_told_of_as_lost(tmp_path: Path) -> None:
    text = SHOWN.replace("{.fin}\n", "")
    root = small_course(tmp_path, {"docs/privatliv.md": page("Privatliv", text, role="privatliv")})
    assert [str(one) for one in check(root) if "er væk fra siden" in one.message] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[//]: # (Husk at rette)", 9),
        ("[nyt]: privatliv.md 'En titel'", 9),
    ],
)
def test_what_is_swallowed_is_told_at_its_line(tmp_path: Path, text: str, line: int) -> None:
    root = small_course(tmp_path, {"docs/privatliv.md": page("Privatliv", text, role="privatliv")})
    found = [one for one in check(root) if "er væk fra siden" in one.message]
    assert [(one.file, one.line) for one in found] == [("docs/privatliv.md", line)]
