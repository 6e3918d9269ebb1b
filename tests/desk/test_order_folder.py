"""The folder whose files come in by themselves."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from shopdesk.adapters.orders import ExportFiles
from shopdesk.adapters.orders.folder import WatchedFolder
from shopdesk.adapters.records import SqliteRecords
from shopdesk.desk.events import Event, OrdersCame
from shopdesk.desk.guests import order_folder
from shopdesk.desk.guests.order_folder import FolderKeeper, FolderWatch
from shopdesk.desk.guests.orders import OrderImport
from shopdesk.domain.guests.order_settings import OrderSettings
from shopdesk.ports.orders import Wanted
from tests.adapters.orders import exports
from tests.shop import FrozenClock

DEADLINE_S = 10.0


class Folder:
    """A watched folder, and what was said."""

    def __init__(self, path: Path) -> None:
        self.path = path / "exports"
        self.records = path / "records.sqlite"
        self.said: list[Event] = []
        SqliteRecords(self.records).close()
        self.watch = FolderWatch(
            WatchedFolder(self.path), self._opened, FrozenClock(), self.said.append
        )

    @contextmanager
    def _opened(self) -> Iterator[OrderImport]:
        records = SqliteRecords(self.records)
        files = ExportFiles(ZoneInfo("UTC"), "GBP", records.mapping)
        try:
            yield OrderImport(records, files, OrderSettings())
        finally:
            records.close()

    def look(self) -> list[str]:
        """Look once; the names of what lies where."""
        self.watch.look(lambda: True)
        return sorted(str(p.relative_to(self.path)) for p in self.path.rglob("*") if p.is_file())

    def numbers(self) -> list[str]:
        """Orders that came in."""
        records = SqliteRecords(self.records)
        found = [order.number for order in records.orders(Wanted())]
        records.close()
        return found


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    assert made.look() == []
    return made


def test_a_file_that_lies_still_comes_in(folder: Folder) -> None:
    (folder.path / "a.csv").write_text(exports.shopify(exports.JANES), "utf-8")
    assert folder.look() == ["a.csv"]
    assert folder.look() == ["done/a.csv"]
    assert folder.numbers() == ["1042"]
    assert folder.said == [OrdersCame("a.csv", "shopify", 1, 0, 0, "")]


def test_one_that_still_grows_is_waited_for(folder: Folder) -> None:
    file = folder.path / "a.csv"
    file.write_text(exports.shopify(exports.JANES)[:900], "utf-8")
    folder.look()
    file.write_text(exports.shopify(exports.JANES), "utf-8")
    assert folder.look() == ["a.csv"]
    assert folder.look() == ["done/a.csv"]
    assert folder.numbers() == ["1042"]


def test_what_cannot_come_in_is_put_aside_with_the_reason(folder: Folder) -> None:
    (folder.path / "a.csv").write_text("hello\nworld\n", "utf-8")
    folder.look()
    assert folder.look() == ["failed/a.csv", "failed/a.csv.note.txt"]
    note = (folder.path / "failed" / "a.csv.note.txt").read_text("utf-8")
    assert "no heading of orders" in note
    (said,) = folder.said
    assert isinstance(said, OrdersCame)
    assert "no heading" in said.trouble


def test_refused_rows_are_noted(folder: Folder) -> None:
    (folder.path / "a.csv").write_text("Order Number,Total\n1,5.00\n2,-1\n", "utf-8")
    folder.look()
    assert folder.look() == ["done/a.csv", "done/a.csv.note.txt"]
    note = (folder.path / "done" / "a.csv.note.txt").read_text("utf-8")
    assert note == "line 3 refused: the total “-1” is negative\n"


def test_nothing_is_put_over_what_was_done_before(folder: Folder) -> None:
    for number in ("1042", "1050"):
        text = exports.shopify([exports.JANES[0] | {"Name": f"#{number}", "Id": number}])
        (folder.path / "a.csv").write_text(text, "utf-8")
        folder.look()
        folder.look()
    assert folder.look() == ["done/a-2.csv", "done/a.csv"]
    assert sorted(folder.numbers()) == ["1042", "1050"]


@pytest.mark.parametrize("name", [".hidden.csv", "~lock.csv", "a.csv.part", "photo.jpg"])
def test_other_files_are_left_alone(folder: Folder, name: str) -> None:
    (folder.path / name).write_text(exports.shopify(exports.JANES), "utf-8")
    folder.look()
    assert folder.look() == [name]


def test_one_that_is_stopped_comes_in_later(folder: Folder) -> None:
    (folder.path / "a.csv").write_text(exports.shopify(exports.JANES), "utf-8")
    folder.look()
    answers = iter((True, False))
    folder.watch.look(lambda: next(answers))
    assert folder.numbers() == []
    assert folder.look() == ["done/a.csv"]


def test_the_keeper_looks_by_itself_and_ends(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_folder, "EVERY_S", 0.01)
    (folder.path / "a.csv").write_text(exports.shopify(exports.JANES), "utf-8")
    keeper = FolderKeeper(folder.watch, folder.said.append)
    keeper.start()
    deadline = time.monotonic() + DEADLINE_S
    while not folder.said and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    keeper.stop()
    keeper.join()
    assert folder.said == [OrdersCame("a.csv", "shopify", 1, 0, 0, "")]
