"""Calls and chats that the owner logs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.desk.receiving.rearrange import NotPossible
from shopdesk.domain.alarm.reminder import ReminderKind
from shopdesk.domain.clock.targets import Channel
from shopdesk.domain.mail.conversation import Status
from tests.shop import Mail, SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        made.receive(Mail(subject="Hello", body="Hello, a question?", id="1@example.com"))
        yield made


def beside(shop: SmallShop) -> int:
    return shop.desk.records.alarms(backlog=False)[0].conversation


def test_a_call_is_part_of_the_story(shop: SmallShop) -> None:
    stand = shop.desk.records.conversation(beside(shop))
    words = "She called: order #1042 came with the wrong laces.\nShe wants brown ones."
    number = shop.desk.spoken.log(stand.id, Channel.PHONE, words, shop.clock.now())
    logged = shop.desk.records.conversation(number)
    assert logged.customer.id == stand.customer.id
    assert (logged.channel, logged.status, logged.order_number) == ("phone", Status.CLOSED, "1042")
    assert [m.message.new_text for m in shop.desk.records.messages(number)] == [words]
    assert len(shop.desk.records.alarms(backlog=False)) == 1


def test_a_chat_can_be_an_alarm_with_its_own_target(shop: SmallShop) -> None:
    now = shop.clock.now()
    words = "Zalo: shop ơi còn size 38 không ạ?"
    number = shop.desk.spoken.log(beside(shop), Channel.CHAT, words, now, waits=True)
    (alarm,) = (a for a in shop.desk.records.alarms(backlog=False) if a.conversation == number)
    assert alarm.due - now == timedelta(minutes=5)
    assert alarm.text == words


def test_call_back_at(shop: SmallShop) -> None:
    now = shop.clock.now()
    at = now + timedelta(hours=3)
    number = shop.desk.spoken.log(beside(shop), Channel.PHONE, "Call back.", now, call_back=at)
    (alarm,) = (a for a in shop.desk.records.alarms(backlog=False) if a.conversation == number)
    assert alarm.reminder is not None
    assert (alarm.reminder.kind, alarm.reminder.due) == (ReminderKind.PROMISE, at)


@pytest.mark.parametrize(("words", "hours"), [(" \n", 1), ("Call", 0), ("Call", -1)])
def test_what_cannot_be_logged(shop: SmallShop, words: str, hours: int) -> None:
    now = shop.clock.now()
    with pytest.raises(NotPossible):
        shop.desk.spoken.log(
            beside(shop), Channel.PHONE, words, now, call_back=now + timedelta(hours=hours)
        )
    assert len(shop.desk.records.alarms(backlog=False)) == 1


def test_the_same_words_twice_are_two_calls(shop: SmallShop) -> None:
    first, second = (
        shop.desk.spoken.log(beside(shop), Channel.PHONE, "Call", shop.clock.now())
        for _ in range(2)
    )
    assert first != second
    assert len(shop.desk.records.messages(second)) == 1
