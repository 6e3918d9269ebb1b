"""The board is painted before the desk is there: whole and true, or not at all."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from shopdesk.adapters.records.database import Database
from shopdesk.bootstrap import Profile
from shopdesk.bootstrap.glance import first_board
from shopdesk.desk.board import Board
from shopdesk.desk.bus import Bus
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.conversation import Reason
from tests.shop import NINE, Mail, desk_thread, settings, small_shop

LATER = ("shopdesk.desk.desk", "shopdesk.desk.engine", "shopdesk.adapters.records.sqlite")
FOREIGN = ("imapclient", "tomlkit", "liquid", "lxml", "babel", "holidays", "tinydb", "email")


def known(board: Board | None) -> Board:
    """Without what each connection counts for itself."""
    assert board is not None
    return replace(board, change=0)


def test_it_is_the_board_that_the_desk_shows(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        for n in range(4):
            mail = Mail(sender=f"c{n}@example.com", id=f"{n}@example.com")
            shop.receive(mail, minutes_ago=9 - n)
        shop.receive(b"no mail at all\x00")
        answered, handled = (alarm.conversation for alarm in shop.desk.look.board(NINE).alarms[:2])
        draft = replace(shop.desk.compose.draft(answered), body="It is on its way.")
        shop.desk.compose.queue(draft, NINE)
        shop.desk.dismiss.dismiss(handled, Reason.HANDLED_ELSEWHERE, NINE)
        there = shop.desk.look.board(NINE)
        assert there.leaving and handled not in {alarm.conversation for alarm in there.alarms}
        seen = first_board(Profile(tmp_path), shop.settings, NINE)
        assert known(seen) == known(there)


def test_it_changes_nothing(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        shop.receive(Mail())
        before = shop.desk.records.change()
        assert known(first_board(Profile(tmp_path), shop.settings, NINE)).alarms
        assert shop.desk.records.change() == before


def test_without_records_there_is_none(tmp_path: Path) -> None:
    assert first_board(Profile(tmp_path), settings(), NINE) is None
    assert not Profile(tmp_path).records.exists()


def test_what_must_be_seen_to_first_is_left_to_the_desk(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    with small_shop(tmp_path) as shop:
        shop.receive(Mail())
    profile.restoring.mkdir()
    assert first_board(profile, settings(), NINE) is None
    profile.restoring.rmdir()
    assert known(first_board(profile, settings(), NINE)).alarms
    database = Database(profile.records)
    database.execute("PRAGMA user_version = 1")
    database.close()
    assert first_board(profile, settings(), NINE) is None
    profile.records.write_bytes(b"not SQLite " * 400)
    assert first_board(profile, settings(), NINE) is None


def test_a_desk_that_cannot_be_opened_says_why_to_everybody(tmp_path: Path) -> None:
    (tmp_path / "records.sqlite").write_bytes(b"not SQLite " * 400)
    desk = desk_thread(tmp_path, settings(), Bus())
    early = desk.submit(lambda d: d.records.change())
    with pytest.raises(RecordsError):
        desk.start()
    for asked in (early, desk.submit(lambda d: d.records.change())):
        with pytest.raises(RecordsError):
            asked.result(timeout=30)
    desk.stop()


def test_the_board_waits_for_nothing_that_it_does_not_show() -> None:
    code = (
        "import sys, shopdesk.cli, shopdesk.bootstrap.opening, shopdesk.adapters.config.file,"
        " shopdesk.adapters.records.glance, shopdesk.desk.guests.known, shopdesk.desk.board,"
        " shopdesk.ui.app, shopdesk.bootstrap.configuring, shopdesk.bootstrap.order_folder;"
        f"print([name for name in {LATER + FOREIGN!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
