"""Settings as texts that a person reads and types: on the screen and on the command line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from shopdesk.adapters.config.hours import hours_text
from shopdesk.adapters.config.reader import span_text
from shopdesk.domain.clock.hours import NO_HOURS, Hours, Week
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.shop.editable import DAYS, EDITABLE, OPENING, Kind

if TYPE_CHECKING:
    from shopdesk.domain.shop.settings import Settings
    from shopdesk.ports.config import Changes, Key, Value

_KINDS: Mapping[str, Kind] = {editable.key: editable.kind for editable in EDITABLE}
_APART = re.compile(r"\s*[,;]\s*")


def texts_of(settings: Settings) -> dict[str, str]:
    """What every editable setting is now; a channel without a target of its own has no text."""
    targets, hours = settings.targets, settings.hours or Hours(NO_HOURS)
    spans: dict[str, timedelta] = {
        **{f"targets.{c.value.replace('-', '_')}": targets.by_category[c] for c in Category},
        **{f"targets.channel.{c.value}": span for c, span in targets.by_channel.items()},
        "targets.after_closed": targets.after_closed,
        "desk.undo": settings.undo,
        "desk.poll": settings.poll,
    }
    known = {key: span_text(span) for key, span in spans.items()} | {
        **_days("hours", hours.week),
        "hours.holidays": hours.holidays,
        "hours.closed": ", ".join(day.isoformat() for day in sorted(hours.closed)),
        **_days("desk_hours", settings.desk_hours),
        "shop.language": settings.shop.language,
        "shop.signature": settings.shop.signature,
    }
    return {editable.key: known.get(editable.key, "") for editable in EDITABLE}


def changes_for(texts: Mapping[str, str], present: Mapping[str, str]) -> Changes:
    """What to change in the file so that its settings are `texts` rather than `present`.

    An empty text takes the key out: what is usual holds then. Without any opening hours the whole
    table goes, and the shop is open day and night.
    """
    changes: dict[Key, Value | None] = {
        key: value_of(key, text)
        for key, text in texts.items()
        if text.strip() != present[key].strip()
    }
    hours = {editable.key for editable in OPENING}
    if not hours & changes.keys():
        return changes
    if not any(texts[key].strip() for key in hours):
        return {key: value for key, value in changes.items() if key not in hours} | {"hours": None}
    return changes | {"hours.always_open": None}


def value_of(key: str, text: str) -> Value | None:
    """What the file is to hold where a person typed this; None takes the key out.

    A key that is not of the screen takes TOML, or else the words as they are.
    """
    kind = _KINDS.get(key)
    text = text if kind is Kind.LINES else text.strip()
    if not text.strip():
        return None
    match kind:
        case Kind.HOURS:
            return _APART.split(text.rstrip(",; "))
        case Kind.DATES:
            return _dates(text)
        case None:
            return _toml(text)
        case Kind.SPAN | Kind.LINE | Kind.LINES:
            return text


def _dates(text: str) -> Value:
    words = _APART.split(text.rstrip(",; "))
    try:
        return [date.fromisoformat(word) for word in words]
    except ValueError:
        # told by the rules, with the place and what is allowed
        return words


def _toml(text: str) -> Value:
    try:
        value: Value = tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
    return value


def _days(table: str, week: Week) -> dict[str, str]:
    return {
        f"{table}.{day}": ", ".join(map(hours_text, spans))
        for day, spans in zip(DAYS, week, strict=True)
    }
