"""Returned mails and other reports of mail servers, told from what people write."""

from __future__ import annotations

import re

from shopdesk.domain.mail import words_of_machines as vocabulary
from shopdesk.domain.mail.message import Automatic, Message
from shopdesk.domain.mail.robots import (
    is_daemon,
    is_list_manager,
    is_machine,
    is_office,
    is_postmaster,
)
from shopdesk.domain.patterns import compiled
from shopdesk.domain.triage.headers import Head
from shopdesk.domain.triage.verdicts import Verdict
from shopdesk.words import _

LOOKED_AT = 3_000
"""Characters of a text that the rules look at."""


def returned(head: Head) -> Verdict | None:
    """A returned mail, and other reports of mail servers."""
    message = head.message
    report = head.report
    if report == "feedback-report" or _sign(vocabulary.COMPLAINT_LOOP).match(message.subject):
        return Verdict(
            Automatic.NOTIFICATION, _("A mail service reports a complaint."), certain=True
        )
    if report == "disposition-notification":
        return Verdict(Automatic.NOTIFICATION, _("It is a receipt for reading."), certain=True)
    local = message.sender.email.partition("@")[0]
    name = message.sender.name.replace(" ", "-")
    daemon = is_daemon(local) or (is_daemon(name) and not local)
    sent_back = report is not None or bool(head["x-failed-recipients"]) or daemon
    if not sent_back and not _is_returned(head, local, name):
        return None
    if _sign(vocabulary.ARRIVED).search(f"{message.subject}\n{message.text[:LOOKED_AT]}"):
        return Verdict(Automatic.NOTIFICATION, _("It says that a mail arrived."), certain=True)
    return Verdict(Automatic.BOUNCE, _("A mail server sent a mail back."), certain=sent_back)


def _is_returned(head: Head, local: str, name: str) -> bool:
    """Whether it is a returned mail that keeps to no standard. Customers may quote one."""
    message = head.message
    if is_list_manager(message.sender.email) and _is_from_list_server(message):
        return True
    by_subject = _sign(vocabulary.FAILED_SUBJECT).match(message.subject) is not None
    postmaster = is_postmaster(local) or is_postmaster(name) or is_daemon(name)
    if not (head.null_path or by_subject or postmaster):
        return False
    text = message.text[:LOOKED_AT]
    by_text = _sign(vocabulary.FAILED).search(text) is not None
    if head.null_path:
        if head.submitted == "auto-replied":
            return by_subject and by_text
        if by_text or by_subject:
            return True
        return not (says_away(message) or message.references or is_machine(message.sender.email))
    if postmaster:
        return by_subject or by_text
    replied = _sign(vocabulary.SERVER_REPLY).search(text) is not None
    if not message.sender.email:
        return by_subject and (replied or by_text)
    return by_subject and replied and is_office(message.sender.email)


def _is_from_list_server(message: Message) -> bool:
    """Whether a list did not take a mail because its sender is no member."""
    refused = _sign(vocabulary.NO_MEMBER)
    return bool(refused.search(message.subject) and refused.search(message.text[:LOOKED_AT]))


def says_away(message: Message) -> bool:
    """Whether the subject says that nobody is there to read."""
    return _sign(vocabulary.AWAY).search(message.subject) is not None


def _sign(pattern: str) -> re.Pattern[str]:
    return compiled(pattern, re.IGNORECASE)
