"""Every screen at 80x24 in every language is the one that is kept in `tours`, and no word is cut.

After a change of the screens: `python -m tests.ui.tour`, then read what git says about the files.
"""

from __future__ import annotations

import re
from difflib import unified_diff

import pytest
from rich.cells import cell_len

from tests.catalogues import known
from tests.ui.tour import KEPT, LANGUAGES, SIZE, elsewhere, read

every_language = pytest.mark.parametrize("language", LANGUAGES)
CUT = re.compile(r"\S…(?=\s|$)|\b(?:của|из|of) …")
"""The end of a word, or of a sentence, that had no room."""
OF_A_TEMPLATE = "am finding out right now where the parcel is"
"""The reply to Jane is in her language."""
SENTENCES = 12
"""So many letters make an English sentence that no customer has written."""


def kept(language: str) -> dict[str, str]:
    """The tour as somebody has read it."""
    return read((KEPT / f"{language}.txt").read_text("utf-8"))


@every_language
def test_the_screens_are_as_they_were_read(language: str) -> None:
    """All differences at once: one start for all screens."""
    before, now = kept(language), elsewhere(language)
    assert list(now) == list(before)
    changed = [
        line
        for name, text in now.items()
        for line in unified_diff(
            before[name].splitlines(), text.splitlines(), f"kept {name}", f"now {name}", lineterm=""
        )
    ]
    assert changed == [], "\n".join(changed)


@every_language
def test_no_word_of_ours_is_cut(language: str) -> None:
    """A customer's subject may be; a label, a figure or a key may not."""
    theirs = ("New lasts", "Brown brogues", "I ordered the brown", "войти, вход", '"l…')
    cut = [
        f"{name}: {line}"
        for name, text in kept(language).items()
        for line in text.splitlines()
        if CUT.search(line) and not any(words in line for words in theirs)
    ]
    assert cut == []


@every_language
def test_it_stays_within_the_terminal(language: str) -> None:
    """By cells, not by letters: marks have none, emoji have two."""
    for name, text in kept(language).items():
        lines = text.splitlines()
        assert len(lines) <= SIZE[1], name
        assert max(map(cell_len, lines)) <= SIZE[0], name


@pytest.mark.parametrize("language", ["vi", "ru"])
def test_no_english_sentence_is_left(language: str) -> None:
    """None that the program says in English, on a screen in another language."""
    english = {
        one
        for message in known(language)
        for one, said in [(message.id, message.string)]
        if isinstance(one, str) and len(one) >= SENTENCES and " " in one and one != said
    }
    left = {
        (name, sentence)
        for name, text in kept(language).items()
        for sentence in english
        if sentence in " ".join(text.split()).replace(OF_A_TEMPLATE, "")
    }
    assert left == set()
