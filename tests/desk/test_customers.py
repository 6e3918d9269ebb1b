"""Customers as guests: cards, notes, two who are one, tiers and their clocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from shopdesk.desk.receiving.rearrange import NotPossible
from shopdesk.domain.clock.targets import Targets
from shopdesk.domain.guests.tier import Tier, TierRules
from shopdesk.domain.money import Money
from tests.adapters.orders import exports
from tests.desk.orders import take
from tests.shop import Mail, SmallShop, settings, small_shop

JANE = "Jane Roe <jane@example.com>"
WORK = "J. Roe <jane.roe@work.example>"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """Jane has bought; she writes."""
    with small_shop(tmp_path) as made:
        take(made, exports.shopify(exports.JANES, exports.MINHS))
        made.receive(Mail(sender=JANE, subject="Where is my order #1042?", id="1@example.com"))
        yield made


def customer(shop: SmallShop, email: str) -> int:
    found = shop.desk.records.customer_at(email)
    assert found is not None
    return found


def orders(count: int, email: str = "jane@example.com", total: str = "10.00") -> str:
    heading = "Order Number,Email,Order Date,Total,Currency\n"
    rows = (
        f"{email.split('@')[0]}-{n}0,{email},2026-05-11,{total},GBP\n" for n in range(1, count + 1)
    )
    return heading + "".join(rows)


def test_a_card_tells_who_she_is(shop: SmallShop) -> None:
    jane = customer(shop, "JANE@example.com")
    shop.desk.customers.note(jane, "Wedding on June 3\nbrown shoes", shop.clock.now())
    card = shop.desk.customers.card(jane, shop.clock.now())
    assert (card.name, card.addresses, card.language) == ("Jane Roe", ("jane@example.com",), "en")
    assert card.phone == "+31612345678"
    assert [order.number for order in card.orders] == ["1042"]
    assert card.guest.spent == (Money(Decimal("117.00"), "GBP"),)
    assert (card.guest.tier, card.guest.orders) == (Tier.NEW, 1)
    assert card.guest.story == "Wedding on June 3"
    assert [past.subject for past in card.past] == ["Where is my order #1042?"]
    assert [note.text for note in card.notes] == ["Wedding on June 3\nbrown shoes"]


def test_what_an_imported_list_notes_is_the_story_until_the_owner_writes_one(
    shop: SmallShop,
) -> None:
    row = {"Customer ID": "'7", "Email": "jane@example.com", "Note": "vegan laces", "Tags": "vip"}
    take(shop, exports.table(exports.SHOPIFY_CUSTOMERS, [row]))
    jane, now = customer(shop, "jane@example.com"), shop.clock.now()
    assert shop.desk.customers.card(jane, now).guest.story == "vegan laces"
    assert shop.desk.customers.card(jane, now).listed == ("shopify: vegan laces", "shopify: vip")
    shop.desk.customers.note(jane, "no wool", now)
    assert shop.desk.customers.card(jane, now).guest.story == "no wool"


def test_a_note_can_be_taken_back(shop: SmallShop) -> None:
    jane, now = customer(shop, "jane@example.com"), shop.clock.now()
    deed = shop.desk.customers.note(jane, "no wool", now)
    shop.desk.take_back(deed.id, now)
    assert shop.desk.records.notes(jane) == ()


@pytest.mark.parametrize("text", ["", " \n ", "x" * 4001])
def test_a_note_that_is_none(shop: SmallShop, text: str) -> None:
    with pytest.raises(NotPossible):
        shop.desk.customers.note(customer(shop, "jane@example.com"), text, shop.clock.now())


def test_two_customers_are_one_and_two_again(shop: SmallShop) -> None:
    take(shop, orders(2, "jane.roe@work.example"))
    shop.receive(Mail(sender=WORK, subject="Hello again", id="2@example.com"))
    now = shop.clock.now()
    one, other = customer(shop, "jane@example.com"), customer(shop, "jane.roe@work.example")
    shop.desk.customers.note(other, "works at the bank", now)
    before = [shop.desk.customers.card(number, now) for number in (one, other)]
    deed = shop.desk.customers.join(one, other, now)
    card = shop.desk.customers.card(one, now)
    assert card.addresses == ("jane@example.com", "jane.roe@work.example")
    assert {order.number for order in card.orders} == {"1042", "jane.roe-10", "jane.roe-20"}
    assert [past.subject for past in card.past] == ["Hello again", "Where is my order #1042?"]
    assert card.guest.story == "works at the bank"
    assert customer(shop, "jane.roe@work.example") == one
    # a mail that comes meanwhile is the one customer's
    shop.receive(Mail(sender=WORK, subject="And another thing", id="3@example.com"))
    assert len(shop.desk.records.past(one)) == 3
    with pytest.raises(NotPossible):
        shop.desk.customers.join(one, customer(shop, "jane.roe@work.example"), now)
    shop.desk.take_back(deed.id, now)
    after = [shop.desk.customers.card(number, now) for number in (one, other)]
    assert after[1] == before[1]
    assert replace(after[0], past=after[0].past[1:]) == before[0]
    assert after[0].past[0].subject == "And another thing"


def test_whom_to_join_is_found_by_words(shop: SmallShop) -> None:
    shop.receive(Mail(sender=WORK, id="2@example.com"))
    jane = customer(shop, "jane@example.com")
    found = shop.desk.customers.others(jane, "work", 5)
    assert [person.emails for person in found] == [("jane.roe@work.example",)]
    assert shop.desk.customers.others(jane, "nobody", 5) == ()


def test_everybody_is_listed_buyers_too(shop: SmallShop) -> None:
    take(shop, orders(1, "silent@example.com"))
    people = list(shop.desk.records.people())
    assert [(p.customer is None, p.emails[0]) for p in people] == [
        (False, "jane@example.com"),
        (True, "silent@example.com"),
    ]


def test_the_board_knows_its_guests(shop: SmallShop) -> None:
    shop.receive(Mail(sender="Eve <eve@example.net>", id="9@example.com"))
    board = shop.desk.look.board(shop.clock.now())
    jane, eve = sorted(board.alarms, key=lambda a: a.email, reverse=True)
    assert board.guests[jane.conversation].orders == 1
    assert eve.conversation not in board.guests


def test_a_vip_is_answered_sooner(tmp_path: Path) -> None:
    chosen = settings(
        targets=Targets(vip=timedelta(minutes=3)), tiers=TierRules(vip=3), undo=timedelta(0)
    )
    with small_shop(tmp_path, chosen) as shop:
        take(shop, orders(3))
        take(shop, orders(2, "nam@example.net"))
        mail = Mail(subject="Where is my parcel?", body="It has not arrived yet.")
        shop.receive(replace(mail, sender=JANE, id="1@example.com"))
        shop.receive(replace(mail, sender="Nam <nam@example.net>", id="2@example.com"))
        left = {
            alarm.email: alarm.due - alarm.started
            for alarm in shop.desk.records.alarms(backlog=False)
        }
        assert left["jane@example.com"] == timedelta(minutes=3)
        assert left["nam@example.net"] == timedelta(minutes=15)
        # the third order makes Nam one too, and his clock is set anew
        take(shop, orders(3, "nam@example.net"))
        assert shop.desk.recompute.judged_anew(shop.clock.now()) == 1


def test_the_shops_own_spread_makes_vips(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        for n in range(30):
            take(shop, orders(2, f"c{n:02}@example.com", f"{n + 1}.00"))
        shop.receive(Mail(sender="Rich <c29@example.com>", id="1@example.com"))
        shop.receive(Mail(sender="Middling <c10@example.com>", id="2@example.com"))
        customers = shop.desk.customers
        assert customers.is_vip(customer(shop, "c29@example.com"))
        assert not customers.is_vip(customer(shop, "c10@example.com"))
