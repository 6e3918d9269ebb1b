"""`shopdesk customers list` and `show`: who they are and what they bought."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from datetime import datetime

from shopdesk.bootstrap import Profile
from shopdesk.bootstrap.ordering import Guestbook, guestbook
from shopdesk.cli.lines import instant
from shopdesk.cli.order_lines import cell, order_line, order_record
from shopdesk.desk.guests.customers import said_in_lists
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.guests.guest import Card, Guest
from shopdesk.domain.guests.tier import Tier
from shopdesk.domain.plain import plain
from shopdesk.ports.customers import Person
from shopdesk.words import _, _n

COLUMNS = ("name", "email", "addresses", "phone", "tier", "orders", "spent", "since", "heard")
_AT_ONCE = 500
NOBODY = Guest(Tier.NONE, 0, ())


def list_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `customers list`."""
    parser.add_argument("words", nargs="*", metavar="WORD", help=_("of the name or the address"))
    _form(parser)
    parser.set_defaults(run=run_list)


def show_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `customers show`."""
    parser.add_argument("address", metavar="ADDRESS", help=_("whose"))
    _form(parser)
    parser.set_defaults(run=run_show)


def _form(parser: argparse.ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=_("one JSON object each"))
    how.add_argument("--csv", action="store_true", help=_("a table"))


def run_list(profile: Profile, call: argparse.Namespace) -> int:
    """Everybody, or those with such words; who was heard of last in front."""
    with guestbook(profile) as book:
        table = csv.writer(sys.stdout, lineterminator="\n") if call.csv else None
        if table is not None:
            table.writerow(COLUMNS)
        for person, guest in _known(book, " ".join(call.words)):
            if table is not None:
                table.writerow([cell(value) for value in _row(person, guest, book)])
            elif call.json:
                print(json.dumps(_record(person, guest), ensure_ascii=False))
            else:
                print(_line(person, guest))
    return 0


def run_show(profile: Profile, call: argparse.Namespace) -> int:
    """One person in full."""
    with guestbook(profile) as book:
        customer = book.records.customer_at(call.address)
        if customer is None:
            return _show_buyer(book, call)
        card = book.customers.card(customer, book.now)
        person = book.records.person(customer)
        if call.csv:
            _table(person, card.guest, book)
        elif call.json:
            print(json.dumps(_card_record(person, card, book), ensure_ascii=False))
        else:
            for line in _story(person, card, book):
                print(plain(line))
    return 0


def _show_buyer(book: Guestbook, call: argparse.Namespace) -> int:
    """Somebody who bought and has never written."""
    wanted = call.address.strip().casefold()
    found = (p for p in book.records.people(call.address) if wanted in map(str.casefold, p.emails))
    person = next(found, None)
    if person is None:
        raise RecordsError(_("Nobody writes or buys as {address}.").format(address=call.address))
    orders = book.records.orders_of_contact(call.address)
    guest = book.guest_of(orders)
    listed = said_in_lists(book.records.listed_at(call.address))
    if call.csv:
        _table(person, guest, book)
    elif call.json:
        record = _record(person, guest) | {
            "language": "",
            "credit": [money.json() for money in book.credit(call.address, book.now)],
            "notes": [],
            "listed": list(listed),
            "orders_made": [order_record(order, book.carriers) for order in orders],
            "conversations": [],
        }
        print(json.dumps(record, ensure_ascii=False))
    else:
        print(_line(person, guest))
        for said in listed:
            print(plain(f"  {said}"))
        for order in orders:
            print(order_line(order, book.zone))
    return 0


def _table(person: Person, guest: Guest, book: Guestbook) -> None:
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerow([cell(value) for value in _row(person, guest, book)])


def _known(book: Guestbook, words: str) -> Iterator[tuple[Person, Guest]]:
    """Guests are looked up for many at once."""
    waiting: list[Person] = []
    for person in book.records.people(words):
        waiting.append(person)
        if len(waiting) >= _AT_ONCE:
            yield from _with_guests(book, waiting)
            waiting = []
    yield from _with_guests(book, waiting)


def _with_guests(book: Guestbook, people: list[Person]) -> Iterator[tuple[Person, Guest]]:
    numbers = [p.customer for p in people if p.customer is not None]
    guests = book.customers.guests_by_number(numbers)
    for person in people:
        if person.customer is not None:
            yield person, guests.get(person.customer, NOBODY)
        else:
            address = next(iter(person.emails), "")
            yield person, book.guest_of(book.records.orders_of_contact(address))


def _record(person: Person, guest: Guest) -> dict[str, object]:
    return {
        "name": person.name,
        "email": next(iter(person.emails), ""),
        "addresses": list(person.emails),
        "phone": person.phone,
        "tier": guest.tier.value,
        "orders": guest.orders,
        "spent": [money.json() for money in guest.spent],
        "story": guest.story,
        "since": instant(person.since) if person.since else None,
        "heard": instant(person.heard) if person.heard else None,
    }


def _card_record(person: Person, card: Card, book: Guestbook) -> dict[str, object]:
    return _record(person, card.guest) | {
        "phone": card.phone,
        "language": card.language,
        "credit": [money.json() for money in card.credit],
        "notes": [{"at": instant(note.at), "text": note.text} for note in card.notes],
        "listed": list(card.listed),
        "orders_made": [order_record(order, book.carriers) for order in card.orders],
        "conversations": [
            {
                "conversation": past.conversation,
                "subject": past.subject,
                "category": past.category.value,
                "status": past.status.value,
                "reason": past.reason.value if past.reason else None,
                "begun": instant(past.begun),
                "answers": past.answers,
                "rating": past.rating or None,
            }
            for past in card.past
        ],
    }


def _row(person: Person, guest: Guest, book: Guestbook) -> tuple[object, ...]:
    def day(at: datetime | None) -> str:
        return f"{at.astimezone(book.zone):%Y-%m-%d}" if at else ""

    return (
        person.name,
        next(iter(person.emails), ""),
        ", ".join(person.emails),
        person.phone,
        guest.tier.value,
        guest.orders,
        ", ".join(f"{money.plain()} {money.currency}" for money in guest.spent),
        day(person.since),
        day(person.heard),
    )


def _line(person: Person, guest: Guest) -> str:
    bought = _n("{n} order", "{n} orders", guest.orders) if guest.orders else ""
    spent = [f"{money.plain()} {money.currency}" for money in guest.spent]
    known = (person.name, *(person.emails or (person.phone,)), guest.tier.value, bought, *spent)
    return plain(" · ".join(word for word in known if word))


def _story(person: Person, card: Card, book: Guestbook) -> Iterator[str]:
    yield _line(person, card.guest)
    for note in card.notes:
        yield f"  “{note.text}”  {note.at.astimezone(book.zone):%Y-%m-%d}"
    yield from (f"  {said}" for said in card.listed)
    yield from (order_line(order, book.zone) for order in card.orders)
    for past in card.past:
        outcome = _(past.reason.value) if past.reason else past.status.said
        day = f"{past.begun.astimezone(book.zone):%Y-%m-%d}"
        yield f"{day}  {_(past.category.value)}  {outcome}  {past.rating}  {past.subject}"
