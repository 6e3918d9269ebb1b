"""What shopdesk makes of one mail, before anything is kept: who, what, and is a person waiting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shopdesk.desk.receiving.sorting import Person, person_behind, threadable
from shopdesk.domain import triage
from shopdesk.domain.mail.bounce import Bounce
from shopdesk.domain.mail.message import Automatic, Message
from shopdesk.domain.mail.threading import conversations
from shopdesk.domain.triage import Verdict
from shopdesk.domain.triage.contact import customer, warnings
from shopdesk.ports.mail import BounceReader


@dataclass(frozen=True, slots=True)
class Insight:
    """One mail, understood."""

    person: Person
    """Who is behind it and writes about what; of automatic mail, whoever sent it."""
    verdict: Verdict
    """Whether it is automatic, and why."""
    may_answer_automatically: bool
    """Whether an acknowledgement may go out by itself (RFC 3834)."""
    bounce: Bounce | None
    """Whom a mail of ours did not reach."""
    warnings: tuple[str, ...]
    """What should be known about the reading and the sender."""


def insight(message: Message, raw: bytes, bounces: BounceReader, own: frozenset[str]) -> Insight:
    """Everything that is told from the mail alone; `own` are our addresses, in lower case."""
    contact, verdict = customer(message, own), triage.verdict(message, own)
    returned = verdict.kind is Automatic.BOUNCE
    return Insight(
        person=person_behind(message, contact, triage.language),
        verdict=verdict,
        may_answer_automatically=triage.may_answer_automatically(message, own),
        bounce=bounces.read(raw) if returned else None,
        warnings=(*message.warnings, *warnings(message, own)),
    )


def conversation_numbers(read: Sequence[tuple[Message, Insight]]) -> list[int]:
    """For each mail the number of its conversation, counted from 1."""
    # A file does not say when its mails came: the sender's word has to do.
    return conversations(
        [
            replace(
                threadable(message, found.person if found.verdict.kind is None else None),
                at=message.date,
            )
            for message, found in read
        ]
    )
