"""Perks: due by a rule, held while the mail is written, given once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from shopdesk.desk.moves.perks import PerkRefused, purpose_of
from shopdesk.domain.answer.reply import Draft
from shopdesk.domain.money import Money
from shopdesk.domain.moves.generous import Generosity
from shopdesk.domain.moves.perks import PerkKind, Surprise, SurpriseRules
from tests.adapters.orders import exports
from tests.desk.orders import take
from tests.desk.test_playing import accept
from tests.shop import Mail, SmallShop, settings, small_shop

JANE = "jane@example.com"
FIVE = Money(Decimal("5.00"), "GBP")

LATELY = tuple(
    {name: value.replace("2026-05-", "2026-11-") for name, value in row.items()}
    for row in exports.JANES
)
"""Jane's order, ten days old."""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """Coupons come from the pool `thanks`; any first order is a surprise."""
    rules = Generosity(
        coupon_pool="thanks",
        surprises=SurpriseRules(above=(Money(Decimal(100), "GBP"),)),
    )
    with small_shop(tmp_path, settings(generosity=rules)) as made:
        yield made


def begun(shop: SmallShop, mail: Mail | None = None) -> int:
    """A customer's conversation."""
    shop.receive(mail or Mail())
    return max(a.conversation for a in shop.desk.records.alarms(backlog=False))


def coupon_mail(shop: SmallShop, conversation: int) -> Draft:
    """With a coupon of the pool."""
    desk, now = shop.desk, shop.clock.now()
    perk = desk.perks.coupon(purpose_of(conversation), "large order", now)
    return desk.perks.draft(desk.compose, conversation, perk, desk.templates.all())


def test_a_coupon_is_held_then_given(shop: SmallShop) -> None:
    """Its code stands in the mail; when that is accepted it is the customer's, and priced."""
    shop.desk.records.add_coupons("thanks", ["AAA", "BBB"], FIVE, None)
    conversation = begun(shop)
    draft = coupon_mail(shop, conversation)
    assert "AAA" in draft.body
    assert shop.desk.perks.pools() == {"thanks": 1}
    assert coupon_mail(shop, conversation).after.play.perk == draft.after.play.perk
    other = begun(shop, Mail(sender="Bo <bo@example.com>", subject="Hello?"))
    assert "BBB" in coupon_mail(shop, other).body
    number = shop.desk.compose.queue(draft, shop.clock.now())
    accept(shop, number)
    (perk,) = shop.desk.records.perks(contact=JANE)
    assert (perk.kind, perk.what, perk.cost, perk.why) == (
        PerkKind.COUPON,
        "AAA",
        FIVE,
        "large order",
    )
    code = shop.desk.records.coupon("AAA")
    assert code is not None
    assert (code.contact, code.given) == (JANE, shop.clock.now())
    shop.desk.acting.reply_accepted(shop.desk.records.dispatch(number), shop.clock.now())
    assert len(shop.desk.records.perks()) == 1


def test_what_is_not_written_goes_back_into_the_pool(shop: SmallShop) -> None:
    """And an empty pool is said to be empty, with what to do."""
    shop.desk.records.add_coupons("thanks", ["AAA"], FIVE, None)
    conversation = begun(shop)
    perk = coupon_mail(shop, conversation).after.play.perk
    assert perk is not None
    with pytest.raises(PerkRefused, match="coupons import"):
        shop.desk.perks.coupon("conversation:99", "", shop.clock.now())
    shop.desk.perks.drop(perk, purpose_of(conversation))
    assert shop.desk.perks.coupon("conversation:99", "", shop.clock.now()).what == "AAA"


def test_codes_by_the_pattern_are_never_the_same(shop: SmallShop) -> None:
    """A pattern that is used up says so."""
    found = {shop.desk.perks.coupon(f"x:{n}", "", shop.clock.now(), "").what for n in range(50)}
    assert len(found) == 50
    assert all(code.startswith("THANKS-") for code in found)


def test_a_surprise_is_due_once(shop: SmallShop) -> None:
    """With the rule that fired; then there is a rest."""
    take(shop, exports.shopify(LATELY))
    shop.desk.records.add_coupons("thanks", ["AAA"], FIVE, None)
    conversation = begun(shop)
    stand = shop.desk.records.conversation(conversation)
    assert shop.desk.perks.due(stand, shop.clock.now()) is Surprise.LARGE_ORDER
    draft = coupon_mail(shop, conversation)
    accept(shop, shop.desk.compose.queue(draft, shop.clock.now()))
    assert shop.desk.perks.due(stand, shop.clock.now()) is None
    later = shop.clock.now() + timedelta(days=120)
    assert shop.desk.perks.due(stand, later) is None


def test_no_surprise_on_top_of_a_complaint(shop: SmallShop) -> None:
    """Before it was made good."""
    take(shop, exports.shopify(LATELY))
    conversation = begun(shop, Mail(subject="#1042", body="The shoe arrived damaged. I am angry!"))
    stand = shop.desk.records.conversation(conversation)
    assert shop.desk.perks.due(stand, shop.clock.now()) is None
    shop.desk.recovering.say(conversation, True, shop.clock.now())
    assert shop.desk.perks.due(stand, shop.clock.now()) is Surprise.RECOVERED


def test_a_gift_says_what_it_is(shop: SmallShop) -> None:
    """In the next parcel."""
    conversation = begun(shop)
    desk = shop.desk
    gift = desk.perks.gift("a pair of vegan laces", FIVE, "", shop.clock.now())
    draft = desk.perks.draft(desk.compose, conversation, gift, desk.templates.all())
    assert "a pair of vegan laces" in draft.body
    assert "{{" not in draft.body
    accept(shop, desk.compose.queue(replace(draft), shop.clock.now()))
    assert [p.what for p in desk.records.perks()] == ["a pair of vegan laces"]
