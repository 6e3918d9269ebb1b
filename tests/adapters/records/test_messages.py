"""The records' contract: mailboxes and messages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.conversation import Status
from shopdesk.domain.mail.message import Address, Automatic
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
)


def test_watching_since_keeps_the_first_instant(writer: Records, reader: Records) -> None:
    begin(writer)
    assert writer.watching_since(HELP, NINE) == NINE
    assert reader.watching_since(HELP, NINE + MINUTE) == NINE
    assert reader.watching_since("HELP@Shoes.example", NINE + MINUTE) == NINE
    assert reader.watching_since("other@shoes.example", NINE + MINUTE) == NINE + MINUTE


def test_a_cursor_is_kept_for_each_folder_of_each_mailbox(writer: Records, reader: Records) -> None:
    assert reader.cursor(HELP, "INBOX") is None
    writer.set_cursor(HELP, "INBOX", 7, 40)
    writer.set_cursor(HELP, "Заказы", 7, 3)
    writer.set_cursor("other@shoes.example", "INBOX", 9, 1)
    writer.set_cursor(HELP, "INBOX", 8, 2)
    assert reader.cursor(HELP, "INBOX") == (8, 2)
    assert reader.cursor(HELP, "Заказы") == (7, 3)
    assert reader.cursor("other@shoes.example", "INBOX") == (9, 1)


def test_the_newest_mail_of_a_folder_counts_however_it_was_filed(
    writer: Records, reader: Records
) -> None:
    assert reader.newest_received(HELP, "INBOX") is None
    message = file(writer, lies=place(5), received=NINE, automatic=Automatic.NEWSLETTER)
    file(writer, mail("older@x.example"), lies=place(4), received=NINE - MINUTE, outgoing=True)
    assert reader.newest_received(HELP, "INBOX") == NINE
    assert reader.cursor(HELP, "INBOX") is None
    writer.quarantine(place(6), b"\0", NINE + MINUTE, "broken")
    writer.move(message, place(1, folder="Archive"))
    assert reader.newest_received(HELP, "INBOX") == NINE + MINUTE
    assert reader.newest_received(HELP, "Archive") is None


def test_a_message_comes_back_as_it_was_read(writer: Records, reader: Records) -> None:
    conversation = begin(writer)
    plain = mail()
    bare = replace(
        mail("", references=("a@x.example", "b@x.example")),
        sender=Address("", ""),
        reply_to=Address("Contact form", "form@shoes.example"),
        to=(),
        date=None,
        text="",
        new_text="",
        attachments=(),
        headers=(),
    )
    first = file(writer, plain, conversation=conversation, received=NINE + MINUTE)
    second = file(writer, bare, conversation=conversation, received=NINE)
    thread = reader.messages(conversation)
    assert [m.message for m in thread] == [bare, plain]
    assert [(m.id, m.received, m.outgoing) for m in thread] == [
        (second, NINE, False),
        (first, NINE + MINUTE, False),
    ]
    assert thread[1].message.date is not None and plain.date is not None
    assert thread[1].message.date.utcoffset() == plain.date.utcoffset()


def test_text_that_is_no_unicode_is_kept_readable(writer: Records, reader: Records) -> None:
    conversation = begin(writer, name="J\udcffane")
    broken = mail("x\udcff@x.example", new_text="size \udce9 38")
    message = writer.add_message(
        broken,
        place=place(1, folder="IN\udcffBOX"),
        digest="d",
        raw=b"\xff",
        received=NINE,
        fetched=NINE,
        outgoing=False,
        conversation=conversation,
        automatic=None,
    )
    assert reader.messages(conversation)[0].message.new_text == "size ? 38"
    assert reader.conversation(conversation).customer.name == "J?ane"
    assert reader.raw(message) == b"\xff"


def test_known_is_by_bytes_within_a_mailbox(writer: Records, reader: Records) -> None:
    digest = "ab" * 32
    message = writer.add_message(
        mail(),
        place=place(1),
        digest=digest,
        raw=b"bytes",
        received=NINE,
        fetched=NINE,
        outgoing=False,
        conversation=None,
        automatic=Automatic.RECEIPT,
    )
    assert reader.known(HELP, digest) == message
    assert reader.known(HELP, "cd" * 32) is None
    assert reader.known("other@shoes.example", digest) is None


def test_raw_bytes_come_back_exactly(writer: Records, reader: Records) -> None:
    conversation = begin(writer)
    raw = bytes(range(256)) * 4_000
    message = writer.add_message(
        mail(),
        place=None,
        digest="d",
        raw=raw,
        received=NINE,
        fetched=NINE,
        outgoing=True,
        conversation=conversation,
        automatic=None,
    )
    assert reader.raw(message) == raw
    with pytest.raises(RecordsError, match=str(message + 1)):
        reader.raw(message + 1)


def test_places_follow_moves_and_leave_out_what_lies_nowhere(
    writer: Records, reader: Records
) -> None:
    conversation = begin(writer)
    first = file(writer, conversation=conversation, lies=place(11))
    second = file(writer, mail("two@x.example"), conversation=conversation, lies=place(12))
    ours = file(writer, mail("ours@x.example"), conversation=conversation, outgoing=True)
    writer.move(first, place(3, folder="Архив", uidvalidity=9))
    assert reader.places([second, ours, first]) == (
        place(12),
        place(3, folder="Архив", uidvalidity=9),
    )
    writer.move(ours, place(8, folder="Sent"))
    assert reader.places([ours]) == (place(8, folder="Sent"),)
    assert reader.places([]) == ()
    with pytest.raises(RecordsError):
        writer.move(ours + 100, place(1))


def test_any_number_of_messages_can_be_asked_for(writer: Records, reader: Records) -> None:
    message = file(writer, automatic=Automatic.RECEIPT)
    assert reader.places([*range(message + 1, 40_000), message]) == (place(1),)


def test_a_message_needs_a_mailbox(writer: Records) -> None:
    with pytest.raises(RecordsError):
        file(writer, outgoing=True)
    with pytest.raises(RecordsError):
        file(writer, conversation=77)


def test_quarantine_keeps_one_entry_for_a_place(writer: Records, reader: Records) -> None:
    writer.quarantine(place(9), b"\0bad", NINE, "no end to its parts")
    writer.quarantine(place(8), b"\0bad", NINE - MINUTE, "too deep")
    writer.quarantine(place(9), b"\0bad", NINE, "still no end")
    assert reader.quarantined() == (
        (place(8), NINE - MINUTE, "too deep"),
        (place(9), NINE, "still no end"),
    )


def test_answered_is_what_belongs_to_no_running_wait(writer: Records, reader: Records) -> None:
    conversation, _, wait = alarm(writer)
    thanks = file(writer, mail("thanks@x.example"), conversation=conversation, received=NINE)
    assert [m.answered for m in reader.messages(conversation)] == [False, True]
    end(writer, wait)
    assert [m.answered for m in reader.messages(conversation)] == [True, True]
    assert reader.messages(conversation)[1].id == thanks


def test_counts_tell_messages_and_conversations_apart(writer: Records, reader: Records) -> None:
    nothing = dict.fromkeys(
        ("messages", "open", "answered", "closed", "automatic", "quarantined", "backlog"), 0
    )
    assert reader.counts(HELP) == nothing
    for _ in range(2):
        begin(writer)
    begin(writer, backlog=True)
    begin(writer, mailbox="other@shoes.example")
    writer.set_status(begin(writer), Status.ANSWERED)
    closed = begin(writer, backlog=True)
    writer.set_status(closed, Status.CLOSED)
    file(writer, conversation=closed)
    file(writer, mail("news@x.example"), automatic=Automatic.NEWSLETTER)
    writer.quarantine(place(9), b"", NINE, "broken")
    assert reader.counts(HELP) == {
        "messages": 2,
        "open": 2,
        "answered": 1,
        "closed": 1,
        "automatic": 1,
        "quarantined": 1,
        "backlog": 1,
    }


def test_the_outbox_knows_its_own_message_ids(writer: Records, reader: Records) -> None:
    writer.queue(reply(begin(writer)), "order-status")
    assert reader.sent_by_us(HELP, "ours@shoes.example")
    assert not reader.sent_by_us("other@shoes.example", "ours@shoes.example")
    assert not reader.sent_by_us(HELP, "")


def test_a_customer_is_answered_where_they_wrote_from_last(
    writer: Records, reader: Records
) -> None:
    conversation = begin(writer, email="Jane@Customer.example")
    stranger = mail("two@x.example", sender=Address("Eve", "eve@elsewhere.example"))
    file(writer, stranger, conversation=conversation, received=NINE + MINUTE)
    assert reader.conversation(conversation).customer.email == "Jane@Customer.example"
    later = NINE + timedelta(days=1)
    file(writer, mail("three@x.example", sender=JANE), conversation=conversation, received=later)
    assert reader.conversation(conversation).customer.email == JANE.email
    late = mail("late@x.example", sender=Address("", "JANE@CUSTOMER.EXAMPLE"))
    file(writer, late, conversation=conversation, received=NINE + MINUTE)
    assert reader.conversation(conversation).customer.email == JANE.email
