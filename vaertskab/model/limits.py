"""Limits of what an editor writes. Each stands here alone: rules and sentences are made of it.

How large files and pages may be stands where they are read: `reading/allowed.py`, `reading/files.py`. What
LIX a page may have hangs on the language: `language.py`.
"""

from __future__ import annotations

#: A film is short enough for one cup of coffee.
MIN_FILM_MINUTES, MAX_FILM_MINUTES = 2, 5
MIN_FILM_SECONDS, MAX_FILM_SECONDS = 60.0 * MIN_FILM_MINUTES, 60.0 * MAX_FILM_MINUTES
#: The same as a sentence has it.
FILM_LENGTH = f"{MIN_FILM_MINUTES}–{MAX_FILM_MINUTES} minutter"
#: Characters of a page's description.
DESCRIPTION_MAX_CHARS = 160
#: Characters of a title that has room at the top of a printed page, and of a short one.
TITLE_MAX_CHARS, SHORT_TITLE_MAX_CHARS = 60, 40
#: Characters of a page's search words together, and of one of them.
SEARCH_WORDS_MAX_CHARS, SEARCH_WORD_MAX_CHARS = 300, 40
#: More is no time to spend on a page.
MAX_PAGE_MINUTES = 600
#: Ruled lines to write on, in one place.
MAX_WRITING_LINES = 30


def is_films_length(seconds: float) -> bool:
    """Tell whether a film may last so long."""
    return MIN_FILM_SECONDS <= seconds <= MAX_FILM_SECONDS
