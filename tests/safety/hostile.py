"""Pages that try to do more than say something: each is told at its line, and does nothing.

CANARY is a file that a page would make, SECRET one outside the course that it would read; both are filled in.
"""

# ruff: noqa: E501  a table reads best with a row a line

from __future__ import annotations

from dataclasses import dataclass

from small import ONWARDS

#: What a page evaluates, if anything does.
RUN = '{{ cycler.__init__.__globals__.os.system("touch CANARY") }}'
_TEXT = "# Titel\n\nHer er en tekst, som du kan nå at læse.\n\n"


def _headed(head: str, body: str = RUN) -> str:
    return f"---\nbeskrivelse: En side.\n{head}\n---\n{_TEXT}{ONWARDS}\n\n{body}\n"


_ON = '["substitution", "dollarmath", "amsmath", "html_image", "html_admonition"]'
#: Whole pages: name → text, line, and words of what is told.
HEADS = {
    "head-plain": (_headed(f"myst:\n  enable_extensions: {_ON}"), 3, "»myst« øverst"),
    "head-quoted": (_headed(f'"myst": {{"enable_extensions": {_ON}}}'), 3, "»myst« øverst"),
    "head-single-quoted": (_headed(f"'myst': {{enable_extensions: {_ON}}}"), 3, "»myst« øverst"),
    "head-escaped": (_headed(f'"m\\x79st": {{enable_extensions: {_ON}}}'), 3, "»myst« øverst"),
    "head-unicode": (_headed(f'"\\u006d\\U00000079st": {{enable_extensions: {_ON}}}'), 3, "»myst« øverst"),
    "head-tagged": (_headed(f"!!str myst: {{enable_extensions: {_ON}}}"), 3, "»myst« øverst"),
    "head-question": (_headed(f"? myst\n: enable_extensions: {_ON}"), 3, "»myst« øverst"),
    "head-anchored": (_headed(f"&a myst: {{enable_extensions: {_ON}}}"), 3, "»myst« øverst"),
    "head-alias-as-key": (_headed(f"a: &a myst\n*a : {{enable_extensions: {_ON}}}"), 3, "»myst« øverst"),
    "head-merged": (_headed(f"<<: {{myst: {{enable_extensions: {_ON}}}}}"), 3, "»<<« øverst"),
    "head-merged-list": (_headed(f"<<: [{{myst: {{enable_extensions: {_ON}}}}}]"), 3, "»<<« øverst"),
    "head-flow": (
        f'---\n{{"beskrivelse": "En side.", "myst": {{"enable_extensions": {_ON}}}}}\n---\n{_TEXT}{RUN}\n',
        2, "»myst« øverst",
    ),
    "head-twice": (_headed(f"myst: 1\nmyst: {{enable_extensions: {_ON}}}"), 4, "»myst« står to gange"),
    "head-substitutions": (_headed(f"substitutions:\n  a: '{RUN}'", "{{ a }}"), 3, "»substitutions« øverst"),
    "head-html-meta": (
        _headed("html_meta:\n  http-equiv=refresh: 0;url=https://evil.example.org"), 3, "»html_meta« øverst"
    ),
    "head-tocdepth": (_headed("tocdepth: 1"), 3, "»tocdepth« øverst"),
    "head-orphan": (_headed("orphan: true"), 3, "»orphan« øverst"),
    "head-author": (_headed("author: '[x](javascript:alert(1))'"), 3, "»author« øverst"),
    "head-dots": (f"---\nbeskrivelse: En side.\nmyst:\n  enable_extensions: {_ON}\n...\n{_TEXT}{RUN}\n", 1, "øverste"),
    "head-two-documents": (_headed(f"--- # mere\nmyst: {{enable_extensions: {_ON}}}"), 3, "kan ikke læses"),
    "head-directive": (f"---\n%YAML 1.1\n--- # x\nmyst: 1\n---\n{_TEXT}{RUN}\n", 4, "»myst« øverst"),
    "head-tab": (_headed(f"myst:\t{{enable_extensions: {_ON}}}"), 3, "»myst« øverst|tabulator"),
    "head-blank-first": (f"\n---\nmyst: {{enable_extensions: {_ON}}}\n---\n{_TEXT}{RUN}\n", 2, "første linje"),
    "head-marked": (f"\ufeff\ufeff---\nmyst: {{enable_extensions: {_ON}}}\n---\n{_TEXT}{RUN}\n", 1, "usynligt tegn"),
    "head-space-before": (f" ---\nmyst: {{enable_extensions: {_ON}}}\n---\n{_TEXT}{RUN}\n", 2, "myst"),
    "head-four-strokes": (f"----\nmyst: {{enable_extensions: {_ON}}}\n----\n{_TEXT}{RUN}\n", 2, "»myst« øverst"),
    "head-unclosed": (f"---\nmyst: {{enable_extensions: {_ON}}}\n\n{RUN}\n", 1, "mangler ---"),
    "head-of-a-list": (f"---\n- myst: {{enable_extensions: {_ON}}}\n---\n{_TEXT}{RUN}\n", 2, "»navn: værdi«"),
    "head-python": (
        _headed('minutter: !!python/object/apply:os.system ["touch CANARY"]'), 3, "ikke et helt tal|kan ikke læses"
    ),
    "head-python-scalar": (_headed('uge: !!python/name:os.system ""'), 3, "kan ikke læses"),
    "head-laughs": (
        _headed("a: &a [x,x]\n" + "".join(f"{b}: &{b} [*{a},*{a},*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
                + "beskrivelse: *i"),
        3, "»a« øverst",
    ),
    "head-merge-laughs": (
        _headed("a: &a {x: 1}\n" + "".join(f"{b}: &{b} {{<<: [*{a},*{a}]}}\n" for a, b in
                zip("abcdefghijklmnopqrstuvwxy", "bcdefghijklmnopqrstuvwxyz", strict=True)) + "<<: *z"),
        3, "»a« øverst",
    ),
    "head-loop": (_headed("a: &a [*a]"), 3, "»a« øverst"),
    "head-deep": (_headed("a: " + "[" * 100_000), 1, "plads til"),
    "head-deep-short": (_headed("a: " + "[" * 1_500), None, "kan ikke læses"),
    "head-escape-codes": (_headed('"a\\e[2Jb": 1'), 3, "øverst på siden bruges ikke"),
    "head-key-of-two-lines": (_headed('"a\\n::error file=x::y": 1'), 3, "øverst på siden bruges ikke"),
    "head-long-number": (_headed(f"minutter: {'9' * 1800}"), 3, "for mange minutter"),
    "head-list-as-text": (f"---\nbeskrivelse: [x, y]\n---\n{_TEXT}", 2, "ikke en sætning"),
}  # fmt: skip
#: Blocks that are refused by name, with what they would do.
_BLOCKS = {
    "csv-file": "```{csv-table} T\n:file: SECRET\n```",
    "csv-url": "```{csv-table} T\n:url: http://127.0.0.1:9/x.csv\n```",
    "csv-danish": "```{csv-tabel} T\n:file: SECRET\n```",
    "include": "```{include} SECRET\n```",
    "include-literal": "```{include} SECRET\n:literal:\n```",
    "include-parser": "```{include} SECRET\n:parser: rst\n```",
    "include-danish": "```{inkluder} SECRET\n```",
    "literalinclude": "```{literalinclude} SECRET\n```",
    "raw": "```{raw} html\n<script>alert('CANARY')</script>\n```",
    "raw-file": "```{raw} html\n:file: SECRET\n```",
    "raw-url": "```{raw} html\n:url: http://127.0.0.1:9/x\n```",
    "raw-danish": "```{rå} html\n<script>alert('CANARY')</script>\n```",
    "math": ":::{math}\na^2\n:::",
    "toctree-glob": "```{toctree}\n:glob:\n\n../**\n```",
    "eval-rst": "```{eval-rst}\n.. include:: SECRET\n```",
    "eval-rst-tilde": "~~~{eval-rst}\n.. raw:: html\n\n   <script>alert('CANARY')</script>\n~~~",
    "parsed-literal": "```{parsed-literal}\n**x**\n```",
    "highlight": "```{highlight} python\n```",
    "only": ":::{only} html\nx\n:::",
    "container": ":::{container} refleksion\nx\n:::",
    "div": ":::{div} mine-noter\nx\n:::",
    "class": "```{class} film\n```",
    "meta": "```{meta}\n:http-equiv=refresh: 0;url=https://evil.example.org\n```",
    "role": "```{role} raw-html(raw)\n:format: html\n```",
    "default-role": "```{default-role} raw\n```",
    "replace": "```{replace} x\n```",
    "date": "```{date} %Y\n```",
    "unicode": "```{unicode} 0x202e\n```",
    "title": "```{title} x\n```",
    "header": ":::{header}\nx\n:::",
    "sectnum": "```{sectnum}\n```",
    "contents": "```{contents}\n```",
    "target-notes": "```{target-notes}\n```",
    "rst-class": "```{rst-class} x\n```",
    "cssclass": "```{cssclass} x\n```",
    "py-function": "```{py:function} x()\n```",
    "c-function": "```{c:function} int x()\n```",
    "js-module": "```{js:module} x\n```",
    "std-option": "```{option} --x\n```",
    "std-glossary": "```{std:glossary}\nvært\n  x\n```",
    "productionlist": "```{productionlist}\nx: y\n```",
    "default-domain": "```{default-domain} c\n```",
    "tabularcolumns": "```{tabularcolumns} |l|\n```",
    "index": "```{index} x\n```",
    "figure-md": ":::{figure-md} x\n![a](b.png)\n\nx\n:::",
    "sd-article-info": ":::{article-info}\n:avatar: /etc/passwd\n:author: x\n:::",
    "sd-aside": ":::{aside}\nx\n:::",
    "nested": "::::{note}\n:::{include} SECRET\n:::\n::::",
    "in-a-list": "- x\n\n  ```{include} SECRET\n  ```",
    "in-a-quotation": "> ```{include} SECRET\n> ```",
    "in-a-dropdown": "::::{dropdown} Fold ud\n:::{include} SECRET\n:::\n::::",
    "in-a-manuscript": "::::{manuskript}\n:::{literalinclude} SECRET\n:::\n::::",
    "in-a-footnote": "Se[^x].\n\n[^x]: x\n\n    ```{include} SECRET\n    ```",
    "in-capitals": "```{InClude} SECRET\n```",
    "in-a-table": ":::{list-table}\n* - a\n* - ```{include} SECRET\n    ```\n:::",
}  # fmt: skip
_NOT_USED = r"\} bruges ikke i kurset|findes ikke"
BLOCKS = {f"block-{name}": (body, None, _NOT_USED) for name, body in _BLOCKS.items()}
_ROLES = {
    "math": "{math}`a^2`", "raw": "{raw}`<script>`", "raw-danish": "{rå}`x`", "code": "{code}`x`",
    "sub-ref": "{sub-ref}`today`", "eval": "{eval}`x`", "pep": "{pep}`8`", "rfc": "{rfc}`8`",
    "index": "{index}`x`", "any": "{any}`x`", "term": "{term}`x`", "py": "{py:func}`x`", "std": "{std:ref}`x`",
    "abbr": "{abbr}`x (y)`", "cve": "{cve}`2020-1`", "octicon": "{octicon}`star`", "material": "{material-regular}`x`",
    "numref": "{numref}`x`", "eq": "{eq}`x`", "file": "{file}`x`", "guilabel": "{guilabel}`x`",
    "in-a-heading": "## En {math}`x`", "in-a-title": ":::{dropdown} Et {math}`x`\nTekst.\n:::",
    "in-a-link": "[{math}`x`](https://example.org)", "in-a-cell": "| {math}`x` |\n|---|\n| a |",
}  # fmt: skip
ROLES = {f"role-{name}": (body, 1, r"foran `…` (bruges|findes) ikke") for name, body in _ROLES.items()}
_EVIL = {
    "javascript": "javascript:alert(1)", "capitals": "JaVaScRiPt:alert(1)", "data": "data:text/html,x",
    "vbscript": "vbscript:x", "file": "file:///etc/passwd", "host": "//evil.example.org/x",
    "backslashes": "\\\\evil.example.org", "slash-backslash": "/\\evil.example.org", "ftp": "ftp://example.org/x",
    "blob": "blob:https://example.org/x", "view-source": "view-source:https://example.org",
    "intent": "intent://x#Intent;end", "ms-word": "ms-word:ofe|u|https://evil.example.org/x.docm",
    "search-ms": "search-ms:query=x&crumb=location:%5C%5Cevil.example.org", "smb": "smb://evil.example.org/x",
    "one-slash": "https:/evil.example.org", "no-slash": "https:evil.example.org",
    "percent": "javascript%3Aalert(1)", "control": "\x01javascript:alert(1)", "split": "java\tscript:alert(1)",
    "escaped-entity": "javascript&#58;alert(1)", "relative": "../andre/side.html", "root": "/etc/passwd",
}  # fmt: skip
#: What an address may be put into, beside a link in the text.
_PLACES = {
    "button": ":::{{button-link}} {0}\nTryk\n:::",
    "card": ":::{{card}} Kort\n:link: {0}\nTekst.\n:::",
    "target": ":::{{image}} /_static/favicon.svg\n:alt: En tegning\n:target: {0}\n:::",
}
LINKS = {
    f"{place}-{name}": (
        body.format(evil),
        None,
        "virker ikke hos læseren|usynligt tegn|kan ikke læses|tabulator",
    )
    for place, body in _PLACES.items()
    for name, evil in _EVIL.items()
}
_TOLD = "virker ikke hos læseren|fører ingen steder hen|kan ikke være|står tilbage|koden|usynligt tegn|HTML|»"
_IN_TEXT = {
    **{f"text-{name}": f"Se [et sted]({evil})." for name, evil in _EVIL.items()},
    **{
        f"angle-{name}": f"Se <{evil}>."
        for name, evil in _EVIL.items()
        if ":" in evil and name != "escaped-entity"
    },
    "reference": "Se [et sted][x].\n\n[x]: javascript:alert(1)",
    "reference-in-angles": "Se [et sted][x].\n\n[x]: <data:text/html,x>",
    "path": "Se [et sted](path:SECRET).",
    "path-up": "Se [et sted](path:../../../../etc/passwd).",
    "project": "Se [et sted](project:../docs/x.md).",
    "inv": "Se [et sted](inv:python:py:func#x).",
    "inv-auto": "Se <inv:#x>.",
    "myst": "Se [et sted](myst:x#y).",
    "external-class": "Se [et sted](javascript&colon;alert){.external}.",
    "entity-tab": "Se [et sted](java&Tab;script&colon;alert(1)).",
    "badge": "{bdg-link-primary}`Tekst <javascript:alert(1)>`",
    "badge-host": "{bdg-link-primary}`Tekst <//evil.example.org>`",
}
LINKS |= {f"link-{name}": (body, None, _TOLD) for name, body in _IN_TEXT.items()}
OTHERS = {
    "html-script": ("<script>alert('CANARY')</script>", 1, "HTML"),
    "html-image": ("Tekst <img src=x onerror=alert(1)> her.", 1, "HTML"),
    "html-comment": ("<!-- skjult -->", 1, "HTML"),
    "html-style": ("<style>body{display:none}</style>", 1, "HTML"),
    "html-frame": ('<iframe src="https://evil.example.org"></iframe>', 1, "HTML"),
    "attribute-class": ("{.mine-noter}\nEt afsnit.", 1, r"»\{\.mine-noter\}« bruges ikke"),
    "attribute-inline": ("[Tekst]{.film #indhold}", 1, r"»\{\.film\}« bruges ikke"),
    "attribute-click": ("[Tekst]{onclick=alert}", 1, r"onclick=alert"),
    "attribute-style": ('[Tekst]{style="position:fixed"}', 1, r"position:fixed"),
    "attribute-target": ("[Tekst](https://example.org){target=_blank rel=opener}", 1, "target=_blank"),
    "attribute-href": ('[Tekst](https://example.org){href="https://evil.example.org"}', 1, "href="),
    "attribute-source": ("![En tegning](/_static/favicon.svg){src=x}", 1, "src=x"),
    "attribute-lines": ("{emphasize-lines=1-9999999999}\n```python\nx = 1\n```", 1, "emphasize-lines"),
    "attribute-language": ("`x`{l=python}", 1, "l=python"),
    "attribute-list": ("{style=upper-roman}\n1. a", 1, "style=upper-roman"),
    "attribute-quote": ('{attribution="<script>"}\n> a', 1, "attribution="),
    "unnamed-fence": (":::mine-noter\nTekst.\n:::", 1, "kan ikke læses"),
    "emphasised-lines": ("```{code-block} python\n:emphasize-lines: 1-9999999999\nx = 1\n```", None, "emphasize-lines"),
    "first-line-number": ("```{code-block} python\n:lineno-start: 99999999999\nx = 1\n```", None, "lineno-start"),
    "dedent": ("```{code-block} python\n:dedent: 99999999\nx = 1\n```", None, "dedent"),
    "figure-width-of-image": (":::{figure} /_static/favicon.svg\n:alt: En tegning\n:figwidth: image\n:::", None, "figwidth"),
    "scaled-picture": (":::{image} /_static/favicon.svg\n:alt: En tegning\n:scale: 50\n:::", None, "scale"),
    "class-option": (":::{note}\n:class: mine-noter\nTekst.\n:::", None, ":class:"),
    "card-class": (":::{card} Kort\n:class-card: film\nTekst.\n:::", None, ":class-card:"),
    "card-background": (":::{card} Kort\n:img-background: /_static/favicon.svg\nTekst.\n:::", None, "img-background"),
    "card-new-tab": (":::{card} Kort\n:link: https://example.org\n:link-new-tab:\nTekst.\n:::", None, "link-new-tab"),
    "tab-class": ("::::{tab-set}\n:class: film\n:::{tab-item} A\nB\n:::\n::::", None, ":class:"),
    "widths": (":::{list-table}\n:widths: 99999999 1\n* - a\n  - b\n:::", None, "widths"),
    "language": ("```brainfuck\n+\n```", 1, "ikke et kendt sprog"),
    "language-in-a-quotation": ("> ```brainfuck\n> +\n> ```", None, "ikke et kendt sprog"),
    "language-of-a-block": ("```{code-block} brainfuck\n+\n```", None, "ikke et kendt sprog"),
    "picture-elsewhere": ("![En hund](http://127.0.0.1:9/hund.png)", 1, "ligger ikke i kurset"),
    "picture-capitals": ("![En hund](HTTP://127.0.0.1:9/hund.png)", 1, "ligger ikke i kurset"),
    "picture-host": ("![En hund](//127.0.0.1:9/hund.png)", 1, "ligger ikke i kurset"),
    "picture-data": ("![En hund](data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=)", 1, "står tilbage"),
    "picture-data-png": ("![En hund](data:image/png;base64,aGVq)", 1, "ligger ikke i kurset"),
    "picture-file": (":::{image} file:///etc/passwd\n:alt: En hund\n:::", None, "ligger ikke i kurset"),
    "picture-glob": ("![En hund](/_static/**/*.*)", 1, "ligger ikke i kurset"),
    "picture-glob-above": ("![En hund](../../../../../etc/*.*)", 1, "ligger ikke i kurset"),
    "picture-on-a-card": (":::{card} Kort\n:img-top: http://127.0.0.1:9/x.png\n:img-alt: En hund\nx\n:::", None, "ligger ikke i kurset"),
    "picture-in-a-figure": (":::{figure} http://127.0.0.1:9/x.png\n:alt: En hund\n\nTekst.\n:::", None, "ligger ikke i kurset"),
    "listed-address": (":::{indhold}\nHer <javascript://%0aalert(1)>\n:::", None, "siden findes ikke"),
    "listed-self": (":::{indhold}\nself\n:::", None, "siden findes ikke|egen liste"),
    "listed-search": (":::{indhold}\nsearch\n:::", None, "siden findes ikke"),
    "listed-above": (":::{indhold}\n../../../../etc/passwd\n:::", None, "siden findes ikke"),
    "listed-all": (":::{indhold}\n:glob:\n../**\n:::", None, "har ingen :glob:|siden findes ikke"),
    "talk-script": (":::{samtale}\n:id: a-1\n\n### 1\n<script>alert('CANARY')</script>\n\n- »a« Gå til 1.\n:::", None, "HTML"),
    "talk-address": (":::{samtale}\n:id: a-2\n\n### 1\nx\n\n- [»a«](//evil.example.org) Gå til 1.\n:::", None, _TOLD),
    "talk-include": ("::::{samtale}\n:id: a-3\n\n### 1\n:::{include} SECRET\n:::\n::::", None, _NOT_USED),
    "talk-high-number": (":::{samtale}\n:id: a-4\n\n### 99999999999999999999\nx\n:::", None, "er ikke et trin"),
    "talk-id": (":::{samtale}\n:id: ../../x\n\n### 1\nx\n:::", None, "kan ikke være et id"),
    "statements-script": (":::{før-og-efter} Mine \"><b>\n:id: a-6\n\n- <script>alert('CANARY')</script>\n:::", None, ""),
    "statements-id": (":::{før-og-efter} Mine\n:id: ../../x\n\n- Jeg hilser.\n:::", None, "kan ikke være et id"),
    "choices-script": (":::{vælg} Mit bud <b>\n:id: a-5\n:mellem: <script>alert('CANARY')</script>, x\n\n1. a\n\n- b\n\n1. x. c\n:::", None, ""),
    "choices-include": ("::::{vælg} Mit bud\n:mellem: a, b\n\n:::{include} SECRET\n:::\n::::", None, _NOT_USED),
    "choices-id": (":::{vælg} Mit bud\n:id: ../../x\n\n| a | b |\n|---|---|\n| c | d |\n| e | f |\n:::", None, "kan ikke være et id"),
    "bidi": ("Her er \u202egnit ne\u202c.", 1, "usynligt tegn"),
    "bidi-isolate": ("Her er \u2066en\u2069 ting.", 1, "usynligt tegn"),
    "bidi-in-code": ("```text\na \u202e b\n```", 2, "usynligt tegn"),
    "escape-codes": ("Se [\x1b[2J](\x1b[2Jfindes.md).", 1, "usynligt tegn"),
    "footnote-loop": ("Se[^a].\n\n[^a]: Se[^b].\n\n[^b]: Se[^a].", None, ""),
    "footnote-of-itself": ("Se[^a].\n\n[^a]: Se[^a].", None, ""),
    "deep-blocks": ("\n".join(":" * n + "{note}" for n in range(90, 2, -1)) + "\nx", None, "."),
    "deep-emphasis": ("*a **b " * 300 + "x" + "** *" * 300, None, "."),
    "deep-lists": ("\n".join("  " * n + "- a" for n in range(200)) + "\n\nSkjult.", None, "inde i hinanden"),
    "deep-quotations": (">" * 300 + " x", None, "inde i hinanden"),
    "brackets": ("[" * 4000, 1, "for mange"),
    "footnote-marks": ("[^" * 2000, 1, "for mange"),
    "long-paragraph": ("ord " * 3000, 1, "på 11999 tegn"),
    "long": ("ord " * 60_000, None, "Del den i flere sider"),
    "big-table": ("| a | b |\n|---|---|\n" + "|c|d|\n" * 4000, None, "Del den i flere sider"),
    "wide-table": ("|" + "a|" * 3000 + "\n|" + "-|" * 3000 + "\n" + ("|" + "b|" * 3000 + "\n") * 3, None, "Del den i flere sider"),
    "high-list": ("999999999. x\n1000000000. y", None, ""),
    "wide-picture": (":::{image} /_static/favicon.svg\n:alt: En tegning\n:width: 99999999999px\n:::", None, ""),
    "target": ("(search)=\n## Overskrift\n\n(genindex)=\nTekst.", None, ""),
    "typst": ('#import "@preview/x:0.1.0" #read("/etc/passwd") `#read("SECRET")` $a$', None, ""),
    "latex": ("$$ \\input{SECRET} $$\n\n\\begin{align}x\\end{align}", None, ""),
}  # fmt: skip
#: What makes the whole page unreadable, or changes how the rest of it is read.
ALONE = {
    "deep-blocks", "deep-emphasis", "deep-lists", "deep-quotations", "long", "big-table", "wide-table", "target",
    "high-list", "html-comment", "html-script", "html-style", "html-frame", "wide-picture", "picture-data",
    *(f"link-text-{name}" for name in ("javascript", "capitals", "data", "vbscript", "file")),
    "link-angle-capitals",
}  # fmt: skip
#: What may stand on a page: name → text, line of what is told (from 1 in the text; None: any), a pattern for
#: what is told ("": nothing need be).
BODIES: dict[str, tuple[str, int | None, str]] = {**BLOCKS, **ROLES, **LINKS, **OTHERS}


@dataclass(frozen=True)
class Expected:
    """Something that is told: on which page, from which line to which, and a pattern for it."""

    page: str
    first: int
    last: int
    pattern: str


def pages(most: int) -> tuple[dict[str, str], dict[str, Expected]]:
    """Return pages that hold all of it, up to `most` things on one, and what is told, by name."""
    texts = {name: text for name, (text, _, _) in HEADS.items()}
    told = {
        name: Expected(name, line or 1, line or 10**6, pattern) for name, (_, line, pattern) in HEADS.items()
    }
    together = [name for name in BODIES if name not in ALONE]
    groups = [(name,) for name in ALONE]
    groups += [tuple(together[at : at + most]) for at in range(0, len(together), most)]
    for names in groups:
        page = f"side-{names[0]}"
        text = f"---\nbeskrivelse: En side.\n---\n{_TEXT}"
        for name in names:
            body, line, pattern = BODIES[name]
            start = text.count("\n") + 1
            text += f"{body}\n\n"
            first = start + line - 1 if line else 1 if name in ALONE else start - 1
            told[name] = Expected(page, first, first if line else text.count("\n"), pattern)
        texts[page] = text
    return texts, told
