"""What the simulated shop sold, and what its customers said when they were asked."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from shopdesk.adapters.records import SqliteRecords
from shopdesk.domain.figures.facts import RANGE, Scale
from shopdesk.domain.figures.survey import Survey
from shopdesk.domain.guests.order import OrderStatus
from shopdesk.domain.mail.threading import folded
from shopdesk.ports.order_files import Batch, StagedOrder
from shopdesk.ports.orders import Stamp

HISTORY = timedelta(days=500)
"""Orders reach so much further back than mail does."""
_STATUS = (*[OrderStatus.DELIVERED] * 12, OrderStatus.PAID, *OrderStatus)
_CURRENCIES = ("GBP", "GBP", "GBP", "VND")


def sell(
    records: SqliteRecords, chance: random.Random, first: datetime, end: datetime, orders: int
) -> None:
    """Orders of those who write and of others; some buy again and again."""
    staged = [_order(chance, number, first - HISTORY, end) for number in range(orders)]
    records.stage(Batch(orders=staged))
    stamp = Stamp("web", "csv", "digest", end, repeats=False)
    records.take_orders(stamp)
    records.unstage()


def _order(chance: random.Random, number: int, since: datetime, end: datetime) -> StagedOrder:
    email = f"Customer{int(chance.triangular(0, 12_000, 0))}@example.com"
    placed = since + timedelta(seconds=chance.randrange(int((end - since).total_seconds())))
    milliseconds = round(placed.timestamp()) * 1000
    currency = chance.choice(_CURRENCIES)
    total = f"{chance.randrange(300, 90_000) / 100:.2f}" if currency == "GBP" else "450000"
    return StagedOrder(
        line=number,
        key=f"w-{number}",
        number=f"W-{number}",
        contact=folded(email),
        email=email,
        name="",
        phone="",
        placed=milliseconds,
        status=chance.choice(_STATUS).value,
        said="",
        currency=currency,
        total=total,
        reckoned=0,
        refunded="1.50" if chance.random() < 0.1 else "",
        carrier="",
        tracking="",
        note="",
        lines="[]",
        charges="{}",
        changed=milliseconds,
    )


def merge_some(records: SqliteRecords, chance: random.Random) -> None:
    """A few customers turn out to be one."""
    people = [p.customer for p in records.people() if p.customer is not None]
    chance.shuffle(people)
    for into, other in zip(people[0:40:2], people[1:40:2], strict=True):
        records.join_people(into, other)


def survey(
    records: SqliteRecords, chance: random.Random, conversation: int, who: str, at: datetime
) -> None:
    """Every tenth customer is asked, every third of them answers, one in fifty mails comes back."""
    if chance.random() > 0.1:
        return
    scale = chance.choice(tuple(Scale))
    name = f"survey.{conversation}@tea.example"
    number = records.add_survey(Survey(0, conversation, who, scale, name, at))
    fate = chance.random()
    if fate < 0.02:
        records.survey_came_back(name)
    elif fate < 0.35:
        records.rate(number, chance.choice(RANGE[scale]), "", at + timedelta(hours=3))
