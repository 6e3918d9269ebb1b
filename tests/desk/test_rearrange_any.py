"""Any row of merges and splits, and all of it taken back."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.desk.receiving.rearrange import NotPossible
from shopdesk.domain.deeds import Deed
from shopdesk.ports.mail import Receipt
from tests.desk.parts import figures, parts
from tests.shop import SHOP, Mail, SmallShop, small_shop

CONVERSATIONS = 4


def begin(shop: SmallShop, number: int, answered: bool, more: int) -> None:
    """A conversation of several messages, the first answered or not."""
    who = f"Customer {number} <c{number}@example.com>"
    first = f"{number}.0@example.com"
    shop.receive(Mail(sender=who, subject="x", body="One?", id=first), minutes_ago=60 + number)
    if answered:
        (alarm,) = (
            a
            for a in shop.desk.look.board(shop.clock.now()).alarms
            if a.email == f"c{number}@example.com"
        )
        draft = replace(shop.desk.compose.draft(alarm.conversation), body="Yes.")
        dispatch = shop.desk.compose.queue(draft, shop.clock.now())
        shop.desk.outbox.sending(dispatch)
        shop.desk.outbox.accepted(dispatch, Receipt("250 ok"), shop.clock.now())
    for n in range(more):
        shop.clock.pass_by(minutes=1)
        mail = Mail(sender=who, body="More?", id=f"{number}.{n + 1}@example.com", references=first)
        shop.receive(mail)


def told(shop: SmallShop) -> list[object]:
    """Conversations, clocks and figures."""
    numbers = range(1, CONVERSATIONS + 1)
    board = shop.desk.look.board(shop.clock.now())
    return [
        parts(shop),
        figures(shop),
        sorted(board.alarms, key=lambda alarm: alarm.conversation),
        [shop.desk.records.running(n) for n in numbers],
        [shop.desk.records.conversation(n) for n in numbers],
        sorted(shop.desk.records.leads(SHOP, [f"{n}.0@example.com" for n in numbers]), key=str),
    ]


Step = tuple[bool, int, int]


def do(shop: SmallShop, step: Step) -> Deed | None:
    """Merge or split; None where that cannot be."""
    merge, one, other = step
    now = shop.clock.now()
    try:
        if merge:
            return shop.desk.rearrange.merge(one, other, now)
        home = shop.desk.records.present(one)
        thread = shop.desk.records.messages(home)
        return shop.desk.rearrange.split(home, thread[other % len(thread)].id, now)
    except NotPossible:
        return None


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 2)),
        min_size=CONVERSATIONS,
        max_size=CONVERSATIONS,
    ),
    st.lists(
        st.tuples(st.booleans(), st.integers(1, CONVERSATIONS), st.integers(1, CONVERSATIONS)),
        min_size=1,
        max_size=6,
    ),
)
def test_waits_are_moved_and_never_altered(
    starts: list[tuple[bool, int]], steps: list[Step]
) -> None:
    with tempfile.TemporaryDirectory() as folder, small_shop(Path(folder)) as shop:
        for number, (answered, more) in enumerate(starts):
            begin(shop, number, answered, more)
        before, places = told(shop), shop.desk.records.open_places(SHOP)
        deeds = []
        for step in steps:
            was = figures(shop)
            if (deed := do(shop, step)) is None:
                continue
            deeds.append(deed)
            waiting = {place for _, place in shop.desk.records.open_places(SHOP)}
            assert waiting == {place for _, place in places}, "nobody's clock was lost"
            parted = len(deed.waits) if not step[0] else 0
            assert len(figures(shop)) == len(was) + (parted == 2)
            assert set(was) <= set(figures(shop)), "each wait is as it was"
            home = {a.conversation for a in shop.desk.look.board(shop.clock.now()).alarms}
            assert all(shop.desk.records.present(number) == number for number in home)
        for deed in reversed(deeds):
            shop.desk.take_back(deed.id, shop.clock.now())
        assert told(shop) == before
