"""The most asked, for the shop's own site, from the templates that answer it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|])")
_LINE_MARKS = re.compile(r"^(\s*)(\d*)([-+.)=])(\s|$)", re.MULTILINE)
_GREETING = re.compile(r"[^.?\n]{0,60}[,!]")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its answer."""

    id: str
    """Of the template."""
    question: str
    """Its title."""
    answer: str
    """Its text, without greeting, and without what is different for each customer."""
    count: int
    """How often it was answered so."""
    share: float
    """Of all answers: what so many mails fewer would be; 0-1."""


def general(text: str) -> str:
    """A template's text as it holds for everybody: no greeting, nothing that is still blank."""
    paragraphs = [p.strip() for p in text.strip().split("\n\n") if p.strip()]
    if paragraphs and _GREETING.fullmatch(paragraphs[0]):
        paragraphs = paragraphs[1:]
    return "\n\n".join(p for p in paragraphs if "{{" not in p)


def as_markdown(title: str, entries: Iterable[Asked]) -> str:
    """A page in Markdown; nothing in the texts is taken for a mark of it."""
    parts = [f"# {_plain_mark(title)}"]
    for one in entries:
        parts += [f"## {_plain_mark(one.question)}", _plain_mark(one.answer)]
    return "\n\n".join(parts) + "\n"


def as_html(title: str, language: str, entries: Sequence[Asked]) -> str:
    """A page in HTML; nothing in the texts is taken for a tag."""
    blocks = []
    for one in entries:
        answer = "".join(
            f"<p>{html.escape(p).replace(chr(10), '<br>')}</p>\n" for p in one.answer.split("\n\n")
        )
        blocks.append(
            f"<details>\n<summary>{html.escape(one.question)}</summary>\n{answer}</details>\n"
        )
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language)}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{html.escape(title)}</title>\n</head>\n<body>\n'
        f"<h1>{html.escape(title)}</h1>\n{''.join(blocks)}</body>\n</html>\n"
    )


def _plain_mark(text: str) -> str:
    return _LINE_MARKS.sub(r"\1\2\\\3\4", _MARKS.sub(r"\\\1", text))
