"""The `[ring]` table of the settings file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from shopdesk.adapters.config.hours import clock_times
from shopdesk.adapters.config.reader import Reader, quoted
from shopdesk.domain.alarm.quiet_hours import DAY_MINUTES, QuietSpan
from shopdesk.domain.alarm.ring_plan import Occasion, Quiet, RingPlan, Way, Ways
from shopdesk.domain.shop.settings import PasswordFrom, PasswordSource, Phones
from shopdesk.words import _

_DEFAULT = RingPlan()
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_TOGETHER = range(1, 51)
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def read_ring(file: Reader) -> tuple[RingPlan, Phones]:
    """The plan and the phones; mistakes go to `file.problems`."""
    table = file.table("ring", needed=False)
    phones = _phones(table)
    plan = RingPlan(
        ways={o: _ways(table, o, _DEFAULT.ways[o]) for o in Occasion},
        away=_away(table),
        away_after=table.duration("away_after", _DEFAULT.away_after, _MINUTE, _DAY),
        together=table.number("together", _TOGETHER, _DEFAULT.together),
        quiet=_quiet(table.table("quiet", needed=False)),
    )
    table.finish()
    return plan, phones


def _ways(table: Reader, occasion: Occasion, default: Ways) -> Ways:
    known = {way.value: way for way in Way}
    allowed = _("a list of {ways}; [] for none").format(ways=quoted(known))
    # asked for in any case: a misspelt one is answered with the names of all
    found = table.texts(occasion.value, allowed, known.__contains__)
    if occasion.value not in table:
        return default
    return frozenset(known[name] for name in found if name in known)


def _away(table: Reader) -> frozenset[Occasion]:
    known = {occasion.value: occasion for occasion in Occasion}
    allowed = _("a list of {names}").format(names=quoted(known))
    found = table.texts("away", allowed, known.__contains__)
    if "away" not in table:
        return _DEFAULT.away
    return frozenset(known[name] for name in found if name in known)


def _quiet(table: Reader) -> Quiet:
    allowed = _('a list of spans of the day such as "22:00-07:00", which may go past midnight')
    texts = table.texts("hours", allowed, parse_span_of_day)
    ways: Mapping[Occasion, Ways] = {o: _ways(table, o, frozenset()) for o in Occasion}
    quiet = Quiet(
        spans=tuple(span for text in texts if (span := parse_span_of_day(text))),
        while_closed=table.flag("while_closed", default=False),
        ways={occasion: chosen for occasion, chosen in ways.items() if chosen},
    )
    table.finish()
    return quiet


def parse_span_of_day(text: str) -> QuietSpan | None:
    """`22:00-07:00` as a span of the day; None when it is none, or empty."""
    times = clock_times(text)
    if times is None:
        return None
    begins, ends = times
    if begins == ends or begins >= DAY_MINUTES or not 0 < (ends or DAY_MINUTES) <= DAY_MINUTES:
        return None
    return QuietSpan(begins, ends or DAY_MINUTES)


def _phones(table: Reader) -> Phones:
    # none of these is shown: an address may hold a key, and a key may stand under the wrong name
    allowed = _('a list of Apprise addresses such as ["ntfy://ntfy.sh/your-topic"]')
    urls = table.texts("phone", allowed, _URL.fullmatch, shown=False)
    command = table.text("phone_command", _("a command line"), _one_line, default="", shown=False)
    variable = table.text(
        "phone_env",
        _("the name of an environment variable"),
        _VARIABLE.fullmatch,
        default="",
        shown=False,
    )
    keyring = table.flag("phone_keyring", default=False)
    sources = {
        "phone_command": PasswordSource(PasswordFrom.COMMAND, command) if command else None,
        "phone_env": PasswordSource(PasswordFrom.ENVIRONMENT, variable) if variable else None,
        "phone_keyring": PasswordSource(PasswordFrom.KEYRING) if keyring else None,
    }
    named = {key: source for key, source in sources.items() if source is not None}
    if len(named) > 1:
        table.note(
            _("{keys} exclude each other; keep one."),
            keys=", ".join(table.name(key) for key in named),
        )
    return Phones(urls, next(iter(named.values()), None))


def _one_line(text: str) -> bool:
    return bool(text.strip()) and text.isprintable()
