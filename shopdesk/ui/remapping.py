"""Keys other than the usual ones: whether they can be, and what they do to every screen."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, format_key

from shopdesk.ui.commands.places import EVERYWHERE, PLACES, Place
from shopdesk.ui.keyboard import every_layout
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.ui.commands.command import Command

_NEVER_SENT = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+j": "enter"}
"""Terminals cannot tell these from others."""
_NAMED = frozenset(key.value for key in Keys if "<" not in key.value) - {"space"}
_SHOWN = {"escape": "esc", "enter": "enter", "left": "←", "right": "→", "up": "↑", "down": "↓"}


def keymap(keys: Mapping[str, str]) -> dict[str, str]:
    """For `App.set_keymap`: by command, with what the same places send from other layouts."""
    return {command: every_layout(",".join(_keys(text))) for command, text in keys.items()}


def keys_of(command: Command, keys: Mapping[str, str]) -> str:
    """The command's keys as they are now, comma-separated."""
    return ",".join(_keys(keys[command.id])) if command.id in keys else command.keys


def shown_keys(keys: str) -> str:
    """`r F2 ^r`, for people."""
    return " ".join(_shown(key) for key in keys.split(","))


def key_faults(keys: Mapping[str, str]) -> list[str]:
    """A sentence for each key that cannot be as the owner wants it."""
    known = {command.id for place in PLACES for command in place.commands}
    faults = list(_unknown(keys, known))
    sound = {}
    for name, text in keys.items():
        if name in known:
            wrong = list(_impossible(name, text))
            faults += wrong
            if not wrong:
                sound[name] = text
    for place in PLACES:
        faults += _clashes(place, sound)
    return list(dict.fromkeys(faults))


def _unknown(keys: Mapping[str, str], known: set[str]) -> Iterator[str]:
    for name in keys:
        if name in known:
            continue
        close = difflib.get_close_matches(name, sorted(known), 1)
        if close:
            sentence = _("keys.{name}: there is no such command; did you mean `{close}`?")
        else:
            sentence = _("keys.{name}: there is no such command; `shopdesk config keys` lists all.")
        yield sentence.format(name=name, close="".join(close))


def _impossible(name: str, text: str) -> Iterator[str]:
    for key in _keys(text):
        if key in _NEVER_SENT:
            sentence = _("keys.{name}: a terminal sends {key} as {as_}; choose another key.")
            yield sentence.format(name=name, key=key, as_=_NEVER_SENT[key])
        elif key in EVERYWHERE:
            if not (name == "quit" and key == "ctrl+q"):
                sentence = _("keys.{name}: {key} means the same everywhere; choose another key.")
                yield sentence.format(name=name, key=key)
        elif not _is_key(key):
            sentence = _(
                "keys.{name}: {key} is no key; keys are such as r, R, 5, f2, ctrl+r, space, "
                "enter, question_mark."
            )
            yield sentence.format(name=name, key=key or '""')


def _clashes(place: Place, keys: Mapping[str, str]) -> Iterator[str]:
    """Against what the place needs itself, then between its commands."""
    digits = tuple("123456789") if place.digits else ()
    owner: dict[str, str] = {}
    for command in place.commands:
        for key in every_layout(keys_of(command, keys)).split(","):
            if command.id in keys and (key in place.taken or key in digits):
                sentence = _("keys.{name}: {key} has another use there ({place}).")
                yield sentence.format(name=command.id, key=key, place=place.title)
            elif command.id in keys and place.typing and is_text(key):
                sentence = _("keys.{name}: {key} is text there ({place}); use ctrl or f1 to f12.")
                yield sentence.format(name=command.id, key=key, place=place.title)
            other = owner.setdefault(key, command.id)
            if other != command.id and (command.id in keys or other in keys):
                sentence = _("keys.{name}: {key} is the key of `{other}` there ({place}).")
                mine, theirs = (command.id, other) if command.id in keys else (other, command.id)
                yield sentence.format(name=mine, key=key, other=theirs, place=place.title)


def is_text(key: str) -> bool:
    """Whether the key writes a character."""
    return len(key) == 1 or key == "space" or ("+" not in key and key not in _NAMED)


def _keys(text: str) -> list[str]:
    return [_long(key.strip()) for key in text.split(",")]


def _long(key: str) -> str:
    """The name of a sign, as Textual has it: `?` is question_mark."""
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _is_key(key: str) -> bool:
    if len(key) == 1:
        return key.isprintable()
    return key in _NAMED or key == "space" or _sign(key) is not None


def _sign(name: str) -> str | None:
    """The sign of a long name."""
    original = {short: long for long, short in KEY_NAME_REPLACEMENTS.items()}.get(name, name)
    try:
        return unicodedata.lookup(original.replace("_", " ").upper())
    except KeyError:
        return None


def _shown(key: str) -> str:
    modifier, _plus, bare = key.rpartition("+")
    bare = _SHOWN.get(bare, format_key(bare))
    if bare.startswith("f") and bare[1:].isdecimal():
        bare = bare.upper()
    return bare if not modifier else f"^{bare}" if modifier == "ctrl" else f"{modifier}+{bare}"
