"""Every way to have the records open: what one writes, another must read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shopdesk.adapters.records import SqliteRecords
from shopdesk.ports.records import Records


def same(path: Path) -> tuple[Records, Records]:
    """One connection for both."""
    records = SqliteRecords(path)
    return records, records


def apart(path: Path) -> tuple[Records, Records]:
    """Written by one connection, read by another."""
    return SqliteRecords(path), SqliteRecords(path)


OPENERS: dict[str, Callable[[Path], tuple[Records, Records]]] = {
    "sqlite": same,
    "sqlite, read by another": apart,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the records are."""
    return tmp_path / "records.sqlite"


@pytest.fixture(params=OPENERS)
def opened(request: pytest.FixtureRequest, path: Path) -> Iterator[tuple[Records, Records]]:
    """A writer and a reader of the same records."""
    pair = OPENERS[request.param](path)
    yield pair
    for records in dict.fromkeys(pair):
        records.close()


@pytest.fixture
def writer(opened: tuple[Records, Records]) -> Records:
    """Writes."""
    return opened[0]


@pytest.fixture
def reader(opened: tuple[Records, Records]) -> Records:
    """Reads what was written."""
    return opened[1]
