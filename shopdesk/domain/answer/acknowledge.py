"""Telling a customer, while the shop is closed, that the mail has come: to whom, and when not.

A machine that answers must never answer a machine, nor anybody twice (RFC 3834): each rule here
would end a loop by itself, and so do the limits where a server in between dropped every mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from shopdesk.domain import triage
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.mail.message import Message
from shopdesk.domain.shop.away import Away

PER_ADDRESS = timedelta(days=1)
"""In this time nobody is told twice."""
HOUR = timedelta(hours=1)
LATEST = timedelta(hours=4)
"""A customer who wrote longer ago than this is not told any more that the mail has come."""

_FORGED = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """Who was told already."""

    conversation: bool
    """Somebody in this conversation, ever."""
    address: bool
    """This address, within `PER_ADDRESS`."""
    lately: int
    """How many in the last hour."""


def wants(rules: Away, received: datetime, now: datetime, schedule: Schedule) -> bool:
    """Whether this is an hour for it, for a mail that was received then."""
    if not rules.enabled or now - received > LATEST:
        return False
    closed = not schedule.is_open(received) and not schedule.is_open(now)
    return closed or not rules.only_when_closed


def may(rules: Away, told: Told) -> bool:
    """Whether the limits allow one more."""
    return not told.conversation and not told.address and told.lately < rules.per_hour


def is_safe(message: Message, own: frozenset[str]) -> bool:
    """Whether a machine may answer the mail without harm. `own` are the shop's, in lower case."""
    to_us = any(address.email.lower() in own for address in message.to)
    forged = _FORGED.search(message.header("authentication-results")) is not None
    return to_us and not forged and triage.may_answer_automatically(message, own)


def subject_for(subject: str) -> str:
    """`Auto: ` before the customer's subject (RFC 3834, 3.1.5)."""
    return f"Auto: {subject}".rstrip()
