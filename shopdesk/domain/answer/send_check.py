"""What an owner may be sorry to have sent: looked for before an answer leaves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from shopdesk.domain.answer import send_check_words as vocabulary
from shopdesk.domain.answer.reply import Draft
from shopdesk.domain.folding import fold
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.patterns import compiled
from shopdesk.domain.triage import order_numbers
from shopdesk.domain.triage.languages import guessed
from shopdesk.domain.triage.phrases import Phrases, Text

TWICE_WITHIN = timedelta(minutes=1)
SAME_BEGINNING = 3
"""Letters that a short name shares with the whole one: Kate and Katherine."""
LONGEST_GREETING = 5
"""Words behind the greeting; more of them are no name but the answer itself."""
LEAST_WORDS = 4
"""Shorter answers are in no language for sure."""
_SPOKEN = frozenset({"en", "vi", "ru"})
"""Languages whose apologies are known."""
_HEATED = frozenset({Category.COMPLAINT, Category.RETURN})
_NAME = r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*"
_WORDS = re.compile(_NAME)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")

_KIND = Phrases(vocabulary.KIND)
_ARGUMENT = Phrases(vocabulary.ARGUMENT)
_FORGIVING = Phrases(vocabulary.FORGIVING)
_ENCLOSED = Phrases(vocabulary.ENCLOSED)
_ENCLOSED_BY_THEM = Phrases(vocabulary.ENCLOSED_BY_THEM)


class Check(StrEnum):
    """What is looked for."""

    EMPTY = "empty"
    """Nothing but a greeting and the closing."""
    NAME = "name"
    """Somebody else's name; about: the name, the customer's."""
    ORDER_NUMBER = "order number"
    """The number of another customer's order; about: the numbers."""
    ATTACHMENT = "attachment"
    """Speaks of a file, and none goes with it; about: the words."""
    LANGUAGE = "language"
    """Not the customer's language; about: the answer's code, the customer's."""
    COLD = "cold"
    """A complaint answered with neither apology nor thanks."""
    ARGUMENT = "argument"
    """Argues with somebody who complains or returns; about: the words."""
    BOUNCED = "bounced"
    """Mail to this address came back; about: the addresses."""
    TWICE = "twice"
    """The same answer went to the same address within the last minute; about: the address."""


@dataclass(frozen=True, slots=True)
class SendWarning:
    """One thing to look at before the answer leaves."""

    check: Check
    """What was found."""
    about: tuple[str, ...] = ()
    """The words, names or addresses that it was found by, as `Check` says."""


@dataclass(frozen=True, slots=True)
class Others:
    """What belongs to other customers."""

    names: Set[str] = frozenset()
    """Names as they sign."""
    order_numbers: Set[str] = frozenset()
    """Numbers of orders that they named, case folded."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer that went out or is about to."""

    at: datetime
    """When it was queued or accepted, UTC."""
    to: tuple[str, ...]
    """Addresses."""
    text: str
    """What it says; the quote may follow."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What an answer is an answer to."""

    name: str
    """The customer's; may be empty."""
    addresses: Set[str]
    """Of the customer, in lower case."""
    language: str
    """ISO 639-1 code of the customer's words; empty when unknown."""
    category: Category
    """What the conversation is about."""
    said: str
    """Everything that was written in the conversation so far, the subject too."""
    ours: tuple[str, ...]
    """Names of the owner and of the shop."""
    closing: str
    """What stands below every answer."""
    now: datetime
    """UTC."""
    others: Others = field(default_factory=Others)
    """What must not be in it."""
    apologised: bool = False
    """An earlier answer of ours in this conversation was kind already."""
    undelivered: Set[str] = frozenset()
    """Addresses that our last mail did not reach, in lower case."""
    recent: tuple[Sent, ...] = ()
    """What went out in the last minute or waits to."""


def check(draft: Draft, situation: Situation) -> tuple[SendWarning, ...]:
    """Everything to look at again, the gravest first; empty for a good answer."""
    own = _own_words(draft.body, situation.closing)
    to_customer = any(address.lower() in situation.addresses for address in draft.to)
    found = [_empty(draft, own), _bounced(draft, situation), _twice(draft, own, situation)]
    if to_customer:
        found += [
            _name(own, situation),
            _number(own, situation),
            _language(own, situation),
            _argument(own, situation),
            _cold(own, situation),
        ]
    found.append(_attachment(draft, own))
    return tuple(warning for warning in found if warning is not None)


def kind(text: str) -> bool:
    """Whether it apologises or thanks."""
    return _KIND.within(Text(text))


def _own_words(body: str, closing: str) -> str:
    body, closing = body.strip(), closing.strip()
    return body.removesuffix(closing).rstrip() if closing else body


def _empty(draft: Draft, own: str) -> SendWarning | None:
    if draft.quote and not draft.answers:
        # a mail that is passed on may do without words of our own
        return None
    _, rest = _greeting(own)
    return None if any(c.isalnum() for c in rest) else SendWarning(Check.EMPTY)


def _bounced(draft: Draft, situation: Situation) -> SendWarning | None:
    hit = tuple(a for a in (*draft.to, *draft.cc) if a.lower() in situation.undelivered)
    return SendWarning(Check.BOUNCED, hit) if hit else None


def _twice(draft: Draft, own: str, situation: Situation) -> SendWarning | None:
    words = own.split()
    for sent in situation.recent:
        again = {a.lower() for a in sent.to} & {a.lower() for a in draft.to}
        just_now = abs(situation.now - sent.at) <= TWICE_WITHIN
        if again and just_now and words and sent.text.split()[: len(words)] == words:
            return SendWarning(Check.TWICE, (min(again),))
    return None


def _name(own: str, situation: Situation) -> SendWarning | None:
    greeted, rest = _greeting(own)
    if greeted and situation.name and not _fits(greeted, situation):
        return SendWarning(Check.NAME, (" ".join(greeted), situation.name))
    said = f"{situation.said}\n{situation.name}\n{' '.join(situation.ours)}"
    # one word alone may be anything: a colour, a town, a given name that many share
    for name in sorted(n for n in situation.others.names if n in rest and " " in n.strip()):
        if _stands(name, rest) and not _stands(name, said):
            return SendWarning(Check.NAME, (name, situation.name))
    return None


def _greeting(own: str) -> tuple[tuple[str, ...], str]:
    """The names in the greeting that the answer begins with, and all that follows it."""
    own = unicodedata.normalize("NFC", own).lstrip()
    hit = compiled(vocabulary.GREETING, re.IGNORECASE).match(own)
    if hit is None:
        return (), own
    words = _WORDS.findall(hit["who"])
    names = (w for w in words if w[0].isupper() and w.lower() not in _no_names())
    return tuple(names) if len(words) <= LONGEST_GREETING else (), own[hit.end() :]


@cache
def _no_names() -> frozenset[str]:
    return frozenset(vocabulary.NO_NAMES.split())


def _fits(greeted: tuple[str, ...], situation: Situation) -> bool:
    """Whether one of the words may be the customer's name, or was said by them."""
    theirs = {fold(w) for w in _WORDS.findall(f"{situation.name} {situation.said}")}
    locals_ = [fold(a.partition("@")[0]) for a in situation.addresses]
    for word in map(fold, greeted):
        if word in theirs or any(word in local for local in locals_):
            return True
        parts = [fold(part) for part in _WORDS.findall(situation.name)]
        if any(part[:SAME_BEGINNING] == word[:SAME_BEGINNING] for part in parts):
            return True
        # the same name in other letters cannot be told from another name
        if parts and all(part.isascii() != word.isascii() for part in parts):
            return True
    return False


def _stands(name: str, text: str) -> bool:
    return name in text and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _number(own: str, situation: Situation) -> SendWarning | None:
    said = situation.said.casefold()
    strange = tuple(
        number
        for number in order_numbers(own)
        if number.casefold() in situation.others.order_numbers and number.casefold() not in said
    )
    return SendWarning(Check.ORDER_NUMBER, strange) if strange else None


def _language(own: str, situation: Situation) -> SendWarning | None:
    if not situation.language or len(own.split()) < LEAST_WORDS:
        return None
    guess = guessed(own)
    if not guess.sure or guess.code in ("", situation.language):
        return None
    return SendWarning(Check.LANGUAGE, (guess.code, situation.language))


def _argument(own: str, situation: Situation) -> SendWarning | None:
    if situation.category not in _HEATED:
        return None
    words = _told(own, _ARGUMENT, _FORGIVING)
    return SendWarning(Check.ARGUMENT, (words,)) if words else None


def _cold(own: str, situation: Situation) -> SendWarning | None:
    if situation.category is not Category.COMPLAINT or situation.apologised or not own:
        return None
    if guessed(own).code not in _SPOKEN or kind(own):
        return None
    return SendWarning(Check.COLD)


def _attachment(draft: Draft, own: str) -> SendWarning | None:
    if draft.files:
        return None
    words = _told(own, _ENCLOSED, _ENCLOSED_BY_THEM)
    return SendWarning(Check.ATTACHMENT, (words,)) if words else None


def _told(own: str, said: Phrases, otherwise: Phrases) -> str:
    """The first such words, in a sentence that does not speak otherwise; empty for none."""
    for sentence in _SENTENCE_END.split(own):
        text = Text(sentence)
        if (words := said.found(text)) and not otherwise.within(text):
            return words
    return ""
