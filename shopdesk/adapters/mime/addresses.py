"""Address lists as they really come: unquoted commas, comments, half-open quotes, encoded words."""

from __future__ import annotations

import re

from shopdesk.adapters.mime.encoded_words import decode_words
from shopdesk.adapters.mime.fields import words
from shopdesk.domain.mail.message import Address

LONGEST_LIST = 32 * 1024
"""Characters of a field that are read for addresses."""
MOST_ADDRESSES = 1_000

_TOKEN = re.compile(
    r'"(?P<quoted>(?:[^"\\]|\\.)*)\\?(?P<closed>"|\Z)'
    r"|<(?P<angle>[^<>]*)>?"
    r"|(?P<mark>[,;:(])"
    r'|(?P<word>[^"<>,;:(\s]+)'
    r"|\s+|.",
    re.DOTALL,
)
_COMMON = re.compile(
    r'\s*+(?:"([^"\\]*+)"|([^"<>,;:()@\\]*+))\s*+'
    r"<([!#-'*+./0-9A-Z^-~-]{1,320}@[!#-'*+./0-9A-Z^-~-]+)>\s*+"
)
"""One address as most mails have it: nothing about it is in doubt."""
_PARENTHESIS = re.compile(r"\\.|[()]", re.DOTALL)
_EMAIL = re.compile(r"(?:\A\"[^\"]+\"|[^\s@<>\"(),;:]{1,320})@[^\s@<>\"(),;:]+")
_HOLLOW = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def parse_addresses(value: str) -> tuple[Address, ...]:
    """The addresses of a field value whose encoded words are still encoded.

    A name without any address comes with an empty `email`.
    """
    value = value[:LONGEST_LIST]
    if common := _COMMON.fullmatch(value):
        local, at, domain = common[3].rpartition("@")
        return (Address(words(common[1] or common[2] or ""), local + at + domain.lower()),)
    found = _List(value).read()
    if "=?" in value and not any(a.email for a in found):
        # Some programs encode `Name <address>` as a whole.
        found = _List(decode_words(value)).read()
    return tuple(found)


class _List:
    """One address list while it is read."""

    def __init__(self, value: str) -> None:
        self.value = value
        self.at = 0
        self.comments_end = True
        self.found: list[Address] = []
        self.phrase: list[str] = []
        self.comment = ""
        self.angle: str | None = None
        self.waiting: list[str] = []
        """Names so far without an address: the next one's, when there is a comma in its name."""

    def read(self) -> list[Address]:
        while self.at < len(self.value) and len(self.found) < MOST_ADDRESSES:
            token = _TOKEN.match(self.value, self.at)
            if token is None:
                break
            if token["quoted"] is not None and not token["closed"]:
                self.value = self.value[: self.at] + self.value[self.at :].replace('"', " ")
                continue
            self.at = token.end()
            self._take(token)
        self._finish()
        self._give_up_waiting()
        return [a for a in self.found if a.name or a.email][:MOST_ADDRESSES]

    def _take(self, token: re.Match[str]) -> None:
        if token["quoted"] is not None:
            self.phrase.append(token["quoted"].replace('\\"', '"').replace("\\\\", "\\"))
        elif token["word"] is not None:
            if token["word"].startswith("@") and self.phrase:
                self.phrase[-1] = f'"{self.phrase[-1]}"{token["word"]}'
            else:
                self.phrase.append(token["word"])
        elif token["angle"] is not None:
            if self.angle is not None:
                self._finish()
            self.angle = token["angle"]
        elif token["mark"] == "(":
            self._skip_comment()
        elif token["mark"] == ":":
            self.phrase.clear()
        elif token["mark"]:
            self._finish()
            if token["mark"] == ";":
                self._give_up_waiting()

    def _skip_comment(self) -> None:
        depth = 1
        for mark in _PARENTHESIS.finditer(self.value, self.at) if self.comments_end else ():
            depth += {"(": 1, ")": -1}.get(mark[0], 0)
            if not depth:
                self.comment = self.comment or self.value[self.at : mark.start()]
                self.at = mark.end()
                return
        self.comments_end = False

    def _finish(self) -> None:
        """The end of one address."""
        if self.angle is not None:
            name = ", ".join((*self.waiting, " ".join(self.phrase)))
            self.waiting.clear()
            self.found.append(Address(words(name or self.comment), _email(self.angle)))
        elif places := [n for n, word in enumerate(self.phrase) if _EMAIL.search(word)]:
            self._give_up_waiting()
            email = self.phrase.pop(places[-1])
            if not email.startswith('"'):
                email = "".join(_EMAIL.findall(email)[-1:])
            self.found.append(Address(words(" ".join(self.phrase) or self.comment), _email(email)))
        elif self.phrase:
            self.waiting.append(" ".join(self.phrase))
        self.phrase, self.comment, self.angle = [], "", None

    def _give_up_waiting(self) -> None:
        self.found.extend(Address(words(name), "") for name in self.waiting)
        self.waiting.clear()


def _email(text: str) -> str:
    """The bare address, domain in lower case."""
    text = decode_words(text).strip().removeprefix("mailto:")
    text = words(text) if '"' in text else _HOLLOW.sub("", words(text))
    local, at, domain = text.rpartition("@")
    return local + at + domain.lower()
