"""Customers' mails among the spam (design 4, rule 10)."""

from __future__ import annotations

from shopdesk.desk.receiving.sorting import Person, Sorting
from shopdesk.domain.errors import UnreadableMail
from shopdesk.domain.mail.conversation import Reason
from shopdesk.domain.mail.message import Message
from shopdesk.domain.plain import plain
from shopdesk.ports.mail import MailReader
from shopdesk.ports.records import Records
from shopdesk.words import _

SUBJECT_LENGTH = 60
_NO_CUSTOMERS = (Reason.SPAM, Reason.NOT_A_CUSTOMER)


class Strays:
    """Knows a customer's mail where none is expected."""

    def __init__(self, records: Records, reader: MailReader, sorting: Sorting) -> None:
        self._records = records
        self._reader = reader
        self._sorting = sorting

    def told(self, mailbox: str, raw: bytes, folder: str) -> str:
        """What the owner should hear of a mail in that folder; empty for spam.

        One that was taken in before was put there by the owner or her rules, and stays.
        """
        try:
            message = self._reader.read(raw)
        except UnreadableMail:
            return ""
        leads = self._records.leads(mailbox, (message.message_id, *message.references))
        if any(lead.own and lead.message_id == message.message_id for lead in leads):
            return ""
        if self._sorting.verdict(mailbox, message).kind is not None:
            return ""
        person = self._sorting.person(mailbox, message)
        known = bool(leads) or self._is_known(person)
        return self._sentence(message, person, folder) if known else ""

    def _is_known(self, person: Person) -> bool:
        email = person.contact.email
        if email and self._records.orders_of_contact(email):
            return True
        customer = self._records.customer_at(email) if email else None
        if customer is not None and any(
            matter.reason not in _NO_CUSTOMERS for matter in self._records.past(customer)
        ):
            return True
        return bool(self._records.orders_numbered(person.order_numbers))

    def _sentence(self, message: Message, person: Person, folder: str) -> str:
        return _(
            "In {folder} lies a mail of {name}: “{subject}”. Move it into the inbox, and it is an "
            "alarm, by the time at which it came."
        ).format(
            folder=folder,
            name=plain(person.contact.name or person.contact.email),
            subject=plain(message.subject)[:SUBJECT_LENGTH],
        )
