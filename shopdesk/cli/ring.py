"""`shopdesk ring test`: ring everything once and say what worked."""

from __future__ import annotations

import argparse
import json as jsonlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from shopdesk import bootstrap
from shopdesk.bootstrap import Profile
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.alarm.ring_plan import Way
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.errors import PhoneError, SecretMissing
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.settings import Settings
from shopdesk.words import _, speak


@dataclass(frozen=True, slots=True)
class Rung:
    """One way that was tried."""

    way: Way
    """Which."""
    name: str
    """What to call it; of a phone its number and service."""
    worked: bool
    """As far as we can tell."""
    why: str
    """A sentence."""


def ring_parser(ring: argparse.ArgumentParser) -> None:
    """What `shopdesk ring` understands."""
    ring.add_argument("what", choices=["test"], help=_("ring bell, desktop and phone once"))
    ring.add_argument("--json", action="store_true", help=_("one JSON object for each"))


def run_ring(profile: Profile, call: argparse.Namespace) -> int:
    """Print a line for each way; returns the exit code, 1 where a phone or everything failed."""
    settings = bootstrap.settings_of(profile)
    speak(settings.shop.language)
    note = Note(
        _("shopdesk rings"), _("A test for {shop}.").format(shop=settings.shop.name), Severity.CALM
    )
    found = []
    for rung in _all(settings, note):
        found.append(rung)
        print(
            jsonlib.dumps(record(rung), ensure_ascii=False) if call.json else words(rung),
            flush=True,
        )
    deaf = any(rung.way is Way.PHONE and not rung.worked for rung in found)
    return 1 if deaf or not any(rung.worked for rung in found) else 0


def _all(settings: Settings, note: Note) -> Iterator[Rung]:
    yield _bell()
    yield _desktop(note)
    yield from _phones(settings, note)


def _bell() -> Rung:
    if sys.stderr.isatty():
        print("\a", end="", file=sys.stderr, flush=True)
        return Rung(Way.BELL, "", True, _("rung; whether it is heard is up to the terminal"))
    return Rung(Way.BELL, "", False, _("there is no terminal here"))


def _desktop(note: Note) -> Rung:
    if bootstrap.desktop().notify(note):
        return Rung(Way.DESKTOP, "", True, _("shown"))
    return Rung(
        Way.DESKTOP, "", False, _("this machine shows none; a board uses the terminal's own")
    )


def _phones(settings: Settings, note: Note) -> Iterator[Rung]:
    book = bootstrap.phone_book(settings)
    if book is None:
        return
    try:
        phones = book.phones()
    except (PhoneError, SecretMissing) as error:
        yield Rung(Way.PHONE, "", False, str(error))
        return
    for phone in phones:
        try:
            phone.push(note)
        except PhoneError as error:
            yield Rung(Way.PHONE, phone.name, False, str(error))
        else:
            yield Rung(Way.PHONE, phone.name, True, _("told"))


def record(rung: Rung) -> dict[str, object]:
    """As JSON says it."""
    return {"way": rung.way.value, "name": rung.name, "worked": rung.worked, "why": rung.why}


def words(rung: Rung) -> str:
    """For the owner."""
    names = {Way.BELL: _("bell"), Way.DESKTOP: _("desktop"), Way.PHONE: _("phone")}
    name = f"{names[rung.way]} {rung.name}".strip()
    return plain(f"{name}: {rung.why}")
