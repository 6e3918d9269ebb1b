"""How the words of the desk are written into rows, and read back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shopdesk.adapters.records import plays
from shopdesk.adapters.records.values import duration as duration
from shopdesk.adapters.records.values import duration_ms as duration_ms
from shopdesk.adapters.records.values import instant as instant
from shopdesk.adapters.records.values import listed as listed
from shopdesk.adapters.records.values import milliseconds as milliseconds
from shopdesk.adapters.records.values import packed as packed
from shopdesk.adapters.records.values import unpacked as unpacked
from shopdesk.domain.alarm.reminder import After
from shopdesk.domain.answer.outbox import Dispatch
from shopdesk.domain.answer.stage import Stage
from shopdesk.domain.deeds import Deed, DeedKind
from shopdesk.domain.mail.conversation import Conversation, Customer, Filed, FiledMessage, Place
from shopdesk.domain.mail.matter import Category, Reason, Status
from shopdesk.domain.mail.message import Address, Attachment, Automatic, Message


def place(row: sqlite3.Row) -> Place:
    """From columns address, folder, uidvalidity, uid."""
    return Place(row["address"], row["folder"], row["uidvalidity"], row["uid"])


def columns(message: Message) -> dict[str, str]:
    """What a message says, by column; all that has none of its own is JSON in `rest`."""
    rest = {
        "references": message.references,
        "reply_to": None if message.reply_to is None else _pair(message.reply_to),
        "to": [_pair(address) for address in message.to],
        "date": None if message.date is None else message.date.isoformat(),
        "attachments": [
            [a.filename, a.content_type, a.size, a.inline] for a in message.attachments
        ],
        "headers": message.headers,
        "warnings": message.warnings,
    }
    return {
        "message_id": message.message_id,
        "sender_name": message.sender.name,
        "sender_email": message.sender.email,
        "subject": message.subject,
        "new_text": message.new_text,
        "text": message.text,
        "rest": json.dumps(rest, separators=(",", ":")),
    }


def message(row: sqlite3.Row | Mapping[str, str]) -> Message:
    """From the columns of a message."""
    rest: dict[str, Any] = json.loads(row["rest"])
    return Message(
        message_id=row["message_id"],
        references=tuple(rest["references"]),
        sender=Address(row["sender_name"], row["sender_email"]),
        reply_to=None if rest["reply_to"] is None else Address(*rest["reply_to"]),
        to=tuple(Address(*pair) for pair in rest["to"]),
        subject=row["subject"],
        date=None if rest["date"] is None else datetime.fromisoformat(rest["date"]),
        text=row["text"],
        new_text=row["new_text"],
        attachments=tuple(Attachment(*fields) for fields in rest["attachments"]),
        headers=tuple((name, value) for name, value in rest["headers"]),
        warnings=tuple(rest.get("warnings", ())),
    )


def filed_message(row: sqlite3.Row) -> FiledMessage:
    """From the columns of a message, and `settled`: nobody waits for an answer to it."""
    return FiledMessage(
        id=row["id"],
        outgoing=bool(row["outgoing"]),
        received=instant(row["received"]),
        message=message(row),
        answered=bool(row["settled"]),
        contact=_contact(row),
        automatic=_automatic(row),
        bounced=row["bounced"],
    )


def filed(row: sqlite3.Row) -> Filed:
    """From the columns of a message and its mailbox's address."""
    return Filed(
        id=row["id"],
        mailbox=row["address"],
        received=instant(row["received"]),
        message=message(row),
        conversation=row["conversation_id"],
        automatic=_automatic(row),
        reason=row["reason"],
    )


def conversation(row: sqlite3.Row) -> Conversation:
    """From the columns of a conversation, its mailbox's and its customer's."""
    return Conversation(
        id=row["id"],
        mailbox=row["address"],
        customer=Customer(
            id=row["customer_id"],
            name=row["name"],
            email=row["email"],
            conversations=row["conversations"],
            since=instant(row["since"]),
        ),
        subject=row["subject"],
        status=Status(row["status"]),
        category=Category(row["category"]),
        language=row["language"],
        order_number=row["order_number"],
        reason=None if row["reason"] is None else Reason(row["reason"]),
        backlog=bool(row["backlog"]),
        channel=row["channel"],
        why=row["why"],
    )


def dispatch(row: sqlite3.Row) -> Dispatch:
    """From the columns of the outbox and its mailbox's address."""
    return Dispatch(
        id=row["id"],
        conversation=row["conversation_id"],
        mailbox=row["address"],
        message_id=row["message_id"],
        sender=row["sender"],
        recipients=tuple(json.loads(row["recipients"])),
        raw=unpacked(row["raw"]),
        answers=tuple(json.loads(row["answers"])),
        stage=Stage(row["stage"]),
        due=instant(row["due"]),
        attempts=row["attempts"],
        trouble=row["trouble"],
        accepted=None if row["accepted"] is None else instant(row["accepted"]),
        after=after_of(row["after"]),
        automatic=bool(row["automatic"]),
    )


def deed(row: sqlite3.Row) -> Deed:
    """From the columns of a deed."""
    details: dict[str, Any] = json.loads(row["details"])
    return Deed(
        kind=DeedKind(row["kind"]),
        conversation=row["conversation_id"],
        at=instant(row["at"]),
        other=row["other_id"],
        messages=tuple(details["messages"]),
        waits=tuple(details["waits"]),
        dispatches=tuple(details["dispatches"]),
        before=details["before"],
        id=row["id"],
        undone=bool(row["undone"]),
    )


def deed_details(deed: Deed) -> str:
    """What of a deed has no column of its own, as JSON."""
    return json.dumps(
        {
            "messages": deed.messages,
            "waits": deed.waits,
            "dispatches": deed.dispatches,
            "before": dict(deed.before),
        },
        separators=(",", ":"),
    )


def _contact(row: sqlite3.Row) -> Address | None:
    name, email = row["contact_name"], row["contact_email"]
    return None if email is None else Address(name or "", email)


def _automatic(row: sqlite3.Row) -> Automatic | None:
    return None if row["automatic"] is None else Automatic(row["automatic"])


def after_text(after: After) -> str:
    """What happens after a reply, as JSON; what does not happen is not there."""
    said = {
        "close": after.close or None,
        "remind_ms": None if after.remind is None else duration_ms(after.remind),
        "promise": None if after.promise is None else milliseconds(after.promise),
        "play": plays.said(after.play),
    }
    kept = {name: value for name, value in said.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False)


def after_of(text: str) -> After:
    """The same read again."""
    said = json.loads(text)
    remind, promise = said.get("remind_ms"), said.get("promise")
    return After(
        close="close" in said,
        remind=None if remind is None else duration(remind),
        promise=None if promise is None else instant(promise),
        play=plays.read(said.get("play")),
    )


def _pair(address: Address) -> tuple[str, str]:
    return address.name, address.email
