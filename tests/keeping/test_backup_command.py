"""`shopdesk backup` and `restore` on a profile in use."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from tests.keeping.conftest import Keeper, fetches
from tests.shop import Mail


def test_the_way_there_and_back(keeper: Keeper, tmp_path: Path) -> None:
    keeper.run("watch", "--once")
    keeper.deliver(Mail())
    with keeper.watch() as watch:
        watch.wait_for(lambda _: bool(watch.heard("customer-wrote")), "the mail")
        made = json.loads(keeper.run("backup", "--json"))
        assert made["messages"] == 1
        said = keeper.run("restore", "latest", code=1)
        assert "Close it" in said
    newest, *_older = keeper.run("restore", "--list", "--json").splitlines()
    assert json.loads(newest) == made
    keeper.deliver(Mail(sender="Bo <bo@example.com>", id="bo@example.com"))
    keeper.run("watch", "--once")
    done = json.loads(keeper.run("restore", "latest", "--json"))
    assert done["parts"] == ["records", "templates", "settings"]
    assert Path(done["aside"]).is_dir()
    with keeper.records() as records:
        assert {a.name for a in records.alarms(backlog=False)} == {"Jane Roe"}
    # what came since lies on the server, and is fetched again
    keeper.run("watch", "--once")
    with keeper.records() as records:
        assert {a.name for a in records.alarms(backlog=False)} == {"Jane Roe", "Bo"}


def test_a_board_keeps_a_restore_away(keeper: Keeper) -> None:
    keeper.run("watch", "--once")
    keeper.run("backup")
    with keeper.board() as board:
        board.wait_for("watching ·")
        assert "Close it" in keeper.run("restore", "latest", code=1)
        board.press("q")
        assert board.ended() == 0
    keeper.run("restore", "latest")


def test_damage_is_told_with_the_way_out(keeper: Keeper) -> None:
    keeper.run("watch", "--once")
    for n in range(60):
        keeper.deliver(Mail(sender=f"c{n}@example.com", id=f"{n}@example.com", body="x " * 900))
    keeper.run("watch", "--once")
    keeper.run("backup")
    path = keeper.profile.records
    size = path.stat().st_size
    with path.open("r+b") as raw:
        raw.seek(size // 2)
        raw.write(b"\xa5" * (size // 4))
    broken = path.read_bytes()
    for command in (["watch", "--once"], ["check"]):
        said = keeper.run(*command, code=1)
        assert "is damaged" in said and "shopdesk restore latest --only records" in said
        assert said.count("\n") == 1
    assert path.read_bytes() == broken
    with keeper.board() as board:
        assert board.ended() == 1
        assert "is damaged" in board.text
    keeper.profile.config.write_text(keeper.profile.config.read_text("utf-8") + "\n# mine\n")
    said = keeper.run("restore", "latest", "--only", "records")
    (aside,) = (keeper.profile.folder / "aside").iterdir()
    assert str(aside) in said
    assert (aside / "records.sqlite").read_bytes() == broken
    assert "# mine" in keeper.profile.config.read_text("utf-8")
    keeper.run("watch", "--once")
    with keeper.records() as records:
        assert len(records.alarms(backlog=False)) == 60


def test_records_that_are_gone_are_not_replaced_by_empty_ones(keeper: Keeper) -> None:
    keeper.run("watch", "--once")
    keeper.deliver(Mail())
    keeper.run("watch", "--once")
    keeper.run("backup")
    for file in keeper.profile.folder.glob("records.sqlite*"):
        file.unlink()
    said = keeper.run("watch", "--once", code=1)
    assert "is gone" in said and "restore latest --only records" in said
    keeper.profile.records.touch()
    assert "is gone" in keeper.run("watch", "--once", code=1)
    keeper.run("restore", "latest", "--only", "records")
    with keeper.records() as records:
        assert [a.name for a in records.alarms(backlog=False)] == ["Jane Roe"]


def test_the_cache_may_go_at_any_time(keeper: Keeper) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for n in range(30):
        mail = Mail(sender=f"c{n}@example.com", id=f"{n}@example.com")
        keeper.store.deliver("hello@lans-shoes.example", mail.raw(at), internaldate=at)
    first = keeper.run("watch", "--once")
    assert "history 30" in first
    for file in keeper.profile.folder.glob("cache.sqlite*"):
        file.unlink()
    assert "history 30" in keeper.run("watch", "--once")
    keeper.profile.cache.write_bytes(b"no database at all" * 500)
    assert "history 30" in keeper.run("watch", "--once")


def test_single_passes_make_it_too_and_once_a_day(keeper: Keeper) -> None:
    for _pass in range(2):
        keeper.run("watch", "--once")
        (listed,) = keeper.run("restore", "--list", "--json").splitlines()
        assert json.loads(listed)["trouble"] is None


def test_the_watch_makes_the_days_backup_by_itself(keeper: Keeper) -> None:
    keeper.deliver(Mail())
    with keeper.watch() as watch:
        watch.wait_for(fetches, "the watch")
        backups = keeper.profile.folder / "backups"
        watch.wait_for(lambda _: bool(list(backups.glob("*.zip"))), "the backup", 60)
    (listed,) = keeper.run("restore", "--list", "--json").splitlines()
    found = json.loads(listed)
    assert found["trouble"] is None
    assert found["messages"] == 1
    assert found["parts"] == ["records", "templates", "settings"]


def test_wrong_calls(keeper: Keeper) -> None:
    assert "nothing to back up" in keeper.run("backup", code=1)
    assert "no backup yet" in keeper.run("restore", "--list")
    keeper.run("restore", code=2)
    keeper.run("restore", "latest", code=1)
    assert "There is no file" in keeper.run("restore", "nowhere.zip", code=1)
    other = keeper.folder / "other.zip"
    other.write_bytes(b"PK\x03\x04 not really")
    assert "no backup of shopdesk" in keeper.run("restore", str(other), code=1)
