"""Mails that say thanks and nothing else."""

from __future__ import annotations

from functools import cache

from shopdesk.domain.folding import fold, lower, words
from shopdesk.domain.triage import words_of_customers as vocabulary
from shopdesk.domain.triage.phrases import Phrases, Text

LONGEST = 300
"""Characters of a mail that is nothing but thanks."""

_THANKS = Phrases(vocabulary.THANKS)


def only_thanks(new_text: str) -> bool:
    """Whether it says thanks and nothing else, so that nobody waits.

    Every word must be a courtesy; below them a line may hold a name.
    """
    text = lower(new_text.strip())
    if len(text) > LONGEST or "?" in text or any(c.isdigit() for c in text):
        return False
    if not _THANKS.within(Text(text)):
        return False
    lines = [found for line in text.split("\n") if (found := words(line))]
    if len(lines) > 1 and len(lines[-1]) <= 3:
        lines.pop()
    return all(word in _courtesies() for line in lines for word in line)


@cache
def _courtesies() -> frozenset[str]:
    marked, bare = lower(vocabulary.COURTESY), fold(vocabulary.COURTESY)
    return frozenset(marked.split()) | frozenset(bare.split())
