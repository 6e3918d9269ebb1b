"""A shop's records with something of everything, as filled now and as stored by older versions.

`python -m tests.adapters.records.profile > tests/adapters/records/profiles/vN.sql` stores the
present version's file: do that once when version N is published, and never change it again.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from shopdesk.adapters.records import SqliteRecords
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.answer.reply import Kept
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.mail.conversation import Reason, Status
from shopdesk.domain.mail.message import Automatic
from shopdesk.ports.records import Records
from tests.adapters.records.builders import (
    HELP,
    JANE,
    MINUTE,
    NINE,
    alarm,
    begin,
    end,
    file,
    mail,
    place,
    reply,
    wait_of,
)

STORED = Path(__file__).parent / "profiles"


def fill(records: Records) -> None:
    """The first morning of a shop."""
    records.watching_since(HELP, NINE)
    records.set_cursor(HELP, "INBOX", 7, 6)
    answered, message, wait = alarm(records, message_id="answered@x.example", uid=1)
    dispatch = records.queue(reply(answered, answers=(message,)), "order-status", at=NINE)
    records.advance(dispatch, Stage.SENDING)
    records.advance(dispatch, Stage.ACCEPTED, at=NINE + MINUTE)
    sent = mail("ours@shoes.example", references=("answered@x.example",))
    ours = file(records, sent, conversation=answered, received=NINE + MINUTE, outgoing=True)
    end(records, wait, at=NINE + MINUTE, by=ours)
    records.set_status(answered, Status.ANSWERED)
    burning, message, wait = alarm(records, message_id="burning@x.example", uid=2)
    records.rung(wait, 3)
    records.opened(burning, NINE + 6 * MINUTE)
    records.save_draft(burning, Kept("Dear Jane,\nsorry", "late"))
    held = records.queue(reply(burning, "held@shoes.example"), "")
    records.advance(held, Stage.SENDING)
    records.advance(held, Stage.HELD, trouble="Không gửi được.")
    spam, _, wait = alarm(records, email="spam@x.example", message_id="spam@x.example", uid=3)
    end(records, wait, Outcome.DISMISSED)
    records.set_status(spam, Status.CLOSED, Reason.SPAM)
    phoned, _, wait = alarm(records, email="anton@x.example", message_id="anton@x.example", uid=4)
    end(records, wait, Outcome.DISMISSED)
    records.set_status(phoned, Status.CLOSED, Reason.HANDLED_ELSEWHERE)
    _, _, wait = alarm(records, message_id="phone@x.example", uid=5)
    end(records, wait, Outcome.ELSEWHERE_UNTIMED)
    earlier = NINE - timedelta(days=2)
    backlog = begin(records, email="minh@x.example", backlog=True, at=earlier)
    old = file(records, mail("old@x.example"), conversation=backlog, received=earlier)
    records.put_wait(backlog, wait_of([(old, earlier)]), alarmed=NINE)
    file(records, mail("news@x.example"), lies=place(6), automatic=Automatic.NEWSLETTER)
    records.quarantine(place(7), b"\0\xff", NINE, "no end to its parts")


def told(records: Records) -> list[object]:
    """Everything that the records tell."""
    conversations = range(1, 7)
    return [
        records.watching_since(HELP, NINE + MINUTE),
        records.cursor(HELP, "INBOX"),
        records.newest_received(HELP, "INBOX"),
        records.quarantined(),
        records.counts(HELP),
        records.alarms(backlog=False),
        records.alarms(backlog=True),
        records.answers(NINE - timedelta(days=9), NINE + timedelta(days=1)),
        records.open_places(HELP),
        records.dispatches(*Stage),
        records.only_open_with(HELP, JANE.email),
        sorted(records.leads(HELP, ["answered@x.example", "ours@shoes.example"]), key=str),
        *(records.conversation(number) for number in conversations),
        *(records.messages(number) for number in conversations),
        *(records.raw(number) for number in range(1, 9)),
        *(records.open_wait(number) for number in conversations),
        *(records.last_ended(number) for number in conversations),
        *(records.draft(number) for number in conversations),
    ]


def dump(path: Path) -> str:
    """The file as SQL."""
    connection = sqlite3.connect(path)
    marks = [
        f"PRAGMA {name} = {connection.execute(f'PRAGMA {name}').fetchone()[0]};"
        for name in ("application_id", "user_version")
    ]
    script = "\n".join([*connection.iterdump(), *marks, ""])
    connection.close()
    return script


def load(script: str, path: Path) -> None:
    """The file that the SQL describes."""
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()


def main() -> None:
    """Print the present version's file as SQL."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.sqlite"
        records = SqliteRecords(path)
        fill(records)
        records.close()
        sys.stdout.write(dump(path))


if __name__ == "__main__":
    main()
