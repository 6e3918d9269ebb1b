"""What stands below a mail without being said in it: signatures and legal notices."""

from __future__ import annotations

import re

from shopdesk.domain.mail import words_of_programs as said

SIGNATURE_LINES = 15
"""A longer end of a mail is no signature, whatever stands above it."""
LONGEST_MOBILE = 80
"""Characters of "Sent from my iPhone" and its like, a link not counted."""
LONGEST_NOTICE = 6_000
"""Characters of a paragraph that is looked at for a legal notice."""
SHORTEST_NOTICE = 60
MOST_NOTICES = 6
"""Paragraphs of legal notices below one mail, in several languages."""
ENOUGH_WORDS = 3
"""Words of a legal notice that make one of a paragraph that also begins like one."""

_DASHES = re.compile(r"(?:--|—|–|__|- -)[ \u00a0]?$")
_LINK = re.compile(r"[<(\[]?\s*(?:https?://|www\.)[^\s>)\]]*[>)\]]?", re.IGNORECASE)
_MOBILE = re.compile(rf"(?:{said.MOBILE})", re.IGNORECASE)
_OWN_WORDS = re.compile(
    r"(?:sent (?:from|via|with|using)|gửi (?:từ|qua)|envoyé (?:via|depuis)|"
    r"enviado (?:desde|por|con|a través)|отправлено (?:из|через)) "
    r"(?!my |mi |mon |mail |outlook|yahoo|samsung|proton|i(?:phone|pad|os)|android|galaxy)",
    re.IGNORECASE,
)
"""As a sentence may begin that tells of a parcel; a program's name does not follow."""
_SENTENCE = re.compile(r"[.!?…:;,]\s*$|[,;!?] ")
_LEGAL_BEGINS = re.compile(rf"[\W_]*(?:{said.LEGAL_BEGINS})", re.IGNORECASE)
_LEGAL_WORDS = tuple(re.compile(words, re.IGNORECASE) for words in said.LEGAL_WORDS)
_MACHINE = re.compile(rf"[\W_]*(?:{said.ADDED_BY_MACHINES})", re.IGNORECASE)
_RULE = re.compile(r"[\s_*=~─━—–-]{3,}")


def without_signature(lines: list[str]) -> list[str]:
    """The lines without what a mail program, a company or a filter adds below them."""
    lines = _without_notices(without_blank_end(lines))
    for n in range(max(0, len(lines) - 3 * SIGNATURE_LINES), len(lines)):
        if _DASHES.fullmatch(lines[n]) and _filled(lines[n:]) <= SIGNATURE_LINES:
            lines = without_blank_end(lines[:n])
            break
    for n in range(max(0, len(lines) - 3), len(lines)):
        if _is_mobile(lines[n]):
            return without_blank_end(lines[:n])
    return lines


def without_blank_end(lines: list[str]) -> list[str]:
    """The lines up to the last one with words."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _filled(lines: list[str]) -> int:
    return sum(1 for line in lines if line.strip() and not line.lstrip().startswith(">"))


def _is_mobile(line: str) -> bool:
    """Whether a mail program says where the mail was sent from."""
    if len(line) > 8 * LONGEST_MOBILE:
        return False
    bare = _LINK.sub("", line).strip("*_ \t-[]|")
    if len(bare) >= LONGEST_MOBILE or not _MOBILE.match(bare):
        return False
    return not (_OWN_WORDS.match(bare) and _SENTENCE.search(bare))


def _without_notices(lines: list[str]) -> list[str]:
    """The lines without the legal notices at their end, as long as others remain."""
    kept = lines
    for _ in range(MOST_NOTICES):
        start = len(kept)
        while start and kept[start - 1].strip():
            start -= 1
        above = without_blank_end(kept[:start])
        if not above or not _is_notice(kept[start:]):
            break
        kept = above
    while len(kept) < len(lines) and kept and _RULE.fullmatch(kept[-1]) and kept[-1] != "-- ":
        kept = without_blank_end(kept[:-1])
    return kept if any(line.strip() for line in kept) else lines


def _is_notice(paragraph: list[str]) -> bool:
    text = " ".join(paragraph)
    if len(text) > LONGEST_NOTICE:
        return False
    if len(paragraph) <= 3 and _MACHINE.match(text):
        return True
    if len(text) < SHORTEST_NOTICE or not _LEGAL_BEGINS.match(text):
        return False
    lower = text.lower()
    return any(
        len({found.lower() for found in words.findall(lower)}) >= ENOUGH_WORDS
        for words in _LEGAL_WORDS
    )
