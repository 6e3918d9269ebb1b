"""Finding customers, orders and what was said, in the records and in older mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shopdesk.domain.folding import lower
from shopdesk.domain.guests.search import Found, Kind, Reader, Roll, Wanted, wanted
from shopdesk.ports.cache import Cache, OlderMail, Spot
from shopdesk.ports.search import Guest, Letter, Sale, SearchRecords
from shopdesk.words import _

AT_ONCE = 100
"""Messages that are let be found between two questions."""
MOST_NAMED = 8
"""Customers, and orders, that are named before the mails."""
_SPARE = 3
"""For one line several mails may be looked at: those of a conversation are one line."""


class Search:
    """Used from one thread, not the desk's: nobody waits for it but who looks for something."""

    def __init__(self, records: SearchRecords, cache: Cache) -> None:
        self._records = records
        self._cache = cache
        self._guests: tuple[Guest, ...] = ()
        self._sales: tuple[Sale, ...] = ()
        self._guest_roll = Roll(())
        self._sale_roll = Roll(())

    def refresh(self) -> None:
        """See who has become a customer and what was ordered since the last time."""
        self._guests = self._records.guests()
        self._guest_roll = Roll([f"{g.name} {' '.join(g.emails)}" for g in self._guests])
        self._sales = self._records.sales()
        self._sale_roll = Roll([f"{s.number} {s.name} {s.email} {s.text}" for s in self._sales])

    def catch_up(self) -> bool:
        """Let some messages be found that came since the last time; False when all can be."""
        messages = self._records.said_after(self._cache.indexed(), AT_ONCE)
        if messages:
            self._cache.index(messages)
        return len(messages) == AT_ONCE

    def find(self, typed: str, limit: int) -> tuple[Found, ...]:
        """At most so many lines: customers, orders, then mails, the newest first."""
        asked = wanted(typed)
        if not asked.words:
            return ()
        reader = Reader(asked)
        found = [*self._customers(asked, reader), *self._orders(asked, reader)][:limit]
        mails = list(self._mails(asked, reader, limit - len(found)))
        # who writes the marks wants them; otherwise the order stays
        mails.sort(key=lambda mail: not mail[0])
        return (*found, *(mail for _marked, mail in mails))

    def older(self, number: int) -> OlderMail | None:
        """An older mail in full; None when it is not there any more."""
        return self._cache.older(number)

    def letter(self, message: int) -> Letter | None:
        """A mail of the records; None when it is not there any more."""
        return self._records.letters([message]).get(message)

    def _customers(self, asked: Wanted, reader: Reader) -> Iterator[Found]:
        for place in self._guest_roll.find(asked, MOST_NAMED):
            guest = self._guests[place]
            yield Found(
                kind=Kind.CUSTOMER,
                who=guest.name or guest.emails[0],
                email=guest.emails[0],
                what=reader.excerpt(guest.name or guest.emails[0]),
                excerpt=reader.excerpt(" ".join(guest.emails)),
                at=guest.heard,
                conversation=guest.conversation,
                customer=guest.customer,
            )

    def _orders(self, asked: Wanted, reader: Reader) -> Iterator[Found]:
        for place in self._sale_roll.find(asked, MOST_NAMED):
            sale = self._sales[place]
            yield Found(
                kind=Kind.ORDER,
                who=sale.name or sale.email,
                email=sale.email,
                what=reader.excerpt(f"#{sale.number} · {_(sale.status)}"),
                excerpt=reader.excerpt(f"{sale.email} {sale.text}"),
                at=sale.placed,
                conversation=sale.conversation,
                customer=sale.customer,
            )

    def _mails(self, asked: Wanted, reader: Reader, limit: int) -> Iterator[tuple[bool, Found]]:
        """With each whether it has the very marks that were typed."""
        spots = self._cache.find(asked, limit * _SPARE)
        letters = self._letters(spots)
        seen = set[int]()
        for spot in spots:
            letter = letters.get(spot)
            if letter is None or letter.conversation in seen:
                continue
            if limit <= 0:
                return
            found = _found(letter, spot, reader)
            around = f"{letter.name} {letter.email} {letter.subject}"
            # What the index points to may be another mail since the records were restored.
            if len(found.excerpt.seen | reader.excerpt(around).seen) < len(asked.words):
                continue
            if letter.conversation is not None:
                seen.add(letter.conversation)
            limit -= 1
            yield _has_marks(asked, f"{around} {letter.text}"), found

    def _letters(self, spots: Sequence[Spot]) -> dict[Spot, Letter]:
        ours = self._records.letters([s.message for s in spots if s.message is not None])
        older = self._cache.found([s.older for s in spots if s.older is not None])
        found = {Spot(message=number): letter for number, letter in ours.items()}
        return found | {Spot(older=number): _letter(mail) for number, mail in older.items()}


def _found(letter: Letter, spot: Spot, reader: Reader) -> Found:
    return Found(
        kind=Kind.MAIL if letter.conversation is None else Kind.CONVERSATION,
        who=letter.name or letter.email,
        email=letter.email,
        what=reader.excerpt(letter.subject),
        excerpt=reader.excerpt(letter.text),
        at=letter.received,
        conversation=letter.conversation,
        message=spot.message,
        older=spot.older,
        customer=letter.customer,
        ours=letter.ours,
    )


def _letter(mail: OlderMail) -> Letter:
    message = mail.message
    return Letter(
        message=0,
        conversation=None,
        customer=None,
        name=message.sender.name,
        email=message.sender.email,
        subject=message.subject,
        text=message.text,
        received=mail.received,
        ours=False,
    )


def _has_marks(asked: Wanted, text: str) -> bool:
    if not asked.marked:
        return True
    told = lower(text)
    return all(word in told for word in asked.marked)
