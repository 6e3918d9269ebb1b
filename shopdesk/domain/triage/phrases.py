"""Phrases to look for in what customers write.

A `*` stands for any ending, `~` for up to three words between, `/` parts words of which any will
do, `, ` parts the phrases.
"""

from __future__ import annotations

import re
from functools import cached_property

from shopdesk.domain.folding import fold, is_marked, lower


class Phrases:
    """Phrases to look for; unmarked Vietnamese is looked for in texts without any marks."""

    def __init__(self, phrases: str) -> None:
        self.phrases = phrases

    @cached_property
    def marked(self) -> re.Pattern[str]:
        """As they are written. Compiled at the first use: they are many, and a start is short."""
        return _pattern(lower(self.phrases))

    @cached_property
    def unmarked(self) -> re.Pattern[str]:
        """Without any marks."""
        return _pattern(fold(self.phrases))

    def within(self, text: Text) -> bool:
        """Whether one of them is in the text."""
        return bool(self.found(text))

    def found(self, text: Text) -> str:
        """The first one in the text, as the text has it; empty for none."""
        hit = (self.marked if text.marked else self.unmarked).search(text.words)
        return hit[0] if hit else ""


class Text:
    """A text to look for phrases in."""

    def __init__(self, text: str) -> None:
        said = lower(text)
        self.marked = is_marked(said)
        self.words = said if self.marked else fold(text)


def _pattern(phrases: str) -> re.Pattern[str]:
    spelt = []
    for phrase in phrases.split(", "):
        parts = (_spelt(word) for word in phrase.split())
        spelt.append(r"\W+".join(parts).replace(r"\W+~\W+", r"\W+(?:\w+\W+){0,3}?"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)")


def _spelt(word: str) -> str:
    any_of = "|".join(re.escape(w).replace(r"\*", r"\w*") for w in word.split("/"))
    return "~" if word == "~" else f"(?:{any_of})" if "/" in word else any_of
