"""The settings as they are in force, without anything secret."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from shopdesk.adapters.config.hours import hours_text
from shopdesk.adapters.config.reader import span_text
from shopdesk.domain.clock.hours import Span
from shopdesk.domain.shop.editable import DAYS
from shopdesk.domain.shop.settings import PasswordSource, Settings

HIDDEN = "(not shown)"
_SECRET = re.compile("secret|token|password")
_NAMES = {"mailboxes": "mailbox", "aliases": "addresses"}
_DESK = frozenset(name + s for name in ("undo", "backlog", "poll") for s in ("", "_s"))


def shown(settings: Settings, *, seconds: bool) -> dict[str, Any]:
    """Tables, lists and plain values, by the file's own names where those are known here.

    Time spans are whole seconds under `…_s`, or as in `5 min`.
    """
    return _as_in_the_file(_table(settings, seconds))


def lines(settings: Settings) -> list[str]:
    """`targets.pre_sale = "5 min"`, in the order of the settings."""
    return list(_lines("", shown(settings, seconds=False)))


def _as_in_the_file(found: dict[str, Any]) -> dict[str, Any]:
    targets, ring = found["targets"], found["ring"]
    return {
        **{name: value for name, value in found.items() if name not in _DESK},
        "targets": {
            **targets["by_category"],
            **{name: value for name, value in targets.items() if not name.startswith("by_")},
            "channel": targets["by_channel"],
        },
        "hours": _hours(found["hours"]),
        "screen": {"theme": found["screen"]["theme"]},
        "keys": found["screen"]["keys"],
        "ring": ring["ways"] | {name: value for name, value in ring.items() if name != "ways"},
        "desk": {name: value for name, value in found.items() if name in _DESK},
    }


def _hours(hours: dict[str, Any] | None) -> dict[str, Any]:
    if hours is None:
        return {"always_open": True}
    rest = {name: value for name, value in hours.items() if name != "week"}
    return {**hours["week"], **rest}


def _table(thing: Any, seconds: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        # what its own class keeps out of a traceback is kept out of this, too
        secret = not field.repr or (isinstance(value, str) and _SECRET.search(field.name))
        plain = HIDDEN if secret and value else _plain(value, seconds)
        name = _NAMES.get(field.name, field.name)
        if isinstance(value, PasswordSource):
            name = f"{name}_from"
        found[f"{name}_s" if seconds and isinstance(value, timedelta) else name] = plain
    return found


def _plain(value: Any, seconds: bool) -> Any:
    match value:
        case PasswordSource():
            return value.kind.value
        case Span():
            return hours_text(value)
        case timedelta():
            return int(value.total_seconds()) if seconds else span_text(value)
        case StrEnum():
            return value.value
        case ZoneInfo():
            return value.key
        case date():
            return value.isoformat()
        case str() | int() | float() | None:
            return value
        case Mapping():
            return {
                _name(key, inner, seconds): _plain(inner, seconds) for key, inner in value.items()
            }
        case frozenset():
            return sorted(_plain(inner, seconds) for inner in value)
        case tuple() if len(value) == len(DAYS) and all(isinstance(v, tuple) for v in value):
            return {day: _plain(spans, seconds) for day, spans in zip(DAYS, value, strict=True)}
        case tuple():
            return [_plain(inner, seconds) for inner in value]
    return _table(value, seconds) if is_dataclass(value) else str(value)


def _name(key: Any, value: Any, seconds: bool) -> str:
    name = str(getattr(key, "value", key)).replace("-", "_")
    return f"{name}_s" if seconds and isinstance(value, timedelta) else name


def _lines(path: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lines(f"{path}.{key}" if path else key, inner)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for number, inner in enumerate(value):
            yield from _lines(f"{path}.{number}", inner)
    else:
        yield f"{path} = {_toml(value)}"


def _toml(value: Any) -> str:
    if value is None:
        return '""'
    return json.dumps(value, ensure_ascii=False)
