"""Is a person waiting? Automatic mail told apart, with the reason.

The order of the questions is what keeps customers: a returned mail quotes a form, a form's mail
bears a newsletter's header, a customer quotes a returned mail.
"""

from __future__ import annotations

import re
from functools import cache

from shopdesk.domain.clock.targets import Channel
from shopdesk.domain.mail import words_of_machines as vocabulary
from shopdesk.domain.mail.forms import is_registration, is_sale
from shopdesk.domain.mail.lookalikes import site, site_name
from shopdesk.domain.mail.message import Automatic, Message
from shopdesk.domain.mail.notices import Host, host_of, is_theirs
from shopdesk.domain.mail.robots import (
    is_list_manager,
    is_machine,
    is_mass_sender,
    is_robot,
)
from shopdesk.domain.patterns import compiled
from shopdesk.domain.triage.contact import Contact, customer, person_elsewhere
from shopdesk.domain.triage.headers import Head
from shopdesk.domain.triage.returned import returned, says_away
from shopdesk.domain.triage.verdicts import Verdict
from shopdesk.words import _

_END = 1_500
_SUPPRESSED = ("all", "oof", "autoreply")


def verdict(message: Message, own: frozenset[str]) -> Verdict:
    """What kind of mail it is, and why. `own` are the shop's addresses, in lower case.

    A shop's contact form that mails from one of them with the customer in Reply-To or in its text
    is the customer's.
    """
    head = Head(message)
    return (
        returned(head)
        or _spam(head)
        or _auto_reply(head)
        or _person_elsewhere(head, own)
        or _own(head, own)
        or _mass(head, own)
        or _machine(head, own)
        or Verdict(None, _("It is from a person."))
    )


def automatic(message: Message, own_addresses: frozenset[str]) -> Automatic | None:
    """What kind of automatic mail it is; None for a person's."""
    return verdict(message, own_addresses).kind


def may_answer_automatically(message: Message, own: frozenset[str]) -> bool:
    """Whether a machine may answer without harm (RFC 3834): never a machine, a list or ourselves.

    The answer must go to `customer(message, own).email`.
    """
    said, contact = verdict(message, own), customer(message, own)
    if said.kind is not None or not contact.email:
        return False
    if contact.email.lower() in own or is_robot(contact.email):
        return False
    if is_list_manager(contact.email):
        return False
    if contact.channel is not Channel.EMAIL:
        # The header is the form's; the person behind it is a new correspondent.
        return True
    head = Head(message)
    suppressed = {word.strip() for word in head["x-auto-response-suppress"].split(",")}
    if suppressed.intersection(_SUPPRESSED) or head.null_path or head.precedence in _BULK:
        return False
    if head.submitted not in ("", "no"):
        return False
    if head["x-loop"] and any(address in head["x-loop"] for address in (*own, contact.email)):
        return False
    listed = head.is_listed and not head.is_list_of(own)
    return not listed and not is_robot(message.sender.email or contact.email)


_BULK = ("bulk", "list", "junk", "auto_reply", "auto-reply")


def _sign(pattern: str) -> re.Pattern[str]:
    return compiled(pattern, re.IGNORECASE)


def _spam(head: Head) -> Verdict | None:
    if name := head.spam_mark():
        return Verdict(
            Automatic.SPAM, _("The mail server marked it as spam ({header}).").format(header=name)
        )
    return None


def _auto_reply(head: Head) -> Verdict | None:
    if name := head.auto_reply_mark():
        return Verdict(
            Automatic.AUTO_REPLY,
            _("A machine answered: its header says so ({header}).").format(header=name),
            certain=True,
        )
    message = head.message
    if _sign(vocabulary.AWAY_SUBJECT).match(message.subject):
        return Verdict(
            Automatic.AUTO_REPLY, _("A machine answered: its subject begins as theirs do.")
        )
    machine = head.null_path or head.submitted == "auto-generated"
    if machine and (says_away(message) or (head.null_path and message.references)):
        return Verdict(Automatic.AUTO_REPLY, _("A machine answered, as nobody is there."))
    return None


def _person_elsewhere(head: Head, own: frozenset[str]) -> Verdict | None:
    contact = person_elsewhere(head.message, own)
    return None if contact is None else Verdict(None, _how(contact))


def _how(contact: Contact) -> str:
    """How a person's words came, as a sentence."""
    if contact.review:
        return _("A person reviewed the shop in public.")
    match contact.channel:
        case Channel.FORM:
            return _("A person filled in a contact form.")
        case Channel.CHAT:
            return _("A person wrote in a chat.")
        case Channel.MARKETPLACE:
            return _("A person wrote on a marketplace.")
        case Channel.SOCIAL:
            return _("A person wrote on a social network.")
        case Channel.PHONE:
            return _("A person called.")
        case Channel.EMAIL:
            return _("It is from a person.")


def _own(head: Head, own: frozenset[str]) -> Verdict | None:
    message = head.message
    if message.sender.email.lower() not in own:
        return None
    contact = customer(message, own)
    if contact.email.lower() in own:
        return Verdict(
            Automatic.OWN, _("It is our own, and no other person is in it."), certain=True
        )
    return _report(message) or Verdict(
        None, _("It is from a person, by way of the shop's own address.")
    )


def _report(message: Message) -> Verdict | None:
    """A shop system's mail that names a customer who does not wait."""
    if is_sale(message.subject, message.text):
        return Verdict(Automatic.RECEIPT, _("The shop reports an order."))
    if is_registration(message.subject, message.text):
        return Verdict(Automatic.NOTIFICATION, _("The shop reports a registration."))
    return None


def _mass(head: Head, own: frozenset[str]) -> Verdict | None:
    # A shop whose own address is a group gets its customers' mail with a list's header.
    if not head.is_list_of(own):
        if name := head.list_mark():
            return _filed(
                head,
                Automatic.NEWSLETTER,
                _("It went to many: its header names a list ({header}).").format(header=name),
            )
        if head.precedence in ("bulk", "list", "junk"):
            return _filed(
                head,
                Automatic.NEWSLETTER,
                _("It went to many: its header says {precedence}.").format(
                    precedence=head.precedence
                ),
            )
        if name := head.campaign_mark():
            return Verdict(
                Automatic.NEWSLETTER,
                _("It went to many: a campaign's header is on it ({header}).").format(header=name),
            )
    message = head.message
    ends = message.text[-_END:]
    local = message.author.email.partition("@")[0]
    if is_mass_sender(local) and _sign(vocabulary.UNSUBSCRIBE).search(ends):
        return Verdict(Automatic.NEWSLETTER, _("Its sender's name is that of a newsletter."))
    return None


def _machine(head: Head, own: frozenset[str]) -> Verdict | None:
    message = head.message
    if head.submitted.startswith("auto-"):
        return _filed(head, Automatic.NOTIFICATION, _("A machine made it: its header says so."))
    if is_machine(message.sender.email) and (report := _report(message)):
        return report
    answer = message.author.email
    if is_machine(answer) and not (answer and answer.lower() in own):
        return _filed(head, Automatic.NOTIFICATION, _("Its sender's address takes no answer."))
    if name := head.machine_mark():
        return _filed(
            head,
            Automatic.NOTIFICATION,
            _("A machine made it: its header says so ({header}).").format(header=name),
        )
    return _service(head, answer)


def _service(head: Head, answer: str) -> Verdict | None:
    """Mail of payment services, marketplaces and networks that passes on no person's words."""
    domain = answer.rpartition("@")[2].lower()
    if _payments().intersection((site_name(domain), site(domain))) and is_theirs(answer):
        return _filed(head, Automatic.NOTIFICATION, _("A payment service sent it."))
    place = host_of(domain) in (Host.MARKETPLACE, Host.SOCIAL, Host.REVIEW)
    if place and is_theirs(answer):
        return _filed(
            head, Automatic.NOTIFICATION, _("{domain} reports something.").format(domain=domain)
        )
    return None


@cache
def _payments() -> frozenset[str]:
    return frozenset(vocabulary.PAYMENTS.split(", "))


def _filed(head: Head, kind: Automatic, reason: str) -> Verdict:
    """A machine's mail, a receipt where its subject tells of an order or a payment."""
    if not head["list-id"] and _sign(vocabulary.RECEIPT).search(head.message.subject):
        return Verdict(Automatic.RECEIPT, _("A machine reports an order or a payment."))
    return Verdict(kind, reason)
