"""SEARCH: criteria as a predicate over messages (RFC 3501, 6.4.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from shopdesk.demo.servers.imap_parse import Arguments, BadSyntax, SequenceSet
from shopdesk.demo.servers.mailfolder import (
    ANSWERED,
    DELETED,
    DRAFT,
    FLAGGED,
    SEEN,
    StoredMessage,
)
from shopdesk.demo.servers.rfc5322 import RawMessage

CHARSETS = ("UTF-8", "US-ASCII")
_DEEPEST = 40
"""Nesting of NOT, OR and parentheses that is followed."""
_FLAG_KEYS = {
    "ANSWERED": ANSWERED,
    "DELETED": DELETED,
    "DRAFT": DRAFT,
    "FLAGGED": FLAGGED,
    "SEEN": SEEN,
}
_HEADER_KEYS = ("FROM", "TO", "CC", "BCC", "SUBJECT")


class Candidate:
    """A message that may match."""

    def __init__(self, message: StoredMessage) -> None:
        self.message = message

    @cached_property
    def text(self) -> RawMessage:
        """Its octets to look into; split only when a criterion needs them."""
        return RawMessage(self.message.raw)


Predicate = Callable[[Candidate], bool]
Resolver = Callable[[SequenceSet, bool], frozenset[int]]
"""From a set, and whether it holds UIDs, to the UIDs meant."""


@dataclass(frozen=True, slots=True)
class Search:
    """A parsed SEARCH."""

    matches: Predicate
    """Whether a message is wanted."""
    by_modseq: bool
    """MODSEQ was among the criteria: the answer names the highest change number found."""


class SearchParser:
    """Reads search criteria up to the end of the command."""

    def __init__(self, args: Arguments, resolve: Resolver) -> None:
        self._args = args
        self._resolve = resolve
        self._by_modseq = False

    def parse(self) -> Search:
        """Read all criteria; every one of them must hold.

        Raises:
            BadSyntax: A criterion is unknown or malformed.
        """
        keys = [self._key(0)]
        while not self._args.at_end():
            self._args.space()
            keys.append(self._key(0))
        return Search(_all_of(keys), self._by_modseq)

    def _key(self, depth: int) -> Predicate:
        if depth > _DEEPEST:
            raise BadSyntax("criteria nested too deeply")
        args = self._args
        if args.looking_at(b"("):
            keys = args.parenthesised(lambda: self._key(depth + 1))
            if not keys:
                raise BadSyntax("empty parentheses")
            return _all_of(keys)
        if args.looking_at_number():
            return self._numbers(by_uid=False)
        name = args.keyword()
        if name in ("NOT", "OR"):
            return self._combined(name, depth + 1)
        return _simple(name) or self._with_value(name)

    def _combined(self, name: str, depth: int) -> Predicate:
        self._args.space()
        first = self._key(depth)
        if name == "NOT":
            return lambda candidate: not first(candidate)
        self._args.space()
        second = self._key(depth)
        return lambda candidate: first(candidate) or second(candidate)

    def _numbers(self, *, by_uid: bool) -> Predicate:
        uids = self._resolve(self._args.sequence_set(), by_uid)
        return lambda candidate: candidate.message.uid in uids

    def _with_value(self, name: str) -> Predicate:
        args = self._args
        args.space()
        if name == "UID":
            return self._numbers(by_uid=True)
        if name == "MODSEQ":
            return self._modseq()
        if name in ("KEYWORD", "UNKEYWORD"):
            return _keyword(args.flag().lower(), wanted=name == "KEYWORD")
        if name in ("LARGER", "SMALLER"):
            return _size(args.number(), larger=name == "LARGER")
        if name == "HEADER":
            field = args.astring().lower()
            args.space()
            return _header(field, self._text())
        if name in _HEADER_KEYS:
            return _header(name.lower().encode("ascii"), self._text())
        if name in ("TEXT", "BODY"):
            return _content(self._text(), header_too=name == "TEXT")
        return _dated(name, args)

    def _modseq(self) -> Predicate:
        if self._args.looking_at(b'"'):
            self._args.string()
            self._args.space()
            self._args.atom()
            self._args.space()
        self._by_modseq = True
        least = self._args.number()
        return lambda candidate: candidate.message.modseq >= least

    def _text(self) -> str:
        return self._args.astring().decode("utf-8", "replace").casefold()


def _all_of(keys: list[Predicate]) -> Predicate:
    return lambda candidate: all(key(candidate) for key in keys)


def _simple(name: str) -> Predicate | None:
    if name in ("ALL", "OLD"):
        return lambda candidate: True
    if name in ("NEW", "RECENT"):
        return lambda candidate: False
    unset = name.startswith("UN") and name[2:] in _FLAG_KEYS
    flag = _FLAG_KEYS.get(name[2:] if unset else name)
    if flag is None:
        return None
    return lambda candidate: (flag in candidate.message.flags) is not unset


def _keyword(keyword: str, *, wanted: bool) -> Predicate:
    return lambda c: any(flag.lower() == keyword for flag in c.message.flags) is wanted


def _size(limit: int, *, larger: bool) -> Predicate:
    if larger:
        return lambda candidate: len(candidate.message.raw) > limit
    return lambda candidate: len(candidate.message.raw) < limit


def _header(field: bytes, needle: str) -> Predicate:
    return lambda candidate: any(needle in t.casefold() for t in candidate.text.texts(field))


def _content(needle: str, *, header_too: bool) -> Predicate:
    def matches(candidate: Candidate) -> bool:
        if header_too and needle in candidate.text.header_text.casefold():
            return True
        return needle in candidate.text.body_text.casefold()

    return matches


def _dated(name: str, args: Arguments) -> Predicate:
    base = name.removeprefix("SENT")
    if base not in ("SINCE", "BEFORE", "ON"):
        raise BadSyntax("unknown search criterion")
    day = args.date()
    sent = base != name

    def matches(candidate: Candidate) -> bool:
        found = candidate.text.sent_on() if sent else candidate.message.internaldate.date()
        return found is not None and _compares(base, found, day)

    return matches


def _compares(relation: str, found: date, day: date) -> bool:
    if relation == "ON":
        return found == day
    return found >= day if relation == "SINCE" else found < day
