"""The `[returns]`, `[credit]`, `[perks]` and `[complaints]` tables of the settings file."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shopdesk.domain.money import Money, NoAmount, is_currency, money
from shopdesk.domain.moves.generous import Generosity
from shopdesk.domain.moves.perks import SurpriseRules
from shopdesk.domain.moves.returns import ReturnPolicy
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.adapters.config.reader import Reader

_DAY = timedelta(days=1)
_LONG = timedelta(days=3650)
_DEFAULT = Generosity()


def read_moves(file: Reader) -> Generosity:
    """The shop's rules; mistakes go to `file.problems`."""
    credit = file.table("credit", needed=False)
    lasts = credit.duration("expires", timedelta(), _DAY, _LONG)
    bonus = credit.number("bonus", range(101), _DEFAULT.returns.bonus)
    credit.finish()
    complaints = file.table("complaints", needed=False)
    follow_up = complaints.duration("follow_up", _DEFAULT.follow_up, _DAY, _LONG)
    complaints.finish()
    campaigns = file.table("campaigns", needed=False)
    pace = campaigns.number("pace", range(1, 3601), _DEFAULT.campaign_pace)
    https = _("an https address, in which {address} becomes the customer's")
    url = campaigns.text(
        "unsubscribe_url",
        https,
        _is_https,
        default="",
    )
    campaigns.finish()
    returns = _returns(file.table("returns", needed=False), bonus)
    perks = file.table("perks", needed=False)
    made = Generosity(
        returns=returns,
        credit_lasts=lasts or None,
        coupon_pattern=perks.text(
            "coupon_pattern",
            _('a code with at least four #, each of which becomes a sign, such as "THANKS-######"'),
            _is_pattern,
            default=_DEFAULT.coupon_pattern,
        ),
        coupon_pool=perks.text("coupon_pool", _("the name of a pool"), default=""),
        coupon_cost=_amounts(perks, "coupon_cost"),
        shipping_cost=_amounts(perks, "shipping_cost"),
        surprises=_surprises(perks),
        follow_up=follow_up,
        campaign_pace=pace,
        unsubscribe_url=url,
    )
    perks.finish()
    return made


def _returns(table: Reader, bonus: int) -> ReturnPolicy:
    default = ReturnPolicy()
    policy = ReturnPolicy(
        window=table.duration("window", default.window, _DAY, _LONG),
        postage=table.choice("postage", ("shop", "customer"), default.postage),
        bonus=bonus,
        address=table.text("address", _("where parcels go"), bool, default=default.address),
        still=table.duration("still", default.still, _DAY, _LONG),
    )
    table.finish()
    return policy


def _surprises(table: Reader) -> SurpriseRules:
    default = SurpriseRules()
    return SurpriseRules(
        nth_order=table.number("nth_order", range(1001), default.nth_order),
        anniversary=table.flag("anniversary", default=default.anniversary),
        recovered=table.flag("after_complaint", default=default.recovered),
        above=_amounts(table, "above"),
        rest=table.duration("rest", default.rest, _DAY, _LONG),
    )


def _amounts(table: Reader, key: str) -> tuple[Money, ...]:
    texts = table.texts(key, _('a list of amounts such as "100 GBP"'), _is_money)
    return tuple(made for text in texts if (made := _money(text)) is not None)


def _is_https(text: str) -> bool:
    return text.startswith("https://") and text.isascii() and not set(text) & set(' <>"')


def _is_pattern(text: str) -> bool:
    return text.count("#") >= 4 and len(text) <= 40 and text.isascii() and " " not in text


def _is_money(text: str) -> bool:
    return _money(text) is not None


def _money(text: str) -> Money | None:
    try:
        found = money(text)
    except NoAmount:
        return None
    return found if found.amount > 0 and is_currency(found.currency) else None
