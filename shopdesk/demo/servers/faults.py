"""What the embedded servers do wrong on purpose, so that a client can be tested against it.

A server reads its `faults` at every command: assign a new object to change them while it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ImapFaults:
    """Faults of the IMAP server; commands are named in capitals, UID forms by their second word."""

    hidden_capabilities: frozenset[str] = frozenset()
    """Neither announced nor available."""
    drop_on: frozenset[str] = frozenset()
    """Commands at which the connection is cut without an answer."""
    stall_on: frozenset[str] = frozenset()
    """Commands that are never answered."""
    refuse: Mapping[str, str] = field(default_factory=dict)
    """Command to the text of the NO it gets."""
    mute_idle: bool = False
    """IDLE is accepted but nothing is ever pushed."""
    split_pushes: bool = False
    """What is pushed in IDLE comes in two segments, cut in mid-line."""
    demand_id: bool = False
    """SELECT and EXAMINE are refused before ID (as 163.com and 126.com do)."""
    greeting: str = "OK"
    """First word of the greeting: `PREAUTH` or `BYE` for a server to run away from."""
    after_starttls: bytes = b""
    """Sent in the clear behind the answer to STARTTLS, as an attacker on the line would."""


@dataclass(frozen=True, slots=True)
class SmtpFaults:
    """Faults of the SMTP server; verbs are `EHLO`, `AUTH`, `MAIL`, `RCPT` and `DATA`, the last
    one meaning the moment after the message's final dot."""

    answers: Mapping[str, str] = field(default_factory=dict)
    """Verb to the answer it gets instead, as `451 4.3.0 Try again later`."""
    refused_recipients: Mapping[str, str] = field(default_factory=dict)
    """Address to the answer that its RCPT gets, as `550 5.1.1 No such user`."""
    drop_on: frozenset[str] = frozenset()
    """Verbs at which the connection is cut without an answer."""
    stall_on: frozenset[str] = frozenset()
    """Verbs that are never answered."""
    keeps_dropped_mail: bool = False
    """A message whose answer at DATA was dropped or stalled was accepted all the same."""
