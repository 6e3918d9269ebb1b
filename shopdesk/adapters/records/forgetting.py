"""What of each table is about a person, and what becomes of it when the person is forgotten.

Every column of text or bytes in the schema stands here: in a rule, or among the exempt with the
reason why it says nothing about anybody. A test fails for a new one that does not. The conditions
speak of these temporary tables, filled for one person by `privacy.py`:

    gone_key(key)            their addresses, folded
    gone_customer(id)        their rows in `customer`
    gone_message(id)         mails from and to them, other customers' left out
    gone_conversation(id)    their conversations, those left out in which another customer wrote
    gone_shared(id)          the latter
    gone_touched(id)         both
    gone_as(name)            what stands for them from now on: a number, no name

and of these functions: folded(text), names_key(text) and, of a packed mail, holds_key(data).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shopdesk.adapters.records.values import packed

_EMPTY = f"X'{packed(b'').hex()}'"
_NOBODY = (
    """'{"references":[],"reply_to":null,"to":[],"date":null,"attachments":[],"headers":[]}'"""
)
_AS = "(SELECT name FROM gone_as)"

_KEY = "key IN (SELECT key FROM gone_key)"
_CONTACT = "contact IN (SELECT key FROM gone_key)"
_MESSAGE = "message_id IN (SELECT id FROM gone_message)"
_TOUCHED = "conversation_id IN (SELECT id FROM gone_touched)"
_SENT_TO = """conversation_id IN (SELECT id FROM gone_conversation)
    OR EXISTS (SELECT 1 FROM json_each(outbox.recipients) AS r
        JOIN gone_key ON gone_key.key = folded(r.value))"""


@dataclass(frozen=True, slots=True)
class Rule:
    """The rows of a table that are about the person."""

    table: str
    """Its name."""
    whose: str
    """An SQL condition: which rows."""
    drop: bool = False
    """They are deleted; else they stay, with these columns changed."""
    blank: Mapping[str, str] = field(default_factory=dict)
    """What becomes of each column, as an SQL expression."""


def _dropped(table: str, whose: str) -> Rule:
    return Rule(table, whose, drop=True)


def _blanked(table: str, whose: str, *columns: str, **others: str) -> Rule:
    return Rule(table, whose, blank=dict.fromkeys(columns, "''") | others)


RULES = (
    _blanked("customer", "id IN (SELECT id FROM gone_customer)", "email", name=_AS),
    _dropped("customer_address", _KEY),
    _blanked(
        "conversation",
        "id IN (SELECT id FROM gone_conversation)",
        "subject",
        "order_number",
        "why",
    ),
    _blanked(
        "message",
        "id IN (SELECT id FROM gone_message)",
        *("message_id", "sender_name", "sender_email", "subject", "new_text", "text"),
        *("reason", "bounced"),
        contact_name="NULL",
        contact_email="NULL",
        rest=_NOBODY,
    ),
    _blanked("raw", _MESSAGE, data=_EMPTY),
    _dropped("thread_id", _TOUCHED),
    _dropped("message_order", f"{_CONTACT} OR {_MESSAGE}"),
    _dropped("loose_id", _MESSAGE),
    _blanked("wait", _TOUCHED),
    _blanked("wait_message", _MESSAGE),
    _blanked("reminder", _MESSAGE),
    _blanked(
        "outbox",
        _SENT_TO,
        "trouble",
        recipients="'[]'",
        after="'{}'",
        raw=_EMPTY,
        stage="CASE stage WHEN 'held' THEN 'recalled' ELSE stage END",
    ),
    _dropped("acknowledgement", _KEY),
    _dropped("draft", _TOUCHED),
    _dropped("sender_rule", _KEY),
    _dropped("correction", _TOUCHED),
    _dropped(
        "deed",
        "conversation_id IN (SELECT id FROM gone_touched)"
        " OR other_id IN (SELECT id FROM gone_touched) OR names_key(details)",
    ),
    _blanked(
        "quarantine",
        "names_key(why) OR holds_key(raw)",
        "why",
        raw=_EMPTY,
    ),
    _blanked(
        "shop_order",
        _CONTACT,
        *("email", "name", "phone", "tracking", "note"),
        # an order of no address would be of whoever names its number
        contact=_AS,
    ),
    _dropped("listed_person", f"{_CONTACT} OR {_KEY}"),
    _blanked("order_import", "names_key(report)", "report"),
    _dropped("customer_note", "customer_id IN (SELECT id FROM gone_customer)"),
    _blanked("goods_return", _CONTACT, "order_number", contact=_AS),
    _blanked("credit_entry", _CONTACT, "reason", contact=_AS),
    _blanked("coupon", _CONTACT, contact=_AS),
    _blanked("perk", _CONTACT, "what", "why", contact=_AS),
    _blanked("incident", _CONTACT, "order_number", "cause", contact=_AS),
    _blanked("wow", _CONTACT, "what", contact=_AS),
    _dropped("opted_out", _CONTACT),
    _blanked("campaign_mail", _CONTACT, contact=_AS),
    _blanked("survey", _CONTACT, "comment", contact=_AS),
)
"""In the order in which they are carried out."""

_OURS = "the shop's own, or the server's name for a folder"
_KIND = "one of our own words"
_NUMBER = "a number that only the shop's own books explain"
_GOODS = "of goods, not of people"

EXEMPT: Mapping[str, Mapping[str, str]] = {
    "mailbox": {"key": _OURS, "address": _OURS},
    "folder": {"name": _OURS},
    "conversation": dict.fromkeys(("status", "reason", "category", "language", "channel"), _KIND),
    "message": {
        "automatic": _KIND,
        "folder": _OURS,
        "digest": "by it the mail is known when it is met on the server again; it tells nothing",
    },
    "quarantine": {"folder": _OURS},
    "wait": dict.fromkeys(("outcome", "reason"), _KIND),
    "wait_message": dict.fromkeys(("category", "channel"), _KIND),
    "reminder": dict.fromkeys(("kind", "ending"), _KIND),
    "outbox": {
        "message_id": "made by us; by it our copy in Sent is known",
        "sender": _OURS,
        "answers": "numbers of messages",
        "template": _OURS,
    },
    "message_copy": {"folder": _OURS},
    "shop_order": {
        **dict.fromkeys(("source", "status", "format"), _KIND),
        **dict.fromkeys(("key", "number"), _NUMBER),
        **dict.fromkeys(("said", "currency", "total", "refunded", "carrier"), _GOODS),
        **dict.fromkeys(("lines", "charges"), _GOODS),
    },
    "order_import": dict.fromkeys(("source", "digest", "file", "format"), _OURS),
    "order_mapping": dict.fromkeys(("headings", "source", "columns"), _OURS),
    "spend_level": dict.fromkeys(("currency", "loyal", "vip"), _GOODS),
    "goods_return": {
        "number": _NUMBER,
        **dict.fromkeys(("reason", "outcome", "stage", "reached"), _KIND),
        **dict.fromkeys(("lines", "worth", "currency"), _GOODS),
    },
    "credit_entry": {"kind": _KIND, "amount": _GOODS, "currency": _GOODS, "token": _NUMBER},
    "return_number": {"prefix": _KIND},
    "coupon": {
        "held_for": _NUMBER,
        **dict.fromkeys(("code", "pool", "cost", "currency"), _GOODS),
    },
    "perk": {"token": _NUMBER, **dict.fromkeys(("kind", "cost", "currency"), _KIND)},
    "incident": {
        "problem": _KIND,
        "token": _NUMBER,
        **dict.fromkeys(("product", "carrier", "cost", "currency"), _GOODS),
    },
    "prevention": dict.fromkeys(("problem", "step"), _OURS),
    "wow": dict.fromkeys(("cost", "currency"), _GOODS),
    "campaign": dict.fromkeys(("title", "template", "pool"), _OURS),
    "campaign_mail": {"code": _GOODS},
    "survey": {"scale": _KIND, "message_id": "made by us"},
    "survey_key": {"key": "signs our links"},
}
"""Columns that stay, by table, each with the reason."""
