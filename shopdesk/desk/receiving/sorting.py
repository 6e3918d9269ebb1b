"""What a mail is to us: automatic and why, or a person's, and who that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shopdesk.domain import triage
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.mail.message import Address, Automatic, Message
from shopdesk.domain.mail.threading import Threadable, tokens
from shopdesk.domain.shop.settings import Settings
from shopdesk.domain.triage import Categoriser, Verdict
from shopdesk.domain.triage.contact import Contact, customer
from shopdesk.ports.languages import Languages
from shopdesk.ports.records import Records
from shopdesk.words import _

LEARNT_FROM = 2_000
"""The owner's newest corrections of categories that count."""

Categorise = Callable[[str, str], tuple[Category, str]]
"""From subject and words to what they are about, and why."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who waits, and for what."""

    contact: Address
    """Whom an answer goes to; without an address where none reaches the person by mail."""
    channel: str
    """How the words came, as `domain.targets.Channel` spells it."""
    words: str
    """The person's own words."""
    category: Category
    """What they are about."""
    why: str
    """Why, as a sentence for the owner."""
    language: str
    """Their language; empty when unknown."""
    order_numbers: tuple[str, ...]
    """The orders named in them and in the subject."""


class Sorting:
    """Judges mails by the rules, and by what the owner corrected."""

    def __init__(self, records: Records, languages: Languages, settings: Settings) -> None:
        self._records = records
        self._languages = languages
        self._settings = settings
        self._learnt: tuple[tuple[triage.Correction, ...], Categoriser] = ((), Categoriser())

    def verdict(self, mailbox: str, message: Message) -> Verdict:
        """Whether it is automatic, and why."""
        if self._records.sent_by_us(mailbox, message.message_id):
            return Verdict(Automatic.OWN, _("It is a reply of ours."), certain=True)
        own = self.own(mailbox)
        rules = self._records.sender_rules(triage.rule_keys(message, own))
        return triage.corrected(message, own, rules)

    def is_machine(self, message: Message) -> bool:
        """Whether a mail of ours was written by a program: an auto-reply, a newsletter."""
        return triage.automatic(message, frozenset()) is not None

    def person(self, mailbox: str, message: Message) -> Person:
        """Who waits for an answer to it."""
        contact = customer(message, self.own(mailbox))
        return person_behind(message, contact, self._languages.of, self._categoriser().categorise)

    def own(self, mailbox: str) -> frozenset[str]:
        """The shop's addresses there, in lower case."""
        return self._settings.mailbox(mailbox).addresses

    def _categoriser(self) -> Categoriser:
        """Made anew when the owner corrected something, in whichever process."""
        corrections = self._records.corrections(LEARNT_FROM)
        if corrections != self._learnt[0]:
            self._learnt = (corrections, Categoriser(corrections))
        return self._learnt[1]


def person_behind(
    message: Message,
    contact: Contact,
    language: Callable[[str], str],
    categorise: Categorise = triage.categorise,
) -> Person:
    """The person behind a mail, from what the mail says."""
    words = contact.text or message.new_text
    said = f"{message.subject}\n{words}"
    if contact.review:
        category, why = triage.of_review(contact, words)
    else:
        category, why = categorise(message.subject, words)
    return Person(
        contact=Address(contact.name, contact.email),
        channel=contact.channel,
        words=words,
        category=category,
        why=why,
        language=language(said),
        order_numbers=triage.order_numbers(said),
    )


def threadable(message: Message, person: Person | None = None) -> Threadable:
    """What the mail says about its conversation; without a person, no order counts."""
    known = (message.sender, message.author, *message.to)
    return Threadable(
        message_id=message.message_id,
        references=message.references,
        contact=person.contact.email if person else "",
        order_numbers=person.order_numbers if person else (),
        tokens=tokens(f"{message.subject}\n{message.text}"),
        people=frozenset(address.email for address in known if address.email),
    )
