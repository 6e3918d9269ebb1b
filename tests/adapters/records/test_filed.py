"""The records' contract: automatic mail and its reasons, what lies where, what can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shopdesk.domain.deeds import Deed, DeedKind
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.conversation import Reason, Status
from shopdesk.domain.mail.message import Automatic
from shopdesk.ports.records import Records
from tests.adapters.records.builders import HELP, MINUTE, NINE, alarm, begin, file, mail, place


def automatic(records: Records, id: str, minute: int, reason: str = "") -> int:
    """A newsletter."""
    return records.add_message(
        mail(id),
        place=place(minute),
        digest="",
        raw=b"",
        received=NINE + minute * MINUTE,
        fetched=NINE,
        outgoing=False,
        conversation=None,
        automatic=Automatic.NEWSLETTER,
        reason=reason,
    )


def test_the_automatic_mail_of_late_comes_newest_first(writer: Records, reader: Records) -> None:
    second = automatic(writer, "b@x.example", 2, "it has a List-Id")
    first = automatic(writer, "a@x.example", 1)
    alarm(writer)
    assert [filed.id for filed in reader.filed(9)] == [second, first]
    (newest,) = reader.filed(1)
    assert newest == reader.mail(second)
    assert (newest.mailbox, newest.received) == (HELP, NINE + 2 * MINUTE)
    assert (newest.automatic, newest.reason) == (Automatic.NEWSLETTER, "it has a List-Id")
    assert (newest.message, newest.conversation) == (mail("b@x.example"), None)


def test_a_verdict_changes_with_its_reason(writer: Records, reader: Records) -> None:
    number = automatic(writer, "a@x.example", 1, "it has a List-Id")
    writer.set_automatic(number, None, "")
    assert reader.filed(9) == ()
    assert (reader.mail(number).automatic, reader.mail(number).reason) == (None, "")
    writer.set_automatic(number, Automatic.SPAM, "you said so")
    assert (reader.mail(number).automatic, reader.mail(number).reason) == (
        Automatic.SPAM,
        "you said so",
    )
    with pytest.raises(RecordsError, match="99"):
        reader.mail(99)


def test_every_mail_that_lies_in_a_folder_is_something_to_us(
    writer: Records, reader: Records
) -> None:
    alarm(writer, uid=1)
    answered, _, _ = alarm(writer, message_id="b@x.example", uid=2)
    writer.set_status(answered, Status.ANSWERED)
    closed, _, _ = alarm(writer, message_id="c@x.example", uid=3)
    writer.set_status(closed, Status.CLOSED, Reason.SPAM)
    alarm(writer, message_id="d@x.example", uid=4, backlog=True)
    automatic(writer, "e@x.example", 5)
    writer.quarantine(place(6), b"", NINE, "no bytes")
    file(writer, mail("f@x.example"), lies=place(7, folder="Orders"), conversation=begin(writer))
    file(writer, mail("g@x.example"), lies=place(8, uidvalidity=8), conversation=begin(writer))
    assert reader.lying(HELP, "INBOX", 7) == {
        1: "open",
        2: "answered",
        3: "closed",
        4: "backlog",
        5: "automatic",
        6: "quarantined",
    }
    assert reader.lying(HELP, "Orders", 7) == {7: "open"}
    assert reader.lying("other@shoes.example", "INBOX", 7) == {}


def test_a_mail_that_lies_there_twice_is_known_at_both_places(
    writer: Records, reader: Records
) -> None:
    _, message, _ = alarm(writer, uid=1)
    writer.move(message, place(2))
    writer.move(message, place(2))
    assert reader.lying(HELP, "INBOX", 7) == {1: "open", 2: "open"}
    writer.move(message, place(3, folder="Orders"))
    writer.move(message, place(1, uidvalidity=8))
    assert reader.lying(HELP, "INBOX", 8) == {1: "open"}
    assert reader.lying(HELP, "INBOX", 7) == {1: "open"}, "2 was left for another folder"
    assert reader.lying(HELP, "Orders", 7) == {}


def test_a_deed_comes_back_as_it_was_noted(writer: Records, reader: Records) -> None:
    one, other = begin(writer), begin(writer)
    merged = Deed(
        DeedKind.MERGED, one, NINE, other, (1, 2), (3,), (), {"status": "closed", "reason": "spam"}
    )
    corrected = Deed(DeedKind.CATEGORY, one, NINE + MINUTE, before={"category": "other"})
    first, second = writer.note_deed(merged), writer.note_deed(corrected)
    assert reader.deed(first) == replace(merged, id=first)
    assert reader.deeds_since(first) == (replace(corrected, id=second),)
    writer.deed_undone(second)
    assert reader.deed(second).undone
    assert reader.deeds_since(first) == ()
    with pytest.raises(RecordsError, match="99"):
        reader.deed(99)
