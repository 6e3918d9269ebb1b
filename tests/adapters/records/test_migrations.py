"""From every version there was to the present one."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shopdesk.adapters.records import SqliteRecords, migrations
from shopdesk.adapters.records.database import Database
from shopdesk.adapters.records.migrations import migrate, statements, steps
from shopdesk.domain.errors import RecordsError
from tests.adapters.records.profile import STORED, fill, load, told

FIRST = "CREATE TABLE note (text TEXT);\n-- and one to begin with\nINSERT INTO note VALUES ('a');\n"
SECOND = "ALTER TABLE note ADD COLUMN at INTEGER;\nUPDATE note SET at = 9;\n"


def schema(path: Path) -> list[tuple[str, str]]:
    """What the file consists of, spaces and quotes aside."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    connection.close()
    return [(name, " ".join((sql or "").replace('"', "").split())) for name, sql in rows]


def version(path: Path) -> int:
    """The file's version."""
    connection = sqlite3.connect(path)
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    connection.close()
    return found


def test_stored_profiles_are_of_versions_that_there_were() -> None:
    """Each published version has one; what is still to be published need not."""
    stored = {script.name for script in STORED.glob("*.sql")}
    assert {"v1.sql"} <= stored <= {f"v{number}.sql" for number in range(1, len(steps()) + 1)}


def test_steps_are_numbered_without_a_gap() -> None:
    """The file's version is a count of steps: one that came in between later would be left out."""
    names = [script.name for script in (Path(migrations.__file__).parent / "schema").iterdir()]
    assert sorted(names) == [f"{number:04}.sql" for number in range(1, len(names) + 1)]


@pytest.mark.parametrize("stored", sorted(STORED.glob("*.sql")), ids=lambda script: script.stem)
def test_an_older_profile_tells_what_it_told(stored: Path, path: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.sqlite"
    records = SqliteRecords(fresh)
    fill(records)
    expected = told(records)
    records.close()

    load(stored.read_text(encoding="utf-8"), path)
    records = SqliteRecords(path)
    assert told(records) == expected
    assert records.problems() == ()
    records.close()
    assert schema(path) == schema(fresh)
    assert version(path) == len(steps())


def test_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    SqliteRecords(path).close()
    newer = len(steps()) + 1
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {newer}")
    connection.close()
    with pytest.raises(RecordsError, match="made by a newer shopdesk"):
        SqliteRecords(path)
    assert version(path) == newer


def test_each_step_is_made_once_and_in_order(path: Path) -> None:
    for scripts in ([FIRST], [FIRST], [FIRST, SECOND], [FIRST, SECOND]):
        database = Database(path)
        migrate(database, scripts)
        database.close()
    database = Database(path)
    assert [tuple(row) for row in database.rows("SELECT * FROM note")] == [("a", 9)]
    database.close()
    assert version(path) == 2


def test_a_step_that_fails_leaves_the_older_version(path: Path) -> None:
    database = Database(path)
    migrate(database, [FIRST])
    with pytest.raises(RecordsError):
        migrate(database, [FIRST, f"{SECOND}\nDROP TABLE nowhere;"])
    assert [tuple(row) for row in database.rows("SELECT * FROM note")] == [("a",)]
    database.close()
    assert version(path) == 1


def test_each_step_is_a_transaction_of_its_own(path: Path) -> None:
    database = Database(path)
    with pytest.raises(RecordsError):
        migrate(database, [FIRST, SECOND, "UPDATE note SET at = 1;\nDROP TABLE nowhere;"])
    assert [tuple(row) for row in database.rows("SELECT * FROM note")] == [("a", 9)]
    database.close()
    assert version(path) == 2


def test_two_that_start_at_once_make_a_step_once(path: Path) -> None:
    database = Database(path)
    migrate(database, [FIRST])
    database.close()
    together = threading.Barrier(2)
    counting = "UPDATE note SET text = text || 'b';"

    def start(_: int) -> None:
        database = Database(path)
        together.wait()
        migrate(database, [FIRST, counting])
        database.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(start, range(2)))
    database = Database(path)
    assert [tuple(row) for row in database.rows("SELECT * FROM note")] == [("ab",)]
    database.close()


def test_a_script_is_taken_apart_where_statements_end() -> None:
    trigger = (
        "CREATE TRIGGER t AFTER INSERT ON note BEGIN\n    DELETE FROM note;\n    SELECT 1;\nEND;\n"
    )
    script = f"{FIRST}{trigger}SELECT ';'\n;\nSELECT 2"
    parts = [part.strip() for part in statements(script)]
    assert parts[2:] == [trigger.strip(), "SELECT ';'\n;", "SELECT 2"]
