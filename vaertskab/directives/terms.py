"""{ordliste}: the glossary, whose words {begreb} links to."""

from __future__ import annotations

from sphinx.domains.std import Glossary


class TermList(Glossary):
    """The glossary: a word on a line, and what it means on the line below, two spaces in.

    ```markdown
    :::{ordliste}
    vært
      Den, der byder borgeren velkommen.

    dialogrute
      En tur gennem huset, hvor du går ud til borgerne.
    :::
    ```
    """
