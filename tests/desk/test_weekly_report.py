"""The figures of the week by mail to the owner: once, and no alarm of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from shopdesk.adapters.mime import MimeReader
from shopdesk.desk.bus import Bus
from shopdesk.desk.events import AutomaticFiled, CustomerWrote
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.figures.weekly import ReportRules, Weekly
from shopdesk.ports.mail import Receipt
from tests.shop import NINE, SHOP, Mail, SmallShop, make_desk, settings, small_shop

# it is nine on a Saturday in Ho Chi Minh City
CHOSEN = settings(report=ReportRules(Weekly(0, time(8))))
MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """One that wants its report on Mondays at eight; nothing was due yet."""
    with small_shop(tmp_path, CHOSEN) as made:
        assert not made.desk.weekly.send_if_due(NINE)
        yield made


def queued(shop: SmallShop) -> list[bytes]:
    """What waits in the outbox."""
    return [d.raw for d in shop.desk.records.dispatches(Stage.QUEUED)]


def test_it_comes_when_it_is_due_and_only_once(shop: SmallShop) -> None:
    """Not a second before; not again for a week, whoever asks."""
    assert not shop.desk.weekly.send_if_due(MONDAY - timedelta(seconds=1))
    assert shop.desk.weekly.send_if_due(MONDAY)
    assert not shop.desk.weekly.send_if_due(MONDAY + timedelta(days=6))
    assert len(queued(shop)) == 1
    assert shop.desk.weekly.send_if_due(MONDAY + timedelta(days=7))


def test_another_process_does_not_send_it_again(shop: SmallShop, tmp_path: Path) -> None:
    """The records know, whichever desk reads them."""
    other = make_desk(tmp_path, CHOSEN, Bus())
    try:
        assert shop.desk.weekly.send_if_due(MONDAY)
        assert not other.weekly.send_if_due(MONDAY)
        assert other.weekly.send_if_due(MONDAY + timedelta(days=7))
        assert not shop.desk.weekly.send_if_due(MONDAY + timedelta(days=7))
    finally:
        other.close()


def test_a_week_that_was_slept_through_is_told_later(shop: SmallShop) -> None:
    """The latest one; those before it are not made up for."""
    assert shop.desk.weekly.send_if_due(MONDAY + timedelta(days=9))
    assert not shop.desk.weekly.send_if_due(MONDAY + timedelta(days=9))
    (mail,) = queued(shop)
    assert "2026-11-23 – 2026-11-29" in MimeReader().read(mail).subject


def test_what_it_says(shop: SmallShop) -> None:
    """The figures, the coach with names, and that a machine wrote it."""
    shop.receive(Mail(id="one@x"))
    shop.clock.pass_by(days=4)
    assert shop.desk.weekly.send_if_due(shop.clock.now())
    (dispatch,) = shop.desk.records.dispatches(Stage.QUEUED)
    mail = MimeReader().read(dispatch.raw)
    assert dispatch.automatic
    assert dispatch.recipients == (SHOP,)
    assert mail.header("auto-submitted")
    assert "2026-11-16 – 2026-11-22" in mail.subject
    assert "# Lan's Shoes: 2026-11-16 – 2026-11-22" in mail.text
    assert "| questions | 1 |" in mail.text
    assert "Jane Roe: Where is my order #1042?" in mail.text


@pytest.mark.parametrize("stripped", [False, True])
def test_it_is_no_alarm_when_it_comes_in(shop: SmallShop, stripped: bool) -> None:
    """Not even where a server took the header away that says so; and nothing answers it."""
    shop.desk.weekly.send_if_due(MONDAY)
    (dispatch,) = shop.desk.records.dispatches(Stage.QUEUED)
    shop.desk.outbox.sending(dispatch.id)
    shop.desk.outbox.accepted(dispatch.id, Receipt("250 ok"), MONDAY)
    raw = dispatch.raw
    if stripped:
        lines = raw.split(b"\r\n")
        raw = b"\r\n".join(line for line in lines if not line.startswith((b"Auto-", b"X-Auto")))
    shop.receive(b"Received: from mx\r\n" + raw)
    assert shop.heard(CustomerWrote) == []
    assert len(shop.heard(AutomaticFiled)) == 1
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    assert queued(shop) == []


def test_all_reports_lie_in_one_conversation(shop: SmallShop) -> None:
    """Which nobody waits in."""
    for week in range(3):
        assert shop.desk.weekly.send_if_due(MONDAY + timedelta(days=7 * week))
    homes = {d.conversation for d in shop.desk.records.dispatches(Stage.QUEUED)}
    assert len(homes) == 1
    found = shop.desk.figures.last(60, MONDAY + timedelta(days=30))
    assert found.part.service.received == 0
    assert found.part.resolution.one_touch.whole == 0


def test_off_unless_it_is_wanted(tmp_path: Path) -> None:
    """Nobody gets mail unasked."""
    with small_shop(tmp_path) as shop:
        assert not shop.desk.weekly.send_if_due(MONDAY)
        assert not shop.desk.weekly.send_if_due(MONDAY + timedelta(days=7))
