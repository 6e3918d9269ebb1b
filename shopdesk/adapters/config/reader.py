"""Reads a table of the settings file and gathers every mistake instead of stopping at the first."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from shopdesk.domain.plain import plain
from shopdesk.words import _

_LONGEST_SHOWN = 60
_SPAN = re.compile(r"(\d{1,9})\s*([a-z]+)\s*")
# longest first: the parts of a duration come in this order
_UNITS: tuple[tuple[frozenset[str], timedelta], ...] = (
    (frozenset({"d", "day", "days"}), timedelta(days=1)),
    (frozenset({"h", "hour", "hours"}), timedelta(hours=1)),
    (frozenset({"min", "minute", "minutes"}), timedelta(minutes=1)),
    (frozenset({"s", "sec", "second", "seconds"}), timedelta(seconds=1)),
)


class Reader:
    """One table. Asked for a key, it answers with a value of that kind, whatever the file says.

    Where the file is wrong, the mistake is noted and a stand-in returned: look at `problems` before
    anything is done with the values.
    """

    def __init__(self, table: Mapping[str, object], path: str, problems: list[str]) -> None:
        """`path` is what the owner would call the table, as in `mailbox[0].imap`."""
        self._table = table
        self._path = path
        self._asked: list[str] = []
        self.problems = problems
        """One sentence for each mistake, shared by all tables of the file."""

    def __contains__(self, key: str) -> bool:
        """Whether the file says anything under this key."""
        return key in self._table

    def name(self, key: str) -> str:
        """The key with its path."""
        return f"{self._path}.{key}" if self._path else key

    def text(
        self,
        key: str,
        allowed: str,
        fits: Callable[[str], object] = bool,
        *,
        default: str | None = None,
        shown: bool = True,
    ) -> str:
        """A string that `fits`; without a default it must be there.

        `shown=False` keeps the value out of the sentence.
        """
        value = self._value(key, allowed, needed=default is None)
        if value is None:
            return default or ""
        if isinstance(value, str) and fits(value):
            return value
        self.wrong(key, value if shown else None, allowed)
        return default or ""

    def texts(
        self,
        key: str,
        allowed: str,
        fits: Callable[[str], object],
        *,
        default: tuple[str, ...] = (),
        once: bool = True,
        shown: bool = True,
    ) -> tuple[str, ...]:
        """A list of strings that all fit; an empty one needs an empty default.

        With `once`, what stands there twice is given once; `shown=False` keeps what is wrong out
        of the sentence.
        """
        value = self._value(key, allowed, needed=False)
        if value is None:
            return default
        if not isinstance(value, list) or (default and not value):
            self.wrong(key, value if shown else None, allowed)
            return default
        for number, entry in enumerate(value):
            if not (isinstance(entry, str) and fits(entry)):
                self.wrong(f"{key}[{number}]", entry if shown else None, allowed)
        strings = [entry for entry in value if isinstance(entry, str)]
        return tuple(dict.fromkeys(strings) if once else strings)

    def number(self, key: str, allowed: range, default: int) -> int:
        """A whole number."""
        words = _("a whole number from {least} to {most}").format(
            least=allowed.start, most=allowed.stop - 1
        )
        value = self._value(key, words, needed=False)
        if value is None:
            return default
        # true and false are whole numbers to Python
        if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
            return value
        self.wrong(key, value, words)
        return default

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        words = _("true or false")
        value = self._value(key, words, needed=False)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.wrong(key, value, words)
        return default

    def dates(self, key: str, allowed: str, fits: Callable[[date], object]) -> frozenset[date]:
        """A list of dates that all fit, with or without quotes."""
        value = self._value(key, allowed, needed=False)
        if value is None:
            return frozenset()
        if not isinstance(value, list):
            self.wrong(key, value, allowed)
            return frozenset()
        found = set()
        for number, entry in enumerate(value):
            day = _date(entry)
            if day is None or not fits(day):
                self.wrong(f"{key}[{number}]", entry, allowed)
            else:
                found.add(day)
        return frozenset(found)

    def choice(self, key: str, allowed: Collection[str], default: str) -> str:
        """One of a few words."""
        return self.text(key, quoted(allowed), allowed.__contains__, default=default)

    def duration(
        self, key: str, default: timedelta, least: timedelta, most: timedelta
    ) -> timedelta:
        """A time span such as `"1 h 30 min"`, from `least` to `most`."""
        words = _('a time span such as "5 min", "90 s" or "1 h 30 min", from {least} to {most}')
        words = words.format(least=span_text(least), most=span_text(most))
        value = self._value(key, words, needed=False)
        if value is None:
            return default
        span = parse_span(value) if isinstance(value, str) else None
        if span is None or not least <= span <= most:
            self.wrong(key, value, words)
            return default
        return span

    def table(self, key: str, *, needed: bool) -> Reader:
        """A table within this one; an empty one when it is not there."""
        words = _("a table")
        value = self._value(key, words, needed=needed)
        if value is None:
            return Reader({}, self.name(key), [])
        if isinstance(value, dict):
            return Reader(value, self.name(key), self.problems)
        self.wrong(key, value, words)
        return Reader({}, self.name(key), [])

    def named(self, key: str) -> Mapping[str, Reader]:
        """A table of tables that the owner names, each under its name."""
        inner = self.table(key, needed=False)
        inner._asked += inner._table
        return {name: inner.table(name, needed=False) for name in inner._table}

    def any_texts(self, key: str, allowed: str) -> Mapping[str, str]:
        """A table of strings under names that are checked elsewhere."""
        inner = self.table(key, needed=False)
        return {name: inner.text(name, allowed, str.strip, default="") for name in inner._table}

    def texts_by_name(self, key: str, allowed: str, known: Collection[str]) -> Mapping[str, str]:
        """A table of strings under known names."""
        inner = self.table(key, needed=False)
        # asked for in any case: a misspelt one is answered with the names of all
        found = {name: inner.text(name, allowed, default="") for name in known}
        inner.finish()
        return {name: text for name, text in found.items() if text}

    def tables(self, key: str, allowed: str, *, needed: bool = True) -> Sequence[Reader]:
        """A list of tables with at least one entry where it is there."""
        value = self._value(key, allowed, needed=needed)
        if value is None:
            return ()
        if not isinstance(value, list) or not value:
            self.wrong(key, value, allowed)
            return ()
        readers = []
        for number, entry in enumerate(value):
            if isinstance(entry, dict):
                readers.append(Reader(entry, f"{self.name(key)}[{number}]", self.problems))
            else:
                self.wrong(f"{key}[{number}]", entry, _("a table"))
        return readers

    def finish(self) -> None:
        """Note every key of the file that nobody asked for."""
        for key in self._table:
            if key in self._asked:
                continue
            close = difflib.get_close_matches(key, self._asked, 1)
            if key == "password":
                sentence = _(
                    "{key}: a password never stands in this file. Delete it, then put it into the "
                    "keyring (keyring set shopdesk ADDRESS), or name a `password_command` or a "
                    "`password_env`."
                )
            elif close:
                sentence = _("{key}: there is no such key; did you mean `{close}`?")
            else:
                sentence = _("{key}: there is no such key here; possible are {known}.")
            self.note(
                sentence,
                key=self.name(plain(key)),
                close="".join(close),
                known=", ".join(sorted(set(self._asked))),
            )

    def wrong(self, key: str, found: object, allowed: str) -> None:
        """Note a value that is not allowed; `found` None: it is better not shown."""
        if found is None:
            sentence = _("{key}: what stands there is not allowed; allowed is {allowed}.")
        else:
            sentence = _("{key}: found {found}; allowed is {allowed}.")
        self.note(sentence, key=self.name(key), found=_shown(found), allowed=allowed)

    def note(self, sentence: str, **words: object) -> None:
        """Note any other mistake."""
        self.problems.append(sentence.format(**words))

    def _value(self, key: str, allowed: str, *, needed: bool) -> object | None:
        self._asked.append(key)
        if key in self._table:
            return self._table[key]
        if needed:
            self.note(
                _("{key}: is missing; allowed is {allowed}."), key=self.name(key), allowed=allowed
            )
        return None


def parse_span(text: str) -> timedelta | None:
    """`1 h 30 min` as a time span; None when it is none."""
    position, unit = 0, -1
    total = timedelta()
    text = text.strip().lower()
    while position < len(text):
        part = _SPAN.match(text, position)
        if part is None:
            return None
        later = [i for i, (words, _span) in enumerate(_UNITS) if part[2] in words and i > unit]
        if not later:
            return None
        unit = later[0]
        try:
            total += int(part[1]) * _UNITS[unit][1]
        except OverflowError:
            return None
        position = part.end()
    return total if unit >= 0 else None


def span_text(span: timedelta) -> str:
    """A time span in the largest unit that it fills."""
    seconds = int(span.total_seconds())
    for size, unit in ((86400, "days"), (3600, "h"), (60, "min")):
        if seconds >= size and seconds % size == 0:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def _date(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    # a date with a time of day is a date to Python
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def quoted(words: Collection[str]) -> str:
    """The words in quotes, as they would stand in the file."""
    return ", ".join(f'"{word}"' for word in words)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return _("a table")
    if isinstance(value, list):
        return _("a list") if value else _("an empty list")
    text = plain(f'"{value}"' if isinstance(value, str) else str(value))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
