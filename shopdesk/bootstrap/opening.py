"""Opening the board on a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from shopdesk.bootstrap import (
    Parts,
    Profile,
    board_lease,
    make_folder,
    parts,
    search,
    settings_of,
)
from shopdesk.bootstrap.glance import first_board
from shopdesk.bootstrap.late import LateMachinery
from shopdesk.domain.errors import ConfigError
from shopdesk.words import _, speak

if TYPE_CHECKING:
    from shopdesk.desk.board import Board
    from shopdesk.domain.alarm.board import Note
    from shopdesk.ports.world import Lease
    from shopdesk.ui.app import ShopdeskApp

CLAIMS = 5
CLAIM_PAUSE_S = 0.02
NO_SCREENS = ("dumb", "unknown")
"""Terminals by the name of TERM that cannot place a character."""


def need_terminal() -> None:
    """Raises `ConfigError` where there is nothing to paint on: Textual paints through stderr."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise ConfigError(
            _("The board needs a terminal for its input and output. Without one: shopdesk watch")
        )
    name = os.environ.get("TERM", "")
    if name in NO_SCREENS:
        raise ConfigError(
            _(
                "This terminal (TERM={name}) only writes lines, and the board needs a whole "
                "screen. Here: shopdesk watch. If it can do more, name it: TERM=xterm-256color"
            ).format(name=name)
        )


def _set_up(profile: Profile) -> bool:
    """Ask for everything first; False when the owner left before the end."""
    from shopdesk.bootstrap.setting_up import run_screens, setup_of

    setup = setup_of(profile)
    speak(setup.began.language)
    return run_screens(setup, setup.began)


def open_board(profile: Profile) -> int:
    """Open the board over a profile and stay until it is closed; returns the exit code."""
    need_terminal()
    if not profile.config.exists() and not _set_up(profile):
        return 0
    settings = settings_of(profile)
    speak(settings.shop.language)
    from shopdesk.bootstrap.configuring import check_screen

    check_screen(settings)
    with _claim(profile) as lease:
        made = parts(profile, settings, only_shows=not lease.writes())
        first = first_board(profile, settings, made.clock.now())
        if first is None:
            made.desk.start()
        machinery = LateMachinery(made, lease, opened=first is None)
        try:
            board = _app(made, machinery, first)
            machinery.broken = lambda: board.call_from_thread(board.exit)
            board.run()
        finally:
            machinery.stop()
            made.desk.stop()
    if machinery.error is not None:
        raise machinery.error
    return board.return_code or 0


@contextmanager
def _claim(profile: Profile) -> Iterator[Lease]:
    """A board's lease for all its life; whether it may write, the lease says."""
    make_folder(profile)
    lease = board_lease(profile)
    try:
        # `watch`, which looks whether there is a board, is given time to look
        for _attempt in range(CLAIMS):
            if lease.take() or lease.writes():
                break
            time.sleep(CLAIM_PAUSE_S)
        yield lease
    finally:
        lease.release()


def _app(made: Parts, machinery: LateMachinery, first: Board | None) -> ShopdeskApp:
    """The board."""
    from shopdesk.adapters.owner.outside import OwnersPrograms
    from shopdesk.adapters.ringing.terminal import sequences
    from shopdesk.bootstrap.configuring import keep_theme, settings_texts
    from shopdesk.bootstrap.order_folder import opens_import
    from shopdesk.ui.app import ShopdeskApp
    from shopdesk.ui.wiring import Wiring

    def terminal_note(note: Note) -> str:
        return sequences(note.title, note.body, os.environ)

    return ShopdeskApp(
        Wiring(
            made.settings,
            made.schedule,
            made.clock,
            made.desk,
            made.bus,
            machinery,
            terminal_note,
            OwnersPrograms(),
            settings_texts(made),
            partial(search, made.profile),
            opens_import(made),
            partial(keep_theme, made.profile),
            first,
        )
    )
