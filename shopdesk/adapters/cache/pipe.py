"""Stretches of older mail through a pipe: a line of JSON, then the mails' bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO, Any

from shopdesk.adapters.records.rows import instant, milliseconds
from shopdesk.domain.mail.conversation import Place
from shopdesk.ports.cache import History, Stretch, Unread
from shopdesk.ports.mail import Arrival, Role

LONGEST_WHY = 80
"""Characters; an answer must find room in the pipe while nobody reads it."""


def send(pipe: IO[bytes], said: object, *following: bytes) -> None:
    """Write a line and what follows it."""
    pipe.write(json.dumps(said).encode() + b"\n")
    pipe.writelines(following)
    pipe.flush()


def receive(pipe: IO[bytes]) -> dict[str, Any] | None:
    """The next line; None at the end."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        return None
    said: dict[str, Any] = json.loads(line)
    return said


def send_stretch(pipe: IO[bytes], stretch: Stretch) -> None:
    """Everything but the flags, which the cache does not keep."""
    history = stretch.history
    head = {
        "mailbox": stretch.mailbox,
        "folder": stretch.folder,
        "uidvalidity": stretch.uidvalidity,
        "history": [history.low, history.done, history.of],
        "mails": [
            [a.place.uid, milliseconds(a.received), len(a.raw), a.size] for a in stretch.arrivals
        ],
    }
    send(pipe, head, *(a.raw for a in stretch.arrivals))


def stretch_of(said: dict[str, Any], pipe: IO[bytes]) -> Stretch:
    """The stretch that such a line announces."""
    mailbox, folder, validity = said["mailbox"], said["folder"], said["uidvalidity"]
    arrivals = tuple(
        Arrival(
            Place(mailbox, folder, validity, uid),
            Role.INBOX,
            instant(received),
            frozenset(),
            pipe.read(length),
            size,
        )
        for uid, received, length, size in said["mails"]
    )
    return Stretch(mailbox, folder, validity, History(*said["history"]), arrivals)


def unread_line(unread: Sequence[Unread]) -> dict[str, Any]:
    """What could not be read, as a line."""
    return {"unread": [[one.arrival.place.uid, one.why[:LONGEST_WHY]] for one in unread]}


def unread_of(said: dict[str, Any], stretch: Stretch) -> tuple[Unread, ...]:
    """What such a line says of the stretch."""
    by_uid = {arrival.place.uid: arrival for arrival in stretch.arrivals}
    return tuple(Unread(by_uid[uid], why) for uid, why in said["unread"])
