"""What the tests of threads ask a small shop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from shopdesk.desk.receiving.receive import Batch
from shopdesk.domain.alarm.board import Alarm, Answer
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.conversation import Place
from shopdesk.ports.mail import Arrival, Role
from tests.shop import NINE, SHOP, Mail, SmallShop


def alarm_of(shop: SmallShop) -> Alarm:
    """The one alarm there is."""
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    return alarm


def parts(shop: SmallShop) -> list[set[str]]:
    """The Message-IDs of customers' messages in each conversation, in the ids' order."""
    found = []
    for number in range(1, 100):
        try:
            shop.desk.records.conversation(number)
        except RecordsError:
            break
        thread = shop.desk.records.messages(number)
        if ids := {m.message.message_id for m in thread if not m.outgoing}:
            found.append(ids)
    return sorted(found, key=min)


def figures(shop: SmallShop) -> tuple[Answer, ...]:
    """Every wait that counts."""
    now = shop.clock.now()
    return shop.desk.records.answers(now - timedelta(days=99), now + timedelta(days=1))


def arrivals(mails: Sequence[tuple[Mail, int]]) -> list[Arrival]:
    """Mails as a folder holds them, each so many days after nine."""
    found = []
    for uid, (mail, days) in enumerate(mails, 1):
        at = NINE + timedelta(days=days)
        raw = mail.raw(at)
        place = Place(SHOP, "INBOX", 1, uid)
        found.append(Arrival(place, Role.INBOX, at, frozenset(), raw, len(raw)))
    return found


def deliver(shop: SmallShop, came: Sequence[Arrival]) -> None:
    """Take them in one by one, in this order."""
    for arrival in came:
        batch = Batch(SHOP, "INBOX", 1, 1, (arrival,))
        shop.desk.receive.batch(batch, shop.clock.now())
