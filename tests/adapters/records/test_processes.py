"""Several processes on one file, and one of them killed."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from shopdesk.adapters.records import SqliteRecords
from tests.adapters.records.builders import HELP, NINE, alarm, place
from tests.servers.waiting import eventually

ROUNDS = 40

_WRITER = """
    import sys
    from pathlib import Path
    from shopdesk.adapters.records import SqliteRecords
    from tests.adapters.records.builders import HELP, NINE, begin, file, mail, place

    name, rounds = sys.argv[2], int(sys.argv[3])
    records = SqliteRecords(Path(sys.argv[1]))
    for n in range(rounds):
        with records.transaction():
            cursor = records.cursor(HELP, "INBOX") or (7, 0)
            conversation = begin(records, email=f"{name}@customer.example")
            file(records, mail(f"{name}.{n}@x.example"), conversation=conversation)
            records.set_cursor(HELP, "INBOX", 7, cursor[1] + 1)
    records.close()
"""
_VICTIM = """
    import sys
    from pathlib import Path
    from shopdesk.adapters.records import SqliteRecords
    from tests.adapters.records.builders import HELP, NINE, begin, end, file, mail

    records = SqliteRecords(Path(sys.argv[1]))
    with records.transaction():
        end(records, int(sys.argv[2]))
        for n in range(2_000):
            file(records, mail(f"{n}@x.example"), conversation=begin(records))
        print("in the middle", flush=True)
        sys.stdin.read()
"""


def process(script: str, *arguments: object) -> subprocess.Popen[str]:
    """A Python process of its own that runs the script."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    """They also make the file at once: there is none before."""
    writers = [process(_WRITER, path, f"customer{n}", ROUNDS) for n in range(4)]
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    records = SqliteRecords(path)
    assert records.cursor(HELP, "INBOX") == (7, 4 * ROUNDS)
    assert records.counts(HELP)["messages"] == 4 * ROUNDS
    (found,) = records.leads(HELP, ["customer2.5@x.example"])
    assert records.conversation(found.conversation).customer.conversations == ROUNDS
    assert records.problems() == ()
    records.close()


def test_the_file_can_be_made_by_several_at_once(tmp_path: Path) -> None:
    """SQLite's own waiting does not cover the switch to WAL."""
    starters = 4
    together = threading.Barrier(starters)

    def make(path: Path) -> bool:
        together.wait()
        records = SqliteRecords(path)
        records.watching_since(HELP, NINE)
        records.close()
        return True

    with ThreadPoolExecutor(starters) as pool:
        for n in range(40):
            assert all(pool.map(make, [tmp_path / f"{n}.sqlite"] * starters))


def test_a_writer_is_noticed_by_another_process(path: Path) -> None:
    records = SqliteRecords(path)
    before = records.change()
    writer = process(_WRITER, path, "jane", 1)
    eventually(lambda: records.change() != before, "the other process's write is noticed")
    writer.communicate(timeout=60)
    assert records.counts(HELP)["open"] == 1
    records.close()


def test_killed_in_the_middle_nothing_is_half_written(path: Path) -> None:
    records = SqliteRecords(path)
    conversation, _, wait = alarm(records)
    before = records.change()
    victim = process(_VICTIM, path, wait)
    assert victim.stdout is not None
    assert victim.stdout.readline() == "in the middle\n"
    assert records.change() == before
    victim.kill()
    victim.communicate()
    records.close()

    records = SqliteRecords(path)
    assert records.problems() == ()
    assert records.counts(HELP)["messages"] == 1
    running = records.open_wait(conversation)
    assert running is not None and running[0] == wait
    alarm(records, received=NINE + timedelta(hours=1), message_id="next@x.example", uid=2)
    assert [spot for _, spot in records.open_places(HELP)] == [place(1), place(2)]
    records.close()
