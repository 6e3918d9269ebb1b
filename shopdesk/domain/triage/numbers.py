"""Order numbers in what customers write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from shopdesk.domain.patterns import compiled

LOOKED_AT = 4_000
"""Characters of a text that are looked at."""
LONGEST_NUMBER = 24
MOST_NUMBERS = 10

_BARE = r"[A-Za-zА-ЯЁа-яё]{0,6}-?\d{1,16}(?:-?[A-Za-z0-9]{1,8}){0,3}"
_AFTER = (
    r"(?![\w%@₫$€£₽])(?![.,:/-]\d)"
    r"(?!\s?(?:usd|eur|gbp|vnd|vnđ|đ|₫|\$|€|£|₽|р\.|руб|грн|тыс|k\b|%|pairs?\b|pcs|items?\b|pieces|"
    r"days?\b|đôi|cái|chiếc|ngày|пар|шт|дн|год|г\.|kg|cm|euro|stück|paar|tage?\b))"
)
_NUMBER = rf"(?P<number>{_BARE}){_AFTER}"
_WORD = (
    r"(?:orders?|purchase|po|đơn đặt hàng|mã đơn hàng|mã đơn|đơn hàng|đơn|ma don hang|ma don|"
    r"don dat hang|don hang|заказ\w{0,3}|замовлен\w{0,3}|bestell(?:ung|nummer|nr\.?)|"
    r"auftrag\w{0,9}|commande|pedido)"
)
_MARK = (
    r"(?:\s{0,3}(?:numbers?|num|no\.?|nos\.?|nr\.?|id|ref|code|nummer|numéro|número|số|so|mã|ma|"
    r"номер\w{0,3}|is|was|là|la|n°|nº|[:#№=(\-–])){0,4}"
)
_ORDER_NUMBER = rf"\b{_WORD}(?P<mark>{_MARK})\s{{0,3}}{_NUMBER}"
_MARKED_NUMBER = rf"(?<![\w&#])(?P<mark>[#№])\s?{_NUMBER}"
_NEXT = rf"\s?(?:,|;|&|\+|/|and|or|và|hoặc|и|или|та|und|et|y)\s?(?P<mark>[#№]?)\s?{_NUMBER}"
_MARKET = r"(?<![\w-])(?P<number>\d{3}-\d{7}-\d{7}|\d{2}-\d{5}-\d{5})(?![\w-])"
"""Amazon's and eBay's, which need no word beside them."""

_YEAR = r"(?:19|20)\d\d"
_PHONE = r"0[1-9]\d{8,9}|84\d{9}|[78]9\d{9}"
_NO_NUMBER = (
    r"(?:19|20)\d\d-\d\d?-\d\d?|\d\d?-\d\d?-\d{2,4}|\d+(?:k|tr|vnd|usd|eur|gbp|kg|cm|g|ml|d|st|nd|"
    r"rd|th|am|pm|h|x|mm|min)"
)
"""Dates, times and amounts."""
_OTHER_NUMBER = (
    r"(?:invoice|bill|ticket|tracking|case|hóa đơn|hoá đơn|vận đơn|сч[её]т\w*|трек\w*|rechnung\w*)"
    r"\W*$"
)


def order_number(text: str) -> str:
    """The first order number, as it is written but without its mark (`#`, `№`); empty for none."""
    return next(iter(order_numbers(text)), "")


def order_numbers(text: str) -> tuple[str, ...]:
    """Every order number, each once: those named as an order's first, then those merely marked."""
    text = unicodedata.normalize("NFC", text[:LOOKED_AT])
    found: dict[str, str] = {}
    for number in _named(text):
        found.setdefault(number.casefold(), number)
        if len(found) >= MOST_NUMBERS:
            break
    return tuple(found.values())


def _named(text: str) -> Iterator[str]:
    for pattern in (_ORDER_NUMBER, _MARKET, _MARKED_NUMBER):
        for found in _compiled(pattern).finditer(text):
            marked = pattern is _MARKET or bool(found["mark"].strip())
            before = text[: found.start()][-20:]
            if pattern is _MARKED_NUMBER and _compiled(_OTHER_NUMBER).search(before):
                continue
            if not _is_order_number(found["number"], marked):
                continue
            yield found["number"]
            yield from _more(text, found.end(), found["number"])


def _more(text: str, at: int, like: str) -> Iterator[str]:
    """The rest of "orders 1041, 1042 and 1043": numbers of the first one's form."""
    while (found := _compiled(_NEXT).match(text, at)) is not None:
        number = found["number"]
        alike = bool(found["mark"]) or _form(number) == _form(like)
        if not alike or not _is_order_number(number, has_mark=True):
            return
        yield number
        at = found.end()


def _compiled(pattern: str) -> re.Pattern[str]:
    return compiled(pattern, re.IGNORECASE)


def _form(number: str) -> str:
    """`SHOP-1042` as `A-0000`."""
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d", "0", number))


def _is_order_number(number: str, has_mark: bool) -> bool:
    digits = sum(c.isdigit() for c in number)
    if digits < (2 if has_mark else 3) or len(number) > LONGEST_NUMBER:
        return False
    if _compiled(_PHONE).fullmatch(number) or _compiled(_NO_NUMBER).fullmatch(number):
        return False
    return has_mark or not _compiled(_YEAR).fullmatch(number)
