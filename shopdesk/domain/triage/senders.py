"""What the owner said about a sender or a list, remembered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from shopdesk.domain.mail.message import Automatic, Message
from shopdesk.domain.triage.contact import person_elsewhere
from shopdesk.domain.triage.machines import verdict
from shopdesk.domain.triage.verdicts import Verdict
from shopdesk.words import _

_LIST_ID = re.compile(r"<\s*([^<>\s]+)\s*>")


@dataclass(frozen=True, slots=True)
class SenderRule:
    """One correction: what mails of a sender or a list are."""

    key: str
    """`address` or `list:id`, lower case, as `rule_key` gives it."""
    kind: Automatic | None
    """The kind of automatic mail; None for a person's."""


def rule_key(message: Message, own: frozenset[str]) -> str:
    """What a correction of this mail is remembered for; empty when it names nobody.

    Of a list's mail it is the list. Behind a form or a notice it is the person, so that no rule
    silences a whole form.
    """
    return rule_keys(message, own)[-1]


def rule_keys(message: Message, own: frozenset[str]) -> tuple[str, ...]:
    """The keys of the rules that hold for a mail, the strongest first; never none."""
    elsewhere = person_elsewhere(message, own)
    if elsewhere is not None:
        return (elsewhere.email.lower(),)
    sender, listed = message.sender.email.lower(), _list_id(message)
    return (sender, f"list:{listed}") if listed else (sender,)


def corrected(message: Message, own: frozenset[str], rules: Iterable[SenderRule]) -> Verdict:
    """The verdict on a mail, by the owner's rules where there is one for it.

    A rule for the sender outweighs one for the list. No rule makes a person of a mail server's
    report, of an answering machine that says what it is, or of our own mail.
    """
    said = verdict(message, own)
    if said.certain:
        return said
    known = {rule.key: rule for rule in rules if rule.key}
    rule = next((known[key] for key in rule_keys(message, own) if key in known), None)
    if rule is None or rule.kind is said.kind:
        return said
    return Verdict(rule.kind, _("You said so for {sender}.").format(sender=rule.key))


def _list_id(message: Message) -> str:
    value = message.header("list-id").strip().lower()
    found = _LIST_ID.search(value)
    return found[1] if found else value
