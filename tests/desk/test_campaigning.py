"""Campaigns: each customer once, never to who opted out, resumed after a crash."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest

from shopdesk.desk.moves.campaigning import CampaignRefused
from shopdesk.domain.answer.outbox import Dispatch, Stage
from shopdesk.domain.errors import RecordsError, TemplateError
from shopdesk.domain.money import Money
from shopdesk.domain.moves.generous import Generosity
from tests.adapters.orders import exports
from tests.desk.orders import take
from tests.shop import Mail, SmallShop, settings, small_shop

FIVE = Money(Decimal("5.00"), "GBP")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """Three customers; two mails an hour."""
    rules = Generosity(campaign_pace=2, unsubscribe_url="https://shop.example/out?who={address}")
    with small_shop(tmp_path, settings(generosity=rules)) as made:
        for name in ("jane", "bo", "kim"):
            made.receive(Mail(sender=f"{name.title()} <{name}@example.com>", id=f"{name}@x"))
        made.receive(
            Mail(headers={"List-Unsubscribe": "<mailto:x@news.example>"}, sender="news@n.example")
        )
        made.desk.records.add_coupons("thanks", ["AAA", "BBB", "CCC"], FIVE, None)
        yield made


def queued(shop: SmallShop) -> tuple[Dispatch, ...]:
    """What waits in the outbox."""
    return shop.desk.records.dispatches(Stage.QUEUED)


def begin(shop: SmallShop, segment: str = "all") -> int:
    """A coupon for everybody."""
    return shop.desk.campaigning.begin(segment, "thank-you", "thanks", shop.clock.now())


def test_a_preview_names_everybody_and_sends_nothing(shop: SmallShop) -> None:
    """Machines are nobody."""
    found = shop.desk.campaigning.preview("all", "thank-you", "thanks", shop.clock.now())
    assert [one.contact for one in found.to] == [
        "jane@example.com",
        "bo@example.com",
        "kim@example.com",
    ]
    assert found.coupons == 3
    assert "XXXX-XXXX" in found.sample
    assert queued(shop) == ()
    assert shop.desk.records.campaigns() == ()


def test_each_gets_one_mail_at_the_pace(shop: SmallShop) -> None:
    """Two within an hour, the third in the next."""
    begin(shop)
    assert shop.desk.campaigning.go_on(shop.clock.now()) == 2
    assert shop.desk.campaigning.go_on(shop.clock.now()) == 0
    first, second = queued(shop)
    assert second.due - first.due == timedelta(minutes=30)
    shop.clock.pass_by(hours=1, seconds=1)
    assert shop.desk.campaigning.go_on(shop.clock.now()) == 1
    assert [d.recipients[0] for d in queued(shop)] == [
        "jane@example.com",
        "bo@example.com",
        "kim@example.com",
    ]
    codes = [perk.what for perk in shop.desk.records.perks()]
    assert sorted(codes) == ["AAA", "BBB", "CCC"]
    (campaign,) = shop.desk.records.campaigns()
    assert (campaign.mails, campaign.queued) == (3, 3)


def test_the_mail_says_how_to_leave(shop: SmallShop) -> None:
    """By mail always, by a click where the shop has a page for it; a machine wrote it."""
    begin(shop)
    shop.desk.campaigning.go_on(shop.clock.now())
    first = queued(shop)[0]
    assert first.automatic
    assert first.answers == ()
    mail = message_from_bytes(first.raw, policy=default)
    ways = mail["List-Unsubscribe"]
    assert "<https://shop.example/out?who=jane%40example.com>" in ways
    assert "<mailto:hello@lans-shoes.example?subject=STOP" in ways
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"]
    assert "AAA" in mail.get_content()


def test_a_stop_is_honoured(shop: SmallShop) -> None:
    """Before the next mail, from any address, and for surveys too; a forged one is just mail."""
    begin(shop)
    shop.desk.campaigning.go_on(shop.clock.now())
    mail = message_from_bytes(queued(shop)[1].raw, policy=default)
    link = next(w.strip(" <>") for w in mail["List-Unsubscribe"].split(",") if "mailto" in w)
    subject = parse_qs(urlparse(link).query)["subject"][0]
    forged = subject.replace("[sd:c2", "[sd:c3")
    shop.receive(Mail(sender="evil@example.org", subject=forged, body="x", id="e@x"))
    shop.receive(Mail(sender="bo@other.example", subject=subject, body="", id="s@x"))
    assert shop.desk.records.opted_out("bo@example.com")
    assert not shop.desk.records.opted_out("kim@example.com")
    begin_again = [
        one.contact
        for one in shop.desk.campaigning.preview("all", "thank-you", "thanks", shop.clock.now()).to
    ]
    assert "bo@example.com" not in begin_again
    assert "kim@example.com" in begin_again


def test_who_opts_out_meanwhile_gets_nothing(shop: SmallShop) -> None:
    """And keeps no coupon from the others."""
    begin(shop)
    shop.desk.records.opt_out("jane@example.com", shop.clock.now())
    shop.desk.campaigning.go_on(shop.clock.now())
    assert [d.recipients[0] for d in queued(shop)] == ["bo@example.com"]
    shop.clock.pass_by(hours=2)
    shop.desk.campaigning.go_on(shop.clock.now())
    assert len(queued(shop)) == 2
    (campaign,) = shop.desk.records.campaigns()
    assert campaign.left_out == 1


def test_after_a_crash_it_goes_on_where_it_was(
    shop: SmallShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mail that was being written is neither lost nor written twice."""
    begin(shop)

    def dies(*_anything: object) -> None:
        raise RecordsError("the power went out")

    with monkeypatch.context() as patch:
        patch.setattr(shop.desk.records, "campaign_queued", dies)
        with pytest.raises(RecordsError):
            shop.desk.campaigning.go_on(shop.clock.now())
    assert queued(shop) == ()
    assert shop.desk.records.perks() == ()
    assert shop.desk.records.coupons_left() == {"thanks": 3}
    assert shop.desk.campaigning.go_on(shop.clock.now()) == 2


def test_a_segment_goes_by_what_was_bought(shop: SmallShop) -> None:
    """Jane alone has bought."""
    take(shop, exports.shopify(exports.JANES))
    found = shop.desk.campaigning.preview("buyers", "thank-you", "thanks", shop.clock.now())
    assert [one.contact for one in found.to] == ["jane@example.com"]
    with pytest.raises(CampaignRefused, match="vip"):
        shop.desk.campaigning.preview("everyone", "thank-you", "thanks", shop.clock.now())


def test_what_cannot_be_written_is_not_begun(shop: SmallShop) -> None:
    """A blank, no such template, too few coupons."""
    begin_with = shop.desk.campaigning.begin
    with pytest.raises(TemplateError, match=r"coupon\.code"):
        begin_with("all", "thank-you", "", shop.clock.now())
    with pytest.raises(CampaignRefused, match="no template"):
        begin_with("all", "nothing", "thanks", shop.clock.now())
    shop.desk.records.take_coupon("thanks", "x@example.com", shop.clock.now())
    with pytest.raises(CampaignRefused, match="2 coupons"):
        begin_with("all", "thank-you", "thanks", shop.clock.now())
    assert shop.desk.records.campaigns() == ()


def test_a_stopped_campaign_writes_no_more(shop: SmallShop) -> None:
    """What is in the outbox stays there."""
    number = begin(shop)
    shop.desk.campaigning.go_on(shop.clock.now())
    shop.desk.records.stop_campaign(number, shop.clock.now())
    shop.clock.pass_by(hours=2)
    assert shop.desk.campaigning.go_on(shop.clock.now()) == 0
