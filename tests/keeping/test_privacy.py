"""`shopdesk customers export` and `forget`, and what then is left in the profile's files."""

from __future__ import annotations

import json
import sqlite3
import zipfile
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.keeping.conftest import Keeper, fetches
from tests.shop import Mail

JANE = "jane.roe@customer.example"
PHRASE = "the purple brogues for my gout"
BO = "bo@other.example"


@pytest.fixture
def known(keeper: Keeper) -> Keeper:
    """Jane wrote last month and just now, Bo too; an export of orders names her as well."""
    keeper.run("watch", "--once")
    now = datetime.now(UTC)
    for days, n in ((40, 1), (0, 2), (0, 3)):
        at = now - timedelta(days=days)
        mail = Mail(
            sender=f"Jane Roe <{JANE}>", body=f"I want {PHRASE} #{n}", id=f"{n}@customer.example"
        )
        keeper.store.deliver("hello@lans-shoes.example", mail.raw(at), internaldate=at)
    keeper.deliver(Mail(sender=f"Bo <{BO}>", body="Green boots, please.", id="b@other.example"))
    keeper.run("watch", "--once")
    return keeper


def bytes_of(folder: Path) -> bytes:
    """All files' bytes, what SQLite holds packed included; backups left out."""
    said = []
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.parent.name != "backups":
            said.append(file.read_bytes())
        if file.suffix == ".sqlite":
            connection = sqlite3.connect(file)
            for table, column in (("raw", "data"), ("mail", "message"), ("quarantine", "raw")):
                try:
                    rows = connection.execute(f"SELECT {column} FROM {table}").fetchall()  # noqa: S608
                except sqlite3.OperationalError:
                    continue
                said += [zlib.decompress(row[0]) for row in rows]
            connection.close()
    return b"\n".join(said)


def test_everything_is_handed_out(known: Keeper, tmp_path: Path) -> None:
    target = tmp_path / "jane.zip"
    said = json.loads(known.run("customers", "export", JANE.upper(), str(target), "--json"))
    assert said["file"] == str(target)
    assert (said["messages"], said["addresses"]) == (2, [JANE])
    assert target.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(target) as packed:
        files = {name: packed.read(name).decode() for name in packed.namelist()}
    mails = [text for name, text in files.items() if name.startswith("mails/")]
    assert len(mails) == 2 and all("Message-ID" in text for text in mails)
    talks = [text for name, text in files.items() if name.startswith("conversations/")]
    assert sum(text.count(PHRASE) for text in talks) == 2
    assert any(PHRASE in text for name, text in files.items() if name.startswith("older-mails/"))
    waits = json.loads(files["data/wait.json"])
    assert waits[0]["due"].endswith("Z")
    assert BO not in "".join(files.values())
    assert "already" in known.run("customers", "export", JANE, str(target), code=1)


def test_nothing_is_left_of_who_is_forgotten(known: Keeper) -> None:
    known.run("backup")
    folder = known.profile.folder
    before = bytes_of(folder)
    assert JANE.encode() in before and PHRASE.encode() in before
    said = json.loads(known.run("customers", "forget", JANE, "--yes", "--json"))
    assert (said["messages"], said["older_mails"], said["on_the_server"]) == (2, 1, 2)
    assert said["still_in"]
    assert {Path(file).parent.name for file in said["still_in"]} == {"backups"}
    after = bytes_of(folder)
    for word in (JANE, PHRASE, "Jane Roe", "gout"):
        assert word.encode() not in after, word
    assert b"Green boots" in after
    assert "Nothing is kept" in known.run("customers", "forget", JANE, "--yes", code=1)


def test_the_figures_stay_and_her_mail_does_not_come_back(known: Keeper) -> None:
    def waits() -> list[tuple[object, ...]]:
        connection = sqlite3.connect(known.profile.records)
        found = connection.execute("SELECT id, started, due FROM wait ORDER BY id").fetchall()
        connection.close()
        return found

    before = waits()
    known.run("customers", "forget", JANE, "--yes")
    assert waits() == before
    # the mail still lies on the server: it is known there by its digest
    known.store.reset_uidvalidity("hello@lans-shoes.example")
    known.run("watch", "--once")
    with known.records() as records:
        assert {a.name for a in records.alarms(backlog=False)} == {"Bo"}
        assert records.about(JANE).messages == 0


def test_it_asks_first(known: Keeper) -> None:
    said = known.run("customers", "forget", JANE, typed="no\n", code=1)
    assert "2 mails" in said and "wait for an answer" in said and "Nothing was changed" in said
    assert "--yes" in known.run("customers", "forget", JANE, code=2)
    assert "Forgotten" in known.run("customers", "forget", JANE, typed="yes\n")


def test_it_waits_for_the_others_to_close(known: Keeper) -> None:
    with known.watch() as watch:
        watch.wait_for(fetches, "the watch")
        assert "Close it first" in known.run("customers", "forget", JANE, "--yes", code=1)
        known.run("customers", "export", JANE, str(known.folder / "x.zip"))


def test_hostile_names_are_shown_harmlessly(keeper: Keeper) -> None:
    keeper.run("watch", "--once")
    keeper.deliver(
        b"From: =?utf-8?q?=1B=5B31mEve=1B=5D0=3Bx=07?= <eve@x.example>\r\n"
        b"To: hello@lans-shoes.example\r\nSubject: hi\r\nMessage-ID: <e@x.example>\r\n"
        b"\r\nHello?\r\n"
    )
    keeper.run("watch", "--once")
    said = keeper.run("customers", "forget", "eve@x.example", typed="no\n", code=1)
    assert "Eve" in said
    assert "\x1b" not in said and "\x07" not in said
