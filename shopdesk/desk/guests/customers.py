"""Customers as guests: who they are, what is known of them, and that two of them are one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from shopdesk.desk.guests.known import Known
from shopdesk.desk.receiving.rearrange import NotPossible
from shopdesk.domain.deeds import Deed, DeedKind
from shopdesk.domain.guests.guest import Card, Guest
from shopdesk.domain.guests.tier import Tier
from shopdesk.domain.money import Money
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.customers import ListedPerson, MovedPerson, Person
from shopdesk.ports.records import Records
from shopdesk.words import _

LONGEST_NOTE = 4_000
"""Characters."""

Credit = Callable[[str, datetime], Sequence[Money]]
"""From an address and an instant to what there is to spend."""


def no_credit(_address: str, _now: datetime) -> Sequence[Money]:
    """For a shop that gives none."""
    return ()


def said_in_lists(listed: Sequence[ListedPerson]) -> tuple[str, ...]:
    """The notes and tags of imported lists, each with the list's source."""
    return tuple(f"{one.source}: {text}" for one in listed for text in (one.note, one.tags) if text)


class Customers(Known):
    """Reads people's cards, keeps notes, joins and parts."""

    def __init__(self, records: Records, settings: Settings, credit: Credit = no_credit) -> None:
        super().__init__(records, settings)
        self._records = records
        self._credit = credit

    def is_vip(self, customer: int) -> bool:
        """Whether the customer is answered sooner."""
        found = self.guests_by_number([customer]).get(customer)
        return found is not None and found.tier is Tier.VIP

    def card(self, customer: int, now: datetime) -> Card:
        """All that is known; raises `RecordsError` when there is no such customer."""
        person = self._records.person(customer)
        listed = self._records.listed_as(customer)
        found = self.guests_by_number([customer])
        return Card(
            customer=customer,
            name=person.name or next((one.name for one in listed if one.name), ""),
            addresses=person.emails,
            phone=person.phone or self._phone(customer),
            language=self._records.language_of(customer),
            since=person.since or now,
            guest=found.get(customer, Guest(Tier.NONE, 0, ())),
            orders=self._records.orders_of(customer),
            past=self._records.past(customer),
            notes=self._records.notes(customer),
            listed=said_in_lists(listed),
            credit=tuple(self._credit(person.emails[0], now)) if person.emails else (),
        )

    def card_beside(self, conversation: int, now: datetime) -> Card:
        """The card of a conversation's customer."""
        stand = self._records.conversation(self._records.present(conversation))
        return self.card(stand.customer.id, now)

    def others(self, customer: int, words: str, most: int) -> tuple[Person, ...]:
        """Customers who may be the same person: those with such words in name or address."""
        found = []
        for person in self._records.people(words):
            if person.customer not in (None, customer):
                found.append(person)
            if len(found) >= most:
                break
        return tuple(found)

    def note(self, customer: int, text: str, now: datetime) -> Deed:
        """Write something down; raises `NotPossible` for nothing, or for a novel."""
        text = text.strip()
        if not text:
            raise NotPossible(_("The note is empty."))
        if len(text) > LONGEST_NOTE:
            raise NotPossible(_("A note has at most {n} characters.").format(n=LONGEST_NOTE))
        with self._records.transaction():
            number = self._records.add_note(customer, text, now)
            home = self._newest_conversation(customer)
            deed = Deed(DeedKind.NOTE, home, now, before={"note": str(number)})
            return replace(deed, id=self._records.note_deed(deed))

    def join(self, into: int, other: int, now: datetime) -> Deed:
        """The two are one person; name and current address of `into` stay.

        Raises `NotPossible` for one and the same.
        """
        if into == other:
            raise NotPossible(_("That is one customer already."))
        with self._records.transaction():
            kept, gone = self._newest_conversation(into), self._newest_conversation(other)
            person = self._records.person(into)
            moved = self._records.join_people(into, other)
            deed = Deed(
                DeedKind.SAME_PERSON,
                kept,
                now,
                other=gone,
                before={
                    "kept": str(into),
                    "name": person.name,
                    "email": next(iter(person.emails), ""),
                    "customer": str(other),
                    "addresses": json.dumps(moved.addresses),
                    "conversations": json.dumps(moved.conversations),
                    "notes": json.dumps(moved.notes),
                },
            )
            return replace(deed, id=self._records.note_deed(deed))

    def take_back(self, deed: Deed) -> None:
        """Undo a note, or that two are one; what came since stays where it came."""
        if deed.kind is DeedKind.NOTE:
            self._records.remove_note(int(deed.before["note"]))
            return
        moved = MovedPerson(
            addresses=tuple(json.loads(deed.before["addresses"])),
            conversations=tuple(json.loads(deed.before["conversations"])),
            notes=tuple(json.loads(deed.before["notes"])),
        )
        before = replace(
            self._records.person(int(deed.before["kept"])),
            name=deed.before["name"],
            emails=tuple(filter(None, [deed.before["email"]])),
        )
        self._records.part_people(before, int(deed.before["customer"]), moved)

    def _newest_conversation(self, customer: int) -> int:
        past = self._records.past(customer)
        if not past:
            raise NotPossible(_("There is no conversation with this customer."))
        return past[0].conversation

    def _phone(self, customer: int) -> str:
        return next((o.phone for o in self._records.orders_of(customer) if o.phone), "")
