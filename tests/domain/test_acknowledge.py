"""Whom a machine may tell that the mail has come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shopdesk.adapters.mime import MimeReader
from shopdesk.domain.answer.acknowledge import LATEST, Told, is_safe, may, subject_for, wants
from shopdesk.domain.clock.hours import Span, WeeklyHours
from shopdesk.domain.clock.schedule import AlwaysOpen
from shopdesk.domain.shop.away import Away
from tests.shop import NINE, SHOP, Mail, settings

OWN = frozenset({SHOP})
ON = Away(enabled=True)
HOUR = timedelta(hours=1)
FROM_TEN = WeeklyHours(((Span(10 * 60, 19 * 60),),) * 7, settings().shop.zone)


def safe(mail: Mail) -> bool:
    """Of the mail as it is read."""
    return is_safe(MimeReader().read(mail.raw(NINE)), OWN)


def test_a_customers_mail_may_be_answered() -> None:
    assert safe(Mail())
    assert safe(Mail(headers={"Return-Path": "<jane@example.com>"}))
    assert safe(Mail(headers={"Authentication-Results": "mx.test; dmarc=pass spf=pass"}))


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Auto-Submitted": "auto-generated; owner-email=x"},
        {"Precedence": "bulk"},
        {"Precedence": "list"},
        {"X-Auto-Response-Suppress": "OOF, AutoReply"},
        {"List-Id": "<friends.example.com>"},
        {"List-Unsubscribe": "<mailto:u@example.com>"},
        {"Return-Path": "<>"},
        {"Return-Path": "<MAILER-DAEMON>"},
        {"X-Autoreply": "yes"},
        {"X-Spam-Flag": "YES"},
        {"X-Loop": SHOP},
        {"Authentication-Results": "mx.test; spf=fail; dmarc=fail (p=NONE)"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_what_bears_a_mark_may_not(headers: dict[str, str]) -> None:
    assert not safe(Mail(headers=headers))


@pytest.mark.parametrize(
    "sender",
    [
        "no-reply@example.com",
        "Jane <noreply@example.com>",
        "MAILER-DAEMON@example.com",
        "postmaster@example.com",
        "owner-friends@example.com",
        "friends-request@example.com",
        f"Lan <{SHOP}>",
        "",
    ],
)
def test_nobody_is_behind_some_addresses(sender: str) -> None:
    assert not safe(Mail(sender=sender))


def test_a_mail_that_was_not_written_to_us_may_not() -> None:
    assert not safe(Mail(to="undisclosed@example.com"))


def test_the_hour_for_it() -> None:
    noon = NINE + 3 * HOUR
    assert wants(ON, NINE, NINE, FROM_TEN)
    assert not wants(Away(), NINE, NINE, FROM_TEN)
    assert not wants(ON, NINE, noon, FROM_TEN)
    assert not wants(ON, noon, noon, FROM_TEN)
    assert not wants(ON, NINE, NINE, AlwaysOpen())
    assert wants(Away(enabled=True, only_when_closed=False), noon, noon, FROM_TEN)


def test_who_wrote_long_ago_is_not_told_any_more() -> None:
    at = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
    assert wants(ON, at, at + LATEST, FROM_TEN)
    assert not wants(ON, at, at + LATEST + timedelta(seconds=1), FROM_TEN)


@pytest.mark.parametrize(
    ("told", "allowed"),
    [
        (Told(conversation=False, address=False, lately=0), True),
        (Told(conversation=True, address=False, lately=1), False),
        (Told(conversation=False, address=True, lately=1), False),
        (Told(conversation=False, address=False, lately=29), True),
        (Told(conversation=False, address=False, lately=30), False),
    ],
)
def test_the_limits(told: Told, allowed: bool) -> None:
    assert may(ON, told) is allowed


def test_the_subject_says_so() -> None:
    assert subject_for("Where is it?") == "Auto: Where is it?"
    assert subject_for("") == "Auto:"
