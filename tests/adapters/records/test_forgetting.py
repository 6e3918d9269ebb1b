"""Every column that may speak of somebody has a rule, and the rules leave nothing behind."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from shopdesk.adapters.records import SqliteRecords
from shopdesk.adapters.records.forgetting import EXEMPT, RULES
from shopdesk.adapters.records.rows import milliseconds
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.answer.reply import Kept
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.mail.message import Address
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

BO = Address("Bo Diddley", "bo@customer.example")
SECRET = "my gout and the purple brogues"


def columns(path: Path) -> dict[str, dict[str, str]]:
    """The tables of the schema: their columns with the declared types."""
    connection = sqlite3.connect(path)
    tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    found = {
        table: {r[1]: r[2] for r in connection.execute(f"PRAGMA table_info({table})")}
        for table in tables
        if not table.startswith("sqlite_")
    }
    connection.close()
    return found


@pytest.fixture
def schema(path: Path) -> Mapping[str, Mapping[str, str]]:
    """Of a new file."""
    SqliteRecords(path).close()
    return columns(path)


def test_every_column_of_text_has_a_rule_or_a_reason(
    schema: Mapping[str, Mapping[str, str]],
) -> None:
    """Failed? `adapters/records/forgetting.py` is to say what becomes of the new column."""
    dropped = {rule.table for rule in RULES if rule.drop}
    ruled = {(rule.table, column) for rule in RULES for column in rule.blank}
    missing = [
        f"{table}.{column}"
        for table, of in schema.items()
        for column, type in of.items()
        if type != "INTEGER"
        and table not in dropped
        and (table, column) not in ruled
        and column not in EXEMPT.get(table, {})
    ]
    assert missing == []


def test_rules_speak_of_what_there_is(schema: Mapping[str, Mapping[str, str]]) -> None:
    for rule in RULES:
        assert rule.table in schema
        assert set(rule.blank) <= set(schema[rule.table])
        assert not (rule.drop and rule.blank)
    for table, of in EXEMPT.items():
        assert set(of) <= set(schema[table]), table
        assert all(of.values())
    assert len({rule.table for rule in RULES}) == len(RULES)


def everything(path: Path) -> str:
    """All that stands in the file, the mails' bytes unpacked."""
    connection = sqlite3.connect(path)
    said = []
    for table in columns(path):
        for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608
            for value in row:
                if isinstance(value, bytes):
                    value = zlib.decompress(value).decode("utf-8", "replace")
                said.append(str(value))
    connection.close()
    return "\n".join(said)


def on_disk(path: Path) -> bytes:
    """The bytes of the file and of its log."""
    beside = path.parent.glob(f"{path.name}*")
    return b"".join(file.read_bytes() for file in beside)


@pytest.fixture
def records(path: Path) -> Iterator[SqliteRecords]:
    """Jane and Bo, each with an alarm, answers and a past."""
    made = SqliteRecords(path)
    talk, question, wait = alarm(made, message_id="q@customer.example", uid=1)
    sent = made.queue(reply(talk, answers=(question,)), "late", at=NINE)
    for stage in (Stage.SENDING, Stage.ACCEPTED, Stage.FILED):
        made.advance(sent, stage, at=NINE + MINUTE)
    ours = mail("ours@shoes.example", new_text=f"Dear Jane, {SECRET}")
    answer = file(made, ours, conversation=talk, received=NINE + MINUTE, outgoing=True)
    end(made, wait, at=NINE + MINUTE, by=answer)
    second, _, _ = alarm(made, message_id="r@customer.example", uid=2, received=NINE + 2 * MINUTE)
    made.save_draft(second, Kept(f"Dear Jane, about {SECRET}", ""))
    said = mail("s@customer.example", new_text=SECRET)
    file(made, said, conversation=second, lies=place(3), received=NINE + 3 * MINUTE)
    bos = begin(made, name=BO.name, email=BO.email)
    asked = replace(mail("b@customer.example", sender=BO), headers=())
    number = file(made, asked, conversation=bos, lies=place(4))
    made.put_wait(bos, wait_of([(number, NINE)]), alarmed=NINE)
    made.quarantine(place(5), b"From: jane@customer.example\r\n\xff", NINE, "who knows")
    yield made
    made.close()


def test_nothing_of_her_is_left_and_everything_of_others(
    records: SqliteRecords, path: Path
) -> None:
    before = records.answers(NINE - MINUTE, NINE + MINUTE)
    about = records.about(" JANE@customer.example ")
    assert (about.messages, about.conversations, about.shared) == (4, 2, 0)
    for word in (JANE.email, SECRET, "Jane Roe"):
        assert word.encode() in on_disk(path) or word in everything(path)
    elsewhere, places = records.forget(about)
    records.wipe()
    assert (elsewhere, places) == (0, 3)
    for word in (JANE.email, SECRET, "q@customer.example", "Jane"):
        assert word not in everything(path)
        assert word.encode() not in on_disk(path)
    assert records.answers(NINE - MINUTE, NINE + MINUTE) == before
    bos = records.about(BO.email)
    assert (bos.messages, bos.conversations) == (1, 1)
    (theirs,) = records.mails(bos)
    assert records.messages(theirs[1] or 0)[0].message.new_text == "Where is my order?"
    assert records.about(JANE.email).nothing
    assert records.problems() == ()


def test_the_same_mail_met_again_on_the_server_stays_forgotten(records: SqliteRecords) -> None:
    import hashlib

    digest = hashlib.sha256(b"q@customer.example").hexdigest()
    before = records.known(HELP, digest)
    records.forget(records.about(JANE.email))
    assert before is not None
    assert records.known(HELP, digest) == before


def test_what_is_kept_of_her_can_be_read(records: SqliteRecords) -> None:
    about = records.about(JANE.email)
    rows = list(records.kept(about))
    tables = {table for table, _row in rows}
    assert {"customer", "message", "wait", "draft", "outbox"} <= tables
    assert SECRET in json.dumps([row for _table, row in rows])
    assert BO.email not in json.dumps([row for _table, row in rows])
    assert [ours for _n, _c, ours, _at, _raw in records.mails(about)].count(True) == 1


def test_a_conversation_of_two_keeps_the_other_one(records: SqliteRecords, path: Path) -> None:
    bos = next(iter(records.alone(records.about(BO.email))))
    hers = records.alone(records.about(JANE.email))[1]
    messages = [m.id for m in records.messages(bos)]
    waits = [w.number for w in records.waits_of(bos)]
    with records.transaction():
        records.transfer(bos, hers, messages=messages, waits=waits, dispatches=[])
        records.merged(bos, hers)
    about = records.about(JANE.email)
    assert about.shared == 1
    records.forget(about)
    records.wipe()
    assert SECRET not in everything(path)
    assert JANE.email not in everything(path)
    stand = records.conversation(hers)
    assert stand.customer.email == BO.email
    assert stand.subject == "Đơn hàng #1042 ở đâu?"
    texts = [m.message.new_text for m in records.messages(hers) if m.writer.email == BO.email]
    assert texts == ["Where is my order?"]
    assert len(records.running(hers)) == 2
    assert records.leads(HELP, ["b@customer.example"])[0].conversation == hers


def test_a_reply_under_way_is_seen(records: SqliteRecords) -> None:
    about = records.about(JANE.email)
    assert records.leaving(about) == 0
    records.queue(reply(records.alone(about)[1], "later@shoes.example"), "")
    assert records.leaving(about) == 1
    assert records.leaving(records.about(BO.email)) == 0


def test_figures_stay_though_nobody_knows_whose(records: SqliteRecords, path: Path) -> None:
    begin(records, email="zoe@customer.example", name="Zoe")
    _, _, wait = alarm(records, email="zoe@customer.example", message_id="z@x.example", uid=9)
    end(records, wait, Outcome.ANSWERED, at=NINE + 4 * MINUTE)

    def figures() -> list[tuple[object, ...]]:
        connection = sqlite3.connect(path)
        sql = "SELECT started, due, outcome, business_ms, calendar_ms, in_target FROM wait"
        found = connection.execute(sql).fetchall()
        connection.close()
        return found

    before = figures()
    for address in ("zoe@customer.example", JANE.email):
        records.forget(records.about(address))
    assert figures() == before
    assert milliseconds(NINE) in [row[0] for row in before]


def test_somebody_unknown_is_nothing(records: SqliteRecords) -> None:
    for address in ("nobody@nowhere.example", "", "%", "jane", "e@customer.example"):
        assert records.about(address).nothing
